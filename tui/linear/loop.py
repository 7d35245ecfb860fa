"""`--linear`: no screen, but rows one after another, and commands typed as words, for screen readers and braille displays.

Nothing is written but text: no escape sequence, no bell, no movement of the cursor. The terminal keeps its own editing of
lines and its own signals, so that there is nothing to restore. Standard input can be a pipe; then its end is the end.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from queue import Empty, SimpleQueue
from types import FrameType

from briefing.desk import Desk
from briefing.errors import LibraryError, SettingsError
from briefing.inputs import Named, sample
from briefing.library import Library
from briefing.sanitise import clean_line
from tui.linear.interpreter import Interpreter
from tui.options.exit_status import DONE, INTERRUPTED, SOME_FAILED
from tui.options.options import Options
from tui.review.draft import Draft
from tui.session.face import Timer
from tui.session.program import Program
from tui.session.start import Start
from tui.settings.settings import Settings
from tui.terminal import capabilities, shell
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
        self._called_back: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._status: int | None = None
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

    def _stay(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what a handler is given
        # Past the buffer, which may be in use: `ctrl+z` is heard at any moment.
        with suppress(OSError):
            os.write(1, encode(f"\n{shell.why_not().rstrip('.')}.\n", self._encoding))

    def run(self, inputs: Sequence[Named]) -> int:
        """Answer until the end; the exit status comes back."""
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._interrupt)
        if shell.why_not():
            signal.signal(signal.SIGTSTP, self._stay)
        given = inputs or ([] if self._has_works() else [sample()])
        program = Program(self, self._desk, self._library, given, settings=self._settings)
        interpreter = Interpreter(program, self._library, self.tell)
        program.start()
        if not given:
            interpreter.do("library")
        interrupted = 0
        while self._status is None and not self._gone:
            try:
                self._wait(interpreter)
                interpreter.look()
                typed = self._typed()
                if typed is None:
                    break
                self._hear_all()
                interpreter.do(typed)
                interpreter.queue.keep_place()
                interrupted = 0
            except KeyboardInterrupt:
                interrupted += 1
                if interrupted > 1:
                    return INTERRUPTED
                self._write("Given up." if program.give_up() else "ctrl+c again, or quit, ends the program.")
        program.stop()
        program.finish()
        return SOME_FAILED if program.has_failed else DONE

    def _has_works(self) -> bool:
        with suppress(LibraryError):
            return self._library.has_works()
        return False

    def _wait(self, interpreter: Interpreter) -> None:
        """Wait until the article at hand has its panels, and tell meanwhile what there is of it."""
        self._hear_all()
        while interpreter.queue.is_busy:
            with self._interruptible():
                heard = self._next_heard()
            if heard is None:
                return
            heard()
            if isinstance(interpreter.view, Draft):
                interpreter.look()

    def _next_heard(self) -> Callable[[], object] | None:
        """What is to be heard next; none if something was typed before it, on a terminal."""
        while True:
            with suppress(Empty):
                return self._called_back.get(timeout=_BETWEEN_LOOKS)
            if os.isatty(0) and select.select([0], [], [], 0)[0]:
                return None

    def _hear_all(self) -> None:
        while not self._called_back.empty():
            self._called_back.get()()

    # What the program asks of its face

    def show(self) -> None:
        """Nothing: what is new is told before the next row is typed."""

    def copy_to_clipboard(self, text: str) -> None:  # noqa: ARG002 - there is none
        """Say that there is no clipboard here."""
        self.tell("The clipboard needs the screen.")

    def lend_terminal(self) -> AbstractContextManager[None]:
        """No other program takes its turn among the rows."""
        raise SettingsError("An editor needs the screen")

    def suspend_to_shell(self) -> None:
        """Nothing: the terminal does it by itself."""

    def redraw(self) -> None:
        """Nothing: rows that were told are not told again."""

    def end(self, status: int) -> None:
        """End after this row."""
        self._status = status

    def call_back(self, what: Callable[[], object]) -> None:
        """Do something between two rows, asked from any thread."""
        self._called_back.put(what)

    def start_timer(self, seconds: float, what: Callable[[], object]) -> Timer:  # noqa: ARG002 - see below
        """Nothing is done later: where the reader is, is kept after each row."""
        return _Never()

    # What is typed

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


class _Never:
    """A timer that is not started."""

    def stop(self) -> None:
        """Nothing is to be stopped."""
