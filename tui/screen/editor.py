"""Some lines of the reader's own, written in the lower part of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.errors import BriefingError
from briefing.sanitise import clean
from tui.screen.editing import Editing
from tui.screen.glyphs import Glyphs
from tui.screen.rows import Frame, Piece, Row
from tui.screen.status_line import Hint, status
from tui.screen.widths import width

LONGEST = 10_000
"""Characters of a text at most."""

_LEAST_ROWS = 3
_INDENT = 2


class Editor:
    """A text that is being written; `keep` is told of it at `ctrl+s`, `outside` edits it in another program at `ctrl+o`.

    Where either raises `BriefingError` the text stays, with what went wrong below it until the next key.
    It takes a third of the screen. Escape and `ctrl+c` leave it; a draft that was not kept is asked about first.
    """

    def __init__(
        self, title: str, text: str, keep: Callable[[str], object], outside: Callable[[str], str] | None = None
    ) -> None:
        self.title = title
        self._editing = Editing(text, longest=LONGEST, lines=True)
        self._before = text
        self._keep = keep
        self._outside = outside
        self._leaving = False
        self._failure = ""
        self._top = 0
        self._room = 40
        self._keys: dict[str, Callable[[], None]] = {
            "enter": self._editing.new_line,
            **dict.fromkeys(("up", "ctrl+p"), lambda: self._editing.move_rows(-1, self._room)),
            **dict.fromkeys(("down", "ctrl+n"), lambda: self._editing.move_rows(1, self._room)),
            "ctrl+o": self._open_outside,
        }

    @property
    def text(self) -> str:
        """What is written so far."""
        return self._editing.text

    @property
    def is_draft(self) -> bool:
        """Whether something was written that is not kept."""
        return self.text != self._before

    def press(self, key: str) -> bool:
        """Take a key; false once the text is kept or given up."""
        if self._leaving:
            self._leaving = False
            return key not in ("y", "Y")
        self._failure = ""
        if key == "ctrl+s":
            return not self._is_kept()
        if key in ("escape", "ctrl+c"):
            self._leaving = self.is_draft
            return self.is_draft
        self._keys.get(key, lambda: self._editing.press(key))()
        return True

    def keep_draft(self) -> None:
        """Keep what was written, for a program that ends meanwhile; an emptied text takes nothing away.

        Raises `BriefingError` if it could not be kept.
        """
        if self.is_draft and self.text.strip():
            self._keep(self.text.strip())

    def paste(self, text: str) -> bool:
        """Take pasted text."""
        self._failure = ""
        self._editing.insert(text)
        return True

    def height(self, rows: int) -> int:
        """How many rows of a screen it takes."""
        return min(rows - 4, max(_LEAST_ROWS + 2, rows // 3))

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:
        """A rule with the title, the text around the cursor, and what keys do, in so many rows."""
        self._room = max(4, columns - _INDENT - 1)
        laid = self._editing.rows(self._room)
        here, column = self._editing.row_and_column(laid)
        page = max(1, rows - 2)
        self._top = max(here - page + 1, min(self._top, here))
        shown: list[Row] = []
        for start, end in laid[self._top : self._top + page]:
            shown.append((Piece(" " * _INDENT), Piece(self.text[start:end], "note")))
        shown += [()] * (page - len(shown))
        rule = (Piece(glyphs.rule * 2 + " ", "rule"), Piece(self.title, "own"), Piece(" ", "rule"))
        line = glyphs.rule * max(0, columns - sum(width(piece.text) for piece in rule))
        foot = status(*self._status(), "", columns, glyphs)
        return Frame(((*rule, Piece(line, "rule")), *shown, foot), (min(columns - 1, _INDENT + column), 1 + here - self._top))

    def _is_kept(self) -> bool:
        try:
            self._keep(self.text.strip())
        except BriefingError as error:
            self._failure = str(error)
            return False
        return True

    def _status(self) -> tuple[str, Sequence[Hint]]:
        if self._failure:
            return self._failure, ()
        if self._leaving:
            return "The note is not kept. Throw it away? (y/n)", ()
        outside = (Hint("ctrl+o", "your editor", 1),) if self._outside else ()
        return "", (Hint("ctrl+s", "keep", 0), *outside, Hint("esc", "leave", 2))

    def _open_outside(self) -> None:
        if self._outside:
            try:
                text = self._outside(self.text)
            except BriefingError as error:
                self._failure = str(error)
            else:
                self._editing.set_text(clean(text).text)
