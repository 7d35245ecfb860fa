"""Keys that a reader's configuration gives to commands: which of them can be, and what they leave of the usual ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.commands.keymap import NEVER, Keys
from tui.commands.registry import COMMANDS

_NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter"),
    *("tab", "escape", "space"),
    *(f"f{number}" for number in range(12, 0, -1)),
)
_KEY = re.compile(rf"(?:(?:ctrl|alt|shift)\+){{0,3}}(?:[a-z0-9]|{'|'.join(_NAMED)})|[!-~]|[^\W\d_]")
_ENDING = ("leave", "quit", "cancel")
"""Commands of which one must keep a key, so that the program can be left."""


class Bindings(NamedTuple):
    """Keys by the ids of commands, and what is wrong: the id that it is about, and a sentence's end."""

    keys: dict[str, tuple[str, ...]]
    mistakes: list[tuple[str, str]]


def bind(given: Mapping[str, object]) -> Bindings:
    """The keys of a table. A key that is given to a command is taken from the one that has it usually."""
    usual = {command.id: command.keys for command in COMMANDS}
    keys: dict[str, tuple[str, ...]] = {}
    mistakes: list[tuple[str, str]] = []
    held: dict[Keys, str] = {}
    for command, value in given.items():
        if command not in usual:
            mistakes.append((command, f"gives keys to a command that there is not: {command}"))
            continue
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            mistakes.append((command, f"needs a key or a list of keys for {command}; it keeps its usual ones"))
            continue
        kept = []
        for one in written:
            sequence = tuple(one.split())
            wrong = _wrong(sequence, held)
            if wrong:
                mistakes.append((command, f"cannot give “{one}” to {command}: {wrong}"))
            else:
                held[sequence] = command
                kept.append(" ".join(sequence))
        if kept or not written:
            keys[command] = tuple(kept)
    for command, known in usual.items():
        if command not in keys and held:
            left = tuple(one for one in known if not _in_the_way(tuple(one.split()), held))
            if left != known:
                keys[command] = left
    if not any(keys.get(command, usual[command]) for command in _ENDING):
        mistakes.append(("", "leaves no key to end the program; ctrl+c does it still"))
        keys["cancel"] = usual["cancel"]
    return Bindings(keys, mistakes)


def _wrong(sequence: Keys, held: Mapping[Keys, str]) -> str:
    if not sequence:
        return "it names no key"
    for key in sequence:
        if key in NEVER:
            return f"to a terminal {key} is another key" if key != "ctrl+b" else "ctrl+b is tmux's own"
        if not _KEY.fullmatch(key):
            return f"there is no key {key}"
    other = _in_the_way(sequence, held)
    return f"{other} has it or begins with it" if other else ""


def _in_the_way(sequence: Sequence[str], held: Mapping[Keys, str]) -> str:
    """The command of keys that equal these, begin with them, or are their beginning; empty if there is none."""
    sequence = tuple(sequence)
    for other, command in held.items():
        least = min(len(other), len(sequence))
        if other[:least] == sequence[:least]:
            return command
    return ""
