"""The articles that were opened together, in their order, while the desk opens and parses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from briefing.desk import Event, Failed, Gone, Opened, Progressed, Ready
from briefing.errors import BriefingError
from briefing.library.marks import Placed, standing_elsewhere
from briefing.library.places import Bookmark
from briefing.model import PAST_THE_LIMIT, Article, Briefing, Mark, Span
from briefing.wording import TOO_LONG
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.review.article_view import ArticleView
from tui.review.draft import Draft, Placeholder
from tui.review.review import Review
from tui.settings.settings import Settings


class Shelf(Protocol):
    """What the library does for a screen."""

    def add_marks(self, marks: Sequence[Mark], /) -> None:
        """Store events. Raises `BriefingError` if it cannot."""

    def marks(self, article: Article, /) -> Placed:
        """The events that found their place in an article, and those that found none."""

    def place(self, work: str, article: Article, /) -> Bookmark | None:
        """Where the reader was."""

    def keep_place(self, work: str, article: Article, span: Span, unfolded: Sequence[Span] = (), /) -> None:
        """Keep where the reader is. Raises `BriefingError` if it cannot."""


class Heard(NamedTuple):
    """An event of the desk, and which of the inputs it is about; none once that input has given all it has."""

    input: int
    event: Event | None


class Entry:
    """A place in the queue: an input that is still to be opened, then an article, then its briefing; or what went wrong."""

    def __init__(self, name: str, at: int, part: int = 0) -> None:
        self.name = name
        self.input = at
        self.part = part
        self.article: Article | None = None
        self.briefing: Briefing | None = None
        self.failed: str | None = None
        self.message = ""
        """What is to be said of it as soon as it is shown."""
        self.view: ArticleView | None = None
        """What was on the screen for it, if it was there."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more will be heard about it."""
        return self.briefing is not None or self.failed is not None


class Queue:
    """The articles that were opened together, and which of them is on the screen.

    `names` are what the inputs are called. `first` is what is on the screen already of the first input's first article.
    `size` tells the terminal's, in columns and rows, for what is laid out before it is drawn.
    """

    def __init__(
        self,
        names: Sequence[str],
        shelf: Shelf,
        *,
        settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
        keymap: Keymap = USUAL,
        size: Callable[[], tuple[int, int]] = lambda: (80, 24),
        first: ArticleView | None = None,
    ) -> None:
        self.entries = [Entry(name, at) for at, name in enumerate(names)]
        self._at = 0
        self._is_touched = False
        self._kept: tuple[object, ...] = ()
        self._shelf = shelf
        self._settings = settings
        self._keymap = keymap
        self._size = size
        if first is not None:
            entry = self.entries[0]
            (entry.article,), entry.view = first.scope, first
            entry.briefing = None if isinstance(first, Draft) else first.briefing
        self.view = self._look(0)
        """What is on the screen."""

    @property
    def wanted(self) -> int:
        """How many of the inputs are to be opened by now: those up to the article on the screen, and one more."""
        return self.entries[self._at].input + 2

    @property
    def is_busy(self) -> bool:
        """Whether the article on the screen is being opened or parsed."""
        return not self.entries[self._at].is_final

    @property
    def has_failed(self) -> bool:
        """Whether an input, or a part of one, gave no article."""
        return any(entry.failed is not None for entry in self.entries)

    def hear(self, heard: Heard) -> None:
        """Take in what the desk says."""
        event = heard.event
        if event is None:
            self._end(heard.input)
        elif isinstance(event, Progressed):
            entry = self._entry(heard.input, event.part)
            if isinstance(entry.view, Draft):
                entry.view.show_progress(event.done, event.of)
        elif isinstance(event, Gone):
            self._entry(heard.input, 0).message = event.message
        elif isinstance(event, Opened):
            entry = self._entry(heard.input, event.part)
            if entry.article is None:
                entry.article = event.article
                self._renew(entry)
        elif isinstance(event, Ready):
            entry = self._entry(heard.input, event.part)
            if entry.briefing is None:
                entry.briefing = event.briefing
                self._renew(entry)
        elif isinstance(event, Failed):
            entry = self._entry(heard.input, event.part or 0)
            if not entry.is_final:
                entry.failed = str(event.error)
                self._renew(entry)
        self.view.queue = (self._at + 1, len(self.entries))

    def touch(self) -> None:
        """A key was pressed: panels take the place of the paragraphs that are on the screen only where the reader asks."""
        self._is_touched = True

    def swap_in(self) -> bool:
        """Put panels that are ready in place of the paragraphs on the screen; false if there are none waiting."""
        entry, draft = self.entries[self._at], self.view
        if entry.briefing is None or not isinstance(draft, Draft):
            return False
        entry.view = None
        self.view = self._look(self._at)
        if self._is_touched and isinstance(self.view, Review):
            self.view.go_to_place(*draft.top_place, on_top=True)
        return True

    def turn_article(self, step: int) -> None:
        """Go to another article of the queue."""
        if 0 <= self._at + step < len(self.entries):
            self._turn(self._at + step)
        else:
            self.view.say("This is the last article" if step > 0 else "This is the first article")

    def finish_article(self) -> None:
        """Go to the next article that is not all read, from the last one to the first, or say that all is read."""
        if self.is_busy:
            return
        count = len(self.entries)
        for at in ((self._at + step) % count for step in range(1, count)):
            if self._has_unread(at):
                self._turn(at)
                return
        is_read = any(isinstance(entry.view, Review) for entry in self.entries)
        self.view.say("All read" if is_read else "There is nothing to read")

    def keep_place(self) -> None:
        """Keep where the reader is in the article on the screen."""
        view = self.view
        if not isinstance(view, Review) or view.kept_place is None:
            return
        number, span = view.kept_place
        article = view.scope[number]
        if not article.inputs:
            return
        place = article.inputs[-1].work, article, span, view.unfolded(number)
        if place == self._kept:
            return
        try:
            self._shelf.keep_place(*place)
        except BriefingError:
            return  # where the reader was is worth no complaint
        self._kept = place

    def _entry(self, at: int, part: int) -> Entry:
        """The entry of a part of an input, made if there is none."""
        place = len(self.entries)
        for number, entry in enumerate(self.entries):
            if (entry.input, entry.part) == (at, part):
                return entry
            if (entry.input, entry.part) > (at, part):
                place = number
                break
        name = next((entry.name for entry in self.entries if entry.input == at), "")
        made = Entry(name, at, part)
        self.entries.insert(place, made)
        if place <= self._at:
            self._at += 1
        return made

    def _end(self, at: int) -> None:
        for entry in self.entries:
            if entry.input == at and entry.article is None and not entry.is_final:
                entry.failed = "There is no article in it."
                self._renew(entry)

    def _renew(self, entry: Entry) -> None:
        """Show what is newly known about an article, but take nothing away from under a reader who has begun to read."""
        if entry is not self.entries[self._at]:
            entry.view = None
        elif entry.briefing is not None and isinstance(self.view, Draft) and self._is_touched:
            self.view.tell_ready()
        else:
            notice = self.view.notice
            entry.view = None
            self.view = self._look(self._at)
            self.view.say(notice)

    def _turn(self, at: int) -> None:
        self.keep_place()
        self._at, self._is_touched = at, False
        self.view = self._look(at)

    def _has_unread(self, at: int) -> bool:
        view = self._look(at)
        return view.unread > 0 if isinstance(view, Review) else self.entries[at].failed is None

    def _look(self, at: int) -> ArticleView:
        """What is shown of an entry, made if there is nothing yet."""
        entry = self.entries[at]
        if entry.view is None:
            entry.view = self._made(entry, (at + 1, len(self.entries)))
            entry.view.notice = entry.message or entry.view.notice
        entry.view.queue = (at + 1, len(self.entries))
        return entry.view

    def _made(self, entry: Entry, queue: tuple[int, int]) -> ArticleView:
        size, keymap, glyphs = self._size(), self._keymap, self._settings.glyphs
        if entry.briefing is not None:
            return review_of(entry.briefing, self._shelf, queue=queue, size=size, settings=self._settings, keymap=self._keymap)
        if entry.article is not None and entry.failed is None:
            return Draft(entry.article, queue=queue, size=size, keymap=keymap, glyphs=glyphs)
        words = f"Opening {glyphs.more}" if entry.failed is None else entry.failed
        return Placeholder(entry.name, words, queue=queue, size=size, keymap=keymap, glyphs=glyphs)


def review_of(
    briefing: Briefing,
    shelf: Shelf,
    *,
    queue: tuple[int, int] = (1, 1),
    size: tuple[int, int] = (80, 24),
    settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
    keymap: Keymap = USUAL,
) -> Review:
    """The review of a briefing, with its marks, where the reader was."""
    placed = [shelf.marks(article) for article in briefing.articles]
    review = Review(
        briefing,
        [mark for marks in placed for mark in marks.found],
        shelf.add_marks,
        reader=settings.reader,
        queue=queue,
        size=size,
        keymap=keymap,
        glyphs=settings.glyphs,
    )
    for number, article in enumerate(briefing.articles):
        places = (shelf.place(given.work, article) for given in article.inputs)
        place = next((place for place in places if place is not None), None)
        if place is not None:
            review.restore(number, place.span, place.unfolded)
            break
    lost = sum(len(standing_elsewhere(marks.lost)) for marks in placed)
    if lost:
        review.say(f"{lost} {'mark' if lost == 1 else 'marks'} on an earlier version found no place in this one")
    if any(part.reason == PAST_THE_LIMIT for article in briefing.articles for part in article.set_aside):
        review.say(TOO_LONG)
    return review
