"""The panels of one article, without Textual: what is open, shown, searched and gone to. Nothing in here marks anything.

A method does what a key does. What the screen then shows is asked for with `frame`; a screen repaints the rows that differ.
Nothing is laid out that is not looked at, so that ten thousand sentences answer as fast as twenty.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.model import Briefing, Span
from tui.page.sections import TITLE, Section, Spot, only
from tui.page.viewport import Viewport
from tui.review import painting
from tui.review.marking import Marking
from tui.review.reading_order import Flow
from tui.review.seen import Seen
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Frame
from tui.screen.status_line import Hint
from tui.screen.view import AROUND_BODY, View

if TYPE_CHECKING:
    from tui.review.filters import Choice
    from tui.review.original import Pane
    from tui.review.search import Search


SMALLEST = (20, 5)
"""Columns and rows that are laid out at least; a smaller terminal shows the part with the cursor."""

_MOST_LEAPS = 100


class Panels(View):
    """The sections of a briefing on a screen. `marking` tells which lines are read, flagged and noted on.

    `queue` is the article's number in its queue, from 1, and the queue's length. `size` is the terminal's, in columns and rows.
    """

    def __init__(
        self,
        briefing: Briefing,
        sections: tuple[Section, ...],
        marking: Marking,
        *,
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        hints: Sequence[Hint] = (),
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(hints, glyphs)
        self.briefing = briefing
        self.marking = marking
        """Which lines are read, flagged and noted on; only this object changes it."""
        self.queue = queue
        self.pane: Pane | None = None
        """The original beside the panels, where there is room for it."""
        self.search: Search | None = None
        """What is searched; its places are shown, and `n` goes from one to the next."""
        self.searched: list[str] = []
        """What was searched before, the last first."""
        self.modes: Mapping[str, Sequence[Hint]] = {}
        """What the status line says instead of the hints while something goes on within the view, by its name."""
        self.chosen: Sequence[Choice] = ()
        """What the lines were narrowed to from the list of choices."""
        self.only = ""
        """What the lines are narrowed to, in words."""
        self._size = size
        self._every = sections
        self._seen = Seen()
        self._leaps: list[Spot | int] = []
        self._unfiltered: tuple[list[bool], int | None] | None = None
        self._show(sections, size)

    @property
    def is_draft(self) -> bool:
        """Whether these are paragraphs that no panels were made of yet."""
        return self.sections[0].kind == "text"

    @property
    def sentence(self) -> int | None:
        """The sentence that the cursor stands on."""
        return self._sentence(self.view.cursor)

    @property
    def top_place(self) -> tuple[int, int]:
        """What stands at the top of the page, as an article's index and a character of its text."""
        section, line, row = self.view.top
        article, start = self._place((section, line))
        if line == TITLE or row == 0:
            return article, start
        # White space is folded in what is shown, so that this is near the row's first word and within its paragraph.
        return article, start + max(0, self.view.layout.block((section, line)).offset(row))

    @property
    def selected(self) -> Container[int]:
        """The sentences that are selected."""
        return ()

    @property
    def mode(self) -> str:
        """What goes on within the view, by its name in `modes`; empty for nothing."""
        return "search" if self.search else "filter" if self._unfiltered else ""

    # Going

    def go_to_panel(self, number: int) -> None:
        """To the title of a panel by its number."""
        at = next((at for at, section in enumerate(self.sections) if section.number == number), None)
        if at is None:
            self.say(f"There is no panel {number}")
        else:
            self.view.go_to_section(at)

    def go_to_place(self, article: int, offset: int, *, on_top: bool = False) -> None:
        """To the sentence that holds a character of an article's text, or the last before it; opens its panel."""
        spot = self._at(article, offset)
        if spot:
            (self.view.begin_at if on_top else self.view.go_to)(spot)

    def show_aside(self) -> None:
        """To what is set aside, opened; from there, back to where the reader was."""
        aside = next((at for at, section in enumerate(self.sections) if section.kind == "aside"), None)
        if aside is None:
            self.say("Nothing was set aside")
        elif self.view.cursor[0] == aside:
            self._leaps.pop()  # where this leap starts is no place to come back to
            self.go_back()
        else:
            self.view.open(aside)
            self.view.begin_at(self.view.folds.top(aside))

    def remember(self) -> None:
        """Remember where a leap starts."""
        self._leaps.append(self.view.cursor if self.sentence is None else self.sentence)
        del self._leaps[:-_MOST_LEAPS]

    def go_back(self) -> None:
        """To where the last leap started; then to where the one before did."""
        while self._leaps:
            leap = self._leaps.pop()
            spot = self._homes.get(leap) if isinstance(leap, int) else leap
            if spot is not None and spot != self.view.cursor:
                self.view.go_to(spot) if spot[1] != TITLE else self.view.go_to_section(spot[0])
                return
        self.say("No leap to go back from")

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.view.scroll(rows)

    def click(self, row: int) -> None:
        """To the line in a row of the screen; a title is opened or closed."""
        place = next((place for at, place in enumerate(self.view.page(), 2) if at == row), None)
        if place is None:
            return
        spot = place[:2]
        if spot[1] == TITLE:
            self.view.go_to_section(spot[0])
            self.view.toggle()
        else:
            self.view.go_to(spot)

    # Being where the reader was

    def restore(self, article: int, span: Span, unfolded: Sequence[Span] = ()) -> None:
        """Be where the reader was: `unfolded` has the first sentences of the panels that were open, `span` the cursor's line.

        A panel that was closed stays so, with the cursor on its title. A span that no sentence holds is the one before it.
        """
        starts = {self._at(article, first.start) for first in unfolded}
        self.view.fold_all()
        for at in sorted(spot[0] for spot in starts if spot):
            self.view.open(at)
        aside = next((at for at, section in enumerate(self.sections) if section.kind == "aside"), None)
        if aside is not None and any(place == (article, span) for place in self._asides()):
            self.view.begin_at(self.view.folds.top(aside))
            return
        spot = self._at(article, span.start)
        if spot:
            self.view.begin_at(self.view.folds.shown(spot))

    @property
    def kept_place(self) -> Span | None:
        """What `restore` finds the cursor's line by, in the first article: its sentence, or the first thing set aside."""
        section = self.sections[self.view.cursor[0]]
        if section.kind == "aside":
            return next((span for article, span in self._asides() if article == 0), None)
        if not section.sentences:
            return None
        sentence = self.briefing.sentences[section.sentences[max(0, self.view.cursor[1])]]
        return sentence.span if sentence.article == 0 else None

    @property
    def unfolded(self) -> tuple[Span, ...]:
        """The first sentences of the open panels, in the first article, by which `restore` finds them again."""
        opened = self._unfiltered[0] if self._unfiltered else self.view.folds.opened
        firsts = (
            self.briefing.sentences[section.sentences[0]]
            for section, is_open in zip(self._every, opened, strict=True)
            if is_open and section.sentences
        )
        return tuple(first.span for first in firsts if first.article == 0)

    def _asides(self) -> Iterator[tuple[int, Span]]:
        return ((number, part.span) for number, article in enumerate(self.briefing.articles) for part in article.set_aside)

    # Showing a part

    def show_only(self, sentences: Container[int] | None) -> None:
        """Show only those of some sentences, every panel open; or all again, folded as before. The cursor stays if it can.

        What is hidden is counted in the header and in the titles.
        """
        if self.search is not None:
            self.search.leave()
            self.search = None
        here, section = self.sentence, self.view.cursor[0]
        size = self._size
        before = self._unfiltered or (list(self.view.folds.opened), here)
        if sentences is None:
            opened, stood = before
            here = stood if here is None else here
            self._unfiltered = None
            self._show(self._every, size)
        else:
            self._unfiltered = before
            self._show(tuple(only(whole, sentences) for whole in self._every), size)
            opened = [True] * len(self.sections)
        for at, (whole, is_open) in enumerate(zip(self.sections, opened, strict=True)):
            if is_open and whole.sentences:
                self.view.open(at)
        following = (spot for number, spot in sorted(self._homes.items()) if here is not None and number >= here)
        spot = next(following, None) or self.view.folds.top(section)
        if spot[1] == TITLE and sentences is not None and self._homes:
            spot = min(self._homes.values())
        self.view.begin_at(self.view.folds.shown(spot))

    def show_all(self) -> None:
        """Show all lines again."""
        if self._unfiltered is None:
            self.say("All lines are shown")
            return
        self.chosen, self.only = (), ""
        self.show_only(None)
        self.say("All lines are shown again")

    @property
    def hidden(self) -> int:
        """How many sentences a filter hides."""
        return len(self.briefing.sentences) - len(self._homes) if not self.is_draft else 0

    def leave(self) -> bool:
        """Leave the search, then the filter; false if there was neither."""
        if self.search is not None:
            self.search.leave()
            self.search = None
            self.say("Search left")
            return True
        if self._unfiltered is not None:
            self.show_all()
            return True
        return False

    # What is shown

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""
        self._size = columns, rows
        width, height = self._body_of(self._size)
        if self.asking is not None:  # what is asked in several rows leaves the line that it is about in sight
            height = max(1, height - self.asking.height(rows) + 1)
        self.view.resize(width, height)
        foot, asked = self._foot(columns, rows, self.modes.get(self.mode))
        return painting.frame(self, columns, rows, foot, asked)

    # The rest

    def _show(self, sections: tuple[Section, ...], size: tuple[int, int]) -> None:
        self.sections = sections
        """What is shown, filtered or not; a section has the same place in both."""
        self._homes: dict[int, Spot] = {
            number: (at, line) for at, section in enumerate(sections) for line, number in enumerate(section.sentences)
        }
        self.marking.arrange(self._homes, len(sections))
        self.view = Viewport(self.briefing, sections, *self._body_of(size), self.marking.notes)
        """Where the reader is; the keys that mark nothing are its methods."""
        self._flow = Flow(self.view, self.marking, self._seen)

    def _body_of(self, size: tuple[int, int]) -> tuple[int, int]:
        """Columns and rows of the panels on a terminal."""
        columns, rows = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1]) - AROUND_BODY
        return columns - painting.beside(columns, self), rows

    def _sentence(self, spot: Spot) -> int | None:
        section, line = spot
        sentences = self.sections[section].sentences
        return sentences[line] if sentences and line != TITLE else None

    def _place(self, spot: Spot) -> tuple[int, int]:
        section, line = self.sections[spot[0]], max(0, spot[1])
        if section.sentences:
            sentence = self.briefing.sentences[section.sentences[line]]
            return sentence.article, sentence.span.start
        if section.passages:
            article, span, _ = section.passages[line]
            return article, span.start
        return 0, 0

    def _at(self, article: int, offset: int) -> Spot | None:
        """The line that holds a character of an article's text, or the last before it."""
        before = (x for x in self.briefing.sentences if x.id in self._homes and x.article == article and x.span.start <= offset)
        found = max(before, key=lambda sentence: sentence.span.start, default=None)
        return None if found is None else self._homes[found.id]
