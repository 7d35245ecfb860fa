"""Lines on pages -> paragraphs: which lines belong together, and which stand on every page and belong to none.

Lengths are in points. A line's place tells more than its words: a wider gap, another size or an indent begins a paragraph, and
so does a line after one that had room for its first word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

RUNNING = "running header or footer"
NUMBER = "page number"

_EDGE = 2
"""Rows at the top and at the bottom of a page in which what stands on every page is looked for."""

_MANY = 6
"""From more pages than this on, a line must stand on three of them to be a running one; on fewer, on two."""

_GAP = 1.35
"""Gap between two lines of a paragraph at most, in the gap that a quarter of those on the page are below."""

_FURTHEST = 4.0
"""Gap that can be usual, in the size of the letters."""

_INDENT = 0.8
"""Indent of a first line at least, in the size of the letters."""

_ROOM = 0.12
"""Share of a column that the last line of a paragraph leaves free at least, to be told from a ragged one."""

_SIZES = 0.12
"""Share by which letters of one size may differ."""

_LONGEST = 200
_CLOSED = tuple('.!?…:"”’»)')
_BULLETS = ("•", "▪", "◦", "‣", "■", "●", "– ", "- ")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{2,50}")
_LAST = re.compile(r"[^\W\d_]{1,50}\Z")
_FIRST = re.compile(r"[^\W\d_]{1,50}")
_NUMBERED = re.compile(r"[-–—\[(|\s]{0,4}(?:(page|p\.)\s?)?(\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?[-–—\])|\s]{0,4}", re.IGNORECASE)


class Line(NamedTuple):
    """A line on a page: its words, where it begins and ends, its base line, and the size of its letters.

    `hyphen`: its last word goes on in the next line, after a hyphen that is not in its words.
    """

    words: str
    left: float
    right: float
    base: float
    size: float
    hyphen: bool = False


class Paragraph(NamedTuple):
    """Lines that belong together, why they are set aside, if they are, the size of their letters, and their page, from 0."""

    words: str
    reason: str | None
    size: float
    page: int


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of pages in their order; what stands on every page comes after the paragraph that it stands in."""
    known = {word.casefold() for page in pages for line in page for word in _WORD.findall(line.words)}
    running = _running(pages)
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []
    open_lines: list[Line] = []
    first_page = 0

    def close() -> None:
        if open_lines:
            found.append(Paragraph(_told(open_lines, known), None, open_lines[0].size, first_page))
        found.extend(waiting)
        open_lines.clear()
        waiting.clear()

    for number, page in enumerate(pages):
        lines = [line for at, line in enumerate(page) if (number, at) not in running]
        breaks = _breaks(lines)
        for at, line in enumerate(lines):
            starts = breaks[at]
            if at == 0 or starts is None:
                starts = not (open_lines and _goes_on(open_lines[-1], line))
            if starts:
                close()
                first_page = number
            open_lines.append(line)
        waiting += [Paragraph(line.words, reason, line.size, number) for line, reason in _asides(page, number, running)]
    close()
    return found


def _asides(page: Sequence[Line], number: int, running: dict[tuple[int, int], str]) -> Iterator[tuple[Line, str]]:
    for at, line in enumerate(page):
        if reason := running.get((number, at)):
            yield line, reason


def _running(pages: Sequence[Sequence[Line]]) -> dict[tuple[int, int], str]:
    """The lines, by page and place, that stand at the edge of several pages but for their numbers, and those that number it."""
    edges = [(number, at, edge) for number, page in enumerate(pages) for at, edge in _edges(page)]
    seen: Counter[tuple[bool, str]] = Counter()
    offsets: Counter[int] = Counter()
    seen.update((edge, words) for _, edge, words in {(number, edge, _key(pages[number][at])) for number, at, edge in edges})
    numbered: dict[tuple[int, int], tuple[int, bool]] = {}
    for number, at, _ in edges:
        if found := _NUMBERED.fullmatch(pages[number][at].words.strip()):
            numbered[number, at] = int(found[2]) - number, bool(found[1])
            offsets[int(found[2]) - number] += 1
    fewest = 3 if len(pages) > _MANY else 2
    reasons: dict[tuple[int, int], str] = {}
    for number, at, edge in edges:
        key = _key(pages[number][at])
        if place := numbered.get((number, at)):
            if place[1] or place[0] == 1 or offsets[place[0]] > 1:
                reasons[number, at] = NUMBER
        elif seen[edge, key] >= fewest and any(letter.isalpha() for letter in key):
            reasons[number, at] = RUNNING
    return reasons


def _edges(page: Sequence[Line]) -> Iterator[tuple[int, bool]]:
    """The lines in the first and last rows of a page by their place, and whether they are at its top; none twice."""
    rows = sorted({round(line.base) for line in page}, reverse=True)
    top, bottom = set(rows[:_EDGE]), set(rows[-_EDGE:])
    for at, line in enumerate(page):
        if round(line.base) in top:
            yield at, True
        elif round(line.base) in bottom:
            yield at, False


def _key(line: Line) -> str:
    return _DIGITS.sub("#", _SPACE.sub(" ", line.words[:_LONGEST]).strip().casefold())


def _breaks(lines: Sequence[Line]) -> list[bool | None]:
    """For each line of a page, whether a paragraph begins with it; none where only words can tell: at the top of a column."""
    gaps = [first.base - then.base for first, then in pairwise(lines)]
    usual = sorted(gap for gap, line in zip(gaps, lines, strict=False) if line.size / 2 < gap < line.size * _FURTHEST)
    pitch = usual[len(usual) // 4] if usual else 0.0
    breaks: list[bool | None] = [None] if lines else []
    left, right = _margins(lines, gaps)
    for at, (before, line) in enumerate(pairwise(lines)):
        breaks.append(_starts(before, line, gaps[at], pitch, left[at], right[at]))
    return breaks


def _starts(before: Line, line: Line, gap: float, pitch: float, left: float, right: float) -> bool | None:
    """Whether a line begins a paragraph, between the margins of its column."""
    if gap < -line.size / 2:
        return None
    if gap < line.size / 2:  # beside the line before: a cell of a row, a raised figure
        return False
    if abs(line.size - before.size) > _SIZES * max(line.size, before.size) or gap > pitch * _GAP:
        return True
    if line.words.startswith(_BULLETS):
        return True
    if before.hyphen or not before.words.rstrip().endswith(_CLOSED) or line.words[:1].islower():
        return False
    if line.left - left > _INDENT * line.size and before.left - left < _INDENT * line.size:
        return True
    word = line.words.split(maxsplit=1)[0] if line.words.strip() else ""
    width = (line.right - line.left) / max(1, len(line.words)) * (len(word) + 1)
    return before.right + max(width, (right - left) * _ROOM) < right


def _margins(lines: Sequence[Line], gaps: Sequence[float]) -> tuple[list[float], list[float]]:
    """Where the column of each line begins and ends; a column ends where the next line stands higher."""
    left: list[float] = []
    right: list[float] = []
    start = 0
    for at in range(len(lines)):
        if at == len(lines) - 1 or gaps[at] < -lines[at].size / 2:
            column = lines[start : at + 1]
            left += [min(line.left for line in column)] * len(column)
            right += [max(line.right for line in column)] * len(column)
            start = at + 1
    return left, right


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence that one page or column breaks off goes on with the first line of the next."""
    if abs(line.size - before.size) > _SIZES * max(line.size, before.size):
        return False
    return before.hyphen or (not before.words.rstrip().endswith(_CLOSED) and line.words[:1].islower())


def _told(lines: Sequence[Line], known: set[str]) -> str:
    """The words of a paragraph, a line of them a line; a word that was parted at a line's end is one again.

    Its hyphen goes only where the document writes the word without one elsewhere; else nobody can tell whose it is.
    """
    told: list[str] = []
    for number, line in enumerate(lines):
        told.append(line.words.rstrip() if line.hyphen else line.words)
        if number == len(lines) - 1:
            told.append("-" if line.hyphen else "")
        elif not line.hyphen:
            told.append("\n")
        else:
            ending, beginning = _LAST.search(told[-1][-60:]), _FIRST.match(lines[number + 1].words.lstrip())
            whole = (ending[0] + beginning[0]).casefold() if ending and beginning else ""
            told.append("" if whole in known else "-")
    return "".join(told)
