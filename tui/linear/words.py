"""What words name: commands by their ids, other words and keys; what lines can be narrowed to."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tui.commands import folding, looking, moving, program, reading
from tui.commands.command import Command
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.review.filters import Choice

OTHER_WORDS = {
    "": "read_on",
    "read": "read_on",
    "r": "toggle_read",
    "mark": "toggle_read",
    "flag": "toggle_flag",
    "down": "line_down",
    "up": "line_up",
    "top": "go_to_top",
    "bottom": "go_to_bottom",
    "back": "go_back",
    "aside": "set_aside",
    "all": "show_all",
    "exit": "quit",
    "again": "repeat",
    "l": "list",
    "h": "help",
}
"""Other words for what is done, which come before keys; the ids of commands and of what is done here are words too."""

_AS_ON_THE_SCREEN: tuple[type[Command], ...] = (
    *(reading.Next, reading.Previous, reading.PreviousUnread, reading.ToggleRead, reading.MarkPanelRead),
    *(reading.ToggleFlag, reading.NextFlag, reading.Select, reading.Undo, reading.Redo, looking.ShowAll),
    *(moving.LineDown, moving.LineUp, moving.PanelDown, moving.PanelUp, moving.GoToTop, moving.GoToBottom),
    *(*moving.TO_PANELS, moving.GoBack, folding.Toggle, folding.Fold, folding.Unfold, folding.FoldAll, folding.UnfoldAll),
    *(program.PreviousArticle, program.NextArticle),
)

AS_ON_THE_SCREEN = {command.id: command for command in _AS_ON_THE_SCREEN}
"""The commands that do in words what they do on the screen, by their ids."""

IDS = frozenset(command.id for command in COMMANDS)
"""The ids of all commands."""


class Vocabulary:
    """Finds out what typed words name: one of some names that are words here, a command's id, or a key's command."""

    def __init__(self, names: Container[str], keymap: Keymap) -> None:
        self._names = names
        self._keymap = keymap

    def named(self, typed: str) -> tuple[str, str]:
        """What typed words name, by an id or a number, and what follows it."""
        if typed.isdecimal():
            return typed, ""
        if typed.startswith("/"):
            return "search", typed[1:].strip()
        whole = self._id(typed)
        if whole:
            return whole, ""
        word, _, rest = typed.partition(" ")
        return self._id(word) or word, rest.strip()

    def _id(self, words: str) -> str:
        name = words.lower().replace(" ", "_").replace("-", "_")
        found = OTHER_WORDS.get(words) or (None if len(words) == 1 else OTHER_WORDS.get(name))
        if found is not None:
            return found
        if name and (name in self._names or name in IDS) and (len(words) > 1 or not words.isupper()):
            return name
        command = self._keymap.command((words,)) or self._keymap.command(tuple(words))
        return command.id if command else ""


def choice_of(found: Sequence[Choice], words: str) -> Choice | None:
    """What some words choose: the same words first, then what begins with them, then what has them."""
    sought = words.casefold()
    group, _, rest = sought.partition(" ")
    if rest and group.capitalize() in {choice.group for choice in found}:
        found = [choice for choice in found if choice.group == group.capitalize()]
        sought = rest
    named = [(choice.words.casefold(), choice) for choice in found]
    return (
        next((choice for name, choice in named if name == sought), None)
        or next((choice for name, choice in named if name.startswith(sought)), None)
        or next((choice for name, choice in named if sought in name), None)
    )
