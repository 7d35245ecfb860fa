"""`briefing man`: the manual page, made from the definitions of the command line."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.version import __version__
from tui.command_line.arguments import ABOUT, AFTER, CHOICES, PROGRAM
from tui.options import standard_output
from tui.options.exit_status import DONE
from tui.options.options import COMMANDS, OPTIONS, Option


def run() -> int:
    """Print the page."""
    standard_output.write(text())
    return DONE


def text() -> str:
    """The page, as roff."""
    return "\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    yield f'.TH BRIEFING 1 "" "{PROGRAM} {__version__}"'
    yield f".SH NAME\n{PROGRAM} \\- read news articles as foldable panels"
    yield f".SH SYNOPSIS\n.nf\n{PROGRAM} [options] [INPUT...]"
    yield from (_roff(f"{PROGRAM} {name} [options] {command.takes}".rstrip()) for name, command in COMMANDS.items())
    yield ".fi\n.SH DESCRIPTION"
    yield f"{_roff(ABOUT)}\n.PP"
    yield _roff(AFTER).replace("\n\n", "\n.PP\n")
    yield ".SH COMMANDS"
    for name, command in COMMANDS.items():
        yield f".TP\n.B {_roff(f'{name} {command.takes}'.rstrip())}\n{_sentence(command.help)}"
    yield ".SH OPTIONS"
    for option in OPTIONS:
        yield f".TP\n.B {_roff(f'{option.name} {_value(option)}'.rstrip())}\n{_sentence(option.help)}{_commands(option)}"


def _value(option: Option) -> str:
    return "|".join(CHOICES[option.takes]) if option.takes in CHOICES else option.takes


def _commands(option: Option) -> str:
    """The commands that have an option, where some have not."""
    if len(option.commands) == len(COMMANDS) + 1:
        return ""
    where = ", ".join(f"with {name}" if name else "without a command" for name in option.commands)
    return f"\n{where[0].upper()}{where[1:]}."


def _sentence(words: str) -> str:
    return _roff(f"{words[0].upper()}{words[1:]}.")


def _roff(text: str) -> str:
    """Text in which roff finds no requests."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in text.splitlines())
