"""Commands that move the cursor and turn pages; they mark nothing."""

from __future__ import annotations

from tui.commands.command import Command, Program


class LineDown(Command):
    """To the next line or title."""

    id, keys, move = "line_down", ("j", "down"), "line_down"


class LineUp(Command):
    """To the line or title before."""

    id, keys, move = "line_up", ("k", "up"), "line_up"


class PanelDown(Command):
    """To the next panel."""

    id, keys, move = "panel_down", ("J", "tab"), "section_down"


class PanelUp(Command):
    """To the title of this panel, or of the one before."""

    id, keys, move = "panel_up", ("K", "shift+tab"), "section_up"


class GoToTop(Command):
    """To the top."""

    id, keys, move = "go_to_top", ("g", "home"), "go_to_top"
    leaps = True


class GoToBottom(Command):
    """To the bottom."""

    id, keys, move = "go_to_bottom", ("G", "end"), "go_to_bottom"
    leaps = True


class PageDown(Command):
    """A page down."""

    id, keys, move = "page_down", ("pagedown",), "page_down"


class PageUp(Command):
    """A page up."""

    id, keys, move = "page_up", ("b", "pageup"), "page_up"


class HalfPageDown(Command):
    """Half a page down."""

    id, keys, move = "half_page_down", ("ctrl+d",), "half_down"


class HalfPageUp(Command):
    """Half a page up."""

    id, keys, move = "half_page_up", ("ctrl+u",), "half_up"


class _GoToPanel(Command):
    number: int
    leaps = True

    def _do(self, on: Program) -> None:
        on.review.go_to_panel(self.number)


class GoBack(Command):
    """Back to where the last leap started."""

    id, keys = "go_back", ("ctrl+o", "' '")
    brief = "back"

    def _do(self, on: Program) -> None:
        on.review.go_back()


def _to_panel(number: int) -> type[Command]:
    doc = f"To panel {number}."
    return type(
        f"GoToPanel{number}", (_GoToPanel,), {"__doc__": doc, "id": f"panel_{number}", "keys": (str(number),), "number": number}
    )


TO_PANELS: tuple[type[Command], ...] = tuple(_to_panel(number) for number in range(1, 10))
"""One command for each digit."""
