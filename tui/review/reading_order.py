"""What comes next for a reader who reads on, and where the lines are that are not read yet."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from tui.page.folds_and_scrolling import Place
from tui.page.sections import TITLE, Spot
from tui.page.viewport import Viewport
from tui.review.marking import Marking
from tui.review.seen import Seen


class Flow:
    """The order of reading over the sections of a viewport. `seen` is what has been on the screen."""

    def __init__(self, view: Viewport, marking: Marking, seen: Seen) -> None:
        self._view = view
        self._sections = view.sections
        self._marking = marking
        self._seen = seen

    def has_unread(self, section: int) -> bool:
        """Whether a section holds a line that is not read."""
        return self._marking.read_in[section] < len(self._sections[section].sentences)

    def first_unread(self, section: int) -> int:
        """The first line of a section that is not read; the first of all if there is none."""
        sentences = self._sections[section].sentences
        return next((line for line, number in enumerate(sentences) if number not in self._marking.read), 0)

    def next_unread_panel(self, after: int) -> int | None:
        """The next panel, after one and round to itself, that holds a line which is not read."""
        count = len(self._sections)
        return next((at for at in ((after + step) % count for step in range(1, count + 1)) if self.has_unread(at)), None)

    def wholly_seen(self, page: Iterable[Place]) -> list[int]:
        """The sentences of which each row has been on the screen, this page included."""
        rows: dict[Spot, list[int]] = {}
        for section, line, row in page:
            if line != TITLE and self._sections[section].sentences:
                rows.setdefault((section, line), []).append(row)
        return [
            self._sections[at].sentences[line]
            for (at, line), shown in rows.items()
            if self._seen.add(self._sections[at].sentences[line], self._view.layout.block((at, line)), shown)
        ]

    def next_panel(self, page: Sequence[Place]) -> int | None:
        """The panel to read next; none if the next page of this one was turned to, or if nothing comes next."""
        cursor = self._view.cursor
        if cursor[1] == TITLE and not self._view.folds.opened[cursor[0]] and self.has_unread(cursor[0]):
            return cursor[0]
        reading = sorted({section for section, line, _ in page if line != TITLE and self._sections[section].sentences})
        if not reading:
            return self.next_unread_panel(cursor[0] - 1)
        for passed in range(reading[0] + 1, reading[-1]):
            if not self._view.folds.opened[passed] and self.has_unread(passed):
                return passed
        top = self._view.next_top()
        if top is not None and top[0] == reading[-1]:
            if top == (reading[-1], 0, 0):
                self._view.begin_at((reading[-1], 0))
            else:
                self._view.turn_to(top)
            return None
        return self.next_unread_panel(reading[-1])

    def unread_from(self, here: Spot, step: int) -> Spot | None:
        """The next line that is not read, up or down from a spot and round to it."""
        return next((spot for spot in self._lines_from(here, step) if self._is_unread(spot)), None)

    def next_of(self, here: Spot, sentences: Container[int]) -> Spot | None:
        """The next line, down from a spot and round to it, that is one of some sentences."""
        spots = [
            (at, line)
            for at, section in enumerate(self._sections)
            for line, number in enumerate(section.sentences)
            if number in sentences
        ]
        return next((spot for spot in spots if spot > here), spots[0] if spots and spots[0] != here else None)

    def _is_unread(self, spot: Spot) -> bool:
        return self._sections[spot[0]].sentences[spot[1]] not in self._marking.read

    def _lines_from(self, here: Spot, step: int) -> Iterator[Spot]:
        """The lines of panels that hold one which is not read, from a spot on and round to it."""
        count = len(self._sections)
        for turn in range(count + 1):
            at = (here[0] + step * turn) % count
            if self.has_unread(at):
                lines = range(len(self._sections[at].sentences))
                for line in lines if step > 0 else reversed(lines):
                    spot = (at, line)
                    if turn or (spot != here and (spot > here) == (step > 0)):
                        yield spot
