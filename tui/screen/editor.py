"""Some lines of the reader's own, written in the lower part of the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from briefing.sanitise import clean
from tui.screen.glyphs import Glyphs
from tui.screen.rows import Frame, Piece, Row, width, wrap
from tui.screen.status_line import Hint, status

LONGEST = 10_000
"""Characters of a text at most."""

_LEAST_ROWS = 3
_INDENT = 2


class Editor:
    """A text that is being written; `keep` is told of it at `ctrl+s`, `outside` edits it in another program at `ctrl+o`.

    It takes a third of the screen. Escape and `ctrl+c` leave it; a draft that was not kept is asked about first.
    """

    def __init__(
        self, title: str, text: str, keep: Callable[[str], object], outside: Callable[[str], str | None] | None = None
    ) -> None:
        self.title = title
        self.text = text
        self.at = len(text)
        """The character before which the cursor stands."""
        self._before = text
        self._keep = keep
        self._outside = outside
        self._leaving = False
        self._top = 0
        self._room = 40
        self._keys: dict[str, Callable[[], None]] = {
            "backspace": lambda: self._cut(self.at - 1, self.at),
            "ctrl+h": lambda: self._cut(self.at - 1, self.at),
            "delete": lambda: self._cut(self.at, self.at + 1),
            "ctrl+d": lambda: self._cut(self.at, self.at + 1),
            "ctrl+w": lambda: self._cut(self._word_before(), self.at),
            "ctrl+u": lambda: self._cut(self._line()[0], self.at),
            "ctrl+k": lambda: self._cut(self.at, self._line()[1]),
            "left": lambda: self._go(self.at - 1),
            "right": lambda: self._go(self.at + 1),
            "home": lambda: self._go(self._line()[0]),
            "ctrl+a": lambda: self._go(self._line()[0]),
            "end": lambda: self._go(self._line()[1]),
            "ctrl+e": lambda: self._go(self._line()[1]),
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "ctrl+o": self._open_outside,
        }

    @property
    def is_draft(self) -> bool:
        """Whether something was written that is not kept."""
        return self.text != self._before

    def press(self, key: str) -> bool:
        """Take a key; false once the text is kept or given up."""
        if self._leaving:
            self._leaving = False
            return key not in ("y", "Y")
        if key == "ctrl+s":
            self._keep(self.text.strip())
            return False
        if key in ("escape", "ctrl+c"):
            self._leaving = self.is_draft
            return self.is_draft
        if key == "enter":
            self._insert("\n")
        elif key == "space" or len(key) == 1:
            self._insert(" " if key == "space" else key)
        elif key in self._keys:
            self._keys[key]()
        return True

    def keep_draft(self) -> None:
        """Keep what was written, for a program that ends meanwhile; an emptied text takes nothing away."""
        if self.is_draft and self.text.strip():
            self._keep(self.text.strip())

    def paste(self, text: str) -> bool:
        """Take pasted text."""
        self._insert(clean(text).text)
        return True

    def height(self, rows: int) -> int:
        """How many rows of a screen it takes."""
        return min(rows - 4, max(_LEAST_ROWS + 2, rows // 3))

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:
        """A rule with the title, the text around the cursor, and what keys do, in so many rows."""
        self._room = max(4, columns - _INDENT - 1)
        laid = self._lay_out()
        here = self._row_of(laid)
        page = max(1, rows - 2)
        self._top = max(here - page + 1, min(self._top, here))
        shown: list[Row] = []
        for start, end in laid[self._top : self._top + page]:
            shown.append((Piece(" " * _INDENT), Piece(self.text[start:end], "note")))
        shown += [()] * (page - len(shown))
        rule = (Piece(glyphs.rule * 2 + " ", "rule"), Piece(self.title, "own"), Piece(" ", "rule"))
        line = glyphs.rule * max(0, columns - sum(width(piece.text) for piece in rule))
        start, _ = laid[here]
        column = min(columns - 1, _INDENT + width(self.text[start : self.at]))
        foot = status(*self._said(), "", columns, glyphs)
        return Frame(((*rule, Piece(line, "rule")), *shown, foot), (column, 1 + here - self._top))

    def _said(self) -> tuple[str, Sequence[Hint]]:
        if self._leaving:
            return "The note is not kept. Throw it away? (y/n)", ()
        outside = (Hint("ctrl+o", "your editor", 1),) if self._outside else ()
        return "", (Hint("ctrl+s", "keep", 0), *outside, Hint("esc", "leave", 2))

    def _insert(self, words: str) -> None:
        words = clean(words).text[: LONGEST - len(self.text)]
        self.text = self.text[: self.at] + words + self.text[self.at :]
        self.at += len(words)

    def _cut(self, start: int, end: int) -> None:
        start, end = max(0, start), min(len(self.text), end)
        if start < end:
            self.text = self.text[:start] + self.text[end:]
            self.at = start

    def _go(self, at: int) -> None:
        self.at = max(0, min(at, len(self.text)))

    def _move(self, rows: int) -> None:
        """Up or down a row, as near to this column as the row goes."""
        laid = self._lay_out()
        here = self._row_of(laid)
        to = max(0, min(here + rows, len(laid) - 1))
        cells = width(self.text[laid[here][0] : self.at])
        start, end = laid[to]
        at = start
        while at < end and width(self.text[start : at + 1]) <= cells:
            at += 1
        self.at = at

    def _line(self) -> tuple[int, int]:
        """Where the line begins and ends that the cursor is in."""
        end = self.text.find("\n", self.at)
        return self.text.rfind("\n", 0, self.at) + 1, len(self.text) if end < 0 else end

    def _word_before(self) -> int:
        before = self.text[: self.at].rstrip()
        return max(before.rfind(" "), before.rfind("\n")) + 1

    def _open_outside(self) -> None:
        if self._outside:
            text = self._outside(self.text)
            if text is not None:
                self.text = clean(text).text[:LONGEST]
                self.at = len(self.text)

    def _lay_out(self) -> list[tuple[int, int]]:
        """The rows of the text, each as `[start, end)` in it."""
        laid: list[tuple[int, int]] = []
        at = 0
        for line in self.text.split("\n"):
            laid += [(at + start, at + end) for start, end in wrap(line, self._room)] or [(at, at)]
            at += len(line) + 1
        return laid

    def _row_of(self, laid: Sequence[tuple[int, int]]) -> int:
        """The row that the cursor is in."""
        return max(0, bisect_right([start for start, _ in laid], self.at) - 1)
