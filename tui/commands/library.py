"""Commands about the library."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class ShowLibrary(Command):
    """The library: all works, those with unread lines first; again: back."""

    id, keys = "library", ("L",)

    def _do(self, on: Receiver) -> None:
        on.show_library()


class Forget(Command):
    """In the library: forget the work, or the selected ones, after asking; undo brings them back."""

    id, keys = "forget", ("D",)

    def _do(self, on: Receiver) -> None:
        on.view.forget()
