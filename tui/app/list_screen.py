"""The screen of a list, or of something else to look through, above the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.view_screen import ViewScreen
from tui.commands.command import Command
from tui.commands.keymap import Keymap
from tui.screen.view import View

if TYPE_CHECKING:
    from tui.app.application import BriefingApp

_AS_HERE = {"read_on": "page_down", "unfold_or_enter": "line_down", "fold_or_parent": "line_up", "toggle": "choose"}


class ListScreen(ViewScreen):
    """A list: moves as the panels do. `q`, escape and `again`, the id of the command that showed it, leave it.

    A command that is about an article does what the list's method `do_` with its id does, if it has one.
    """

    app: BriefingApp

    def __init__(self, keymap: Keymap, listing: View, again: str = "") -> None:
        super().__init__(keymap)
        self._listing = listing
        self._again = again

    @property
    def shown(self) -> View:
        """The list, or what else is looked through."""
        return self._listing

    def press(self, key: str) -> None:
        """Do what a key means; escape leaves too."""
        if key == "escape" and not self._pending.keys:
            self._leave()
        else:
            super().press(key)

    def do(self, command: type[Command]) -> None:
        """Move about, choose, leave, or do what has nothing to do with an article."""
        move = _AS_HERE.get(command.id, command.move)
        own = getattr(self._listing, f"do_{command.id}", None)
        if command.id == "leave" or command.id == self._again:
            self._leave()
        elif own is not None:
            own()
        elif move == "choose" and not self._listing.chooses:
            self._leave()
        elif hasattr(self._listing, move or "-"):
            getattr(self._listing, move)()
        elif command.everywhere:
            self.app.do(command)
        else:
            self._listing.say("That key does nothing here")

    def _leave(self) -> None:
        if not self._listing.leave():
            self.app.pop_screen()
