"""What is asked in the status line: some words, or a yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.screen.glyphs import Glyphs
from tui.screen.rows import Frame, Piece, Row, cut
from tui.screen.widths import width

_LEAVING = frozenset({"escape", "ctrl+c", "ctrl+g"})
_LONGEST = 1_000
"""Characters of an answer."""


def _ignore(_: str) -> None:
    """Nothing."""


class Prompt:
    """A line of words that is being written, as in a shell; `done` is told of it at `enter`.

    `changed` is told of every change, `left` when the reader gives up (escape, `ctrl+c`, `ctrl+g`, backspace on an empty line).
    `past` are earlier answers, the newest first, that `up` brings back; `complete` gives what a beginning could become.
    """

    def __init__(
        self,
        label: str,
        done: Callable[[str], object],
        *,
        text: str = "",
        changed: Callable[[str], object] = _ignore,
        left: Callable[[], object] | None = None,
        past: Sequence[str] = (),
        complete: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        from tui.screen.editing import Editing  # noqa: PLC0415 - not needed before a key is pressed

        self.label = label
        self.comment = ""
        """What stands at the end of the line: a count, say."""
        self._editing = Editing(text, longest=_LONGEST, lines=False)
        self._done = done
        self._changed = changed
        self._left = left
        self._lines = ["", *past]
        self._line = 0
        self._complete = complete
        self._offered: Sequence[str] = ()
        self._keys: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("up", "ctrl+p"), lambda: self._recall(1)),
            **dict.fromkeys(("down", "ctrl+n"), lambda: self._recall(-1)),
            "tab": self._offer,
        }

    @property
    def text(self) -> str:
        """What is written so far."""
        return self._editing.text

    def press(self, key: str) -> bool:
        """Take a key; false once the line is done or given up."""
        if key in _LEAVING or (key in ("backspace", "ctrl+h") and not self.text):
            if self._left:
                self._left()
            return False
        if key == "enter":
            self._done(self.text)
            return False
        if key != "tab":
            self._offered = ()
        before = self.text
        self._keys.get(key, lambda: self._editing.press(key))()
        self._tell_change(before)
        return True

    def paste(self, text: str) -> bool:
        """Take pasted text, as one line."""
        before = self.text
        self._editing.insert(text)
        self._tell_change(before)
        return True

    def height(self, rows: int) -> int:  # noqa: ARG002 - the status line, whatever the screen
        """The status line."""
        return 1

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:  # noqa: ARG002 - it has one
        """The label and as much of the line around the cursor as there is room for."""
        row, column = self._row(columns, glyphs)
        return Frame((row,), (column, 0))

    def _row(self, columns: int, glyphs: Glyphs) -> tuple[Row, int]:
        comment = glyphs.own(self.comment) if width(self.comment) * 2 < columns else ""
        room = max(4, columns - width(self.label) - 3 - (width(comment) + 2 if comment else 0))
        start = self._editing.first_shown(room)
        shown = cut(self.text[start:], room, glyphs.more) if width(self.text[start:]) > room else self.text[start:]
        left = [Piece(" "), Piece(self.label, "key"), Piece(shown)]
        column = 1 + width(self.label) + width(self.text[start : self._editing.cursor])
        if not comment:
            return tuple(left), column
        gap = columns - 1 - width(comment) - sum(width(piece.text) for piece in left)
        return (*left, Piece(" " * max(1, gap)), Piece(comment, "own")), column

    def _tell_change(self, before: str) -> None:
        if self.text != before:
            self._changed(self.text)

    def _recall(self, step: int) -> None:
        if 0 <= self._line + step < len(self._lines):
            self._lines[self._line] = self.text
            self._line += step
            self._editing.set_text(self._lines[self._line])

    def _offer(self) -> None:
        """The next of what the line could become; the first time as far as all of them agree."""
        if self._complete is None:
            return
        if not self._offered:
            found = list(self._complete(self.text))
            if not found:
                return
            common = _common(found)
            self._offered = found
            if len(common) > len(self.text) or len(found) == 1:
                self._editing.set_text(common)
                return
        first, *rest = self._offered
        self._offered = (*rest, first)
        self._editing.set_text(first)


class Question:
    """A question that only `y` answers with yes; every other key is a no."""

    def __init__(self, words: str, yes: Callable[[], object]) -> None:
        self.words = words
        self._yes = yes

    def press(self, key: str) -> bool:
        """Take the answer."""
        if key in ("y", "Y"):
            self._yes()
        return False

    def paste(self, text: str) -> bool:  # noqa: ARG002 - nothing pasted is an answer
        """Take nothing for an answer."""
        return True

    def height(self, rows: int) -> int:  # noqa: ARG002 - the status line, whatever the screen
        """The status line."""
        return 1

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:  # noqa: ARG002 - it has one
        """The question."""
        answers = " (y/n)"
        shown = cut(self.words, columns - 3 - len(answers), glyphs.more) + answers
        return Frame(((Piece(" "), Piece(shown, "notice")),), (min(columns - 1, width(shown) + 2), 0))


def _common(found: Sequence[str]) -> str:
    first, last = min(found), max(found)
    length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]
