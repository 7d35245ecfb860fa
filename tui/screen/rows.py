"""How a row of the screen looks, without Textual: the early frame and the widgets both draw these. All widths are in cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.screen.glyphs import UNICODE
from tui.screen.widths import clusters, is_narrow, width


class Piece(NamedTuple):
    """A stretch of text in one role; `tui.screen.looks` says how a role looks. The text holds no control characters."""

    text: str
    role: str = "text"


Row = tuple[Piece, ...]
"""One row of the terminal from its left edge; what it does not fill is blank."""


BLANK: Row = ()


class Frame(NamedTuple):
    """A whole screen: one `Row` a row of the terminal, and the column and row of the terminal's cursor."""

    rows: tuple[Row, ...]
    cursor: tuple[int, int]


LAID_OUT_FROM = (24, 5)
"""Columns and rows from which on every view lays itself out within the terminal."""


MOST_CHARACTERS_A_CELL = 8
"""More than sanitising lets stand in one cell, a letter and its combining marks."""

_SPACES = re.compile("[ \n]+")


def on_one_line(text: str) -> str:
    """Verbatim text with each run of spaces and newlines as one space, and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def cut(text: str, cells: int, more: str = UNICODE.more) -> str:
    """The text if it fits in some cells, else as many of its words as do, and the sign for more."""
    whole, text = text, text[: max(0, cells) * MOST_CHARACTERS_A_CELL + 1]
    if len(whole) == len(text) and width(text) <= cells:
        return text
    if cells < 1:
        return ""
    start, end = wrap(text, max(1, cells - 1))[0]
    kept = text[start:end].rstrip(" ,;:-–—·")
    return kept + more if width(kept) < cells else more


def spread(left: Sequence[Piece], right: Sequence[Piece], columns: int) -> Row:
    """Pieces at the left end of a row and others that end before its last column; the left ones fit beside them."""
    gap = columns - 1 - sum(width(piece.text) for piece in (*left, *right))
    return (*left, Piece(" " * max(1, gap)), *right) if right else tuple(left)


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """The rows of a text without newlines, each as `[start, end)` in it and at most `cells` (1 or more) wide.

    A row ends at a space, which is left out, or between wide characters; a word that is longer than a row is broken,
    though never between a character and what combines with it. An empty text has no row.
    """
    return _wrap_narrow(text, cells) if is_narrow(text) else _wrap_wide(text, cells)


def _wrap_narrow(text: str, cells: int) -> list[tuple[int, int]]:
    rows, start, length = [], 0, len(text)
    while length - start > cells:
        space = text.rfind(" ", start + 1, start + cells + 1)
        end, after = (space, space + 1) if space > 0 else (start + cells, start + cells)
        rows.append((start, end))
        start = after
    if start < length:
        rows.append((start, length))
    return rows


def _wrap_wide(text: str, cells: int) -> list[tuple[int, int]]:
    rows: list[tuple[int, int]] = []
    start = used = first = 0  # of this row: its first character, its cells; the last grapheme
    end = after = used_before = 0  # where it can end: its end, the next row's start, the cells up to there
    last = 0
    for cluster, size in clusters(text):
        first, last = last, last + len(cluster)
        blank = cluster == " "
        if first > start and used <= cells and (blank or (size > 1 and text[first - 1] != " ")):
            end, after, used_before = first, last if blank else first, used + blank
        used += size
        while used > cells and first > start and not (blank and used == cells + 1):
            if end <= start:
                end, after, used_before = first, first, used - size
            rows.append((start, end))
            start, used = after, used - used_before
    if start < len(text):
        rows.append((start, len(text) - 1 if used > cells and first > start else len(text)))
    return rows


def fitted(frame: Frame, columns: int, rows: int) -> Frame:
    """The frame as it is where a terminal has room for what views need at least; else the part with the cursor, cut to it."""
    if columns >= LAID_OUT_FROM[0] and rows >= LAID_OUT_FROM[1]:
        return frame
    x, y = frame.cursor
    start = max(0, min(len(frame.rows) - rows, y)) if len(frame.rows) > rows else 0
    shown = tuple(_clipped(row, columns) for row in frame.rows[start : start + rows])
    return Frame(shown, (max(0, min(x, columns - 1)), max(0, min(y - start, rows - 1))))


def _clipped(row: Row, columns: int) -> Row:
    kept: list[Piece] = []
    room = columns
    for piece in row:
        text = piece.text
        if width(text) > room:
            text = text[: room * MOST_CHARACTERS_A_CELL]
            while width(text) > room:
                text = text[:-1]
        kept.append(piece._replace(text=text))
        room -= width(text)
        if text != piece.text:
            break
    return tuple(kept)
