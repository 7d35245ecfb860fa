"""What the words of the command line ask for."""

from __future__ import annotations

from typing import NamedTuple

COMMANDS = ("print", "add", "list", "forget", "doctor", "completion", "man")
"""The words that name a command; any other first word is an input of the screen."""


class Asked(NamedTuple):
    """What the words of the command line ask for; `command` is empty for the screen."""

    command: str = ""
    inputs: tuple[str, ...] = ()
    form: str = "text"
    sample: bool = False
    again: bool = False
    allow_private: bool = False
    recursive: bool = False
    topics: str | None = None
    plain_driver: bool = False
    mouse: bool = False
    debug: bool = False
    log: int | None = None
    """The descriptor that takes lines for the log of `debug`; no word of the command line says it."""
    linear: bool = False
    shell: str = ""
    config: str | None = None
