"""Searching the lines of an article while the words are written: where they stand, and which of the places is looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tui.page.sections import Spot, words
from tui.page.viewport import Viewport

Stretch = tuple[int, int]
"""Characters `[start, end)` of a line's words as they are shown."""

_MOST_IN_A_LINE = 1_000
"""Places in one line that are shown; a line counts once however many it has."""


class Search:
    """What is searched on a page, folded lines included; it begins where the reader is, and goes back there if given up.

    A panel that was opened for a match is closed again when the reader goes on to one elsewhere, or leaves the search.
    """

    def __init__(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self._began = viewport.stand()
        self._folds = list(viewport.folds.opened)
        self._words: list[tuple[Spot, str]] = []
        self._pattern: re.Pattern[str] | None = None
        self.text = ""
        """What is searched."""
        self.spots: list[Spot] = []
        """The lines that have it, in their order."""

    def look_for(self, text: str) -> None:
        """Search some words, without regard to case unless one of them has a capital, and go to the nearest line below."""
        self.text = text
        self._pattern = _pattern(text)
        if self._pattern is None:
            self.spots = []
            self._return()
            return
        find = self._pattern.search
        self.spots = [spot for spot, line in self._lines() if find(line)]
        if not self.spots:
            self._return()
            return
        at = bisect_left(self.spots, self._began[0])
        self._show(self.spots[at % len(self.spots)])

    def go(self, step: int) -> str:
        """To the next line that has the words, or the one before, and round to it; what is to be said of it comes back."""
        if not self.spots:
            return self.count()
        cursor = self._viewport.cursor
        at = bisect_left(self.spots, cursor)
        here = at < len(self.spots) and self.spots[at] == cursor
        to = at + step if here else (at if step > 0 else at - 1)
        self._show(self.spots[to % len(self.spots)])
        return self.count() + ("" if 0 <= to < len(self.spots) else ", from the other end")

    def count(self) -> str:
        """Which of the matches the cursor stands on, and how many there are."""
        if not self.text:
            return ""
        if not self.spots:
            return f"No line has {self.text}"
        at = bisect_left(self.spots, self._viewport.cursor)
        number = f"{at + 1} of " if at < len(self.spots) and self.spots[at] == self._viewport.cursor else ""
        return f"{number}{len(self.spots)} {'line has' if len(self.spots) == 1 else 'lines have'} {self.text}"

    def stretches(self, line: str) -> Sequence[Stretch]:
        """Where the words stand in a line."""
        if self._pattern is None:
            return ()
        found = self._pattern.finditer(line)
        return [match.span() for match, _ in zip(found, range(_MOST_IN_A_LINE), strict=False)]

    def give_up(self) -> None:
        """Back to where the search began, everything folded as it was."""
        self._return()

    def leave(self) -> None:
        """Stay where the reader is now; the panels that were opened on the way are closed again."""
        self._close(self._viewport.cursor[0])

    def _show(self, spot: Spot) -> None:
        self._close(spot[0])
        self._viewport.go_to(spot)

    def _close(self, but: int) -> None:
        """Close the panels that were closed when the search began, but one."""
        folds = self._viewport.folds
        for at, (was_open, is_open) in enumerate(zip(self._folds, folds.opened, strict=True)):
            if is_open and not was_open and at != but:
                self._viewport.close(at)

    def _return(self) -> None:
        self._close(-1)
        self._viewport.return_to(self._began)

    def _lines(self) -> Iterator[tuple[Spot, str]]:
        """The lines of all sections as they are shown; worked out once."""
        if not self._words:
            self._words = [
                ((at, number), words(self._viewport.briefing, section, number))
                for at, section in enumerate(self._viewport.sections)
                for number in range(section.size)
            ]
        return iter(self._words)


def _pattern(text: str) -> re.Pattern[str] | None:
    words = text.split()
    if not words:
        return None
    flags = re.IGNORECASE if text == text.lower() else re.NOFLAG
    return re.compile(" ".join(map(re.escape, words)), flags)
