"""The screen that tells what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import Command, Keymap
from tui.listing import HelpListing
from tui.rows import Glyphs
from tui.screens.view import ViewScreen

if TYPE_CHECKING:
    from tui.app import BriefingApp

_AS_HERE = {"read_on": "page_down", "unfold_or_enter": "line_down", "fold_or_parent": "line_up"}
_LEAVING = frozenset({"help", "leave", "toggle"})
_STILL = frozenset({"quit", "cancel", "redraw", "suspend"})


class HelpScreen(ViewScreen):
    """What the keys do; moves as the panels do, and is left as they are."""

    app: BriefingApp

    def __init__(self, keymap: Keymap, glyphs: Glyphs) -> None:
        super().__init__(keymap)
        self._listing = HelpListing(keymap, glyphs)

    @property
    def shown(self) -> HelpListing:
        """The list of keys."""
        return self._listing

    def press(self, key: str) -> None:
        """Do what a key means; escape leaves too."""
        if key == "escape":
            self.app.pop_screen()
        else:
            super().press(key)

    def do(self, command: type[Command]) -> None:
        """Move about, leave, or do what has nothing to do with an article."""
        move = _AS_HERE.get(command.id, command.move)
        if command.id in _LEAVING:
            self.app.pop_screen()
        elif command.id in _STILL:
            self.app.do(command)
        elif hasattr(self._listing, move or "-"):
            getattr(self._listing, move)()
