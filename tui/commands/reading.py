"""Commands that read on and mark."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class ReadOn(Command):
    """Read on: mark what was on the screen as read, and show what comes next."""

    id, keys = "read_on", ("space",)

    def _do(self, on: Receiver) -> None:
        if on.view.read_on():
            on.finish_article()


class Search(Command):
    """Search the lines, folded ones too, while the words are written."""

    id, keys = "search", ("/",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.begin_search()


class Next(Command):
    """To the next line that has what is searched; without a search, to the next that is not read."""

    id, keys = "next", ("n",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.next_match(1)


class Previous(Command):
    """To the line before that has what is searched; without a search, to the one before that is not read."""

    id, keys = "previous", ("N",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.next_match(-1)


class PreviousUnread(Command):
    """To the line before that is not read."""

    id, keys = "previous_unread", ("p",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.previous_unread()


class ToggleRead(Command):
    """Mark the line as read, or as unread."""

    id, keys = "toggle_read", ("r",)

    def _do(self, on: Receiver) -> None:
        on.view.toggle_read()


class MarkPanelRead(Command):
    """Mark the whole panel as read."""

    id, keys = "mark_panel_read", ("A",)

    def _do(self, on: Receiver) -> None:
        on.view.mark_panel_read()


class ToggleFlag(Command):
    """Flag the line, or take its flag away."""

    id, keys = "toggle_flag", ("m",)

    def _do(self, on: Receiver) -> None:
        on.view.toggle_flag()


class NextFlag(Command):
    """To the next line that is flagged or has a note."""

    id, keys = "next_flag", ("M",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.next_flag()


class Note(Command):
    """Write a note on the line, or change it."""

    id, keys = "note", ("a",)

    def _do(self, on: Receiver) -> None:
        on.view.write_note(on.edit_outside)


class Select(Command):
    """Select lines, which the next mark, note or copy is then about."""

    id, keys = "select", ("v",)

    def _do(self, on: Receiver) -> None:
        on.view.select()


class Undo(Command):
    """Undo the last mark, any number of times."""

    id, keys = "undo", ("u",)

    def _do(self, on: Receiver) -> None:
        on.view.undo()


class Redo(Command):
    """Do again what was undone."""

    id, keys = "redo", ("ctrl+r",)

    def _do(self, on: Receiver) -> None:
        on.view.redo()
