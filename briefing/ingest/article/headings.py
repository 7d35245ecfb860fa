"""Which parts of a body are headings: those that the format tells, or, where it tells none, by how news is set.

A heading is short, does not end as a sentence does, and has text below it. In doubt a line is a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.ingest.article import byline as bylines
from briefing.ingest.article import heading_lines
from briefing.model import Block, Span

WITHOUT_TEXT = "heading without text"
"""The reason of a heading that nothing follows."""

PARAGRAPH = Block()
HEADING = Block("heading")
ITEM = Block("item", 1)

_LONGEST, _MOST_WORDS = 150, 20
"""Characters and words of the longest heading that a format tells by its level."""

_MOST_QUOTED = 6
"""Words of the longest heading in double quotation marks that a format tells by its level."""

_FEWEST_ASKED = 3
"""Questions, and other headings beside them, from which on they head what answers them; fewer are put to the reader."""

_LONGEST_QUESTION = 400
"""Characters of the longest question that is put in an interview."""

_SENTENCE = 8
"""Words of the longest heading with a full stop: a longer one is a sentence."""

_LONE, _USUAL = 5, 8
"""Words of a short line that is a heading though no other line is, and of one that is where two others are."""

_SPOKEN = 3
"""Lines in capitals with a colon, for each below which somebody speaks of himself, for them to say who does."""

_PROFILES = 3
"""Fewest lines with nothing but a name that head what is told of each."""

_PROSE = 25
"""Characters of the shortest paragraph that is prose where it ends as a sentence does; four times as many where it does not."""

_ASKED = ("Q:", "Q.", "Q –", "Q —", "A:")
_BULLETS = ("•", "·", "▪", "◦", "‣", "■", "●", "- ", "– ", "* ")
_MARKED = re.compile(
    r"(?P<mark>\*{1,3}|_{1,3}|={2,6})\s?(?P<words>[^\s*_=][^*=]{0,150}?)\s?(?P=mark)"
    r"|#{1,6}\s(?P<title>[^#]{1,150}?)(?:\s#{1,6})?"
    r"|\*{1,3}(?P<starred>[^\s*][^*]{0,60})"
)
"""Marks around a line as programs write them, or before it, as the notes of briefings have them."""

_RULE = re.compile(r"={3,200}|-{3,200}|~{3,200}|—{3,200}|_{3,200}")
_SPACE = re.compile(r"\s+")

_PICTURES = frozenset(("caption", "photo credit"))
"""Reasons of lines beside a picture, whose caption is no heading."""

Way = Literal["marked", "capitals", "numbered", "question", "short"]


class Piece(NamedTuple):
    """A part of a text below its head: where it stands, why it is set aside, if it is, and what it is in the body."""

    span: Span
    reason: str | None
    block: Block = PARAGRAPH

    @property
    def heads(self) -> bool:
        """Whether it is a heading of the body."""
        return self.reason is None and self.block.kind == "heading"


def settle(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The parts of a text whose format tells headings: what is none is a paragraph, what nothing follows is set aside."""
    found = [piece if not piece.heads or _is_told(text, piece) else piece._replace(block=PARAGRAPH) for piece in pieces]
    body = [at for at, piece in enumerate(found) if piece.reason is None]
    listed = {
        at for pair in pairwise(body) if all(found[at].heads and found[at].block.level == 0 for at in pair) for at in pair
    }
    spans = [found[at].span for at in body]
    asked = [number for number, at in enumerate(body) if pieces[at].heads and text.endswith("?", *spans[number])]
    if _is_interview(text, spans, asked):
        listed.update(body[number] for number in asked)
    for at in listed:
        found[at] = found[at]._replace(block=PARAGRAPH)
    return _leading_on(found)


def find(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The parts of a text whose format tells no headings, with those that are ones by how they are set."""
    found = [piece._replace(block=ITEM) if _is_item(text, piece) else piece for piece in pieces]
    for at in _Reader(text, found).chosen():
        found[at] = found[at]._replace(block=HEADING)
    return found


def _is_told(text: str, piece: Piece) -> bool:
    """Whether what a format calls a heading reads as one: a page also sets quotations, bylines and whole paragraphs so."""
    start, end = piece.span
    words = _on_one_line(text, piece.span) if end - start <= _LONGEST else ""
    size = len(words.split())
    if (
        words.startswith(_ASKED)
        or not 0 < size <= _MOST_WORDS
        or not any(map(str.isalnum, words))
        or words.endswith((",", ";"))
        or bylines.opens(words)
    ):
        return False
    if piece.block.level == 0:
        return heading_lines.reads_as_heading(_bare(words))
    if heading_lines.is_quoted(words):
        return size <= _MOST_QUOTED
    return not words.endswith(".") or size <= _SENTENCE


def _leading_on(pieces: list[Piece]) -> list[Piece]:
    """Parts with the headings set aside that have no text below: with what is below, where that is set aside."""
    for at, piece in enumerate(pieces):
        if not piece.heads:
            continue
        reason: str | None = WITHOUT_TEXT
        for below in pieces[at + 1 :]:
            if below.reason is not None:
                reason = below.reason if reason == WITHOUT_TEXT else reason
            elif not below.heads:
                reason = None
                break
            elif not 0 < piece.block.level < below.block.level:
                reason = None if reason == WITHOUT_TEXT else reason
                break
        if reason:
            pieces[at] = piece._replace(reason=reason)
    return pieces


class _Line(NamedTuple):
    """A line that may be a heading: its words, its place among the parts of the body, by what it is told, its number."""

    words: str
    at: int
    way: Way
    number: int = 0

    @property
    def size(self) -> int:
        return len(self.words.split())


class _Reader:
    """Finds the headings among the parts of a body by how they are set."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        self.body = [at for at, piece in enumerate(pieces) if piece.reason is None]
        self.spans = [pieces[at].span for at in self.body]
        self.prose = [_is_prose(text, span) for span in self.spans]
        lines = [line for at in range(len(self.body)) if (line := self._line(at))]
        said = Counter(line.words.casefold() for line in lines)
        labels = Counter(line.words.split()[-1] for line in lines if line.way == "capitals" and line.words.endswith(":"))
        self.speakers = any(count > 1 for count in labels.values())
        self.lines = {line.at: line for line in lines if said[line.words.casefold()] == 1}
        self.clear: set[int] = set()

    def chosen(self) -> list[int]:
        """Which of the pieces are headings."""
        found = self._clear()
        self.clear = {line.at for line in found}
        short = [line for line in self.lines.values() if line.way == "short" and self._stands_alone(line)]
        asked = [line for line in self.lines.values() if line.way == "question" and self._stands_alone(line)]
        if asked and _is_interview(self.text, self.spans, [at for at, span in enumerate(self.spans) if self._asks(span)]):
            asked = []
        names = [line for line in short if bylines.may_be_name(line.words)]
        titled = any(heading_lines.is_titled(line.words) for line in (*found, *short) if line not in names)
        if not titled and len(names) < _PROFILES:
            short = [line for line in short if line not in names]
        usual = [line for line in short if line.size <= _LONE]
        longer = [line for line in short if line.size <= _USUAL or heading_lines.may_be_longer(line.words)]
        if not found and not usual and len(longer) > 1:
            usual = longer
        sure = len(found) + len(usual)
        if sure > 1 or sure + len(asked) >= _FEWEST_ASKED:
            found += asked
        if sure > 1:
            found += longer
        elif usual and self._is_between_paragraphs(usual[0]):
            found += usual
        places = sorted(line.at for line in found)
        if places == [0] or len(places) * 2 > len(self.body) + 1:
            return []
        return [self.body[at] for at in places]

    def _clear(self) -> list[_Line]:
        """The lines above text that are marked, in capitals, or numbered one after another."""
        found = [line for line in self.lines.values() if line.way not in ("short", "question") and self._leads(line)]
        numbers = {line.number for line in found if line.way == "numbered"}
        prose = [span for span, prose in zip(self.spans, self.prose, strict=True) if prose]
        shouted = sum(heading_lines.is_shouted(self.text[span.start : span.end]) for span in prose)
        named = [line.at for line in found if line.way == "capitals" and line.words.endswith(":")]
        spoken = sum(heading_lines.speaks(self.text[slice(*self.spans[at + 1])]) for at in named)
        if self.speakers or spoken * _SPOKEN >= len(named):  # who speaks in an interview or on a programme
            found = [line for line in found if line.at not in named]
        return [
            line
            for line in found
            if line.way == "marked"
            or (line.way == "capitals" and shouted * 3 <= len(prose))
            or (line.way == "numbered" and not numbers.isdisjoint((line.number - 1, line.number + 1)))
        ]

    def _line(self, at: int) -> _Line | None:
        """A part of the body as a line that may be a heading."""
        start, end = self.spans[at]
        if end - start > _LONGEST or self.pieces[self.body[at]].block.kind == "item":
            return None
        words = _on_one_line(self.text, self.spans[at])
        if marked := _MARKED.fullmatch(words):
            words = marked["words"] or marked["title"] or marked["starred"]
        bare = _bare(words)
        number, title = heading_lines.number(bare)
        if not heading_lines.reads_as_heading(title or bare):
            return None
        if words.endswith("?") and not heading_lines.is_titled(bare):
            return _Line(words, at, "question")
        if marked or self._is_underlined(at):
            return _Line(words, at, "marked")
        if heading_lines.is_shouted(bare):
            return _Line(words, at, "capitals")
        if number:
            return _Line(words, at, "numbered", number)
        return None if words.endswith(":") else _Line(words, at, "short")

    def _is_underlined(self, at: int) -> bool:
        """Whether a rule is drawn in the line below a part."""
        after = self.body[at] + 1
        if after >= len(self.pieces) or self.pieces[after].reason is None:
            return False
        end, span = self.spans[at].end, self.pieces[after].span
        return self.text.count("\n", end, span.start) == 1 and bool(_RULE.fullmatch(self.text, *span))

    def _leads(self, line: _Line) -> bool:
        """Whether a line stands above text, or above a second line that does."""
        below = self.lines.get(line.at + 1)
        return self._is_text(line.at + 1) or (below is not None and below.way == "short" and self._is_text(line.at + 2))

    def _stands_alone(self, line: _Line) -> bool:
        """Whether a line stands between texts, or between a clear heading and a text, and by no picture."""
        at = line.at
        if not self._is_text(at + 1) or not (at == 0 or at - 1 in self.clear or self._is_text(at - 1)):
            return False
        beside = (self.pieces[place] for place in (self.body[at] - 1, self.body[at] + 1) if 0 <= place < len(self.pieces))
        return all(piece.reason not in _PICTURES for piece in beside)

    def _asks(self, span: Span) -> bool:
        """Whether a part is a question and no more, of whatever length an interviewer's has."""
        return span.end - span.start <= _LONGEST_QUESTION and self.text.endswith("?", *span)

    def _is_text(self, at: int) -> bool:
        return at < len(self.body) and (self.prose[at] or self.pieces[self.body[at]].block.kind == "item")

    def _is_between_paragraphs(self, line: _Line) -> bool:
        """Whether prose stands right above and below a line, and more than one paragraph follows."""
        at = line.at
        return 0 < at < len(self.body) - 2 and self.prose[at - 1] and self.prose[at + 1] and any(self.prose[at + 2 :])


def _is_interview(text: str, spans: Sequence[Span], asked: Sequence[int]) -> bool:
    """Whether questions, by their places among the parts of a body, are answered by somebody who speaks of himself."""
    pairs = [(text[slice(*spans[at])], text[slice(*spans[at + 1])]) for at in asked if at + 1 < len(spans)]
    spoken = sum(heading_lines.speaks(answer, to=question) for question, answer in pairs)
    return len(asked) > 1 and spoken * 2 >= len(pairs)


def _is_prose(text: str, span: Span) -> bool:
    length = span.end - span.start
    if length >= 4 * _PROSE:
        return True
    return length >= _PROSE and text[span.start : span.end].rstrip(heading_lines.QUOTES + ")]").endswith(heading_lines.STOPS)


def _is_item(text: str, piece: Piece) -> bool:
    return piece.reason is None and piece.block == PARAGRAPH and text.startswith(_BULLETS, *piece.span)


def _bare(words: str) -> str:
    """A line without the mark of a question or the colon at its end."""
    return words.removesuffix("?") if words.endswith("?") else words.rstrip(":")


def _on_one_line(text: str, span: Span) -> str:
    return _SPACE.sub(" ", text[span.start : span.end])
