"""Which command some words call: its name, or the beginnings of words of its name and help, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tui.commands.command import Command
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.screen.prompt import Prompt

_WORDS = re.compile(r"[a-z0-9]+")
_LINE = re.compile(r"[0-9]{1,9}")
_SHORT = {"q": "leave", "quit": "quit", "qa": "quit", "q!": "quit", "h": "help", "help": "help", "e": "export"}
"""What vim's words call."""


class Caller(NamedTuple):
    """What is done with what was called."""

    do: Callable[[type[Command]], object]
    """Does a command."""
    go_to: Callable[[int], object]
    """Goes to a sentence or an item by its number, from 1."""
    write: Callable[[str], object]
    """Writes to a file."""
    say: Callable[[str], object]
    """Says why nothing was done."""


def name_of(command: type[Command]) -> str:
    """A command's id, as words."""
    return command.id.replace("_", " ")


def found(words: str, commands: Iterable[type[Command]] = COMMANDS) -> list[type[Command]]:
    """The commands that some words can mean, the likeliest first; without words none."""
    asked = _WORDS.findall(words.casefold())
    if not asked:
        return []
    ranked = [(rank, number, command) for number, command in enumerate(commands) if (rank := _rank(asked, command)) is not None]
    return [command for *_, command in sorted(ranked, key=lambda found: found[:2])]


def prompt(keymap: Keymap, caller: Caller, past: Sequence[str] = (), kept: Callable[[str], object] = lambda _: None) -> Prompt:
    """The line in which a command is asked for; `kept` is told of what was called."""

    def changed(text: str) -> None:
        asking.comment = told(text, keymap)

    def done(text: str) -> None:
        if text.strip():
            kept(text.strip())
        call(text, caller)

    asking = Prompt(":", done, changed=changed, past=past, complete=completions)
    return asking


def completions(text: str) -> list[str]:
    """The names of the commands that some words can become."""
    return [name_of(command) for command in found(text)]


def told(text: str, keymap: Keymap) -> str:
    """What `enter` would do: the likeliest command with its keys, and how many others there are."""
    text = text.strip()
    if not text:
        return ""
    if _LINE.fullmatch(text):
        return f"go to {text}"
    if _file(text) is not None:
        return "write to a file"
    commands = _called(text)
    if not commands:
        return "no such command"
    keys = "".join(keymap.keys_of(commands[0].id)[:1])
    more = f"  +{len(commands) - 1}" if len(commands) > 1 else ""
    return f"{name_of(commands[0])}{f'  {keys}' if keys else ''}{more}"


def call(text: str, caller: Caller) -> None:
    """Do what the words call, or say that there is no such command."""
    text = text.strip()
    file = _file(text)
    if not text:
        return
    if _LINE.fullmatch(text):
        caller.go_to(int(text))
    elif file is not None:
        if file:
            caller.write(file)
        else:
            caller.say("Name the file, as in :w notes.md")
    elif commands := _called(text):
        caller.do(commands[0])
    else:
        caller.say(f"There is no command {text}")


def _called(text: str) -> list[type[Command]]:
    short = _SHORT.get(text)
    exact = [command for command in COMMANDS if short == command.id or name_of(command) == text]
    return exact or found(text)


def _file(text: str) -> str | None:
    """The file of `w FILE`, empty if none is named; none if that is not what is asked."""
    first, _, rest = text.partition(" ")
    return rest.strip() if first in ("w", "write") else None


def _rank(asked: Sequence[str], command: type[Command]) -> int | None:
    """How far a command is from some words, 0 the nearest; none if one of them means nothing of it."""
    name, more = _WORDS.findall(name_of(command)), _WORDS.findall(command.help().casefold())
    rank = 0
    for word in asked:
        if word in name:
            continue
        if any(held.startswith(word) for held in name):
            rank += 1
        elif any(held.startswith(word) for held in more):
            rank += 4
        elif _within(word, "".join(name)):
            rank += 8
        else:
            return None
    return rank * 16 + len(name)


def _within(word: str, text: str) -> bool:
    """Whether the letters of a word stand in a text in their order."""
    letters = iter(text)
    return all(letter in letters for letter in word)
