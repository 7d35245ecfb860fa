"""Commands about articles and the program itself."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class PreviousArticle(Command):
    """The article before in this queue."""

    id, keys = "previous_article", ("[",)

    def _do(self, on: Receiver) -> None:
        on.turn_article(-1)


class NextArticle(Command):
    """The next article of this queue."""

    id, keys = "next_article", ("]",)

    def _do(self, on: Receiver) -> None:
        on.turn_article(1)


class Help(Command):
    """What the keys do."""

    id, keys = "help", ("?", "f1")

    def _do(self, on: Receiver) -> None:
        on.show_help()


class Leave(Command):
    """Leave this view; from the panels, end the program."""

    id, keys = "leave", ("q",)

    def _do(self, on: Receiver) -> None:
        on.leave()


class Quit(Command):
    """End the program at once."""

    id, keys = "quit", ("Q",)

    def _do(self, on: Receiver) -> None:
        on.quit()


class Cancel(Command):
    """Stop what is going on; twice, end the program."""

    id, keys = "cancel", ("ctrl+c",)

    def _do(self, on: Receiver) -> None:
        on.cancel()


class Redraw(Command):
    """Paint the screen anew."""

    id, keys = "redraw", ("ctrl+l",)
    always = True

    def _do(self, on: Receiver) -> None:
        on.redraw()


class Suspend(Command):
    """Back to the shell for a while; fg comes back here."""

    id, keys = "suspend", ("ctrl+z",)
    always = True

    def _do(self, on: Receiver) -> None:
        on.suspend()
