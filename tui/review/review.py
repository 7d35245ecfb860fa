"""Reviewing one briefing, without Textual: reading on through its panels, and marking their lines."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from briefing.errors import BriefingError
from briefing.model import Briefing, Mark
from tui.commands.hints import filter_hints, panel_hints, selection_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.page.sections import Section
from tui.review.marking import Keep, Kind, Marking, Step, keep_nothing
from tui.review.panels import Panels
from tui.review.reading_order import Flow
from tui.review.seen import Seen
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.status_line import Hint
from tui.screen.view import Outside


class Review(Panels):
    """One briefing under review: its lines are read, marked and noted on.

    `marks` are events that have found their place in it; `keep` stores new ones; `queue` is the article's number in its
    queue, from 1, and the queue's length. `size` is the terminal's, in columns and rows.
    """

    def __init__(
        self,
        briefing: Briefing,
        marks: Sequence[Mark] = (),
        keep: Keep = keep_nothing,
        *,
        reader: str = "",
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self._seen = Seen()
        self.anchor: int | None = None
        """The sentence where selecting began."""
        marking = Marking(briefing, marks, keep, reader)
        super().__init__(briefing, marking, queue=queue, size=size, keymap=keymap, glyphs=glyphs)
        self.notice = briefing.why or ""
        self._begin()

    @property
    def read(self) -> frozenset[int]:
        """The sentences that are read."""
        return frozenset(self.marking.read)

    @property
    def flagged(self) -> frozenset[int]:
        """The sentences that are flagged."""
        return frozenset(self.marking.flagged)

    @property
    def unread(self) -> int:
        """How many sentences are not read."""
        return len(self.briefing.sentences) - len(self.marking.read)

    # Going

    def next_unread(self) -> None:
        """To the next line that is not read; after the last, the first."""
        self._go_unread(1, "Next unread line")

    def previous_unread(self) -> None:
        """To the line before that is not read; before the first, the last."""
        self._go_unread(-1, "Previous unread line")

    # Reading and marking

    def read_on(self) -> bool:
        """Mark what has been on the screen as read and show what comes next; true where nothing comes next.

        A line is marked once each of its rows has been on the screen when the reader read on. Then comes the next page of the
        panel; after its end the next panel that holds a line which is not read, opened; after the last one the first again.
        Where the marks cannot be kept, the page stays.
        """
        page = list(self.viewport.page())
        seen = self._flow.wholly_seen(page)
        if not self._attempt(lambda: self._mark("read", seen, on=True)):
            return False
        self._seen.forget(seen)
        panel = self._flow.next_panel(page)
        if panel is None:
            return self._flow.next_unread_panel(-1) is None
        self.viewport.begin_at((panel, self._flow.first_unread(panel)))
        return False

    def toggle_read(self) -> None:
        """Mark the line, or the selected ones, as read; as unread if all of them are read."""
        self._toggle("read", self.marking.read)

    def toggle_flag(self) -> None:
        """Flag the line, or the selected ones; take the flags away if all of them are flagged."""
        self._toggle("flag", self.marking.flagged)

    def _toggle(self, what: Kind, held: Container[int]) -> None:
        sentences = self.chosen_lines(stay=True)
        on = any(number not in held for number in sentences)
        if sentences and self._attempt(lambda: self._mark(what, sentences, on=on)):
            self.anchor = None

    def write_note(self, outside: Outside | None = None) -> None:
        """Write a note on the line, or on the selected ones, or change it; `outside` lets another program edit a text."""
        sentences = self.chosen_lines(stay=True)
        if not sentences:
            return
        from tui.screen.editor import Editor  # noqa: PLC0415 - not needed before a key is pressed

        notes = list(dict.fromkeys(filter(None, map(self.marking.notes.get, sentences))))

        def keep(text: str) -> None:
            self.marking.note(text, sentences, self.sentence)
            self.anchor = None

        title = "Note" if len(sentences) == 1 else f"Note on {len(sentences)} lines"
        self.ask(Editor(title, "\n\n".join(notes), keep, outside))

    def keep_draft(self) -> None:
        """Keep a note that is being written, for a program that ends before the reader could."""
        if self.asking is not None:
            from tui.screen.editor import Editor  # noqa: PLC0415 - not needed before a key is pressed

            if isinstance(self.asking, Editor):
                self._attempt(self.asking.keep_draft)

    def put_note(self, text: str) -> None:
        """Note something on the line, or on the selected ones, in place of what was noted there; empty for nothing."""
        sentences = self.chosen_lines(stay=True)

        def put() -> None:
            step = self.marking.note(text, sentences, self.sentence)
            self.say(step.message if step else "That is noted there already" if text else "There is no note here")

        if sentences and self._attempt(put):
            self.anchor = None

    def next_flag(self) -> None:
        """To the next line that is flagged or has a note; after the last, the first."""
        spot = self._flow.next_of(self.viewport.cursor, self.marking.flagged | self.marking.notes.keys())
        if spot is None:
            self.say("No other line is flagged")
        else:
            around = spot <= self.viewport.cursor
            self.viewport.go_to(spot)
            self.say("Next flag" + (", from the other end" if around else ""))

    # Selecting

    def select(self) -> None:
        """Begin to select lines at the cursor, or end it."""
        if self.anchor is not None:
            self.anchor = None
        elif self.chosen_lines():
            self.anchor = self.sentence

    @property
    def is_selecting(self) -> bool:
        """Whether lines are being selected."""
        return self.anchor is not None

    @property
    def unmarkable(self) -> str:
        """Why nothing can be marked where the cursor stands."""
        section = self.sections[self.viewport.cursor[0]]
        if section.kind == "aside":
            return "What is set aside carries no marks"
        key = self.glyphs.own(self._keymap.key_of("mark_panel_read"))
        if section.kind == "panel":
            return f"This is a title: {key} marks its panel read" if key else "This is a title"
        return super().unmarkable

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do now."""
        if self.is_selecting:
            return selection_hints(self._keymap)
        searching = super().hints
        if searching or self.is_narrowed:
            return searching or filter_hints(self._keymap)
        return panel_hints(self._keymap, queue=self.queue[1] > 1)

    @property
    def selected(self) -> Container[int]:
        """The selected sentences: those between where selecting began and the cursor, as they are shown."""
        return self._selection() if self.anchor is not None else ()

    def _selection(self) -> list[int]:
        spot = self._homes.get(-1 if self.anchor is None else self.anchor)
        if spot is None:
            return []
        first, last = sorted((self.viewport.folds.shown(spot), self.viewport.cursor))
        return [number for number, spot in self._homes.items() if first <= spot <= last and self.viewport.folds.opened[spot[0]]]

    def chosen_lines(self, *, stay: bool = False) -> tuple[int, ...]:
        """The selected sentences, whose selection ends unless it is to `stay`; else the one under the cursor, if any."""
        if self.anchor is not None:
            selection = tuple(self._selection())
            self.anchor = self.anchor if stay else None
            return selection
        sentence = self._markable()
        return () if sentence is None else (sentence,)

    def mark_panel_read(self) -> None:
        """Mark every line of the panel as read."""
        section = self.sections[self.viewport.cursor[0]]
        if not section.sentences:
            self.say(self.unmarkable)
            return

        def mark() -> None:
            step = self._mark("read", section.sentences, on=True)
            self.say(step.message if step else "Every line of this panel is read")

        self._attempt(mark)

    def undo(self) -> None:
        """Take the last step of marking back, and go there."""
        self._retrace(self.marking.undo, "Undone: ", "Nothing to undo")

    def redo(self) -> None:
        """Do again what was undone last, and go there."""
        self._retrace(self.marking.redo, "Done again: ", "Nothing to do again")

    # Searching, filters and leaps

    def next_match(self, step: int) -> None:
        """To the next line that has what is searched, or the one before; without a search, the same with unread lines."""
        if self.search is not None:
            super().next_match(step)
        elif step > 0:
            self.next_unread()
        else:
            self.previous_unread()

    def leave(self) -> bool:
        """Leave the selection, then the search, then the filter; false if there was none."""
        if self.anchor is not None:
            self.anchor = None
            return True
        return super().leave()

    # The rest

    def _show(self, sections: tuple[Section, ...], columns: int, rows: int) -> None:
        super()._show(sections, columns, rows)
        self._flow = Flow(self.viewport, self.marking, self._seen)

    def _begin(self) -> None:
        """Open the first panel that holds a line which is not read, with the cursor there; else the first panel."""
        panel = self._flow.next_unread_panel(-1)
        if panel is not None:
            self.viewport.begin_at((panel, self._flow.first_unread(panel)))
        elif self.sections[0].sentences:
            self.viewport.unfold()

    def _go_unread(self, step: int, message: str) -> None:
        spot = self._flow.unread_from(self.viewport.cursor, step)
        if spot is None:
            self.say("All read")
        else:
            around = (spot > self.viewport.cursor) != (step > 0)
            self.viewport.go_to(spot)
            self.say(message + (", from the other end" if around else ""))

    def _markable(self) -> int | None:
        """The sentence under the cursor; where there is none, the reader is told."""
        if self.sentence is None:
            self.say(self.unmarkable)
        return self.sentence

    def _mark(self, what: Kind, sentences: Iterable[int], *, on: bool) -> Step | None:
        return self.marking.mark(what, sentences, self.sentence, on=on)

    def _attempt(self, mark: Callable[[], object]) -> bool:
        """Do something to marks; false if it could not be kept, which the reader is told."""
        try:
            mark()
        except BriefingError as error:
            self.notice = str(error)
            return False
        return True

    def _retrace(self, retrace: Callable[[], Step | None], message: str, nothing: str) -> None:
        def go() -> None:
            step = retrace()
            if step is None:
                self.say(nothing)
                return
            spot = self._homes.get(step.sentences[0] if step.at is None else step.at)
            if spot is not None:
                self.viewport.go_to(spot)
            self.say(message + step.message + (", hidden by the filter" if spot is None else ""))

        self._attempt(go)
