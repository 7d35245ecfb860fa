"""Rows of the program's own to look through, like help: the same moves as in a review, and nothing to mark."""

from __future__ import annotations

from collections.abc import Sequence

from tui import drawing
from tui.commands import GROUPS, Keymap
from tui.drawing import Hint
from tui.rows import UNICODE, Frame, Glyphs, Piece, Row, cut, width, wrap

AROUND_BODY = 4
"""Rows of the screen that are not the body: header, two rules, status line."""

_GAP = 3


class Listing:
    """Some rows under a title; a method does what a key does. A row that is the title of others is a stop for `J` and `K`."""

    def __init__(self, title: str, hints: Sequence[Hint], glyphs: Glyphs = UNICODE) -> None:
        self.title = title
        self.hints = hints
        self.glyphs = glyphs
        self.top = 0
        self._page = 1
        self._rows: list[Row] = []
        self._stops: list[int] = []
        self._columns = 0

    @property
    def _last(self) -> int:
        return max(0, len(self._rows) - self._page)

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""
        self._page = max(1, rows - AROUND_BODY)
        if columns != self._columns:
            self._columns = columns
            self._rows, self._stops = self._lay_out(columns)
        self.top = min(self.top, self._last)
        shown = self._rows[self.top : self.top + self._page]
        line = drawing.rule(columns, self.glyphs)
        whole = (
            drawing.header(Piece(self.title, "own"), (), columns, self.glyphs),
            line,
            *shown,
            *[drawing.BLANK] * (self._page - len(shown)),
            line,
            drawing.status("", self.hints, "", columns, self.glyphs),
        )
        return Frame(whole[:rows], (0, min(2, rows - 1)))

    def _lay_out(self, columns: int) -> tuple[list[Row], list[int]]:
        """The rows at a width, and which of them are stops."""
        raise NotImplementedError

    def line_down(self) -> None:
        """A row down."""
        self._go(self.top + 1)

    def line_up(self) -> None:
        """A row up."""
        self._go(self.top - 1)

    def section_down(self) -> None:
        """To the next title."""
        self._go(next((stop for stop in self._stops if stop > self.top), self._last))

    def section_up(self) -> None:
        """To the title before."""
        self._go(max((stop for stop in self._stops if stop < self.top), default=0))

    def go_to_top(self) -> None:
        """To the first row."""
        self._go(0)

    def go_to_bottom(self) -> None:
        """To the last row."""
        self._go(self._last)

    def page_down(self) -> None:
        """A page down."""
        self._go(self.top + self._page)

    def page_up(self) -> None:
        """A page up."""
        self._go(self.top - self._page)

    def half_down(self) -> None:
        """Half a page down."""
        self._go(self.top + max(1, self._page // 2))

    def half_up(self) -> None:
        """Half a page up."""
        self._go(self.top - max(1, self._page // 2))

    def _go(self, top: int) -> None:
        self.top = max(0, min(top, self._last))


class HelpListing(Listing):
    """What the keys do, made from the commands."""

    def __init__(self, keymap: Keymap, glyphs: Glyphs = UNICODE) -> None:
        hints = (
            keymap.hint(("leave",), "back", 0),
            keymap.hint(("line_down", "line_up"), "row", 2),
            keymap.hint(("page_down", "page_up"), "page", 1),
        )
        super().__init__("What the keys do", [hint for hint in hints if hint], glyphs)
        self._keymap = keymap

    def _lay_out(self, columns: int) -> tuple[list[Row], list[int]]:
        rows: list[Row] = []
        stops: list[int] = []
        for name, commands in GROUPS:
            told = _joined([("  ".join(self._keymap.keys_of(command.id)), command.help()) for command in commands])
            keys_width = max(width(keys) for keys, _ in told)
            stops.append(len(rows))
            rows.append((Piece(" "), Piece(name, "title")))
            for keys, does in told:
                room = max(10, columns - 3 - keys_width - _GAP - 1)
                for number, (start, end) in enumerate(wrap(does, room)):
                    shown = keys if number == 0 else ""
                    gap = " " * (keys_width - width(shown) + _GAP)
                    rows.append(
                        (
                            Piece("   "),
                            Piece(shown, "key"),
                            Piece(gap),
                            Piece(cut(does[start:end], room, self.glyphs.more), "own"),
                        )
                    )
            rows.append(drawing.BLANK)
        return rows[:-1], stops


def _joined(told: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keys and what they do; the digits, which all do alike, as one."""
    rows = [(keys, does) for keys, does in told if keys]
    digits = [keys for keys, _ in rows if keys.isdigit()]
    if len(digits) < 2:
        return rows
    first = next(number for number, (keys, _) in enumerate(rows) if keys.isdigit())
    rest = [(keys, does) for keys, does in rows if not keys.isdigit()]
    return [*rest[:first], (f"{digits[0]}-{digits[-1]}", "To the panel with that number."), *rest[first:]]
