"""`--linear`: no screen, but rows one after another, and commands typed as words, for screen readers and braille displays.

Nothing is written but text: no escape sequence, no bell, no movement of the cursor. The terminal keeps its own editing of
lines and its own signals, so that there is nothing to restore. Standard input can be a pipe; then its end is the end.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from types import FrameType

from briefing.desk import Desk, Kept
from briefing.errors import LibraryError
from briefing.inputs import Named, sample
from briefing.library import Library, Work
from briefing.sanitise import clean_line
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.linear.interpreter import Session
from tui.options.exit_status import DONE, INTERRUPTED, SOME_FAILED
from tui.options.options import Options
from tui.session.loader import Loader
from tui.session.queue import Heard, Queue
from tui.session.start import Start
from tui.settings.settings import Settings
from tui.terminal import capabilities
from tui.terminal.encoding import encode

_LONGEST = 1 << 16
"""Bytes of a typed row at most; what is longer counts as several."""
_BETWEEN_LOOKS = 0.2
"""Seconds between two looks whether something was typed while an article is parsed."""


def run(options: Options) -> int:
    """Open the inputs and answer what is typed until the reader has had enough; the exit status comes back."""
    with Start(options) as start:
        start.take_keyboard()
        known = capabilities.know()
        linear = Linear(start.desk, start.library, start.settings.drawn(unicode=known.unicode), known.encoding)
        for notice in start.notices:
            linear.tell(notice)
        return linear.run(start.inputs())


class Linear:
    """The conversation: what is typed comes in row by row, what is told goes out row by row."""

    def __init__(self, desk: Desk, library: Library, settings: Settings, encoding: str) -> None:
        self._desk = desk
        self._library = library
        self._settings = settings
        self._encoding = encoding
        self._heard: SimpleQueue[tuple[Queue, Heard]] = SimpleQueue()
        self._session: Session | None = None
        self._loader: Loader | None = None
        self._failed = False
        self._gone = False
        self._is_open = self._interrupted = False

    def tell(self, words: str) -> None:
        """Write one row. The terminal breaks it where it is too wide."""
        if self._gone:
            return
        with self._interruptible():
            self._write(words)

    def _write(self, words: str) -> None:
        try:
            sys.stdout.buffer.write(encode(clean_line(words), self._encoding) + b"\n")
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError:  # the line is dropped; what was marked is kept
            self._gone = True

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Here `ctrl+c` interrupts at once; elsewhere, where marks are made and kept, it waits until the next such place."""
        self._is_open = True
        try:
            if self._interrupted:
                self._interrupted = False
                raise KeyboardInterrupt
            yield
        finally:
            self._is_open = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what a handler is given
        if self._is_open:
            raise KeyboardInterrupt
        self._interrupted = True

    def run(self, inputs: Sequence[Named]) -> int:
        """Answer until the end; the exit status comes back."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._interrupt)
        session = self._begin(inputs)
        interrupted = 0
        while not (session.ended or self._gone):
            try:
                self._wait()
                session.look()
                typed = self._typed()
                if typed is None:
                    break
                self._hear_all()
                session.do(typed)
                session.queue.keep_place()
                interrupted = 0
            except KeyboardInterrupt:
                interrupted += 1
                if interrupted > 1:
                    return INTERRUPTED
                if session.queue.is_busy:
                    self._desk.cancel()
                    self._write("Given up.")
                else:
                    self._write("ctrl+c again, or quit, ends the program.")
        if self._loader is not None:
            self._loader.stop()
        return SOME_FAILED if session.queue.has_failed or self._failed else DONE

    def _begin(self, inputs: Sequence[Named]) -> Session:
        library = self._library
        has_works = False
        with suppress(LibraryError):
            has_works = library.has_works()
        given = inputs or ([] if has_works else [sample()])
        queue = self._queue([one.given for one in given], given)
        session = self._session = Session(queue, Keymap(COMMANDS, self._settings.keys), self.tell, library, self._open)
        if not given:
            session.do("library")
        return session

    def _queue(self, names: Sequence[str], given: Sequence[Named | Kept]) -> Queue:
        queue = Queue(names or [""], self._library, settings=self._settings)
        if self._loader is not None:
            self._loader.stop()
        self._loader = Loader(self._desk, given, lambda heard: self._heard.put((queue, heard)))
        self._loader.start()
        return queue

    def _open(self, works: Sequence[Work]) -> None:
        session = self._session
        if session is None:
            return
        session.queue.keep_place()
        self._failed = self._failed or session.queue.has_failed
        session.queue = self._queue([work.headline for work in works], [Kept(work.given, work.work) for work in works])

    def _wait(self) -> None:
        """Wait until the article at hand has its panels, and tell meanwhile what there is of it."""
        session, loader = self._session, self._loader
        if session is None or loader is None:
            return
        loader.want(session.queue.wanted)
        self._hear_all()
        while session.queue.is_busy and session.queue.entries[0].name:
            with self._interruptible():
                heard = self._next_heard()
            if heard is None:
                return
            self._hear(*heard)
            if session.review.is_draft:
                session.look()
            loader.want(session.queue.wanted)

    def _next_heard(self) -> tuple[Queue, Heard] | None:
        """What the desk says next; none if something was typed before it, on a terminal."""
        while True:
            with suppress(Empty):
                return self._heard.get(timeout=_BETWEEN_LOOKS)
            if os.isatty(0) and select.select([0], [], [], 0)[0]:
                return None

    def _hear_all(self) -> None:
        while not self._heard.empty():
            self._hear(*self._heard.get())

    def _hear(self, queue: Queue, heard: Heard) -> None:
        if self._session is not None and queue is self._session.queue:
            queue.hear(heard)

    def _typed(self) -> str | None:
        """The next row that is typed; none at the end. An interruption comes as `KeyboardInterrupt`."""
        asking = os.isatty(0)
        if asking:
            with suppress(OSError):
                os.write(1, b"> ")
        try:
            with self._interruptible():
                row = sys.stdin.buffer.readline(_LONGEST)
        except OSError:
            return None
        except KeyboardInterrupt:
            self._write("")
            raise
        if not row:
            if asking:
                self.tell("")
            return None
        return row.decode("utf-8", "replace").strip()
