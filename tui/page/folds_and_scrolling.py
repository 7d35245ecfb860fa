"""Moving over the rows of open and closed sections, laid out only as far as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator

from tui.page.layout import Layout
from tui.page.sections import TITLE, Section, Spot

Place = tuple[int, int, int]
"""A row: the section and line of its spot, and which of the spot's rows it is. Places compare in the order of the screen."""

Anchor = tuple[Spot, int]
"""A row at any width: its spot, and the place in it where the row begins, as `Block.offset` has it."""


class Folds:
    """Which sections are open, and what stands before and after what."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        self.opened = [not section.titled for section in sections]

    @property
    def first(self) -> Spot:
        """The first spot."""
        return self.top(0)

    @property
    def last(self) -> Spot:
        """The last spot."""
        return self.bottom(len(self.sections) - 1)

    def top(self, section: int) -> Spot:
        """The first spot of a section."""
        return section, TITLE if self.sections[section].titled else 0

    def bottom(self, section: int) -> Spot:
        """The last spot of a section."""
        return section, self.sections[section].size - 1 if self.opened[section] else TITLE

    def after(self, spot: Spot) -> Spot | None:
        """The next spot down."""
        section, line = spot
        if self.opened[section] and line + 1 < self.sections[section].size:
            return section, line + 1
        return self.top(section + 1) if section + 1 < len(self.sections) else None

    def before(self, spot: Spot) -> Spot | None:
        """The next spot up."""
        section, line = spot
        if spot != self.top(section):
            return section, line - 1
        return self.bottom(section - 1) if section else None

    def shown(self, spot: Spot) -> Spot:
        """A spot, or the title that it is folded into."""
        return spot if self.opened[spot[0]] else self.top(spot[0])


class Scroller:
    """The rows of all sections in one layout."""

    def __init__(self, folds: Folds, layout: Layout) -> None:
        self._folds = folds
        self._layout = layout

    def height(self, spot: Spot) -> int:
        """How many rows a spot takes."""
        return self._layout.height(spot, opened=self._folds.opened[spot[0]])

    def start(self, spot: Spot) -> Place:
        """The first row of a spot."""
        return (*spot, 0)

    def end(self, spot: Spot) -> Place:
        """The last row of a spot."""
        return (*spot, self.height(spot) - 1)

    def down(self, place: Place, rows: int) -> Place:
        """The place some rows further down, or the last one."""
        section, line, row = place
        spot = section, line
        while True:
            left = self.height(spot) - 1 - row
            if rows <= left:
                return (*spot, row + rows)
            following = self._folds.after(spot)
            if following is None:
                return (*spot, row + left)
            spot, row, rows = following, 0, rows - left - 1

    def up(self, place: Place, rows: int) -> Place:
        """The place some rows further up, or the first one."""
        section, line, row = place
        spot = section, line
        while rows > row:
            previous = self._folds.before(spot)
            if previous is None:
                return (*spot, 0)
            rows -= row + 1
            spot, row = previous, self.height(previous) - 1
        return (*spot, row - rows)

    def page(self, top: Place) -> Iterator[Place]:
        """The places of one page from its top, fewer at the end of everything."""
        section, line, row = top
        spot: Spot | None = (section, line)
        left = self._layout.rows
        while spot is not None:
            height = self.height(spot)
            while row < height:
                yield (*spot, row)
                row += 1
                left -= 1
                if not left:
                    return
            spot, row = self._folds.after(spot), 0

    def last_top(self) -> Place:
        """The top of the last page that is full."""
        return self.up(self.end(self._folds.last), self._layout.rows - 1)

    def anchor(self, place: Place) -> Anchor:
        """A row as a place that holds at every width."""
        section, line, row = place
        return ((section, line), row if line == TITLE else self._layout.block((section, line)).offset(row))

    def at(self, anchor: Anchor) -> Place:
        """The row that an anchor stands in now."""
        spot = self._folds.shown(anchor[0])
        if spot != anchor[0]:
            return self.start(spot)
        row = anchor[1] if spot[1] == TITLE else self._layout.block(spot).row(anchor[1])
        return (*spot, min(row, self.height(spot) - 1))
