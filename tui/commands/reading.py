"""Commands that read on and mark."""

from __future__ import annotations

from tui.commands.command import Command, Program


class ReadOn(Command):
    """Read on: mark what was on the screen as read, and show what comes next."""

    id, keys = "read_on", ("space",)

    def _do(self, on: Program) -> None:
        if on.review.read_on():
            on.finish_article()


class NextUnread(Command):
    """To the next line that is not read."""

    id, keys = "next_unread", ("n",)
    leaps = True

    def _do(self, on: Program) -> None:
        on.review.next_unread()


class PreviousUnread(Command):
    """To the line before that is not read."""

    id, keys = "previous_unread", ("N", "p")
    leaps = True

    def _do(self, on: Program) -> None:
        on.review.previous_unread()


class ToggleRead(Command):
    """Mark the line as read, or as unread."""

    id, keys = "toggle_read", ("r",)

    def _do(self, on: Program) -> None:
        on.review.toggle_read()


class MarkPanelRead(Command):
    """Mark the whole panel as read."""

    id, keys = "mark_panel_read", ("A",)

    def _do(self, on: Program) -> None:
        on.review.mark_panel_read()


class ToggleFlag(Command):
    """Flag the line, or take its flag away."""

    id, keys = "toggle_flag", ("m",)

    def _do(self, on: Program) -> None:
        on.review.toggle_flag()


class Undo(Command):
    """Undo the last mark, any number of times."""

    id, keys = "undo", ("u",)

    def _do(self, on: Program) -> None:
        on.review.undo()


class Redo(Command):
    """Do again what was undone."""

    id, keys = "redo", ("ctrl+r",)

    def _do(self, on: Program) -> None:
        on.review.redo()
