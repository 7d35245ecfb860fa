"""The command `briefing`: what was asked for, and the exit status.

This module owns standard error and the exit statuses. Each command's own work is a module: `printing`, `shelf`, `doctor`, and
`opening` for the screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from briefing.errors import BriefingError
from briefing.gate import clean_line
from briefing.model import Briefing

DONE, SOME_FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses: done; some inputs failed and the others are done; a mistake in the command's words; interrupted."""

COMMANDS = ("print", "add", "list", "forget", "doctor")
"""The words that name a command; any other first word is an input of the screen."""


class Asked(NamedTuple):
    """What the words of the command line ask for; `command` is empty for the screen."""

    command: str = ""
    inputs: tuple[str, ...] = ()
    form: str = "text"
    sample: bool = False
    again: bool = False
    recursive: bool = False
    topics: str | None = None
    plain_driver: bool = False


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and give back its exit status."""
    try:
        return _run(_asked(list(sys.argv[1:] if words is None else words)))
    except BriefingError as error:
        complain(str(error))
        return SOME_FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough, and nothing may be flushed to it on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def failed(briefing: Briefing) -> bool:
    """Whether parsing failed: an article in a language that is not parsed is left whole without being a failure."""
    return not briefing.parsed and briefing.articles[0].language in (None, "en")


def complain(message: str) -> None:
    """Say one clean line on standard error."""
    print(f"briefing: {clean_line(message)}", file=sys.stderr)  # noqa: T201 - the one place that prints there


def _asked(words: list[str]) -> Asked:
    plain = not any(word.startswith("-") and word != "-" for word in words)
    if plain and (not words or words[0] not in COMMANDS):
        return Asked(inputs=tuple(words))  # the first frame does not wait for argparse
    from tui import arguments  # noqa: PLC0415

    return arguments.parse(words)


def _run(asked: Asked) -> int:
    # Each command imports what it needs: a screen that opens a known article waits for none of the others.
    if asked.command == "doctor":
        from tui import doctor  # noqa: PLC0415

        return doctor.run()
    if asked.command in ("add", "list", "forget"):
        from tui import shelf  # noqa: PLC0415

        return shelf.run(asked)
    if asked.command == "print":
        from tui import printing  # noqa: PLC0415

        return printing.run(asked)
    from tui import opening  # noqa: PLC0415

    return opening.run(asked)
