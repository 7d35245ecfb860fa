"""Textual's driver for a line that may be slow: takes over what was painted early, and sends only what changes.

    app = SomeApp(driver_class=driver_class(held))     # held: what tui.terminal.early_frame painted, or none
    app.run(mouse=False)                               # SIGTERM, SIGHUP, a dropped line: app.return_code is 128 + signal

It stands on what Textual 8.2.8 writes to its driver (text, SGR, absolute cursor moves, newlines), and on `textual_private`.
"""

from __future__ import annotations

import asyncio
import gc
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver
from textual.geometry import Size

from tui.app.key_events import KeyEvents
from tui.app.signals import Signals
from tui.terminal import capabilities, shell
from tui.terminal.diff import Pen, afresh, difference
from tui.terminal.early_frame import Held
from tui.terminal.encoding import encode
from tui.terminal.grid import Grid

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_ASIDE_LIMIT = 1 << 20  # bytes for the clipboard that may wait for a line that stalls
_PATCHWORK = 0.3  # seconds that a screen of a new size may take until all of its rows are there
_ONE_DROP = 0.3  # seconds within which several signals are one
_LAST_RESORT = 2.0  # seconds after which the process ends by itself when it was told to and did not

_aside = re.compile(
    r"(?P<kept>\x1b\]52;[a-z0-9]*;[A-Za-z0-9+/=]*(?:\x07|\x1b\\))|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|(?P<bell>\x07)"
)


def driver_class(held: Held | None) -> type[Driver]:
    """The class to give to `App(driver_class=...)`; its driver takes over the terminal that is held."""
    return type("TerminalDriver", (TerminalDriver,), {"held": held})


def redraw(app: App[Any]) -> None:
    """Paint the whole screen again, whatever the terminal shows now."""
    kind = app.driver_class
    if issubclass(kind, TerminalDriver) and kind.running is not None:
        kind.running.repaint()
    else:
        app.refresh()


class TerminalDriver(Driver):
    """Shows the newest screen on a terminal, as far as the line takes it, and gives keys to the app; never waits for the line.

    `_wanted` is what Textual has drawn, `_shown` what the terminal shows once all that is pending has reached it, or none.
    """

    held: Held | None = None
    running: TerminalDriver | None = None
    """The driver of this class that was made last."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        size = size or capabilities.size()
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        type(self).running = self
        self._application, self._with_mouse, self._event_loop = app, mouse, asyncio.get_running_loop()
        self._comes_back_by_itself = True
        held = self.held
        self._known = held.known if held else capabilities.know()
        self._before = held.before if held else capabilities.attributes()
        self._outlet = held.outlet if held else capabilities.Outlet()
        self._pen = held.pen if held else Pen()
        self._shown: Grid | None = held.grid if held else None
        self._entered = bool(held and held.entered)
        self._wanted = self._shown.copy() if self._shown else Grid(*size)
        self._unpainted: set[int] = set()
        self._aside: list[bytes] = []
        self._sending_soon = self._writing = False
        self._active = self._started = self._drawn = self._ready = False
        self._told_to_leave = 0.0
        self._gave_back = False
        self._signals = Signals(self._told, lambda: self._in_loop(self._fit), self._stop, self._continue)
        self._key_events = KeyEvents(self._event_loop, self.process_message, self._line_dropped, self._guarded)

    # What Textual asks of a driver

    @property
    def can_suspend(self) -> bool:
        """True: `ctrl+z` and `App.suspend` work."""
        return True

    def start_application_mode(self) -> None:
        """Take the terminal, or take it back."""
        resumed, self._started = self._started, True
        if self._gave_back:
            self._before = capabilities.attributes() or self._before
            self._gave_back = False
        if self._before is not None:
            capabilities.make_raw(self._before, signals=False)
        self._signals.catch()
        modes = "" if self._entered else capabilities.ENTER
        if self._with_mouse:
            modes += capabilities.MOUSE_ON
        self._outlet.silent = False
        self._outlet.send(modes.encode("ascii"))
        self._entered = self._active = True
        self._key_events.start()
        if resumed:
            self._shown = None
        self._fit()
        if resumed:
            self._send_soon()
            self.send_message(self.SignalResume())

    def write(self, data: str) -> None:
        """Take in a frame, or what goes past the screen: the clipboard and the bell."""
        if "\x1b]" in data or "\x07" in data:
            for match in _aside.finditer(data):
                if match.lastgroup and sum(map(len, self._aside)) + len(match[0]) <= _ASIDE_LIMIT:
                    self._aside.append(match[0].encode("ascii"))
                    self._send_soon()
            data = _aside.sub("", data)
        touched = self._wanted.feed(data, colours=self._known.colours > 0)
        if touched:
            self._drawn = True
            self._unpainted -= touched
            self._send_soon()

    def disable_input(self) -> None:
        """Read no more keys; those typed ahead are left to the shell."""
        self._key_events.stop()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        self._leave()
        if not self._told_to_leave:  # told once more, the process would be gone before the rest is kept
            self._signals.release()

    @contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """While another program has the terminal, stopping and going on are its business."""
        before, self._comes_back_by_itself = self._comes_back_by_itself, False
        try:
            yield
        finally:
            self._comes_back_by_itself = before

    def close(self) -> None:
        """Nothing: the way out is kept for when the app comes back, and closed by who opened it."""

    def send_message(self, message: Message) -> None:
        """Give a message to the app; all of this runs in its own thread."""
        self._application.post_message(message)

    # What travels

    def repaint(self) -> None:
        """Send the whole screen again, whatever the terminal shows now."""
        self._shown = None
        self._send_soon()

    def _send_soon(self) -> None:
        # Once a turn of the loop: what several widgets draw for one key is sent as one.
        if not self._sending_soon:
            self._sending_soon = True
            self._event_loop.call_soon(self._guarded(self._send))

    def _send(self) -> None:
        self._sending_soon = False
        if not self._active or self._unpainted or self._outlet.pending:
            return  # rows that are still to come, or a line that stalls: the newest screen goes when it takes something again
        shown, wanted = self._shown, self._wanted
        if not self._ready and (not self._drawn or wanted.is_blank()):
            return  # Textual's first frame can be empty; what was painted early stays until there is something to see
        text = afresh(wanted, self._pen) if shown is None else difference(shown, wanted, self._pen)
        self._shown = wanted.copy()
        data = encode(text, self._known.encoding) + b"".join(self._aside)
        self._aside.clear()
        if data and not self._outlet.send(data) and not self._writing:
            self._writing = True
            self._event_loop.add_writer(self._outlet.descriptor, self._guarded(self._push))
        if self._outlet.gone:
            self._line_dropped()
        elif not self._ready:
            self._ready = True
            self._event_loop.call_soon(_collect_garbage_again)

    def _push(self) -> None:
        if self._outlet.push():
            self._event_loop.remove_writer(self._outlet.descriptor)
            self._writing = False
            if self._outlet.gone:
                self._line_dropped()
            else:
                self._send()

    def _line_dropped(self) -> None:
        self._outlet.gone = True
        self.disable_input()
        self._end(128 + signal.SIGHUP)

    # Size, signals, leaving

    def _fit(self) -> None:
        # Learns the size of the terminal; a screen of another size is forgotten, and shown again once all its rows were drawn.
        columns, rows = capabilities.size()
        if (columns, rows) == (self._wanted.columns, self._wanted.rows):
            return
        self._wanted = Grid(columns, rows)
        self._shown = None
        self._unpainted = set(range(rows))
        self._event_loop.call_later(_PATCHWORK, self._guarded(self._show_what_is_there))
        self.send_message(events.Resize(Size(columns, rows), Size(columns, rows)))

    def _show_what_is_there(self) -> None:
        self._unpainted.clear()
        self._send_soon()

    def _in_loop(self, call: Callable[[], None]) -> None:
        if not self._event_loop.is_closed():
            self._event_loop.call_soon_threadsafe(self._guarded(call))

    def _told(self, number: int) -> None:
        # The terminal is restored at once, whatever the app is busy with. Told again, or if it does not end, the process goes;
        # but a shell and a kernel that both tell it of one dropped line leave it the time to keep what there is to keep.
        self._leave()
        if self._told_to_leave:
            if monotonic() - self._told_to_leave > _ONE_DROP:
                os._exit(128 + number)
            return
        self._told_to_leave = monotonic()
        self._in_loop(lambda: self._end(128 + number))

    def _end(self, code: int) -> None:
        self._event_loop.call_later(_LAST_RESORT, os._exit, code)
        self._application.exit(return_code=code)

    def _leave(self) -> None:
        self._active = False
        if self._writing:
            self._event_loop.remove_writer(self._outlet.descriptor)
            self._writing = False
        if self._entered:
            self._entered = False
            self._outlet.restore(self._before, self._wanted.rows, mouse=self._with_mouse)
            self._gave_back = True
        if self.held and self._before is not None:
            self.held.entered, self.held.grid, self.held.before = False, None, self._before

    def _stop(self) -> None:
        if shell.why_not():
            return
        if self._comes_back_by_itself:
            self.disable_input()
            self._leave()
        shell.stop()

    def _continue(self) -> None:
        if not self._comes_back_by_itself:
            return
        if capabilities.is_in_background() and not shell.why_not():
            shell.stop()
            return
        if self._active:  # stopped from outside, without a chance to leave: the shell has set the terminal as it likes
            self._entered = False
            self.disable_input()
        self._in_loop(self.start_application_mode)

    def _guarded(self, call: Callable[[], None]) -> Callable[[], None]:
        # What goes wrong outside of a message ends the app as if it had gone wrong in one.
        def guarded() -> None:
            try:
                call()
            except Exception as error:  # noqa: BLE001 - raised again where the application ends by it
                self._application.call_later(_fail, error)

        return guarded


def _fail(error: Exception) -> None:
    raise error


def _collect_garbage_again() -> None:
    gc.freeze()
    gc.enable()
