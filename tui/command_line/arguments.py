"""The words of the command line."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import NoReturn

from briefing.rendering import FORMATS
from briefing.sanitise import clean_line
from briefing.version import __version__
from tui.options.options import COMMANDS, Asked

ABOUT = """\
Read news articles as foldable panels, one a topic: verbatim, with who says it, under which condition, and when.

  briefing [INPUT...]              open these as a queue; none: the library's last, or the sample article
  briefing print [INPUT...]        print them, as text, Markdown, HTML or JSON
  briefing add INPUT...            parse them into the library
  briefing list                    list what the library holds
  briefing forget INPUT...         take them out of the library, with their marks
  briefing doctor                  print versions, folders and what the terminal can
  briefing completion SHELL        print a script that completes these words, for bash, zsh or fish
  briefing man                     print the manual page; see it with: briefing man | man -l -
"""
AFTER = """\
An INPUT is a file, a folder (one level deep), a glob, an http or https URL, or - for standard input. Where standard output
is no terminal, plain text is printed. Exit status: 0 done, 1 some inputs failed, 2 usage, 130 interrupted.
"""


def parse(words: Sequence[str]) -> Asked:
    """What the words ask for. Prints help or the version, or says what is wrong, and exits with status 0 or 2."""
    command = words[0] if words and words[0] in COMMANDS else ""
    parser = parser_of(command)
    found = parser.parse_args(words[1:] if command else words)
    asked = Asked(command=command, **vars(found))
    if command in ("add", "forget") and not asked.inputs:
        parser.error("name at least one INPUT")
    if command == "print" and not asked.inputs and not asked.sample:
        parser.error("name at least one INPUT, or --sample")
    return asked._replace(inputs=tuple(asked.inputs))


class _Parser(ArgumentParser):
    """Says a word that it does not know safely."""

    def error(self, message: str) -> NoReturn:
        super().error(clean_line(message))


def parser_of(command: str) -> ArgumentParser:
    """What reads the words after a command; an empty one is that of the screen."""
    parser = _Parser(
        prog=f"briefing {command}".strip(),
        description=None if command else ABOUT,
        epilog=AFTER,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
        usage=f"briefing {command} [options] [INPUT...]".replace("  ", " "),
    )
    if not command:
        parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    if command == "completion":
        parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
        return parser
    if command == "man":
        return parser
    if command not in ("list", "doctor"):
        parser.add_argument("inputs", nargs="*", metavar="INPUT")
    if command == "print":
        parser.add_argument("--as", dest="form", choices=FORMATS, default="text", help="the format (default: text)")
    if command in ("", "print"):
        parser.add_argument("--sample", action="store_true", help="the sample article that the program comes with")
    if command in ("", "print", "add"):
        parser.add_argument("--again", action="store_true", help="fetch and read anew instead of taking what is kept")
        parser.add_argument(
            "--allow-private", action="store_true", help="URLs may lead to this machine and to private networks"
        )
        parser.add_argument("--topics", metavar="FILE", help="watched topics, as TOML: [[topic]] name = … terms = […]")
    if command in ("", "print", "add", "forget"):
        parser.add_argument("--recursive", action="store_true", help="read folders to any depth")
    if command in ("", "print", "add"):
        parser.add_argument("--debug", action="store_true", help="write a log, in the folder that doctor names")
    parser.add_argument("--config", metavar="FILE", help="the configuration file (default: config.toml in its folder)")
    if not command:
        parser.add_argument("--linear", action="store_true", help="no screen: numbered lines, and commands typed as words")
        parser.add_argument("--mouse", action="store_true", help="let the mouse scroll and choose")
        parser.add_argument("--plain-driver", action="store_true", help="let Textual's own driver write to the terminal")
    return parser
