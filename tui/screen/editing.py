"""A text that is being written, in a prompt or a note: what keys do to it, where the cursor stands, undo and redo.

The keys are those of readline. The cursor stands between what a reader takes for characters, never within one: a letter with
its accents, a flag, a syllable. Source: Unicode Standard Annex 29 (extended grapheme clusters), as wcwidth has it, which is
imported for text that needs it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.sanitise import clean, clean_line, is_clean
from tui.screen.rows import wrap
from tui.screen.widths import is_narrow, width

Stretch = tuple[int, int]
"""Characters `[start, end)` of a text."""


class _Change(NamedTuple):
    """Words that came in the place of others, and where the cursor stood before."""

    start: int
    removed: str
    inserted: str
    cursor: int


class Editing:
    """A text of at most `longest` characters, sanitised as it is written. `lines` is whether it may have several."""

    def __init__(self, text: str, *, longest: int, lines: bool) -> None:
        self.text = text
        self.cursor = len(text)
        """The character before which the cursor stands."""
        self._longest = longest
        self._clean: Callable[[str], str] = (lambda words: clean(words).text) if lines else clean_line
        self._done: list[_Change] = []
        self._undone: list[_Change] = []
        self._killed = ""
        self._doing = self._did = ""
        """What this key does and the one before did: characters typed one after another are one change."""
        self._keys: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("left", "ctrl+b"), lambda: self._go(self._before(self.cursor))),
            **dict.fromkeys(("right", "ctrl+f"), lambda: self._go(self._after(self.cursor))),
            **dict.fromkeys(("ctrl+left", "alt+b"), lambda: self._go(self._word_start())),
            **dict.fromkeys(("ctrl+right", "alt+f"), lambda: self._go(self._word_end())),
            **dict.fromkeys(("home", "ctrl+a"), lambda: self._go(self._line()[0])),
            **dict.fromkeys(("end", "ctrl+e"), lambda: self._go(self._line()[1])),
            **dict.fromkeys(("backspace", "ctrl+h"), lambda: self._replace(self._before(self.cursor), self.cursor)),
            **dict.fromkeys(("delete", "ctrl+d"), lambda: self._replace(self.cursor, self._after(self.cursor))),
            "ctrl+w": lambda: self._kill(self._space_before(), self.cursor),
            "alt+d": lambda: self._kill(self.cursor, self._word_end()),
            "ctrl+u": lambda: self._kill(self._line()[0], self.cursor),
            "ctrl+k": lambda: self._kill(self.cursor, self._line()[1]),
            "ctrl+y": lambda: self._replace(self.cursor, self.cursor, self._killed),
            "ctrl+underscore": self._undo,
            "ctrl+r": self._redo,
        }

    def press(self, key: str) -> bool:
        """Do what a key does to the text; false if it is none of these keys."""
        self._did, self._doing = self._doing, ""
        if key == "space" or len(key) == 1:
            self._type(" " if key == "space" else key)
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
        return True

    def insert(self, words: str) -> None:
        """Put words where the cursor stands, as one change."""
        self._doing = ""
        self._replace(self.cursor, self.cursor, self._clean(words))

    def set_text(self, text: str) -> None:
        """Put another text in place of this one, as one change; the cursor stands at its end."""
        self._doing = ""
        self._replace(0, len(self.text), text)

    def new_line(self) -> None:
        """End the line where the cursor stands."""
        self._doing = ""
        self._replace(self.cursor, self.cursor, "\n")

    def rows(self, cells: int) -> list[Stretch]:
        """The rows of the text, so many cells wide."""
        rows: list[Stretch] = []
        at = 0
        for line in self.text.split("\n"):
            rows += [(at + start, at + end) for start, end in wrap(line, cells)] or [(at, at)]
            at += len(line) + 1
        return rows

    def row_and_column(self, rows: Sequence[Stretch]) -> tuple[int, int]:
        """The number of the row that the cursor is in, and how many cells of it are before the cursor."""
        number = max(0, bisect_right([start for start, _ in rows], self.cursor) - 1)
        return number, width(self.text[rows[number][0] : self.cursor])

    def move_rows(self, by: int, cells: int) -> None:
        """Go down by so many rows, or up, as near to this column as the row goes."""
        self._doing = ""
        rows = self.rows(cells)
        number, column = self.row_and_column(rows)
        number = max(0, min(number + by, len(rows) - 1))
        start, end = rows[number]
        if number + 1 < len(rows) and rows[number + 1][0] == end:
            end -= 1  # a word is broken here: behind its part is where the next row begins
        at = self._boundary(start)
        while at < end and self._after(at) <= end and width(self.text[start : self._after(at)]) <= column:
            at = self._after(at)
        self.cursor = at

    def first_shown(self, cells: int) -> int:
        """From where on a line is shown that is longer than its cells, so that the cursor is in them."""
        start, used = self.cursor, 0
        while start > 0:
            before = self._before(start)
            used += width(self.text[before:start])
            if used >= cells:
                break
            start = before
        return start

    def _type(self, key: str) -> None:
        """Type a character; those of a word and the spaces after it are undone together."""
        words = self._clean(key) or (" " if key.isspace() else "")
        self._doing = "typing"
        last = self._done[-1] if self._done and self._did == "typing" else None
        if last and last.start + len(last.inserted) == self.cursor and (words == " " or not last.inserted.endswith(" ")):
            self._done.pop()
            self.text = self.text[: last.start] + last.removed + self.text[self.cursor :]
            self._replace(last.start, last.start + len(last.removed), last.inserted + words, cursor=last.cursor)
        else:
            self._replace(self.cursor, self.cursor, words)

    def _kill(self, start: int, end: int) -> None:
        """Take words out that `ctrl+y` gives back; what is killed one after another is given back together."""
        words = self.text[start:end]
        before = self._killed if self._did == "killing" else ""
        self._doing = "killing"
        if words:
            self._killed = words + before if end == self.cursor else before + words
            self._replace(start, end)

    def _replace(self, start: int, end: int, words: str = "", *, cursor: int | None = None) -> None:
        """Put words in the place of others, and the cursor behind them; undoing puts it where it is, or at `cursor`."""
        before = self.text
        words = words[: max(0, self._longest - len(before) + end - start)]
        text = before[:start] + words + before[end:]
        change = _Change(start, before[start:end], words, self.cursor if cursor is None else cursor)
        if not is_clean(text):  # marks that stood on two letters stand on one now
            text = clean(text).text
            change = change._replace(start=0, removed=before, inserted=text)
        self.text = text
        self.cursor = self._boundary(min(start + len(words), len(text)))
        if text != before:
            self._done.append(change)
            self._undone.clear()

    def _undo(self) -> None:
        if self._done:
            change = self._done.pop()
            end = change.start + len(change.inserted)
            self.text = self.text[: change.start] + change.removed + self.text[end:]
            self.cursor = change.cursor
            self._undone.append(change)

    def _redo(self) -> None:
        if self._undone:
            change = self._undone.pop()
            end = change.start + len(change.removed)
            self.text = self.text[: change.start] + change.inserted + self.text[end:]
            self.cursor = self._boundary(change.start + len(change.inserted))
            self._done.append(change)

    def _go(self, at: int) -> None:
        self.cursor = at

    def _line(self) -> Stretch:
        """The line that the cursor is in."""
        end = self.text.find("\n", self.cursor)
        return self.text.rfind("\n", 0, self.cursor) + 1, len(self.text) if end < 0 else end

    def _word_start(self) -> int:
        """Where the word begins that the cursor is in or after."""
        at = self.cursor
        while at > 0 and not self.text[self._before(at)].isalnum():
            at = self._before(at)
        while at > 0 and self.text[self._before(at)].isalnum():
            at = self._before(at)
        return at

    def _word_end(self) -> int:
        """Where the word ends that the cursor is in or before."""
        at = self.cursor
        while at < len(self.text) and not self.text[at].isalnum():
            at = self._after(at)
        while at < len(self.text) and self.text[at].isalnum():
            at = self._after(at)
        return at

    def _space_before(self) -> int:
        """Where the words begin, whatever they are made of, that the cursor is in or after."""
        before = self.text[: self.cursor].rstrip()
        return self._boundary(max(before.rfind(" "), before.rfind("\n")) + 1)

    def _before(self, at: int) -> int:
        """Where the character begins that ends here."""
        if at < 2 or _is_plain(self.text[at - 2 : at]):
            return max(0, at - 1)
        from wcwidth import grapheme_boundary_before  # noqa: PLC0415 - see above

        return grapheme_boundary_before(self.text, at)

    def _after(self, at: int) -> int:
        """Where the character ends that begins here."""
        if _is_plain(self.text[at : at + 2]):
            return min(at + 1, len(self.text))
        from wcwidth import iter_graphemes  # noqa: PLC0415 - see above

        return at + len(next(iter_graphemes(self.text, at)))

    def _boundary(self, at: int) -> int:
        """This place, or where the character ends that it is within."""
        if not 0 < at < len(self.text):
            return at
        start = self._before(at + 1)
        return at if start == at else self._after(start)


def _is_plain(characters: str) -> bool:
    """Whether each of two characters that follow each other, or each but a newline, is a grapheme of its own."""
    return is_narrow(characters.replace("\n", ""))
