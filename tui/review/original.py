"""The original: an article's own text, in its order, with the line that is looked at and who says it told apart in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.model import Article, Briefing, Span
from briefing.voices import remarks
from tui.screen import header
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import BLANK, Frame, Piece, Row, fitted, width, wrap
from tui.screen.status_line import Hint
from tui.screen.view import AROUND_BODY, View

_INDENT = 3
_MEASURE = 100
_MOST_SIZES = 100
_WORD = re.compile(r"[^ \n]+")
_LEGEND = "source bold, cue underlined, content italic"

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


class Original(View):
    """The original on a screen of its own, at a line; a method does what a key does."""

    def __init__(
        self, briefing: Briefing, sentence: int | None, offset: int, hints: Sequence[Hint], glyphs: Glyphs = UNICODE
    ) -> None:
        super().__init__(hints, glyphs)
        line = briefing.sentences[sentence] if sentence is not None else None
        self._article = briefing.articles[line.article if line else 0]
        self._told = told_of(briefing, sentence)
        self._says = remarks(briefing, line) if line else ()
        self._offset = line.span.start if line else offset
        self._text: Text | None = None
        self._columns = 0
        self._page = 1
        self._top: At = (0, 0)

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""
        self._page = max(1, rows - AROUND_BODY)
        text = self._laid_out(columns)
        page = list(text.page(self._top, self._page))
        shown = [text.draw(at, self._told, self.glyphs) for at in page]
        shown += [BLANK] * (self._page - len(shown))
        first = text.find(self._told.line.start) if self._told.line else None
        cursor = (1, 2 + page.index(first)) if first in page else (0, 2)
        rule = header.rule(columns, self.glyphs)
        dot = f" {self.glyphs.dot} "
        title = self.glyphs.own(dot.join(("The original", *self._says)))
        counts = (_LEGEND,) if self._told.parts and width(title) + width(_LEGEND) + 4 < columns else ()
        foot, asked = self._foot(columns, rows)
        head = header.header(Piece(title, "own"), counts, columns, self.glyphs)
        whole = (head, rule, *shown, rule)
        at = cursor if asked is None else asked
        return fitted(Frame((*whole[: max(0, rows - len(foot))], *foot), (at[0], min(at[1], rows - 1))), columns, rows)

    def _laid_out(self, columns: int) -> Text:
        if self._text is None or columns != self._columns:
            self._text, self._columns = Text(self._article, columns), columns
            self._top = self._text.up(self._text.find(self._offset), self._page // 4)
        return self._text

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self._move(rows)

    # Moving

    def line_down(self) -> None:
        """A row down."""
        self._move(1)

    def line_up(self) -> None:
        """A row up."""
        self._move(-1)

    def section_down(self) -> None:
        """To the next paragraph."""
        self._go((self._top[0] + 1, 0))

    def section_up(self) -> None:
        """To the paragraph before."""
        block, row = self._top
        self._go((block if row else block - 1, 0))

    def go_to_top(self) -> None:
        """To the first row."""
        self._go((0, 0))

    def go_to_bottom(self) -> None:
        """To the last page."""
        self._go((1 << 60, 0))

    def page_down(self) -> None:
        """A page down."""
        self._move(self._page)

    def page_up(self) -> None:
        """A page up."""
        self._move(-self._page)

    def half_down(self) -> None:
        """Half a page down."""
        self._move(max(1, self._page // 2))

    def half_up(self) -> None:
        """Half a page up."""
        self._move(-max(1, self._page // 2))

    def _move(self, rows: int) -> None:
        if self._text is not None:
            self._go(self._text.down(self._top, rows) if rows > 0 else self._text.up(self._top, -rows))

    def _go(self, top: At) -> None:
        text = self._text
        if text is None or not len(text):
            return
        end = len(text) - 1, text.height(len(text) - 1) - 2
        self._top = max((0, 0), min(top, text.up(end, self._page - 1)))
        self._offset = text.offset(self._top)
