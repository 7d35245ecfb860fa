"""Commands that move the cursor and turn pages; they mark nothing."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class LineDown(Command):
    """To the next line or title."""

    id, keys = "line_down", ("j", "down")

    def _do(self, on: Receiver) -> None:
        on.view.line_down()


class LineUp(Command):
    """To the line or title before."""

    id, keys = "line_up", ("k", "up")

    def _do(self, on: Receiver) -> None:
        on.view.line_up()


class PanelDown(Command):
    """To the next panel."""

    id, keys = "panel_down", ("J", "tab")

    def _do(self, on: Receiver) -> None:
        on.view.section_down()


class PanelUp(Command):
    """To the title of this panel, or of the one before."""

    id, keys = "panel_up", ("K", "shift+tab")

    def _do(self, on: Receiver) -> None:
        on.view.section_up()


class GoToTop(Command):
    """To the top."""

    id, keys = "go_to_top", ("g", "home")
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.go_to_top()


class GoToBottom(Command):
    """To the bottom."""

    id, keys = "go_to_bottom", ("G", "end")
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.go_to_bottom()


class PageDown(Command):
    """A page down."""

    id, keys = "page_down", ("pagedown",)

    def _do(self, on: Receiver) -> None:
        on.view.page_down()


class PageUp(Command):
    """A page up."""

    id, keys = "page_up", ("b", "pageup")

    def _do(self, on: Receiver) -> None:
        on.view.page_up()


class HalfPageDown(Command):
    """Half a page down."""

    id, keys = "half_page_down", ("ctrl+d",)

    def _do(self, on: Receiver) -> None:
        on.view.half_down()


class HalfPageUp(Command):
    """Half a page up."""

    id, keys = "half_page_up", ("ctrl+u",)

    def _do(self, on: Receiver) -> None:
        on.view.half_up()


class _GoToPanel(Command):
    number: int
    leaps = True

    def _do(self, on: Receiver) -> None:
        on.view.go_to_panel(self.number)


class GoBack(Command):
    """Back to where the last leap started."""

    id, keys = "go_back", ("ctrl+o", "' '")
    brief = "back"

    def _do(self, on: Receiver) -> None:
        on.view.go_back()


def _to_panel(number: int) -> type[Command]:
    doc = f"To panel {number}."
    return type(
        f"GoToPanel{number}", (_GoToPanel,), {"__doc__": doc, "id": f"panel_{number}", "keys": (str(number),), "number": number}
    )


TO_PANELS: tuple[type[Command], ...] = tuple(_to_panel(number) for number in range(1, 10))
"""One command for each digit."""
