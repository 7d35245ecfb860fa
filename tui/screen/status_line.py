"""The last row of every screen: what was said last, or what keys do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.screen.glyphs import Glyphs
from tui.screen.rows import Piece, Row, cut, spread
from tui.screen.widths import width


class Hint(NamedTuple):
    """Keys, as they are shown, and what they do, for the status line; those with a high rank are the first to be left out."""

    keys: str
    does: str
    rank: int = 0


def status(notice: str, hints: Sequence[Hint], progress: str, columns: int, glyphs: Glyphs) -> Row:
    """The last row: what was said last, or what keys do; a cell of progress at its end."""
    right = [Piece(progress, "own")] if progress else []
    room = columns - 2 - (2 if progress else 0)
    left = [Piece(" "), Piece(cut(notice, room, glyphs.more), "notice")] if notice else list(_hints(hints, room, glyphs))
    return spread(left, right, columns)


def _hints(hints: Sequence[Hint], room: int, glyphs: Glyphs) -> Iterable[Piece]:
    def needed(hint: Hint) -> int:
        return width(hint.keys) + width(hint.does) + 3

    kept = list(hints)
    while kept and sum(map(needed, kept)) - 2 > room:
        kept.remove(max(kept, key=lambda hint: hint.rank))
    yield Piece(" ")
    for number, hint in enumerate(kept):
        if number:
            yield Piece("  ")
        yield Piece(glyphs.own(hint.keys), "key")
        if hint.does:
            yield Piece(f" {hint.does}", "own")
