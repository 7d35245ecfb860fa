"""How many rows each thing takes at one width, worked out when it is asked for and then remembered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Briefing
from briefing.wording import counted
from tui.page.sections import TITLE, Section, Spot, line
from tui.screen.rows import wrap
from tui.screen.widths import width

MEASURE = 100
"""Columns of the panels at most: longer rows are hard to read."""

INDENT = 5
"""Columns before a sentence: cursor, marks, fold and number."""

ROOMY = 12
"""Rows of the body from which on a closed panel has room for its lead."""

TAGGED = 48
"""Columns from which on there is room for tags and leads."""


NOTE_INDENT = 2
"""Columns before a note, more than before a sentence."""

BESIDE = 120
"""Columns of a screen from which on the original stands beside the panels."""

_WIDEST = 90
"""Columns of the original there at most."""

_NO_NOTES: Mapping[int, str] = {}
_NO_HEADINGS: Mapping[int, Sequence[str]] = {}


class Block(NamedTuple):
    """The rows of a line: its words row by row, at which character of them each row starts, and its remark, if any.

    `above` are the rows of the article's headings above it, which belong to no line and are drawn with this one.
    """

    rows: tuple[str, ...]
    starts: tuple[int, ...]
    remark: str
    length: int
    """Characters of the words."""
    note: tuple[str, ...] = ()
    """The rows of what the reader noted on it."""
    above: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.above) + len(self.rows) + (1 if self.remark else 0) + len(self.note)

    def offset(self, row: int) -> int:
        """The place in the line where a row begins, which holds at every width: its first character, or past the words.

        Headings stand before its first character, and their places are below 0.
        """
        row -= len(self.above)
        if row < 0:
            return row
        return self.starts[row] if row < len(self.starts) else self.length + row - len(self.starts)

    def row(self, offset: int) -> int:
        """The row that holds a place in the line."""
        if offset < 0:
            return max(0, len(self.above) + offset)
        if offset >= self.length:
            return len(self.above) + len(self.starts) + offset - self.length
        return len(self.above) + max(0, bisect_right(self.starts, offset) - 1)


class Counts(NamedTuple):
    """Where and how the counts of panels are shown: whole from a column on, or short, or not at all."""

    column: int
    whole: bool


class Layout:
    """The sections of a briefing at one width and height of the body, in cells."""

    def __init__(
        self,
        briefing: Briefing,
        sections: tuple[Section, ...],
        columns: int,
        rows: int,
        notes: Mapping[int, str] = _NO_NOTES,
        headings: Mapping[int, Sequence[str]] = _NO_HEADINGS,
    ) -> None:
        self._notes = notes
        self._headings = headings
        self.briefing = briefing
        self.sections = sections
        self.columns = columns
        self.rows = max(1, rows)
        self.measure = min(columns, MEASURE)
        self.leads = rows >= ROOMY and columns >= TAGGED
        self.tags = columns >= TAGGED
        self.counts = self._counts()
        self._blocks: dict[Spot, tuple[Block, str]] = {}

    def block(self, spot: Spot) -> Block:
        """The rows of a line."""
        section = self.sections[spot[0]]
        noted = self._notes.get(section.sentences[spot[1]], "") if section.sentences else ""
        block, note = self._blocks.get(spot, (None, ""))
        if block is None or note != noted:
            words, remark = line(self.briefing, self.sections[spot[0]], spot[1])
            room = max(1, self.measure - INDENT - 1)
            spans = wrap(words, room) or [(0, 0)]
            rows = tuple(words[a:b] for a, b in spans)
            below = tuple(line[a:b] for line in noted.split("\n") for a, b in wrap(line, max(1, room - NOTE_INDENT)))
            headings = self._headings.get(section.sentences[spot[1]], ()) if section.sentences else ()
            above = tuple(heading[a:b] for heading in headings for a, b in wrap(heading, room))
            block = Block(rows, tuple(a for a, _ in spans), remark, len(words), below, above)
            self._blocks[spot] = block, noted
        return block

    def height(self, spot: Spot, *, opened: bool) -> int:
        """The rows of a title, whose section is open or not, or of a line."""
        section = self.sections[spot[0]]
        if spot[1] == TITLE:
            return 2 if self.second_row(section, opened=opened) else 1
        block = self.block(spot)
        return block.height + (1 if section.kind == "text" else 0)

    def second_row(self, section: Section, *, opened: bool) -> str:
        """What stands under a title: an open panel's tags, a closed one's lead, or nothing."""
        if section.kind != "panel":
            return ""
        if not opened:
            return "lead" if self.leads and section.lead is not None else ""
        return "tags" if self.tags and section.tags else ""

    def _counts(self) -> Counts:
        """Counts stand in one column if they and most titles have room beside each other."""
        panels = [section for section in self.sections if section.kind == "panel"]
        if not panels:
            return Counts(self.measure, whole=False)
        noun = "sentence" if self.briefing.parsed else "paragraph"
        column = self.measure - 3 - max(width(count(section, noun, section.size)) for section in panels)
        fitting = sum(INDENT + width(section.title) + 2 <= column for section in panels)
        return Counts(column, whole=fitting * 2 > len(panels))


def beside(columns: int, sections: tuple[Section, ...]) -> int:
    """How many columns the original takes beside some sections, the line between them included; 0 where it has no room."""
    if columns < BESIDE or not sections[0].titled:
        return 0
    return min(_WIDEST, columns * 2 // 5)


def count(section: Section, noun: str, read: int) -> str:
    """The part of a panel and its counts: `news · 7 sentences · 3 voices · 3 read`."""
    parts = [section.part] if section.part else []
    parts.append(
        f"{section.size} of {counted(section.size + section.hidden, noun)}" if section.hidden else counted(section.size, noun)
    )
    if section.voices:
        parts.append(counted(section.voices, "voice"))
    if read:
        parts.append(f"{read} read")
    return " · ".join(parts)
