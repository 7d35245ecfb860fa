"""All that the program takes from Textual without being promised it; nothing of it is imported before it is asked for.

`missing` tells what this version has not got. Then Textual's own driver serves, which needs none of it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.message import Message

PARSER = "textual._xterm_parser.XTermParser"
"""What turns a key's escape sequence, or a click's, into an event, for our driver."""

FATAL_ERROR = "textual.app.App._fatal_error"
"""What is called when something went wrong, which would print the values of all variables."""


def missing() -> tuple[str, ...]:
    """The names that this version of Textual has not got, or that mean something else by now."""
    lacks = [] if _can_parse() else [PARSER]
    if not hasattr(App, FATAL_ERROR.rpartition(".")[2]):
        lacks.append(FATAL_ERROR)
    return tuple(lacks)


def _can_parse() -> bool:
    try:
        keys = [message.key for sent in ("j", "\x1b[B", "\x1bj") for message in parsed(sent) if isinstance(message, Key)]
    except (ImportError, AttributeError, TypeError):
        return False
    return keys == ["j", "down", "alt+j"]


def parsed(keys: str) -> Sequence[Message]:
    """What plain characters, or one whole escape sequence, mean to an application. What means nothing to it is left out."""
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 - see the top

    parser = XTermParser()  # each time: one that waits for the rest of a sequence reads it out as letters
    messages = list(parser.feed(keys))
    if len(keys) == 2 and keys[0] == "\x1b":  # nothing follows: it is alt and a key, if no other
        messages += parser.feed("")
    return messages


class GuardedApp(App[int], inherit_bindings=False):
    """An application that tells nothing of what went wrong, and keeps it for its caller: foreign text may be among it."""

    def __init__(self, driver: type[Driver] | None) -> None:
        super().__init__(driver_class=driver, ansi_color=True)
        self.error_console.quiet = True
        self.failure: BaseException | None = None
        """What went wrong, if that has ended the program."""

    def _fatal_error(self) -> None:
        self.failure = self.failure or sys.exception()
        self.exit(return_code=1)
