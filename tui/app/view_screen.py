"""What every screen does: shows a frame, and gives keys to what is asked, else to commands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Click, Key, MouseScrollDown, MouseScrollUp, Paste, Resize
from textual.geometry import Size
from textual.screen import Screen

from tui.app.canvas import Canvas
from tui.commands.command import Command
from tui.commands.keymap import Keymap, Pending
from tui.screen.looks import LOOKS
from tui.screen.view import View

_WHATEVER_IS_ASKED = ("suspend", "redraw")
"""What is done even while something is asked, or while a key waits for another."""

WHEEL = 3
"""Rows that a step of the mouse wheel scrolls."""


class ViewScreen(Screen[None], inherit_bindings=False):
    """A screen that is one canvas; keys are looked up in the keymap, and `do` does what they mean."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._pending = Pending(keymap)
        self._keymap = keymap

    @property
    def shown(self) -> View:
        """What is on the screen."""
        raise NotImplementedError

    def do(self, command: type[Command]) -> None:
        """Do what a command says."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The canvas."""
        yield Canvas(self.shown.frame(*self.app.size), getattr(self.app, "looks", LOOKS))

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
        """Do what the key means, and show what has changed; what was said before it is said no more."""
        event.stop()
        event.prevent_default()
        for screen in self.app.screen_stack[-1:]:
            if screen is not self and isinstance(screen, ViewScreen):
                screen.on_key(event)  # it was on its way here while the key before it showed or left a screen
                return
        shown = self.shown
        if not self.query(Canvas):
            shown.frame(*self.app.size)  # a page is as long as the screen, also for a key that comes before the first frame
        shown.notice = ""
        key = event.key
        if event.character and event.is_printable and key != "space" and not key.startswith("alt+"):
            key = event.character
        command = self._keymap.command((key,)) if key.startswith("ctrl+") else None
        if command is not None and command.id in _WHATEVER_IS_ASKED:
            self.do(command)
        elif not shown.press(key):
            self.press(key)
            self.shown.pending = self._pending.hints()
        self.paint()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll down a little."""
        event.stop()
        self.shown.scroll(WHEEL)
        self.paint()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll up a little."""
        event.stop()
        self.shown.scroll(-WHEEL)
        self.paint()

    def on_click(self, event: Click) -> None:
        """Go to what was clicked."""
        event.stop()
        self.shown.notice = ""
        self.shown.click(event.screen_y)
        self.paint()

    def on_paste(self, event: Paste) -> None:
        """Give pasted text to what is asked; what is not asked for does nothing."""
        event.stop()
        self.shown.notice = ""
        if not self.shown.paste(event.text):
            self.shown.say("There is nothing to paste into")
        self.paint()

    def press(self, key: str) -> None:
        """Do what a key means, if it means something."""
        command = self._pending.press(key)
        if command is not None:
            self.do(command)
