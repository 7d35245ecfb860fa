"""The first rows of every screen: whose it is, how much there is, and a rule below."""

from __future__ import annotations

from collections.abc import Sequence

from tui.screen.glyphs import Glyphs
from tui.screen.rows import Piece, Row, cut, on_one_line, spread
from tui.screen.widths import width


def header(headline: Piece, right: Sequence[str], columns: int, glyphs: Glyphs, status: str = "") -> Row:
    """The article's status, the headline cut to one row, and beside them the first of some counts that leaves half the row."""
    count = next((text for text in right if width(text) * 2 < columns), "")
    room = columns - 2 - (width(count) + 3 if count else 0)
    before: list[Piece] = []
    if status:
        before = [Piece(cut(f"[{status}]", room // 2, glyphs.more), "status"), Piece(" ")]
        room -= sum(width(piece.text) for piece in before)
    shown = headline._replace(text=cut(on_one_line(headline.text), room, glyphs.more))
    return spread([Piece(" "), *before, shown], [Piece(count, "own")] if count else [], columns)


def rule(columns: int, glyphs: Glyphs) -> Row:
    """A line from edge to edge."""
    return (Piece(glyphs.rule * columns, "rule"),)
