"""An article on the screen, without Textual: where the reader is in it, what is searched and leapt to. Nothing in here marks.

A method does what a key does. What the screen then shows is asked for with `frame`; a screen repaints the rows that differ.
Nothing is laid out that is not looked at, so that ten thousand sentences answer as fast as twenty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.model import Article, Briefing
from briefing.wording import counted
from tui.commands.hints import search_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.page.layout import beside
from tui.page.lines import Marks
from tui.page.sections import TITLE, Section, Spot
from tui.page.viewport import Viewport
from tui.review import painting
from tui.review.searching import Searching
from tui.screen import header
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Frame, Piece, Row, on_one_line
from tui.screen.status_line import Hint
from tui.screen.view import AROUND_BODY, Outside

if TYPE_CHECKING:
    from tui.review.original_text import Pane

SMALLEST = (20, 5)
"""Columns and rows that are laid out at least; a smaller terminal shows the part with the cursor."""

_MOST_LEAPS = 100

_NO_NOTES: Mapping[int, str] = {}


class ArticleView(Searching):
    """The sections of an article on the screen; `notes` stand below its lines.

    `queue` is the article's number in its queue, from 1, and the queue's length. `size` is the terminal's, in columns and rows.
    """

    def __init__(
        self,
        briefing: Briefing,
        sections: tuple[Section, ...],
        *,
        notes: Mapping[int, str] = _NO_NOTES,
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(glyphs)
        self.briefing = briefing
        self.queue = queue
        self._keymap = keymap
        self._notes = notes
        self._leaps: list[Spot | int] = []
        self._pane: Pane | None = None
        self._show(sections, *_body_of(size, sections))

    @property
    def scope(self) -> tuple[Article, ...]:
        """The articles that this is about."""
        return self.briefing.articles

    @property
    def headline(self) -> str:
        """What the article is called; of several, how many there are."""
        if len(self.scope) > 1:
            return counted(len(self.scope), "article")
        (article,) = self.scope
        return on_one_line(article.words(article.headline)) if article.headline else article.origin or ""

    @property
    def article(self) -> Article:
        """The article that the cursor stands in."""
        return self.scope[self._place(self.viewport.cursor)[0]]

    @property
    def sentence(self) -> int | None:
        """The sentence that the cursor stands on."""
        section, line = self.viewport.cursor
        sentences = self.sections[section].sentences
        return sentences[line] if sentences and line != TITLE else None

    @property
    def top_place(self) -> tuple[int, int]:
        """What stands at the top of the page, as an article's index and a character of its text."""
        section, line, row = self.viewport.top
        article, start = self._place((section, line))
        if line == TITLE or row == 0:
            return article, start
        # White space is folded in what is shown, so that this is near the row's first word and within its paragraph.
        return article, start + max(0, self.viewport.layout.block((section, line)).offset(row))

    @property
    def hidden(self) -> int:
        """How many sentences are not shown."""
        return 0

    @property
    def is_selecting(self) -> bool:
        """Whether lines are being selected."""
        return False

    # Going

    def go_to_panel(self, number: int) -> None:
        """To the title of a panel by its number."""
        at = next((at for at, section in enumerate(self.sections) if section.number == number), None)
        if at is None:
            self.say(f"There is no panel {number}")
        else:
            self.viewport.go_to_section(at)

    def remember(self) -> None:
        """Remember where a leap starts."""
        self._leaps.append(self.viewport.cursor if self.sentence is None else self.sentence)
        del self._leaps[:-_MOST_LEAPS]

    def go_back(self) -> None:
        """To where the last leap started; then to where the one before did."""
        while self._leaps:
            leap = self._leaps.pop()
            spot = self._homes.get(leap) if isinstance(leap, int) else leap
            if spot is not None and spot != self.viewport.cursor:
                self.viewport.go_to(spot) if spot[1] != TITLE else self.viewport.go_to_section(spot[0])
                return
        self.say("No leap to go back from")

    def click(self, row: int) -> None:
        """To the line in a row of the screen; a title is opened or closed."""
        place = next((place for at, place in enumerate(self.viewport.page(), 2) if at == row), None)
        if place is None:
            return
        spot = place[:2]
        if spot[1] == TITLE:
            self.viewport.go_to_section(spot[0])
            self.viewport.toggle()
        else:
            self.viewport.go_to(spot)

    # What cannot be done without a review

    @property
    def unmarkable(self) -> str:
        """Why nothing can be marked where the cursor stands."""
        return "There is nothing to mark here"

    def next_match(self, step: int) -> None:
        """To the next line that has what is searched, or the one before; without a search, say why nothing is read here."""
        if self.search is not None:
            super().next_match(step)
        else:
            self.say(self.unmarkable)

    def previous_unread(self) -> None:
        """Say why nothing is read here."""
        self.say(self.unmarkable)

    def toggle_read(self) -> None:
        """Say why nothing can be marked."""
        self.say(self.unmarkable)

    def mark_panel_read(self) -> None:
        """Say why nothing can be marked."""
        self.say(self.unmarkable)

    def toggle_flag(self) -> None:
        """Say why nothing can be marked."""
        self.say(self.unmarkable)

    def next_flag(self) -> None:
        """Say that nothing is flagged."""
        self.say("No other line is flagged")

    def write_note(self, outside: Outside | None = None) -> None:  # noqa: ARG002 - none is written
        """Say why nothing can be noted."""
        self.say(self.unmarkable)

    def select(self) -> None:
        """Say why nothing can be selected."""
        self.say(self.unmarkable)

    def undo(self) -> None:
        """Say that nothing was marked."""
        self.say("Nothing to undo")

    def redo(self) -> None:
        """Say that nothing was undone."""
        self.say("Nothing to do again")

    def show_all(self) -> None:
        """Say that nothing is hidden."""
        self.say("All lines are shown")

    def show_aside(self) -> None:
        """Say that nothing was set aside."""
        self.say("Nothing was set aside")

    def forget(self) -> None:
        """Say where works are forgotten."""
        self.say("Works are forgotten in the library")

    # What is shown

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do now."""
        return search_hints(self._keymap) if self.search is not None else ()

    def resize(self, columns: int, rows: int) -> None:
        """Lay out for a size."""
        width, height = _body_of((columns, rows), self.sections)
        if self.asking is not None:  # what is asked in several rows leaves the line that it is about in sight
            height = max(1, height - self.asking.height(rows) + 1)
        self.viewport.resize(width, height)

    def frame(self, columns: int, rows: int, waiting: Sequence[Hint] = ()) -> Frame:
        """The whole screen at a size."""
        self.resize(columns, rows)
        foot, asked = self._foot(columns, rows, waiting)
        body, cursor = painting.page(self.viewport, self, self.glyphs)
        if room := beside(columns, self.sections):
            body = painting.side_by_side(body, self._original(room - 1, len(body)), columns - room, self.glyphs)
        status = self.scope[0].status if len(self.scope) == 1 else None
        head = header.header(self._headline(), self.counts(), columns, self.glyphs, status or "")
        rule = header.rule(columns, self.glyphs)
        return painting.frame(head, body, cursor, foot, asked, rule, (columns, rows))

    def counts(self) -> tuple[str, ...]:
        """What the header says at its end, the fullest first."""
        number, of = self.queue
        return (f"{number} of {of}",) if of > 1 else ()

    def line_marks(self, sentence: int | None, *, here: bool) -> Marks:  # noqa: ARG002 - nothing is marked
        """The marks of a line."""
        return Marks(here)

    def title_marks(self, section: int, *, here: bool) -> tuple[Marks, int]:  # noqa: ARG002 - nothing is marked
        """The marks of a title, and how many of its lines are read."""
        return Marks(here), 0

    # The rest

    def _show(self, sections: tuple[Section, ...], columns: int, rows: int) -> None:
        """Show some sections on a body of so many columns and rows."""
        self.sections = sections
        """What is shown, filtered or not; a section has the same place in both."""
        self._homes: dict[int, Spot] = {
            number: (at, line) for at, section in enumerate(sections) for line, number in enumerate(section.sentences)
        }
        self.viewport = Viewport(self.briefing, sections, columns, rows, self._notes)

    def _headline(self) -> Piece:
        is_own = len(self.scope) > 1 or self.scope[0].headline is None
        return Piece(self.headline or "Untitled", "own" if is_own else "headline")

    def _original(self, columns: int, rows: int) -> Sequence[Row]:
        """The rows of the original, in step with the cursor's line."""
        from tui.review.original_text import Pane, told_of  # noqa: PLC0415 - most terminals are narrower

        if self._pane is None:
            self._pane = Pane()
        return self._pane.rows(self.article, told_of(self.briefing, self.sentence), columns, rows, self.glyphs)

    def _place(self, spot: Spot) -> tuple[int, int]:
        """What stands in a spot, as an article's index and a character of its text; the beginning where nothing stands."""
        section, line = self.sections[spot[0]], max(0, spot[1])
        if section.sentences:
            sentence = self.briefing.sentences[section.sentences[line]]
            return sentence.article, sentence.span.start
        if section.passages:
            article, span, _ = section.passages[line]
            return article, span.start
        return 0, 0


def _body_of(size: tuple[int, int], sections: tuple[Section, ...]) -> tuple[int, int]:
    """Columns and rows of the body on a terminal."""
    columns, rows = max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1]) - AROUND_BODY
    return columns - beside(columns, sections), rows
