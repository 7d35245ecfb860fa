"""How plain text is laid out: which lines make a block, and whether its lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.ingest.article import broken_lines
from briefing.model import Span

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S{1,100}")
_BULLETS = tuple("•*·▪◦‣■●")
_ENDS = tuple(".!?…\"”’'»:;)]")
_CLOSED = tuple('.!?…"”»。！？')

_WIDEST = 100
"""Columns of the widest text that counts as wrapped."""

_NARROWEST = 30
_SAMPLE = 2_000
"""Lines that the guess is made from."""

_INDENT = 2
"""Columns by which the first line of a paragraph is indented."""

_SHORT = 0.6
"""Share of the width up to which a line is short."""

_FEW = 6
"""Below this many line ends, the next line must go on in lower case."""


class Block(NamedTuple):
    """A paragraph, heading or other line of text, and whether a blank line, or nothing more, comes after it."""

    span: Span
    apart: bool


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    apart: bool

    @property
    def columns(self) -> int:
        return self.indent + self.end - self.start


def blocks(text: str, limit: int) -> tuple[list[Block], int]:
    """The blocks of a sanitised text, and where the part that they cover ends: near `limit` characters.

    Lines that were wrapped to one width are one block up to a blank line; else each line that is not blank is a block.
    """
    limit += len(text) - len(text.lstrip())
    end = len(text) if len(text) <= limit else cut(text, limit)
    lines = list(_lines(text, end))
    width = _width(text, lines[:_SAMPLE])
    if width is None:
        return list(_mended(text, lines)), end
    return list(_joined(text, lines, width)), end


def _mended(text: str, lines: Sequence[_Line]) -> Iterator[Block]:
    """The blocks of lines that were not wrapped: each line, but for those that belong together."""
    said = [text[line.start : line.end] for line in lines]
    for run in broken_lines.runs(said, lambda at: at > 0 or not lines[at].apart):
        first, last = lines[run[0]], lines[run[-1]]
        yield Block(Span(first.start, last.end), last.apart)


def cut(text: str, limit: int) -> int:
    """Where a text that is longer ends at most at `limit`: after a line, else a sentence, else a word."""
    floor = limit - min(limit // 2, 5_000)
    for mark in ("\n", ". ", " "):
        if (at := text.rfind(mark, floor, limit)) >= 0:
            return at + 1
    return limit


def _lines(text: str, end: int) -> Iterator[_Line]:
    """The lines that are not blank up to an offset, without the white space around them."""
    before: tuple[int, int] | None = None
    indent = 0
    for found in _LINE.finditer(text, 0, end):
        start, stop = found.start(), found.start() + len(found[0].rstrip())
        if before is not None:
            yield _Line(*before, indent, apart=text.count("\n", before[1], start) > 1)
        indent = start - text.rfind("\n", before[1] if before else 0, start) - 1
        before = start, stop
    if before is not None:
        yield _Line(*before, indent, apart=True)


def _width(text: str, lines: Sequence[_Line]) -> int | None:
    """The width that the lines were wrapped to, if they were."""
    pairs = [(line, after) for line, after in pairwise(lines) if not line.apart and after.indent < line.indent + _INDENT]
    if not pairs:
        return None
    widths = sorted(line.columns for line, _ in pairs)
    width = widths[-1 - len(widths) // 50]
    if not _NARROWEST <= width <= _WIDEST or sum(line.columns > width + 15 for line in lines) * 20 > len(lines):
        return None
    joints = [(line, after) for line, after in pairs if not _is_short(text, line, after, width)]
    count = len(joints)
    if count * 2 < len(pairs):
        return None
    filled = near = ended = goes_on = 0
    for line, after in joints:
        filled += line.columns + 1 + len(_first_word(text, after)) > width
        near += line.columns * 4 > width * 3
        ended += text.endswith(_CLOSED, line.start, line.end)
        goes_on += text[after.start].islower()
    if ended * 2 > count or near * 10 < count * 8 or filled * 10 < count * 6:
        return None
    if goes_on * 5 < count * 2 and (count < _FEW or filled * 10 < count * 8):
        return None
    return width


def _first_word(text: str, line: _Line) -> str:
    found = _WORD.match(text, line.start, line.end)
    return found[0] if found else ""


def _joined(text: str, lines: Sequence[_Line], width: int) -> Iterator[Block]:
    """The blocks of wrapped lines."""
    start = 0
    for number, line in enumerate(lines):
        if line.apart or _breaks(text, line, lines[number + 1], width):
            yield Block(Span(lines[start].start, line.end), line.apart)
            start = number + 1


def _breaks(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether a line of wrapped text ends a block although no blank line follows."""
    if _is_rule(text, line) or _is_rule(text, after) or text.startswith(_BULLETS, after.start):
        return True
    if text[after.start].islower():
        return False
    return _is_short(text, line, after, width) or (
        after.indent >= line.indent + _INDENT and text.endswith(_ENDS, line.start, line.end)
    )


def _is_short(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether a line ends so early that it was not wrapped there, and the next one does not go on in lower case."""
    return line.columns + 1 + len(_first_word(text, after)) <= width * _SHORT and not text[after.start].islower()


def _is_rule(text: str, line: _Line) -> bool:
    """Whether a line is drawn, not written: no letter and no digit in it."""
    return line.end - line.start <= 200 and not any(letter.isalnum() for letter in text[line.start : line.end])
