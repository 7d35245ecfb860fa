"""What the keys do, made from the commands."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands.hints import help_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import GROUPS, USUAL
from tui.lists.list_view import Listing
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import BLANK, Piece, Row, cut, wrap
from tui.screen.status_line import Hint
from tui.screen.widths import width

_GAP = 3


class HelpListing(Listing):
    """What the keys do, in groups; its items are rows."""

    def __init__(self, keymap: Keymap = USUAL, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("What the keys do", keymap, glyphs)
        self._rows: list[Row] = []
        self._stops: list[int] = []
        self._columns = 0

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return help_hints(self._keymap)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def stops(self) -> Sequence[int]:
        """The names of groups."""
        return self._stops

    def height(self, columns: int) -> int:
        """One row."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out(columns)
        return 1

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:  # noqa: ARG002 - laid out at this width before
        """One row."""
        return (self._rows[number],)

    def words(self, number: int) -> str:
        """A row as it is shown."""
        return "".join(piece.text for piece in self._rows[number])

    def _lay_out(self, columns: int) -> None:
        rows: list[Row] = []
        self._stops = []
        for name, commands in GROUPS:
            told = _joined([("  ".join(self._keymap.keys_of(command.id)), command.help()) for command in commands])
            keys_width = max(width(keys) for keys, _ in told)
            self._stops.append(len(rows))
            rows.append((Piece(" "), Piece(name, "title")))
            for keys, does in told:
                room = max(10, columns - 3 - keys_width - _GAP - 1)
                for number, (start, end) in enumerate(wrap(does, room)):
                    shown = self.glyphs.own(keys) if number == 0 else ""
                    gap = " " * (keys_width - width(shown) + _GAP)
                    does_shown = Piece(cut(does[start:end], room, self.glyphs.more), "own")
                    rows.append((Piece("   "), Piece(shown, "key"), Piece(gap), does_shown))
            rows.append(BLANK)
        self._rows = rows[:-1]


def _joined(told: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keys and what they do; the digits, which all do alike, as one."""
    rows = [(keys, does) for keys, does in told if keys]
    digits = [keys for keys, _ in rows if keys.isdigit()]
    if len(digits) < 2:
        return rows
    first = next(number for number, (keys, _) in enumerate(rows) if keys.isdigit())
    rest = [(keys, does) for keys, does in rows if not keys.isdigit()]
    return [*rest[:first], (f"{digits[0]}-{digits[-1]}", "To the panel with that number."), *rest[first:]]
