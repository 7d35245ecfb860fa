"""The first frame, before Textual: painted in a few milliseconds, then handed over. Imports neither Textual nor, mostly, Rich.

    held = early_frame.hold()        # none: there is no terminal to paint on, so print plain text
    with held:                       # from here on the terminal is restored, whatever happens
        held.paint(frame)            # as often as there is something new; only what changed is sent
        from tui.app import ...      # slow: Textual
        app = ...App(driver_class=driver.driver_class(held))
        app.run(mouse=False)

`hold` also stops the collection of garbage; the driver starts it again once its first frame is out.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from types import FrameType, TracebackType

from tui.screen.looks import LOOKS, Look
from tui.screen.rows import Frame
from tui.terminal import capabilities
from tui.terminal.diff import Pen, afresh, difference
from tui.terminal.encoding import encode
from tui.terminal.grid import Grid

_DEADLY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Read by Textual when it is imported. Its keyboard protocol would leave a shell unusable after a dropped line.
_FOR_TEXTUAL = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_ANIMATIONS": "none"}


class Held:
    """A terminal that we hold: what it can, what it had before, what is painted on it and where its cursor stands.

    Used as a context: however it is left, the terminal gets back what it had.
    """

    def __init__(self, known: capabilities.Terminal, before: capabilities.Attributes) -> None:
        self.known = known
        self.before = before
        self.outlet = capabilities.Outlet()
        self.grid: Grid | None = None
        self.pen = Pen()
        self.looks: Mapping[str, Look] = LOOKS
        """How the roles look, unless a frame is painted with other looks."""
        self.entered = False
        self._handlers: dict[int, signal._HANDLER] = {}
        capabilities.make_raw(before, signals=True)
        for number in _DEADLY:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, self._die)

    def paint(self, frame: Frame, looks: Mapping[str, Look] | None = None) -> None:
        """Show a frame; on a terminal that has another size by now, from scratch."""
        columns, rows = capabilities.size()
        grid = Grid(columns, rows)
        grid.draw(frame, looks or self.looks, colours=self.known.colours > 0)
        shown = self.grid
        if shown is not None and (shown.columns, shown.rows) == (columns, rows):
            text = difference(shown, grid, self.pen)
        else:
            text = ("" if self.entered else capabilities.ENTER) + afresh(grid, self.pen)
        self.entered, self.outlet.silent = True, False
        self.grid = grid
        self.outlet.send(encode(text, self.known.encoding))

    def restore(self) -> None:
        """Give the terminal back what it had; a second time does nothing."""
        if self.entered:
            rows = self.grid.rows if self.grid is not None else capabilities.size()[1]
            self.outlet.restore(self.before, rows)
            self.entered = False
            self.grid = None
        else:
            capabilities.set_attributes(self.before)

    def release(self) -> None:
        """Take back the signal handlers, which the driver replaces by its own."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

    def __enter__(self) -> Held:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.restore()
        self.release()
        self.outlet.close()

    def _die(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what a handler is given
        self.restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def hold() -> Held | None:
    """Take the terminal, keys typed ahead included; none where there is none that can be painted on."""
    if not capabilities.is_usable():
        return None
    before = capabilities.attributes()
    if before is None:
        return None
    gc.disable()
    os.environ.update(_FOR_TEXTUAL)
    if not os.environ.get("NO_COLOR", "-"):
        del os.environ["NO_COLOR"]  # empty means unset (no-color.org), but not to Textual
    return Held(capabilities.know(), before)
