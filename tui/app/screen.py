"""The one screen: a canvas that shows what the program has on it; keys, pastes and the mouse are handed to the program."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste, Resize
from textual.geometry import Size
from textual.screen import Screen

from tui.app.canvas import Canvas
from tui.screen.looks import Look
from tui.session.program import Program

WHEEL = 3
"""Rows that a step of the mouse wheel scrolls."""


class ProgramScreen(Screen[None], inherit_bindings=False):
    """Shows `program`; a key's answer is painted when the program has taken it."""

    def __init__(self, program: Program, looks: Mapping[str, Look]) -> None:
        super().__init__()
        self._program = program
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The canvas."""
        yield Canvas(self._program.frame(*self.app.size), self._looks)

    def paint(self, size: Size | None = None) -> None:
        """Show what is so now."""
        for canvas in self.query(Canvas):
            canvas.show(self._program.frame(*(size or self.app.size)))

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new size."""
        self.paint(event.size)

    def on_key(self, event: Key) -> None:
        """Hand a key on, by its character if it has one that is printed."""
        event.stop()
        event.prevent_default()
        key = event.key
        if event.character and event.is_printable and key != "space" and not key.startswith("alt+"):
            key = event.character
        self._program.press(key)
        self.paint()

    def on_paste(self, event: Paste) -> None:
        """Hand pasted text on."""
        event.stop()
        self._program.paste(event.text)
        self.paint()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll down a little."""
        event.stop()
        self._program.scroll(WHEEL)
        self.paint()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll up a little."""
        event.stop()
        self._program.scroll(-WHEEL)
        self.paint()

    def on_click(self, event: Click) -> None:
        """Go to what was clicked."""
        event.stop()
        self._program.click(event.screen_y)
        self.paint()
