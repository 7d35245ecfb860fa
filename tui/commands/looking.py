"""Commands that show the article from another side, or only a part of it."""

from __future__ import annotations

from tui.commands.command import Command, Program


class Filter(Command):
    """Show only some lines: by speaker, actor, signal, unread, flagged, also combined."""

    id, keys = "filter", ("f",)

    def _do(self, on: Program) -> None:
        on.show_filters()


class ShowAll(Command):
    """Show all lines again."""

    id, keys = "show_all", ("F",)

    def _do(self, on: Program) -> None:
        on.review.show_all()


class Who(Command):
    """Who says what: speakers and actors, and their lines."""

    id, keys = "who", ("w",)

    def _do(self, on: Program) -> None:
        on.show_who()


class When(Command):
    """What is said to happen when."""

    id, keys = "when", ("d",)

    def _do(self, on: Program) -> None:
        on.show_when()
