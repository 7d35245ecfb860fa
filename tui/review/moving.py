"""The moves of a view that is a window on an article: its viewport makes them."""

from __future__ import annotations

from tui.page.viewport import Viewport
from tui.screen.view import View


class Moving(View):
    """Moves and folds as the viewport does; marks nothing."""

    viewport: Viewport
    """Where the reader is: cursor, folds and page."""

    def line_down(self) -> None:
        """To the next line or title."""
        self.viewport.line_down()

    def line_up(self) -> None:
        """To the line or title before."""
        self.viewport.line_up()

    def section_down(self) -> None:
        """To the next title."""
        self.viewport.section_down()

    def section_up(self) -> None:
        """To the title of this section, or from there to the one before."""
        self.viewport.section_up()

    def go_to_top(self) -> None:
        """To the first title or line."""
        self.viewport.go_to_top()

    def go_to_bottom(self) -> None:
        """To the last title or line."""
        self.viewport.go_to_bottom()

    def page_down(self) -> None:
        """To the next page."""
        self.viewport.page_down()

    def page_up(self) -> None:
        """To the page before."""
        self.viewport.page_up()

    def half_down(self) -> None:
        """Half a page down."""
        self.viewport.half_down()

    def half_up(self) -> None:
        """Half a page up."""
        self.viewport.half_up()

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.viewport.scroll(rows)

    def toggle(self) -> bool:
        """Open or close the section that the cursor is in."""
        self.viewport.toggle()
        return True

    def fold(self) -> None:
        """Close the section that the cursor is in."""
        self.viewport.fold()

    def unfold(self) -> None:
        """Open the section that the cursor is in."""
        self.viewport.unfold()

    def fold_or_parent(self) -> None:
        """From a line to its title; on a title, close its section."""
        self.viewport.fold_or_parent()

    def unfold_or_enter(self) -> None:
        """On the title of a closed section, open it; of an open one, to its first line."""
        self.viewport.unfold_or_enter()

    def fold_all(self) -> None:
        """Close every section."""
        self.viewport.fold_all()

    def unfold_all(self) -> None:
        """Open every section."""
        self.viewport.unfold_all()
