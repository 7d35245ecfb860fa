"""The way to the screen: what is known is painted before Textual is imported; then the application takes over."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress

from briefing.desk import Desk, Event, Failed, Kept, Opened
from briefing.errors import InputError, LibraryError, NotFoundError
from briefing.inputs import STANDARD_INPUT, Named, expand, fetch, sample
from briefing.library import Library
from briefing.model import Briefing, Topic
from tui.commands import COMMANDS, Keymap
from tui.options.exit_status import SOME_FAILED, complain
from tui.options.options import Asked
from tui.review.review import Review
from tui.screen.glyphs import ASCII, UNICODE
from tui.session.queue import draft_of, review_of
from tui.settings.configuration import Configuration, load
from tui.settings.settings import Settings
from tui.terminal import capabilities, early_frame


def run(asked: Asked) -> int:
    """Open the inputs on the screen, or print them where there is none; the exit status comes back."""
    if not asked.inputs and not asked.sample and _is_given():
        asked = asked._replace(inputs=(STANDARD_INPUT,))
    configured = load(asked.config)
    limits = configured.settings.limits
    if STANDARD_INPUT in asked.inputs and os.isatty(1):
        with suppress(InputError):  # which is told in its turn
            fetch(STANDARD_INPUT, limits)  # its bytes are kept, so that the keyboard can take its place
        capabilities.take_keyboard()
    held = early_frame.hold()
    if held is None:
        gc.enable()
        from tui.command_line import printing  # noqa: PLC0415 - not needed where there is a screen

        return printing.run(asked)
    with held:
        library = Library.at_hand()
        watched = _topics(asked.topics) or configured.settings.topics
        desk = Desk(library, topics=watched, limits=limits, again=asked.again, private=asked.allow_private, log=asked.log)
        try:
            status, failures = _show(asked, configured, held, library, desk)
        finally:
            desk.close()
            library.close()
    for failure in (*configured.mistakes, *failures):
        complain(failure)
    return status


def _show(
    asked: Asked, configured: Configuration, held: early_frame.Held, library: Library, desk: Desk
) -> tuple[int, list[str]]:
    wanted = configured.settings.glyph_set
    glyphs = UNICODE if wanted == "unicode" or (wanted == "auto" and held.known.unicode) else ASCII
    settings = configured.settings._replace(glyphs=glyphs, plain_driver=asked.plain_driver, mouse=asked.mouse)
    if settings.theme != "ansi":
        from tui.settings import themes  # noqa: PLC0415 - most readers have the terminal's own colours

        held.looks = themes.looks(settings.theme, held.known.colours)
        settings = settings._replace(looks=held.looks)
    opener = _Begun(desk, library)
    if not asked.inputs and not asked.sample and _has_works(library):
        return _show_library(configured, settings, held, library, opener)
    inputs = [sample(), *_named(asked)] if asked.sample else _named(asked) or [sample()]
    first = opener.first(inputs[0])
    review: Review | None = None
    if isinstance(first, Failed):
        if len(inputs) == 1:
            return SOME_FAILED, [str(first.error)]
    elif isinstance(first, Briefing):
        review = review_of(first, library, queue=(1, len(inputs)), size=capabilities.size(), settings=settings)
    elif first is None:
        said = f"Fetching {settings.glyphs.more}"
        note = Review.note(inputs[0].given, said, queue=(1, len(inputs)), size=capabilities.size(), glyphs=settings.glyphs)
        held.paint(note.frame(*capabilities.size()))
    else:
        review = draft_of(first.article, queue=(1, len(inputs)), size=capabilities.size(), settings=settings)
    if review is not None:
        for notice in filter(None, (*configured.mistakes[:1], library.notice, *opener.failures)):
            review.say(notice)
        held.paint(review.frame(*capabilities.size()))
    from tui.app.application import run as run_app  # noqa: PLC0415 - Textual: the first frame is on the screen by now

    status = run_app(opener, library, inputs, settings=settings, held=held, first=review)
    return status, opener.failures


def _topics(path: str | None) -> tuple[Topic, ...]:
    if not path:
        return ()
    from tui.settings import topics  # noqa: PLC0415 - most readers watch none, and pathlib would delay the first frame

    return topics.read(path)


def _named(asked: Asked) -> Sequence[Named]:
    return expand(asked.inputs, recursive=asked.recursive)


def _has_works(library: Library) -> bool:
    with suppress(LibraryError):
        return library.has_works()
    return False


def _show_library(
    configured: Configuration, settings: Settings, held: early_frame.Held, library: Library, opener: _Begun
) -> tuple[int, list[str]]:
    from tui.lists.library import LibraryListing, library_hints  # noqa: PLC0415 - an article needs no list of works

    listing = LibraryListing(library, library_hints(Keymap(COMMANDS, settings.keys), first=True), settings.glyphs)
    for notice in filter(None, (*configured.mistakes[:1], library.notice)):
        listing.say(notice)
    held.paint(listing.frame(*capabilities.size()))
    from tui.app.application import run as run_app  # noqa: PLC0415 - Textual: the first frame is on the screen by now

    return run_app(opener, library, (), settings=settings, held=held, listing=listing), opener.failures


def _is_given() -> bool:
    """Whether a screen was asked for and a file or a pipe stands where its keyboard would be."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:  # closed
        return False
    return os.isatty(1) and (stat.S_ISREG(mode) or stat.S_ISFIFO(mode))


class _Begun:
    """A desk of which the first input is open already, as far as there is something to show of it.

    A file that is gone from the disk opens as the library has it, and is told of as such.
    """

    def __init__(self, desk: Desk, library: Library) -> None:
        self._desk = desk
        self._library = library
        self._rest: Iterator[Event] | None = None
        self.failures: list[str] = []

    def first(self, named: Named) -> Briefing | Opened | Failed | None:
        """What can be shown first: a briefing that the library has, else the text, as soon as the worker has read it.

        None if it is to be fetched from the web, which nobody waits for before there is a screen.
        """
        known = self._desk.recall(named)
        if known:
            return known[0]
        if named.address:
            return None
        self._rest = self._events(named, 0)
        event = next(self._rest)
        if isinstance(event, Failed):
            self._rest = iter([event])
        elif self.failures:
            known = self._desk.recall(Kept(named.given, named.work))
            return known[0] if known else event  # type: ignore[return-value] # as below
        return event  # type: ignore[return-value] # an input's first event is one of these

    def recall(self, given: Named | Kept | str) -> tuple[Briefing, ...] | None:
        """The briefings of an input from the library, one an article; none if it has not got all of them."""
        return self._desk.recall(given)

    def open(self, given: Named | Kept | str, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, or what is still to become of the one that is open."""
        rest, self._rest = (self._rest, None) if number == 0 else (None, self._rest)
        for event in rest or self._events(given, number):
            if isinstance(event, Failed):
                self.failures.append(str(event.error))
            yield event

    def cancel(self) -> None:
        """Give up what is being parsed."""
        self._desk.cancel()

    def _events(self, given: Named | Kept | str, number: int) -> Iterator[Event]:
        for event in self._desk.open(given, number=number):
            if isinstance(event, Failed) and isinstance(event.error, NotFoundError) and self._has(given):
                self.failures.append(f"The file is gone, the library's copy was opened: {event.given}")
                yield from self._desk.open(Kept(event.given, given.work), number=number)  # type: ignore[union-attr] # has one
                return
            yield event

    def _has(self, given: Named | Kept | str) -> bool:
        """Whether the library has an article of a file."""
        if not isinstance(given, Named) or given.path is None:
            return False
        with suppress(LibraryError):
            return self._library.newest(given.work) is not None
        return False
