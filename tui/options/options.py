"""The commands and options of the command line, each defined once, and what they ask for together."""

from __future__ import annotations

from typing import NamedTuple

# Plain classes: the first frame would wait for each named tuple longer than for the whole table.


class Command:
    """A word that names a command: what follows it, as the help names that (nothing: nothing may), and what it does."""

    def __init__(self, takes: str, help: str) -> None:  # noqa: A002 - as everybody calls it
        self.takes = takes
        self.help = help


class Option:
    """An option: the commands that have it, and the field of `Options` that it sets.

    `takes` is how the help names its value; without one it is a switch. Without a field it says something and ends the program.
    One that is given `once` cannot be given anew after it, where the last of several would count.
    """

    def __init__(
        self,
        name: str,
        commands: tuple[str, ...],
        help: str,  # noqa: A002
        field: str = "",
        takes: str = "",
        *,
        once: bool = False,
    ) -> None:
        self.name = name
        self.commands = commands
        self.help = help
        self.field = field
        self.takes = takes
        self.once = once


class Options(NamedTuple):
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
    restricted: str | None = None


OPEN = ""
"""The command that no word names: open inputs on the screen."""

COMMANDS = {
    "print": Command("[INPUT...]", "print articles as text, Markdown, HTML or JSON"),
    "add": Command("INPUT...", "parse articles into the library"),
    "list": Command("", "list what the library holds"),
    "forget": Command("INPUT...", "take articles out of the library, with their marks"),
    "doctor": Command("", "print versions, folders and what the terminal can"),
    "completion": Command("SHELL", "print a script that completes these words, for bash, zsh or fish"),
    "man": Command("", "print the manual page; see it with: briefing man | man -l -"),
}
"""The words that name a command; any other first word is an input of the screen."""

_EVERY = (OPEN, *COMMANDS)
_READING = (OPEN, "print", "add")

OPTIONS = (
    Option("--as", ("print",), "the format (default: text)", "form", "FORMAT"),
    Option("--sample", (OPEN, "print"), "the sample article that the program comes with", "sample"),
    Option("--again", _READING, "fetch and read anew instead of taking what is kept", "again"),
    Option("--allow-private", _READING, "URLs may lead to this machine and to private networks", "allow_private"),
    Option("--topics", _READING, "watched topics, as TOML: [[topic]] name = ... terms = [...]", "topics", "FILE"),
    Option("--recursive", (*_READING, "forget"), "read folders to any depth", "recursive"),
    Option("--debug", _READING, "write a log, in the folder that doctor names", "debug"),
    Option(
        "--config",
        (*_READING, "list", "forget", "doctor"),
        "the configuration file (default: config.toml in its folder)",
        "config",
        "FILE",
    ),
    Option("--linear", (OPEN,), "no screen: numbered lines, and commands typed as words", "linear"),
    Option("--mouse", (OPEN,), "let the mouse scroll and choose", "mouse"),
    Option("--plain-driver", (OPEN,), "let Textual's own driver write to the terminal", "plain_driver"),
    Option(
        "--restricted",
        _EVERY,
        "for serving others: no file outside FOLDER, no other program, no private network",
        "restricted",
        "FOLDER",
        once=True,
    ),
    Option("--version", (OPEN,), "print the version and end"),
    Option("--help", _EVERY, "print what the words mean and end"),
)

ASKS_FOR_COMPLETIONS = "_BRIEFING_COMPLETE"
"""Set in the environment where a shell asks what a word could become."""
