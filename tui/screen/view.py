"""What a screen shows and keys act on, without Textual: rows with a status line at their end, which can ask for something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.screen import status_line
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Frame, Row
from tui.screen.status_line import Hint

AROUND_BODY = 4
"""Rows of a screen that are not its body: header, two rules, status line."""

Cursor = tuple[int, int]
"""Column and row of the terminal's cursor on the screen."""


class Asking(Protocol):
    """What has the end of the screen and takes every key until it has its answer."""

    def press(self, key: str) -> bool:
        """Take a key; false once nothing is asked any more."""

    def paste(self, text: str) -> bool:
        """Take pasted text; false once nothing is asked any more."""

    def height(self, rows: int) -> int:
        """How many rows of a screen it takes."""

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:
        """So many rows, and the cursor in them."""


class View:
    """What is on a screen. `hints` is what the status line says while there is nothing else to say.

    `chooses` is whether `enter` chooses something in it.
    """

    chooses = False

    def __init__(self, hints: Sequence[Hint] = (), glyphs: Glyphs = UNICODE) -> None:
        self.hints: Sequence[Hint] = hints
        self.glyphs = glyphs
        self.notice = ""
        """What the status line says until the next key."""
        self.pending: Sequence[Hint] = ()
        """What can follow keys that wait for more; it stands in place of all else."""
        self.progress = ""
        """One cell at the end of the status line."""
        self.asking: Asking | None = None
        """What takes the keys for now."""

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""
        raise NotImplementedError

    def leave(self) -> bool:
        """Leave what was begun within the view, the last first; false if there was nothing."""
        return False

    def scroll(self, rows: int) -> None:
        """Scroll by rows, down if they are above zero; marks nothing."""

    def click(self, row: int) -> None:
        """Go to what is shown in a row of the screen."""

    def say(self, notice: str) -> None:
        """Say something in the status line until the next key, unless something is being said."""
        self.notice = self.notice or notice

    def ask(self, asking: Asking) -> None:
        """Let something take the keys until it has its answer."""
        self.asking = asking

    def press(self, key: str) -> bool:
        """Give a key to what is being asked; false if nothing is."""
        asking = self.asking
        if asking is None:
            return False
        if not asking.press(key) and self.asking is asking:
            self.asking = None
        return True

    def paste(self, text: str) -> bool:
        """Give pasted text to what is being asked; false if nothing is."""
        asking = self.asking
        if asking is None:
            return False
        if not asking.paste(text) and self.asking is asking:
            self.asking = None
        return True

    def _foot(self, columns: int, rows: int, hints: Sequence[Hint] | None = None) -> tuple[tuple[Row, ...], Cursor | None]:
        """The end of a screen: the status line, with other hints than the usual if given, or what is asked with its cursor."""
        if self.asking is not None:
            asked = self.asking.draw(columns, self.asking.height(rows), self.glyphs)
            return asked.rows, (asked.cursor[0], rows - len(asked.rows) + asked.cursor[1])
        notice = "" if self.pending else self.notice
        line = status_line.status(notice, self.pending or hints or self.hints, self.progress, columns, self.glyphs)
        return (line,), None
