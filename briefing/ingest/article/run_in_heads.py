"""Heads that stand at the beginning of their paragraphs, as in a digest: `POLICE: A man was …`, `Tarn — The council …`.

One paragraph that begins so has a dateline or names who speaks; only several that do have heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.ingest.article.heading_lines import speaks
from briefing.ingest.article.headings import HEADING, PARAGRAPH, Piece
from briefing.model import Span

_FEWEST = 3
_SHARE = 3
"""Fewest paragraphs with a head of one form, and how many paragraphs there may be for each of them."""

_SHORTEST = 60
"""Characters of the shortest text below a head."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAPITAL}[\w.'’-]{{0,20}}"
_BEFORE_COLON = rf"{_CAPITAL}{{2}}[A-ZÀ-ÖØ-Þ0-9&'’/. -]{{1,40}}:"
_BEFORE_DASH = rf"{_NAME}(?:[ ,]{{1,2}}{_NAME}){{0,3}}(?:\s{{0,2}}[—–―]|\s--?)"
_COLON, _DASH = (re.compile(rf"(?P<head>{form})\s{{1,3}}(?=[A-ZÀ-ÖØ-Þ0-9])") for form in (_BEFORE_COLON, _BEFORE_DASH))
_LONGEST = 80


def split(text: str, pieces: Sequence[Piece], dateline: Span | None) -> list[Piece]:
    """The parts of a body, those that begin with a head each as two: the head, and the paragraph."""
    for form in (_COLON, _DASH):
        if heads := _heads(text, pieces, dateline, form):
            return [
                half
                for at, piece in enumerate(pieces)
                for half in (_halves(text, piece, heads[at]) if at in heads else (piece,))
            ]
    return list(pieces)


def _heads(text: str, pieces: Sequence[Piece], dateline: Span | None, form: re.Pattern[str]) -> dict[int, int]:
    """Where the heads of a form end, by the places of the pieces that begin with one; empty where too few do."""
    heads: dict[int, int] = {}
    last_words: list[str] = []
    paragraphs = 0
    for at, (span, reason, block) in enumerate(pieces):
        if reason is not None or block.kind == "heading":
            continue
        found = form.match(text, span.start, min(span.end, span.start + _LONGEST))
        last_words += [found["head"].split()[-1]] if found else []
        paragraphs += span.end - span.start >= _SHORTEST
        if found and span.end - found.end() >= _SHORTEST and not (dateline and dateline.start == span.start):
            heads[at] = found.end("head")
    if len(heads) < _FEWEST or len(heads) * _SHARE < paragraphs:
        return {}
    if form is _COLON and len(set(last_words)) < len(last_words):  # who speaks, by one name more than once
        return {}
    spoken = sum(speaks(text[end : pieces[at].span.end]) for at, end in heads.items())
    return {} if spoken * 2 >= len(heads) else heads  # people are heard, one after the other


def _halves(text: str, piece: Piece, end: int) -> tuple[Piece, Piece]:
    start = piece.span.end - len(text[end : piece.span.end].lstrip())
    head = Piece(Span(piece.span.start, end), None, HEADING)
    return head, Piece(Span(start, piece.span.end), None, PARAGRAPH)
