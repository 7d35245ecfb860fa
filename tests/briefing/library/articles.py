"""Articles and briefings made by hand, for tests that need no models."""

from __future__ import annotations

import re
from hashlib import sha256

from briefing.model import Article, Briefing, Panel, Sentence, Span


def article(text: str, **fields: object) -> Article:
    """An article of a text whose paragraphs are its lines."""
    paragraphs = tuple(Span(*match.span()) for match in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(sha256(text.encode()).hexdigest(), "text", text, paragraphs, **fields)  # type: ignore[arg-type]


def sentences(text: str) -> list[Span]:
    """The sentences of a text in which each ends with a full stop."""
    return [Span(*match.span()) for match in re.finditer(r"[^\s.][^.]*\.", text)]


def briefing(text: str, *, parser: str = "") -> Briefing:
    """A briefing of a text in one panel, its sentences cut at full stops."""
    one = article(text)
    lines = []
    for number, span in enumerate(sentences(text)):
        paragraph = next(i for i, p in enumerate(one.paragraphs) if p.start <= span.start < p.end)
        lines.append(Sentence(number, 0, span, paragraph))
    panels = (Panel("All of it", sentences=tuple(range(len(lines)))),) if lines else ()
    return Briefing(parser=parser, articles=(one,), sentences=tuple(lines), panels=panels)
