"""What every screen does: shows a frame, and gives keys to commands."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.geometry import Size
from textual.screen import Screen

from tui.commands import Command
from tui.commands.keymap import Keymap, Pending
from tui.rows import Frame
from tui.widgets.canvas import Canvas


class Shown(Protocol):
    """What is on a screen."""

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""


class ViewScreen(Screen[None], inherit_bindings=False):
    """A screen that is one canvas; keys are looked up in the keymap, and `do` does what they mean."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._pending = Pending(keymap)

    @property
    def shown(self) -> Shown:
        """What is on the screen."""
        raise NotImplementedError

    def do(self, command: type[Command]) -> None:
        """Do what a command says."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The canvas."""
        yield Canvas(self.shown.frame(*self.app.size))

    def paint(self, size: Size | None = None) -> None:
        """Show what is so now."""
        for canvas in self.query(Canvas):
            canvas.show(self.shown.frame(*(size or self.app.size)))

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new size."""
        self.paint(event.size)

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen lay above."""
        self.paint()

    def on_key(self, event: Key) -> None:
        """Do what the key means, and show what has changed."""
        event.stop()
        event.prevent_default()
        self.press(event.character if event.character and event.is_printable and event.key != "space" else event.key)
        self.paint()

    def press(self, key: str) -> None:
        """Do what a key means, if it means something."""
        command = self._pending.press(key)
        if command is not None:
            self.do(command)
