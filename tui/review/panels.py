"""The panels of a briefing on the screen: what of them is shown, and where the reader is in them. Nothing in here marks."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.model import Briefing, Span
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.page.lines import Marks
from tui.page.sections import TITLE, Section, Spot, of_briefing, only
from tui.review.article_view import ArticleView
from tui.review.marking import Marking
from tui.screen.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from tui.review.filters import Choice


class Panels(ArticleView):
    """The panels of a briefing, then what is set aside. `marking` tells which lines are read, flagged and noted on."""

    def __init__(
        self,
        briefing: Briefing,
        marking: Marking,
        *,
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self.marking = marking
        """Which lines are read, flagged and noted on; only this object changes it."""
        self.chosen: Sequence[Choice] = ()
        """What the lines were narrowed to from the list of choices."""
        self.only = ""
        """What the lines are narrowed to, in words."""
        self._every = of_briefing(briefing)
        self._unfiltered: tuple[list[bool], int | None] | None = None
        super().__init__(briefing, self._every, notes=marking.notes, queue=queue, size=size, keymap=keymap, glyphs=glyphs)

    # Going

    def go_to_place(self, article: int, offset: int, *, on_top: bool = False) -> None:
        """To the sentence that holds a character of an article's text, or the last before it; opens its panel."""
        spot = self._at(article, offset)
        if spot:
            (self.viewport.begin_at if on_top else self.viewport.go_to)(spot)

    def leap_to(self, sentence: int) -> None:
        """To a sentence, from where `go_back` comes back."""
        self.remember()
        place = self.briefing.sentences[sentence]
        self.go_to_place(place.article, place.span.start)

    def go_to_number(self, number: int) -> None:
        """To a sentence of the article by its number, from 1."""
        count = len(self.briefing.sentences)
        if 1 <= number <= count:
            self.leap_to(number - 1)
        else:
            self.say(f"There is no sentence {number}{f'; the last is {count}' if count else ''}")

    def show_aside(self) -> None:
        """To what is set aside, opened; from there, back to where the reader was."""
        aside = self._aside
        if aside is None:
            super().show_aside()
        elif self.viewport.cursor[0] == aside:
            self._leaps.pop()  # where this leap starts is no place to come back to
            self.go_back()
        else:
            self.viewport.open(aside)
            self.viewport.begin_at(self.viewport.folds.top(aside))

    # Being where the reader was

    def restore(self, article: int, span: Span, unfolded: Sequence[Span] = ()) -> None:
        """Be where the reader was: `unfolded` has the first sentences of the panels that were open, `span` the cursor's line.

        A panel that was closed stays so, with the cursor on its title. A span that no sentence holds is the one before it.
        """
        starts = {self._at(article, first.start) for first in unfolded}
        self.viewport.fold_all()
        for at in sorted(spot[0] for spot in starts if spot):
            self.viewport.open(at)
        aside = self._aside
        if aside is not None and any(place == (article, span) for place in self._asides()):
            self.viewport.begin_at(self.viewport.folds.top(aside))
            return
        spot = self._at(article, span.start)
        if spot:
            self.viewport.begin_at(self.viewport.folds.shown(spot))

    @property
    def kept_place(self) -> tuple[int, Span] | None:
        """What `restore` finds the cursor's line by: its article, and its sentence or the first thing set aside."""
        section = self.sections[self.viewport.cursor[0]]
        if section.kind == "aside":
            return next(self._asides(), None)
        if not section.sentences:
            return None
        sentence = self.briefing.sentences[section.sentences[max(0, self.viewport.cursor[1])]]
        return sentence.article, sentence.span

    def unfolded(self, article: int) -> tuple[Span, ...]:
        """The first sentences of an article in the open panels, by which `restore` finds them again."""
        opened = self._unfiltered[0] if self._unfiltered else self.viewport.folds.opened
        firsts = (
            next((one for one in map(self.briefing.sentences.__getitem__, section.sentences) if one.article == article), None)
            for section, is_open in zip(self._every, opened, strict=True)
            if is_open
        )
        return tuple(first.span for first in firsts if first is not None)

    @property
    def _aside(self) -> int | None:
        return next((at for at, section in enumerate(self.sections) if section.kind == "aside"), None)

    def _asides(self) -> Iterator[tuple[int, Span]]:
        return ((number, part.span) for number, article in enumerate(self.scope) for part in article.set_aside)

    # Showing a part

    def show_only(self, sentences: Container[int] | None, words: str = "", chosen: Sequence[Choice] = ()) -> None:
        """Show only those of some sentences, every panel open; or all again, folded as before. The cursor stays if it can.

        What is hidden is counted in the header and in the titles. `words` say what the lines are narrowed to, `chosen`
        what was chosen for it from the list of choices.
        """
        self._leave_search()
        self.only, self.chosen = words, tuple(chosen)
        here, section = self.sentence, self.viewport.cursor[0]
        columns, rows = self.viewport.layout.columns, self.viewport.layout.rows
        before = self._unfiltered or (list(self.viewport.folds.opened), here)
        if sentences is None:
            opened, stood = before
            here = stood if here is None else here
            self._unfiltered = None
            self._show(self._every, columns, rows)
        else:
            self._unfiltered = before
            self._show(tuple(only(whole, sentences) for whole in self._every), columns, rows)
            opened = [True] * len(self.sections)
        for at, (whole, is_open) in enumerate(zip(self.sections, opened, strict=True)):
            if is_open and whole.sentences:
                self.viewport.open(at)
        following = (spot for number, spot in sorted(self._homes.items()) if here is not None and number >= here)
        spot = next(following, None) or self.viewport.folds.top(section)
        if spot[1] == TITLE and sentences is not None and self._homes:
            spot = min(self._homes.values())
        self.viewport.begin_at(self.viewport.folds.shown(spot))

    def show_all(self) -> None:
        """Show all lines again."""
        if self._unfiltered is None:
            self.say("All lines are shown")
            return
        self.show_only(None)
        self.say("All lines are shown again")

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of the lines is shown."""
        return self._unfiltered is not None

    @property
    def hidden(self) -> int:
        """How many sentences a filter hides."""
        return len(self.briefing.sentences) - len(self._homes)

    def leave(self) -> bool:
        """Leave the search, then the filter; false if there was neither."""
        if super().leave():
            return True
        if self.is_narrowed:
            self.show_all()
            return True
        return False

    # What is shown

    def counts(self) -> tuple[str, ...]:
        """What the header says at its end, the fullest first."""
        here = super().counts()
        if not self.briefing.sentences:
            return here
        read = f"{len(self.marking.read)}/{len(self.briefing.sentences)}"
        here += (f"{self.hidden} hidden",) if self.hidden else ()
        dot = f" {self.glyphs.dot} "
        return dot.join((*here, f"{read} read")), dot.join((*here, read)), read

    @property
    def selected(self) -> Container[int]:
        """The sentences that are selected."""
        return ()

    def line_marks(self, sentence: int | None, *, here: bool) -> Marks:
        """The marks of a line."""
        return Marks(here, sentence in self.marking.read, sentence in self.marking.flagged, sentence in self.selected)

    def title_marks(self, section: int, *, here: bool) -> tuple[Marks, int]:
        """The marks of a title, and how many of its lines are read."""
        return Marks(here, flag=self.marking.flagged_in[section] > 0), self.marking.read_in[section]

    # The rest

    def _show(self, sections: tuple[Section, ...], columns: int, rows: int) -> None:
        super()._show(sections, columns, rows)
        self.marking.arrange(self._homes, len(sections))

    def _at(self, article: int, offset: int) -> Spot | None:
        """The line that holds a character of an article's text, or the last before it."""
        before = (x for x in self.briefing.sentences if x.id in self._homes and x.article == article and x.span.start <= offset)
        found = max(before, key=lambda sentence: sentence.span.start, default=None)
        return None if found is None else self._homes[found.id]
