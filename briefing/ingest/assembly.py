"""Blocks of text -> `Article`: each stands in the head, in the body, or among what is set aside, and none is left out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from briefing.ingest import furniture, heads
from briefing.ingest.layout import Block
from briefing.model import Article, SetAside, Span

PAST_THE_LIMIT = "past the limit"
"""The reason that the rest of a long text is set aside for."""


def assemble(kind: str, text: str, blocks: Sequence[Block], end: int, most: int) -> Article:
    """The article of a text whose blocks cover it up to `end`, with at most `most` paragraphs."""
    head = heads.find(text, blocks)
    aside = list(head.set_aside)
    spans: list[Span] = []
    for block in head.rest:
        span, tags = furniture.without_tags(text, block)
        aside += [SetAside(tag, furniture.TAGS) for tag in tags]
        spans += [span] if span else []
    reasons = furniture.reasons(text, spans)
    if head.headline is None and all(reasons):  # a text that is nothing but furniture is read as it stands
        head, aside, spans = heads.NONE, [], [block.span for block in blocks]
        reasons = [None] * len(spans)
    paragraphs: list[Span] = []
    for span, reason in zip(spans, reasons, strict=True):
        if len(paragraphs) == most:
            end = span.start
            break
        if reason is None:
            paragraphs.append(span)
        else:
            aside.append(SetAside(span, reason))
    if rest := text[end:].strip():
        start = text.index(rest[0], end)
        aside.append(SetAside(Span(start, start + len(rest)), PAST_THE_LIMIT))
    return Article(
        id=sha256(text.encode()).hexdigest(),
        kind=kind,
        text=text,
        paragraphs=tuple(paragraphs),
        headline=head.headline,
        deck=head.deck,
        byline=head.byline,
        dateline=head.dateline,
        published=head.published,
        set_aside=tuple(sorted(aside)),
    )
