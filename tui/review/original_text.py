"""The text of an article as it stands in its original: its blocks row by row, with the line that is looked at told apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.model import Article, Briefing, Span
from tui.screen.glyphs import Glyphs
from tui.screen.rows import BLANK, Piece, Row, wrap

_INDENT = 3
_MEASURE = 100
_MOST_SIZES = 100
_WORD = re.compile(r"[^ \n]+")

At = tuple[int, int]
"""A row: the block that it is of, and which of the block's rows it is; the row after the last is blank."""


class Told(NamedTuple):
    """What is told apart in the text: the line, and in it or around it the parts of its attributions."""

    line: Span | None = None
    parts: tuple[tuple[Span, str], ...] = ()


NOTHING = Told()


def told_of(briefing: Briefing, sentence: int | None) -> Told:
    """What is told apart for a sentence: itself, and source, cue and content of its attributions."""
    if sentence is None:
        return NOTHING
    line = briefing.sentences[sentence]
    parts: list[tuple[Span, str]] = []
    for number in line.attributions:
        attribution = briefing.attributions[number]
        parts += [(span, "content") for span in attribution.content]
        parts += [(span, "source") for span in attribution.source]
        parts += [(span, "cue") for span in attribution.cue]
    return Told(line.span, tuple(parts))


def _longest_first(span: Span) -> tuple[int, int]:
    """The order of the text; of what begins at one place, what holds the others first."""
    return span.start, -span.end


class Text:
    """The blocks of an article: its head, its paragraphs, and what was set aside, in the order of the text, at one width."""

    def __init__(self, article: Article, columns: int) -> None:
        self._text = article.text
        self._room = max(8, min(columns, _MEASURE) - _INDENT - 1)
        head = (article.headline, article.deck, article.byline, article.dateline, article.published and article.published.span)
        every = sorted(
            {*filter(None, head), *article.paragraphs, *(part.span for part in article.set_aside)}, key=_longest_first
        )
        self.blocks: list[Span] = []
        for span in every:
            if not self.blocks or span.start >= self.blocks[-1].end:
                self.blocks.append(span)
        self._headings = {span.start for at, span in enumerate(article.paragraphs) if article.is_heading(at)}
        self._starts = [span.start for span in self.blocks]
        self._laid: dict[int, list[tuple[str, list[tuple[int, int]]]]] = {}

    def __len__(self) -> int:
        return len(self.blocks)

    def find(self, offset: int) -> At:
        """The row that holds a character."""
        block = max(0, bisect_right(self._starts, offset) - 1)
        rows = self._rows(block) if self.blocks else []
        row = max((at for at, (_, places) in enumerate(rows) if places and places[0][1] <= offset), default=0)
        return block, row

    def offset(self, at: At) -> int:
        """The character that a row begins with."""
        rows = self._rows(at[0])
        return rows[min(at[1], len(rows) - 1)][1][0][1] if rows else self.blocks[at[0]].start

    def height(self, block: int) -> int:
        """The rows of a block, the blank one below it included."""
        return len(self._rows(block)) + 1

    def down(self, at: At, rows: int) -> At:
        """The row some rows further down, or the last one."""
        block, row = at
        while rows and block < len(self.blocks):
            left = self.height(block) - 1 - row
            if rows <= left:
                return block, row + rows
            if block + 1 == len(self.blocks):
                return block, row + left
            rows -= left + 1
            block, row = block + 1, 0
        return block, row

    def up(self, at: At, rows: int) -> At:
        """The row some rows further up, or the first one."""
        block, row = at
        while rows > row:
            if not block:
                return 0, 0
            rows -= row + 1
            block -= 1
            row = self.height(block) - 1
        return block, row - rows

    def page(self, top: At, rows: int) -> Iterator[At]:
        """The rows of a page, fewer at the end."""
        block, row = top
        for _ in range(rows):
            if block >= len(self.blocks):
                return
            yield block, row
            row += 1
            if row == self.height(block):
                block, row = block + 1, 0

    def draw(self, at: At, told: Told, glyphs: Glyphs) -> Row:
        """One row, with a bar beside the line, and its parts in their roles."""
        block, row = at
        rows = self._rows(block)
        if row >= len(rows):
            return BLANK
        words, places = rows[row]
        first, last = places[0][1], places[-1][1] + len(words) - places[-1][0]
        here = told.line is not None and first < told.line.end and told.line.start < last
        gutter = Piece(f" {glyphs.bar} ", "bar") if here else Piece(" " * _INDENT)
        role = "heading" if self.blocks[block].start in self._headings else "text"
        return (gutter, *_told_apart(words, places, told, role))

    def _rows(self, block: int) -> list[tuple[str, list[tuple[int, int]]]]:
        """The rows of a block: their words, and for each word where it begins in the row and in the text."""
        rows = self._laid.get(block)
        if rows is None:
            start, end = self.blocks[block]
            found = [(match.start(), match[0]) for match in _WORD.finditer(self._text, start, end)]
            shown = " ".join(word for _, word in found)
            places: list[tuple[int, int]] = []
            at = 0
            for offset, word in found:
                places.append((at, offset))
                at += len(word) + 1
            begins = [place for place, _ in places]
            rows = []
            for first, last in wrap(shown, self._room):
                number = max(0, bisect_right(begins, first) - 1)
                upto = bisect_right(begins, last - 1)
                inside = [(max(0, p - first), o + max(0, first - p)) for p, o in places[number:upto]]
                rows.append((shown[first:last], inside))
            self._laid[block] = rows
        return rows


def _told_apart(words: str, places: Sequence[tuple[int, int]], told: Told, usual: str) -> Iterator[Piece]:
    """The words of a row, cut where a part of an attribution begins or ends."""
    cuts = {0, len(words)}
    spans: list[tuple[int, int, str]] = []
    for span, role in told.parts:
        start, end = _shown(span.start, places, len(words)), _shown(span.end, places, len(words))
        if start < end:
            spans.append((start, end, role))
            cuts |= {start, end}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        role = next((role for a, b, role in reversed(spans) if a <= start and end <= b), usual)
        yield Piece(words[start:end], role)


def _shown(offset: int, places: Sequence[tuple[int, int]], length: int) -> int:
    """Where a character of the text stands in a row, within its ends."""
    number = bisect_right([where for _, where in places], offset) - 1
    if number < 0:
        return 0
    at, where = places[number]
    following = places[number + 1][0] - 1 if number + 1 < len(places) else length
    shown = at + offset - where
    return shown if shown <= following else min(length, following + 1)


class Pane:
    """A window on the original that keeps in step with a line: it scrolls only when the line is not wholly in it.

    It remembers where it stood at each size, so that there and back again leaves it as it was.
    """

    def __init__(self) -> None:
        self._text: Text | None = None
        self._key: tuple[str, int] = ("", 0)
        self._tops: dict[tuple[str, int, int], At] = {}

    def rows(self, article: Article, told: Told, columns: int, rows: int, glyphs: Glyphs) -> list[Row]:
        """The rows of the window at a size."""
        if self._text is None or self._key != (article.id, columns):
            self._text, self._key = Text(article, columns), (article.id, columns)
        text, place = self._text, (article.id, columns, rows)
        top = self._tops.get(place, (0, 0))
        if told.line is not None and len(text):
            first, last = text.find(told.line.start), text.find(told.line.end - 1)
            if not top <= first <= last <= text.down(top, rows - 1):
                top = text.up(first, rows // 4)
        if len(self._tops) >= _MOST_SIZES:
            self._tops.clear()
        self._tops[place] = top
        return [text.draw(at, told, glyphs) for at in text.page(top, rows)]
