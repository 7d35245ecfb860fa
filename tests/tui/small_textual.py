"""The part of the small app that needs Textual."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.small_app import Pages
from tui.app.driver import driver_class, redraw
from tui.screen.looks import LOOKS
from tui.screen.widths import width
from tui.terminal.early_frame import Held


def style_of(role: str) -> Style:
    look = LOOKS[role]
    return Style(bold=look.bold, dim=look.dim, italic=look.italic, underline=look.underline, reverse=look.reverse)


class Reader(Widget, can_focus=True):
    DEFAULT_CSS = "Reader { width: 1fr; height: 1fr; background: ansi_default; color: ansi_default; }"

    def __init__(self, pages: Pages, *, fail: bool) -> None:
        super().__init__()
        self.pages, self.fail = pages, fail
        self.shown: list[Strip] = []

    def strips(self) -> list[Strip]:
        columns, rows = self.app.size
        frame = self.pages.frame(columns, rows)
        self.app.cursor_position = Offset(*frame.cursor)
        strips = []
        for row in frame.rows:
            used = sum(width(piece.text) for piece in row)
            segments = [Segment(piece.text, style_of(piece.role)) for piece in row]
            strips.append(Strip([*segments, Segment(" " * max(0, columns - used))]).crop(0, columns))
        return strips

    def on_resize(self) -> None:
        self.shown = self.strips()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        return self.shown[y] if y < len(self.shown) else Strip.blank(self.size.width)

    def on_key(self, event: events.Key) -> None:
        if event.key == "q":
            self.app.exit(0)
            return
        if event.key == "x" and self.fail:
            raise RuntimeError("on purpose")
        if event.key == "ctrl+l":
            redraw(self.app)
            return
        if event.key == "ctrl+z":
            self.app.action_suspend_process()
            return
        if event.key == "B":
            self.app.bell()
            self.app.copy_to_clipboard("clip")
        self.pages.press(event.key, self.size.height - 3)
        self.shown = self.strips()
        self.refresh()


class Small(App[int]):
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(self, pages: Pages, held: Held | None, *, fail: bool) -> None:
        super().__init__(driver_class=driver_class(held) if held else None, ansi_color=True)
        self.reader = Reader(pages, fail=fail)

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_mount(self) -> None:
        self.reader.focus()


def run(pages: Pages, held: Held | None, *, fail: bool) -> int:
    app = Small(pages, held, fail=fail)
    app.run(mouse=False)
    return app.return_code or 0
