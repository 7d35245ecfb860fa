"""How the text of a mail was wrapped, and its paragraphs. Source: RFC 3676 (the format "flowed")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_WIDEST = 100
_USUAL_WIDTH = 76
_NARROWEST = 40
"""Columns of the longest line that may have been wrapped, of the lines that programs wrap to, and of the narrowest."""

_FULL = 0.8
"""Share of the width that a line has at least which was wrapped there."""

_STOPS = (".", "!", "?", '"', "”", ":")
_BULLETS = "*-+•·▪>#|–—"


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Text in the format "flowed" with each paragraph on one line; RFC 3676, 4.2 to 4.5."""
    found: list[str] = []
    before: tuple[int, bool] | None = None
    for line in text.split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if before == (depth, True) and words != "-- ":
            found.append(words)
        else:
            found.append(("\n" if before else "") + ">" * depth + (" " if depth else "") + words)
        if flows and delsp:
            found[-1] = found[-1][:-1]
        before = depth, flows
    return "".join(found)


def width(lines: Sequence[str]) -> int | None:
    """The width that the lines of a mail were wrapped to, if they were: mail programs do so at 80 columns at most."""
    written = [line.rstrip() for line in lines]
    long = sum(len(line) > _WIDEST for line in written)
    if long * 4 > sum(map(bool, written)):
        return None
    joints = [
        (line, after)
        for line, after in pairwise(written)
        if line and len(line) <= _WIDEST and _is_written(line) and _is_written(after)
    ]
    columns = min(max((len(line) for line, _ in joints), default=0), _USUAL_WIDTH)
    filled = [line for line, after in joints if _fills(line, after, columns)]
    goes_on = sum(after.lstrip()[0].islower() for line, after in joints if _fills(line, after, columns))
    if columns < _NARROWEST or (len(filled) + goes_on) * 2 < len(joints):
        return None
    return None if sum(line.endswith(_STOPS) for line in filled) * 2 > len(filled) else columns


def _is_written(line: str) -> bool:
    """Whether a line could be one of a wrapped paragraph: it is not blank, not drawn, and no entry of a list."""
    words = line.lstrip()
    return bool(words) and words[0] not in _BULLETS and any(map(str.isalnum, words))


def _fills(line: str, after: str, columns: int) -> bool:
    """Whether a line is so full that the first word of the next one would not have stood in it."""
    return len(line) + 1 + len(after.strip().split(" ", 1)[0]) > columns * _FULL


def paragraphs(lines: Sequence[str], columns: int | None) -> Iterator[str]:
    """The paragraphs of lines that were wrapped to a width, or of lines each of which is one."""
    piece: list[str] = []
    for line in map(str.rstrip, lines):
        words = line.strip()
        goes_on = columns is not None and piece and _is_written(piece[-1].lstrip(_BULLETS)) and _is_written(line)
        if piece and not (goes_on and (words[0].islower() or _fills(piece[-1], line, columns or 0))):
            yield "\n".join(piece)
            piece = []
        if words:
            piece.append(words)
    if piece:
        yield "\n".join(piece)
