"""The library: every work with its counts, those with unread lines first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefing.errors import BriefingError
from briefing.library import Work
from briefing.wording import counted
from tui.commands.hints import library_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.lists.list_view import Listing
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.prompt import Prompt, Question
from tui.screen.rows import Piece, Row, cut, on_one_line
from tui.screen.status_line import Hint
from tui.screen.view import Outside
from tui.screen.widths import width

_ONE_ROW_FROM = 60
if TYPE_CHECKING:
    from briefing.library.forgetting import Forgotten

_MARKS = 6
"""Columns of a work's flags and notes."""
_MOST_KNOWN = 2_000
"""Works that are kept at hand; there may be tens of thousands."""
_FIRST = 80
"""Works that are fetched at once, more than a page shows."""


class Catalogue(Protocol):
    """What the library does for its list."""

    def order(self) -> tuple[list[int], int]:
        """The numbers of all works in the order of the list, and how many of them are unread."""

    def listed(self, numbers: Sequence[int], /) -> dict[int, Work]:
        """The works with some numbers."""

    def headlines(self) -> dict[int, str]:
        """The headline of each work."""

    def number_of(self, work: str, /) -> int | None:
        """The number of a work."""

    def forget(self, *works: str) -> Forgotten:
        """Forget works. Raises `BriefingError` if it cannot."""

    def bring_back(self, forgotten: Forgotten, /) -> None:
        """Bring works back. Raises `BriefingError` if it cannot."""


class _Step(NamedTuple):
    """Works that were forgotten together, and their places in the list."""

    places: tuple[tuple[int, str], ...]
    forgotten: Forgotten


class LibraryListing(Listing):
    """The works of a library. `opens` is told which to open, `adds` what to add, `complete` gives what a path could become.

    If it is the `first` thing that is shown, leaving it ends the program.
    Rows keep their places while one looks: what is read meanwhile stays where it is, what is new comes before the others.
    """

    chooses = True

    def __init__(
        self,
        catalogue: Catalogue,
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
        *,
        first: bool = False,
    ) -> None:
        super().__init__("Library", keymap, glyphs)
        self._is_first = first
        self.opens: Callable[[Sequence[Work]], object] = lambda _: None
        self.adds: Callable[[str], object] = lambda _: None
        self.complete: Callable[[str], Sequence[str]] | None = None
        self.selected: dict[int, None] = {}
        """The numbers of the works that are selected, in the order of selecting."""
        self._catalogue = catalogue
        self._numbers: list[int] = []
        self._unread = 0
        self._known: dict[int, Work] = {}
        self._headlines: dict[int, str] | None = None
        self._steps: list[_Step] = []
        self._past: list[str] = []
        self.sort()

    # What there is

    def sort(self) -> None:
        """Put all works in their order, the cursor on the work that it was on."""
        before = self._numbers[self.cursor] if self._numbers else None
        self._numbers = self._order()
        self._forget_known()
        if before in self._numbers:
            self.cursor = self._numbers.index(before)
        else:
            self.cursor = self.top = 0

    def refresh(self) -> None:
        """Show counts as they are now, and what is new before all others; no row changes its place on the screen."""
        order = self._order()
        known, there = set(self._numbers), set(order)
        new = [number for number in order if number not in known]
        kept = [number for number in self._numbers if number in there]
        at = self._numbers[self.cursor] if self._numbers else None
        if kept:
            shift = (kept.index(at) if at in there else min(self.cursor, len(kept) - 1)) + len(new)
            self.top, self.cursor = self.top + shift - self.cursor, shift
        self._numbers = new + kept
        self._forget_known()

    def go_to_work(self, work: str) -> None:
        """Go to a work, if it is listed."""
        number = self._number(work)
        if number in self._numbers:
            self.go_to(self._numbers.index(number))

    def _order(self) -> list[int]:
        try:
            order, self._unread = self._catalogue.order()
        except BriefingError as error:
            self.say(str(error))
            return self._numbers
        return order

    def _number(self, work: str) -> int | None:
        try:
            return self._catalogue.number_of(work)
        except BriefingError:
            return None

    def _work(self, at: int) -> Work | None:
        """The work at a place; with it those that come after are fetched, and none is fetched again while it is at hand."""
        number = self._numbers[at]
        if number not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            start = max(0, at - self._page if at + 1 < len(self) and self._numbers[at + 1] in self._known else at)
            some = [one for one in self._numbers[start : start + max(1, min(self._page + 1, _FIRST))] if one not in self._known]
            try:
                self._known |= self._catalogue.listed(some)
            except BriefingError as error:
                self.say(str(error))
        return self._known.get(number)

    def _all_headlines(self) -> dict[int, str]:
        if self._headlines is None:
            try:
                self._headlines = self._catalogue.headlines()
            except BriefingError as error:
                self.say(str(error))
                self._headlines = {}
        return self._headlines

    def _forget_known(self) -> None:
        self._known.clear()
        self._headlines = None
        self._matched = ("", {})

    # What is shown

    def __len__(self) -> int:
        """How many works there are."""
        return len(self._numbers)

    def height(self, columns: int) -> int:
        """One row; on a narrow screen the headline has a row of its own."""
        return 1 if columns >= _ONE_ROW_FROM else 2

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:
        """Whether it is read, headline, site, day, panels, read lines, flags and notes."""
        work = self._work(number)
        bar = Piece(self.glyphs.bar, "bar") if here else Piece(" ")
        picked = Piece(self.glyphs.selected, "bar") if self._numbers[number] in self.selected else Piece(" ")
        narrow = self.height(columns) == 2
        if work is None:
            lost: Row = (bar, picked, Piece(cut("  This work cannot be read any more", columns - 3, self.glyphs.more), "own"))
            return (lost, ()) if narrow else (lost,)
        done = Piece(self.glyphs.read, "read") if work.is_read else Piece(" ")
        role = "text" if work.is_read else "title"
        day = work.published or work.when[:10]
        read = f"{work.read}/{work.sentences} read"
        panels = counted(work.panels, "panel")
        marks = self._marks(work)
        headline = on_one_line(work.headline)
        if narrow:
            dot = f" {self.glyphs.dot} "
            counts = next(
                (words for words in (dot.join((read, panels, day)), dot.join((read, day))) if width(words) + 12 <= columns),
                read,
            )
            first: Row = (bar, picked, done, Piece(f" {cut(counts, columns - 14, self.glyphs.more)} ", "own"), *marks)
            return first, (Piece("    "), Piece(cut(headline, columns - 5, self.glyphs.more), role))
        ends = f" {day:<10}  {panels:>8} {read:>11} "
        room = columns - 5 - len(ends) - _MARKS
        shown = cut(headline, room, self.glyphs.more)
        site = f" {self.glyphs.dot} {on_one_line(work.site)}" if work.site else ""
        if width(shown) + width(site) > room:
            site = ""
        gap = " " * max(0, room - width(shown) - width(site))
        return ((bar, picked, done, Piece(" "), Piece(shown, role), Piece(f"{site}{gap}{ends}", "own"), *marks),)

    def words(self, number: int) -> str:
        """The headline."""
        return self._all_headlines().get(self._numbers[number], "")

    def all_words(self) -> Iterable[str]:
        """The headlines."""
        headlines = self._all_headlines()
        return [headlines.get(number, "") for number in self._numbers]

    def counts(self) -> tuple[str, ...]:
        """How many are selected, how many have unread lines, and how many there are."""
        dot = f" {self.glyphs.dot} "
        parts = [f"{len(self.selected)} selected"] if self.selected else []
        works = counted(len(self), "work")
        return (dot.join((*parts, f"{self._unread} unread", works)), dot.join((*parts, works)), *parts)

    def empty(self) -> str:
        """What is said where there are no works."""
        key = self.glyphs.own(self._keymap.key_of("note"))
        return f"The library is empty: {key} adds files, folders and addresses." if key else "The library is empty."

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return library_hints(self._keymap, first=self._is_first)

    def resume(self) -> None:
        """Show counts as they are by now."""
        self.refresh()

    def _marks(self, work: Work) -> tuple[Piece, ...]:
        """How many flags and notes there are, of each at most 99."""
        flags = f"{self.glyphs.flag}{min(work.flags, 99)}" if work.flags else ""
        notes = f"{self.glyphs.note}{min(work.notes, 99)}" if work.notes else ""
        return tuple(Piece(sign, "flag") for sign in (flags, notes) if sign)

    # What keys do

    def choose(self) -> None:
        """Open the works that are selected as a queue, else the one under the cursor."""
        if not self._numbers:
            return
        numbers = list(self.selected) or [self._numbers[self.cursor]]
        places = {number: at for at, number in enumerate(self._numbers)}
        works = [self._work(places[number]) for number in sorted(numbers, key=lambda one: places[one])]
        found = [work for work in works if work is not None]
        if not found:
            self.say("This work cannot be read any more")
            return
        self.selected.clear()
        self.opens(found)

    def select(self) -> None:
        """Select the work, or take it out of the selection."""
        if not self._numbers:
            return
        number = self._numbers[self.cursor]
        if number in self.selected:
            del self.selected[number]
        else:
            self.selected[number] = None
        self.line_down()

    def write_note(self, outside: Outside | None = None) -> None:  # noqa: ARG002 - it is a line
        """Ask what is to be added."""

        def done(words: str) -> None:
            if words.strip():
                self._past = [words, *(one for one in self._past if one != words)]
                self.adds(words)

        self.ask(Prompt("add ", done, past=self._past, complete=self.complete))

    def forget(self) -> None:
        """Forget the works that are selected, else the one under the cursor, if the reader says so."""
        if not self._numbers:
            return
        numbers = set(self.selected) or {self._numbers[self.cursor]}
        work = self._work(self.cursor)
        if len(numbers) == 1 and not self.selected and work is not None:
            words = f"Forget {cut(on_one_line(work.headline), 40, self.glyphs.more)} with its marks and notes?"
        else:
            words = f"Forget {counted(len(numbers), 'work')} with all marks and notes?"
        self.ask(Question(words, lambda: self._forget(numbers)))

    def undo(self) -> None:
        """Bring back the works that were forgotten last."""
        if not self._steps:
            self.say("Nothing was forgotten")
            return
        step = self._steps[-1]
        try:
            self._catalogue.bring_back(step.forgotten)
        except BriefingError as error:
            self.say(str(error))
            return
        self._steps.pop()
        there = set(self._order())
        back = [(at, number) for at, work in step.places if (number := self._number(work)) is not None]
        there -= {number for _, number in back}
        self._numbers = [number for number in self._numbers if number in there]
        self._forget_known()
        for at, number in back:
            self._numbers.insert(min(at, len(self._numbers)), number)
        if back:
            self.go_to(self._numbers.index(back[0][1]))
        self.say(f"{counted(len(step.forgotten.works), 'work')} brought back")

    def leave(self) -> bool:
        """Select nothing any more."""
        if self.selected:
            self.selected.clear()
            return True
        return False

    def _forget(self, numbers: set[int]) -> None:
        places = [(at, number) for at, number in enumerate(self._numbers) if number in numbers]
        try:
            works = self._catalogue.listed([number for _, number in places])
            forgotten = self._catalogue.forget(*(work.work for work in works.values()))
        except BriefingError as error:
            self.say(str(error))
            return
        if not works:
            self.say("This work cannot be read any more")
            return
        step = _Step(tuple((at, works[number].work) for at, number in places if number in works), forgotten)
        self._steps.append(step)
        self._unread -= sum(not work.is_read for work in works.values())
        self._numbers = [number for number in self._numbers if number not in works]
        self._matched = ("", {})
        for number in works:
            self.selected.pop(number, None)
        self.go_to(min(self.cursor, step.places[0][0]))
        key = self.glyphs.own(self._keymap.key_of("undo"))
        self.say(f"{counted(len(works), 'work')} forgotten{f'; {key} brings back' if key else ''}")
