"""The screen of the library: alone, or above the article that it was called from."""

from __future__ import annotations

from tui.app.list_screen import ListScreen
from tui.commands.command import Command
from tui.commands.keymap import Keymap
from tui.lists.library import LibraryListing


class LibraryScreen(ListScreen):
    """The works of the library. If it is the `first` screen, leaving it ends the program; escape never does."""

    def __init__(self, keymap: Keymap, listing: LibraryListing, *, first: bool = False) -> None:
        super().__init__(keymap, listing, "" if first else "library")
        self._works = listing
        self._is_first = first

    def press(self, key: str) -> None:
        """Do what a key means; escape leaves a selection, and the library only for an article."""
        if key == "escape" and not self._pending.keys and self._is_first:
            self._works.leave()
        else:
            super().press(key)

    def do(self, command: type[Command]) -> None:
        """Do what a command says; the library is here already."""
        if command.id == "library" and self._is_first:
            return
        super().do(command)

    def on_screen_resume(self) -> None:
        """Show counts as they are now."""
        self._works.refresh()
        super().on_screen_resume()

    def _leave(self) -> None:
        if self._works.leave():
            return
        if self._is_first:
            self.app.quit()
        else:
            self.app.pop_screen()
