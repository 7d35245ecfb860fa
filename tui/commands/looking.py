"""Commands that show the article from another side, or only a part of it."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class Filter(Command):
    """Show only some lines: by speaker, actor, signal, unread, flagged, also combined."""

    id, keys = "filter", ("f",)

    def _do(self, on: Receiver) -> None:
        on.show_filters()


class ShowAll(Command):
    """Show all lines again."""

    id, keys = "show_all", ("F",)

    def _do(self, on: Receiver) -> None:
        on.view.show_all()


class Who(Command):
    """Who says what: speakers and actors, and their lines."""

    id, keys = "who", ("w",)

    def _do(self, on: Receiver) -> None:
        on.show_who()


class When(Command):
    """What is said to happen when."""

    id, keys = "when", ("d",)

    def _do(self, on: Receiver) -> None:
        on.show_when()


class Original(Command):
    """The line in its original, in its paragraph; again: back."""

    id, keys = "original", ("o",)

    def _do(self, on: Receiver) -> None:
        on.show_original()


class About(Command):
    """About the article: all of its headline, where it came from, its dates, what was taken out of it."""

    id, keys = "about", ("i",)

    def _do(self, on: Receiver) -> None:
        on.show_about()


class SetAside(Command):
    """What of the article is in no panel, with the reasons; again: back."""

    id, keys = "set_aside", ("x",)
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.show_aside()
