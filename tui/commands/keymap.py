"""Which keys do what: the commands' own keys, or those that the reader's configuration gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tui.commands.command import Command
from tui.screen.status_line import Hint

NEVER = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b"})
"""Keys that are never bound: to a terminal they are backspace, tab, newline and enter; the last is tmux's own."""

_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "f1": "F1",
}

Keys = tuple[str, ...]
"""A sequence of keys, by their names."""


class Keymap:
    """The commands by their keys. `changed` gives other keys to the ids of commands; none at all unbinds one."""

    def __init__(self, commands: Iterable[type[Command]], changed: Mapping[str, Sequence[str]] | None = None) -> None:
        self._keys: dict[str, tuple[str, ...]] = {}
        self._commands: dict[Keys, type[Command]] = {}
        self._shown: dict[str, tuple[str, ...]] = {}
        for command in commands:
            self._keys[command.id] = tuple((changed or {}).get(command.id, command.keys))
            for keys in self._keys[command.id]:
                sequence = tuple(keys.split())
                if not NEVER.intersection(sequence):
                    self._commands[sequence] = command
        self._prefixes = {keys[:end] for keys in self._commands for end in range(1, len(keys))}

    def command(self, keys: Keys) -> type[Command] | None:
        """The command of a sequence of keys."""
        return self._commands.get(keys)

    def is_prefix(self, keys: Keys) -> bool:
        """Whether more keys can follow."""
        return keys in self._prefixes

    def following(self, keys: Keys) -> tuple[Hint, ...]:
        """What can follow a pending sequence, and what that does."""
        return tuple(
            Hint(shown(rest[len(keys)]), command.brief)
            for rest, command in self._commands.items()
            if rest[: len(keys)] == keys and len(rest) > len(keys)
        )

    def keys_of(self, command: str) -> tuple[str, ...]:
        """The keys of a command by its id, as they are shown."""
        found = self._shown.get(command)
        if found is None:
            found = tuple("".join(shown(key) for key in keys.split()) for keys in self._keys.get(command, ()))
            self._shown[command] = found
        return found

    def key_of(self, command: str) -> str:
        """The first key of a command by its id, as it is shown; empty if it has none."""
        return next(iter(self.keys_of(command)), "")

    def hint(self, commands: Sequence[str], does: str, rank: int) -> Hint | None:
        """The first key of each of some commands and what they do; none if one of them has no key."""
        keys = [self.key_of(command) for command in commands]
        return Hint("/".join(keys), does, rank) if all(keys) else None


def shown(key: str) -> str:
    """A key's name as a reader knows it."""
    return _SHOWN.get(key, key)


class Pending:
    """Keys as they are pressed, until they are the keys of a command or cannot be any more."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.keys: Keys = ()

    def press(self, key: str) -> type[Command] | None:
        """The command that a key completes; none if more must follow, or if the keys mean nothing."""
        keys = (*self.keys, key)
        self.keys = keys if self._keymap.is_prefix(keys) else ()
        return None if self.keys else self._keymap.command(keys)

    def hints(self) -> tuple[Hint, ...]:
        """The keys that are pending, and what can follow them."""
        if not self.keys:
            return ()
        return (Hint("".join(map(shown, self.keys)), "", 0), *self._keymap.following(self.keys))
