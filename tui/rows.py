"""How a row of the screen looks, without Textual: the early frame and the widgets both draw these."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of text in one role; `tui.palette` says how a role looks. The text holds no control characters."""

    text: str
    role: str = "text"


Row = tuple[Piece, ...]
"""One row of the terminal from its left edge; what it does not fill is blank."""


class Frame(NamedTuple):
    """A whole screen: one `Row` a row of the terminal, and the column and row of the terminal's cursor."""

    rows: tuple[Row, ...]
    cursor: tuple[int, int]
