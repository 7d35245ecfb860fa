"""The window on the sections of a briefing: what is open, where the cursor stands, and which row is on top.

A method does what a key does. The row on top is kept as a place in the text, so that it is found again at any width; it
changes when the reader moves, not when the terminal's size does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing import headings
from briefing.model import Briefing
from tui.page.folds_and_scrolling import Anchor, Folds, Place, Scroller
from tui.page.layout import Layout
from tui.page.sections import TITLE, Section, Spot

_NO_NOTES: Mapping[int, str] = {}


class Viewport:
    """Folds, cursor and page over some sections. `columns` and `rows` are those of the body; `notes` stand below lines."""

    def __init__(
        self, briefing: Briefing, sections: tuple[Section, ...], columns: int, rows: int, notes: Mapping[int, str] = _NO_NOTES
    ) -> None:
        self._notes = notes
        self.headings = headings.above(briefing)
        self.briefing = briefing
        self.sections = sections
        self.folds = Folds(sections)
        self.cursor: Spot = self.folds.first
        self._lay_out(columns, rows)
        self.top: Place = self.scroller.start(self.cursor)
        self._anchor = self.scroller.anchor(self.top)

    @property
    def bottom(self) -> Place:
        """The last row of the page."""
        return self.scroller.down(self.top, self.layout.rows - 1)

    def page(self) -> Iterator[Place]:
        """The rows of the page."""
        return self.scroller.page(self.top)

    def resize(self, columns: int, rows: int) -> None:
        """Lay out for another size. There and back again leaves everything as it was."""
        if (columns, rows) != (self.layout.columns, self.layout.rows):
            self._lay_out(columns, rows)
            self._settle()

    # Moving

    def line_down(self) -> None:
        """To the next line or title; through a line that is longer than the page, page by page."""
        end, bottom = self.scroller.end(self.cursor), self.bottom
        if end > bottom and self.scroller.height(self.cursor) > self.layout.rows:
            self.top = min(bottom, self._up(end, self.layout.rows - 1))
        else:
            self._go(self.folds.after(self.cursor))
        self._hold()

    def line_up(self) -> None:
        """To the line or title before; through a line that is longer than the page, page by page."""
        start, before = self.scroller.start(self.cursor), self.folds.before(self.cursor)
        if start < self.top:
            self.top = max(start, self._up(self.top, self.layout.rows - 1))
        elif before is not None and self.scroller.height(before) > self.layout.rows:
            self.cursor = before
            self.top = min(self.top, self._up(self.scroller.end(before), self.layout.rows - 1))
        else:
            self._go(before)
        self._hold()

    def section_down(self) -> None:
        """To the next title."""
        self.go_to_section(self.cursor[0] + 1)

    def section_up(self) -> None:
        """To the title of this section, or from there to the one before."""
        section = self.cursor[0]
        self.go_to_section(section if self.cursor != self.folds.top(section) else section - 1)

    def go_to_section(self, section: int) -> None:
        """To the title of a section, if there is one, and what it holds begins on the page too."""
        if 0 <= section < len(self.sections):
            self._show_title(section)
            self._hold()

    def go_to_top(self) -> None:
        """To the first title or line."""
        self._go(self.folds.first)
        self._hold()

    def go_to_bottom(self) -> None:
        """To the last title or line."""
        self._go(self.folds.last)
        self.top = self.scroller.last_top()
        self._hold()

    def go_to(self, spot: Spot) -> None:
        """To a line that may be folded away or far off; where it is far off, it comes to the top of the page."""
        self.open(spot[0])
        if self.top <= self.scroller.start(spot) and self.scroller.end(spot) <= self.bottom:
            self.cursor = spot
        else:
            self._bring_up(spot)
        self._hold()

    def begin_at(self, spot: Spot) -> None:
        """Put a line at the top of the page, below its section's title if both have room; its section is opened."""
        if spot[1] != TITLE:
            self.open(spot[0])
        self._bring_up(spot)
        self._hold()

    def stand(self) -> tuple[Spot, Anchor]:
        """Where the cursor stands and what is on top, for `return_to`."""
        return self.cursor, self.scroller.anchor(self.top)

    def return_to(self, stand: tuple[Spot, Anchor]) -> None:
        """Stand where the reader stood, at whatever width; what is folded away now is stood for by its title."""
        self.cursor = self.folds.shown(stand[0])
        self.top = self.scroller.at(stand[1])
        self._hold()

    # Paging

    def next_top(self) -> Place | None:
        """The top of the next page: the first line that is not wholly on this one, or its first row that is not, if any."""
        bottom = self.bottom
        spot = bottom[:2]
        if bottom == self.scroller.end(spot):
            following = self.folds.after(spot)
            return None if following is None else self.scroller.start(following)
        if self.scroller.start(spot) > self.top and self.scroller.height(spot) <= self.layout.rows:
            return self.scroller.start(spot)
        return (*spot, bottom[2] + 1)

    def turn_to(self, top: Place) -> None:
        """Turn to a page, with the cursor on what it begins with."""
        self.cursor, self.top = top[:2], top
        self._hold()

    def page_down(self) -> None:
        """To the next page; on the last one, to its last line."""
        self._turn(self.next_top() or self.bottom)

    def page_up(self) -> None:
        """To the page before; on the first one, to its first line."""
        top = self._up(self.top, self.layout.rows)
        following = self.folds.after(top[:2]) if top[2] else None
        if following is not None and self.scroller.start(following) < self.top:
            top = self.scroller.start(following)
        self._turn(top)

    def half_down(self) -> None:
        """Half a page down."""
        self._turn(self.scroller.down(self.top, self.layout.rows // 2), stay=True)

    def half_up(self) -> None:
        """Half a page up."""
        self._turn(self._up(self.top, self.layout.rows // 2), stay=True)

    def scroll(self, rows: int) -> None:
        """Some rows down, or up if they are below zero."""
        self._turn(self.scroller.down(self.top, rows) if rows > 0 else self._up(self.top, -rows), stay=True)

    # Folding

    def toggle(self) -> None:
        """Open or close the section that the cursor is in."""
        if self.folds.opened[self.cursor[0]]:
            self.fold()
        else:
            self.unfold()

    def unfold(self) -> None:
        """Open the section that the cursor is in."""
        self.open(self.cursor[0])
        if self.cursor[1] == TITLE:
            self._show_title(self.cursor[0])
        self._hold()

    def fold(self) -> None:
        """Close the section that the cursor is in."""
        section = self.cursor[0]
        if self.sections[section].titled:
            self.cursor = self.folds.top(section)
            if self.top[0] == section:
                self.top = self.scroller.start(self.cursor)
            self.folds.opened[section] = False
            self.top = min(self.top, self.scroller.last_top())
            self._go(self.cursor)
            self._hold()

    def fold_or_parent(self) -> None:
        """From a line to its title; on a title, close its section."""
        if self.cursor == self.folds.top(self.cursor[0]):
            self.fold()
        else:
            self.go_to_section(self.cursor[0])

    def unfold_or_enter(self) -> None:
        """On the title of a closed section, open it; of an open one, to its first line."""
        if not self.folds.opened[self.cursor[0]]:
            self.unfold()
        elif self.cursor[1] == TITLE:
            self.line_down()

    def fold_all(self) -> None:
        """Close every section."""
        self._fold_every(opened=False)

    def unfold_all(self) -> None:
        """Open every section."""
        self._fold_every(opened=True)

    # The rest

    def _lay_out(self, columns: int, rows: int) -> None:
        self.layout = Layout(self.briefing, self.sections, columns, rows, self._notes, self.headings)
        self.scroller = Scroller(self.folds, self.layout)

    def _hold(self) -> None:
        """Let what is on top now stay on top when the size changes. Only paging and folding avoid blank rows at the end."""
        self._anchor = self.scroller.anchor(self.top)
        self._settle()
        self._anchor = self.scroller.anchor(self.top)

    def _settle(self) -> None:
        """Find the row on top: the one that was held, or the nearest that has the cursor on the page."""
        self.top = self.scroller.at(self._anchor)
        start = self.scroller.start(self.cursor)
        end = start if self.cursor[1] == TITLE else self.scroller.end(self.cursor)
        if end < self.top:
            self.top = start if self.scroller.height(self.cursor) <= self.layout.rows else end
        elif start > self.bottom:
            self.top = self._up(start, self.layout.rows - 1)

    def _up(self, place: Place, rows: int) -> Place:
        return self.scroller.up(place, rows)

    def _go(self, spot: Spot | None) -> None:
        """Put the cursor on a spot, if there is one, and scroll no further than needed."""
        if spot is None:
            return
        self.cursor = spot
        start, end = self.scroller.start(spot), self.scroller.end(spot)
        if start < self.top:
            self.top = start
        elif end > self.bottom:
            self.top = min(start, self._up(end, self.layout.rows - 1))

    def _show_title(self, section: int) -> None:
        """Put the cursor on a title; if the section is open, its first line is on the page too."""
        spot = self.folds.top(section)
        self._go(spot)
        following = self.folds.after(spot)
        if following is not None and self.folds.opened[section] and self.scroller.end(following) > self.bottom:
            self.top = self.scroller.start(spot)

    def _bring_up(self, spot: Spot) -> None:
        self.cursor = spot
        title = self.scroller.start(self.folds.top(spot[0]))
        fits = self.scroller.end(spot) <= self.scroller.down(title, self.layout.rows - 1)
        self.top = title if fits else self.scroller.start(spot)

    def open(self, section: int) -> None:
        """Open a section; what is on top stays there, but for the row under the section's title."""
        if self.sections[section].size:
            self.folds.opened[section] = True
            if self.top[:2] == (section, TITLE):
                self.top = (section, TITLE, min(self.top[2], self.scroller.height((section, TITLE)) - 1))

    def close(self, section: int) -> None:
        """Close a section that the cursor need not be in; what is on top stays there if it can."""
        if self.sections[section].titled:
            self.folds.opened[section] = False
            self.cursor = self.folds.shown(self.cursor)
            if self.top[0] == section:
                self.top = self.scroller.start(self.folds.top(section))

    def _fold_every(self, *, opened: bool) -> None:
        """Open or close all; the cursor keeps its row of the screen if it can."""
        above = sum(place < self.scroller.start(self.cursor) for place in self.page())
        for number, section in enumerate(self.sections):
            if section.titled:
                self.folds.opened[number] = opened and section.size > 0
        self.cursor = self.folds.shown(self.cursor)
        self.top = min(self._up(self.scroller.start(self.cursor), above), self.scroller.last_top())
        self._hold()

    def _turn(self, top: Place, *, stay: bool = False) -> None:
        """Turn to another page: the cursor stays if it can, or goes to what begins first on it, or to the end at the end."""
        before, forward = self.top, top > self.top
        self.top = min(top, max(before, self.scroller.last_top()))
        if self.top == before:
            self.cursor = self.bottom[:2] if forward or top == self.bottom else self.top[:2]
        elif not (stay and self.top <= self.scroller.start(self.cursor) <= self.bottom):
            self.cursor = self._first_whole()
        self._hold()

    def _first_whole(self) -> Spot:
        """The first spot that begins on the page, or the one that fills it."""
        spot = self.top[:2]
        following = self.folds.after(spot) if self.top[2] else None
        return following if following is not None and self.scroller.start(following) <= self.bottom else spot
