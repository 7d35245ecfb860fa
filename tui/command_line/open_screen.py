"""The way to the screen: what is known is painted before Textual is imported; then the application takes over."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress

from briefing.desk import Desk, Event, Failed, Gone, Kept, Opened
from briefing.errors import LibraryError
from briefing.inputs import STANDARD_INPUT, Named, sample
from briefing.library import Library
from briefing.model import Briefing
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.options.exit_status import SOME_FAILED, complain
from tui.options.options import Options
from tui.review.article_view import ArticleView
from tui.review.draft import Draft, Placeholder
from tui.session.queue import review_of
from tui.session.start import Start
from tui.settings.settings import Settings
from tui.terminal import capabilities, early_frame


def run(options: Options) -> int:
    """Open the inputs on the screen, or print them where there is none; the exit status comes back."""
    if not options.inputs and not options.sample and _is_given():
        options = options._replace(inputs=(STANDARD_INPUT,))
    with Start(options) as start:
        if os.isatty(1):
            start.take_keyboard()
        held = early_frame.hold()
        if held is None:
            gc.enable()
            from tui.command_line import printing  # noqa: PLC0415 - not needed where there is a screen

            return printing.run(options)
        with held:
            status, failures = _show(options, start, held)
    for failure in (*start.mistakes, *failures):
        complain(failure)
    return status


def _show(options: Options, start: Start, held: early_frame.Held) -> tuple[int, list[str]]:
    library = start.library
    settings = start.settings.drawn(unicode=held.known.unicode)
    if settings.theme != "ansi":
        from tui.settings import themes  # noqa: PLC0415 - most readers have the terminal's own colours

        held.looks = themes.looks(settings.theme, held.known.colours)
        settings = settings._replace(looks=held.looks)
    opener = _Begun(start.desk)
    if not options.inputs and not options.sample and _has_works(library):
        return _show_library(start, settings, held, opener, _log(options))
    inputs = start.inputs() or [sample()]
    first = opener.first(inputs[0])
    keymap, size, queue = Keymap(COMMANDS, settings.keys), capabilities.size(), (1, len(inputs))
    view: ArticleView | None = None
    if isinstance(first, Failed):
        if len(inputs) == 1:
            return SOME_FAILED, [str(first.error)]
    elif isinstance(first, Briefing):
        view = review_of(first, library, queue=queue, size=size, settings=settings, keymap=keymap)
    elif first is None:
        words = f"Fetching {settings.glyphs.more}"
        held.paint(Placeholder(inputs[0].given, words, queue=queue, keymap=keymap, glyphs=settings.glyphs).frame(*size))
    else:
        view = Draft(first.article, queue=queue, size=size, keymap=keymap, glyphs=settings.glyphs)
    if view is not None:
        for notice in (*start.mistakes[:1], *filter(None, (library.notice,)), *opener.failures):
            view.say(notice)
        held.paint(view.frame(*size))
    from tui.app.application import run as run_app  # noqa: PLC0415 - Textual: the first frame is on the screen by now

    status = run_app(opener, library, inputs, settings=settings, held=held, first=view, log=_log(options))
    return status, opener.failures


def _has_works(library: Library) -> bool:
    with suppress(LibraryError):
        return library.has_works()
    return False


def _show_library(
    start: Start, settings: Settings, held: early_frame.Held, opener: _Begun, log: Callable[[str], None]
) -> tuple[int, list[str]]:
    from tui.lists.library import LibraryListing  # noqa: PLC0415 - an article needs no list of works

    library = start.library
    listing = LibraryListing(library, Keymap(COMMANDS, settings.keys), settings.glyphs, first=True)
    for notice in (*start.mistakes[:1], *filter(None, (library.notice,))):
        listing.say(notice)
    held.paint(listing.frame(*capabilities.size()))
    from tui.app.application import run as run_app  # noqa: PLC0415 - Textual: the first frame is on the screen by now

    return run_app(opener, library, (), settings=settings, held=held, listing=listing, log=log), opener.failures


def _log(options: Options) -> Callable[[str], None]:
    """What writes into the log of `--debug`, if one is kept."""

    def log(words: str) -> None:
        from tui.command_line import debug_log  # noqa: PLC0415 - most runs have nothing to say

        debug_log.tell(options.log, words)

    return log


def _is_given() -> bool:
    """Whether a screen was asked for and a file or a pipe stands where its keyboard would be."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:  # closed
        return False
    return os.isatty(1) and (stat.S_ISREG(mode) or stat.S_ISFIFO(mode))


class _Begun:
    """A desk of which the first input is open already, as far as there is something to show of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
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
        self._rest = self._desk.open(named)
        event = next(self._rest)
        if isinstance(event, Failed):
            self._rest = iter([event])
        elif isinstance(event, Gone):
            self.failures.append(event.message)
            known = self._desk.recall(Kept(event.given, event.works[0]))
            return known[0] if known else next(self._rest)  # type: ignore[return-value] # as below
        return event  # type: ignore[return-value] # an input's first event is one of these

    def recall(self, given: Named | Kept | str) -> tuple[Briefing, ...] | None:
        """The briefings of an input from the library, one an article; none if it has not got all of them."""
        return self._desk.recall(given)

    def open(self, given: Named | Kept | str, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, or what is still to become of the one that is open."""
        rest, self._rest = (self._rest, None) if number == 0 else (None, self._rest)
        for event in rest or self._desk.open(given, number=number):
            if isinstance(event, Failed):
                self.failures.append(str(event.error))
            elif isinstance(event, Gone):
                self.failures.append(event.message)
            yield event

    def cancel(self) -> None:
        """Give up what is being parsed."""
        self._desk.cancel()
