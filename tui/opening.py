"""The way to the screen: what is known is painted before Textual is imported; then the application takes over."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from briefing.desk import Desk, Event, Failed, Opened
from briefing.inputs import STANDARD_INPUT, Named, expand, fetch, sample
from briefing.library import Library
from briefing.model import Briefing, Topic
from tui import early, terminal
from tui.asked import Asked
from tui.queue import draft_of, review_of
from tui.review import Review
from tui.rows import ASCII, UNICODE
from tui.settings import Settings
from tui.status import SOME_FAILED, complain


def run(asked: Asked) -> int:
    """Open the inputs on the screen, or print them where there is none; the exit status comes back."""
    if STANDARD_INPUT in asked.inputs and os.isatty(1):
        fetch(STANDARD_INPUT)  # its bytes are kept, so that the keyboard can take its place
        terminal.take_keyboard()
    held = early.hold()
    if held is None:
        from tui import printing  # noqa: PLC0415 - not needed where there is a screen

        return printing.run(asked)
    with held:
        library = Library.at_hand()
        desk = Desk(library, topics=_topics(asked.topics), again=asked.again, private=asked.allow_private)
        try:
            status, failures = _show(asked, held, library, desk)
        finally:
            desk.close()
            library.close()
    for failure in failures:
        complain(failure)
    return status


def _show(asked: Asked, held: early.Held, library: Library, desk: Desk) -> tuple[int, list[str]]:
    inputs = _inputs(asked, library)
    settings = Settings(glyphs=UNICODE if held.known.unicode else ASCII, plain_driver=asked.plain_driver)
    opener = _Begun(desk)
    first = opener.first(inputs[0])
    review: Review | None = None
    if isinstance(first, Failed):
        if len(inputs) == 1:
            return SOME_FAILED, [str(first.error)]
    elif isinstance(first, Briefing):
        review = review_of(first, library, queue=(1, len(inputs)), size=terminal.size(), settings=settings)
    else:
        review = draft_of(first.article, queue=(1, len(inputs)), size=terminal.size(), settings=settings)
    if review is not None:
        if library.notice:
            review.say(library.notice)
        held.paint(review.frame(*terminal.size()))
    from tui.app import run as run_app  # noqa: PLC0415 - Textual: the first frame is on the screen by now

    status = run_app(opener, library, inputs, settings=settings, held=held, first=review)
    return status, opener.failures


def _topics(path: str | None) -> tuple[Topic, ...]:
    if not path:
        return ()
    from tui import topics  # noqa: PLC0415 - most readers watch none, and pathlib would delay the first frame

    return topics.read(path)


def _inputs(asked: Asked, library: Library) -> Sequence[Named]:
    """What is to be opened: the inputs in their order; without any, the library's works; without any of those, the sample."""
    inputs = expand(asked.inputs, recursive=asked.recursive)
    if asked.sample:
        return [sample(), *inputs]
    return inputs or _works(library) or [sample()]


def _works(library: Library) -> Sequence[Named]:
    found = (Named(work.given, os.fsencode(work.work), work.work) for work in library.works())
    return [named for named in found if os.path.isfile(named.work)]  # noqa: PTH113 - pathlib would delay the first frame


class _Begun:
    """A desk of which the first input is open already, as far as there is something to show of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rest: Iterator[Event] | None = None
        self.failures: list[str] = []

    def first(self, named: Named) -> Briefing | Opened | Failed:
        """What can be shown first: a briefing that the library has, else the text, as soon as the worker has read it."""
        known = self._desk.recall(named)
        if known:
            return known[0]
        self._rest = self._desk.open(named)
        event = next(self._rest)
        if isinstance(event, Failed):
            self._rest = iter([event])
        return event  # type: ignore[return-value] # an input's first event is one of these

    def open(self, given: Named | str, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, or what is still to become of the one that is open."""
        rest, self._rest = (self._rest, None) if number == 0 else (None, self._rest)
        for event in rest or self._desk.open(given, number=number):
            if isinstance(event, Failed):
                self.failures.append(str(event.error))
            yield event

    def cancel(self) -> None:
        """Give up what is being parsed."""
        self._desk.cancel()
