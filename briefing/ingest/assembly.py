"""Blocks of text -> `Article`: each stands in the head, in the body, or among what is set aside, and none is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from briefing.errors import UnreadableError
from briefing.gate import clean, clean_line
from briefing.ingest import furniture, heads, layout, pasted
from briefing.ingest.drafts import Draft, Part
from briefing.ingest.heads import Head
from briefing.ingest.layout import Block
from briefing.messages import Limits
from briefing.model import Article, Published, SetAside, Span

PAST_THE_LIMIT = "past the limit"
"""The reason that the rest of a long text is set aside for."""

_APART = "\n\n"
_TOP = 3
"""Paragraphs at the top of a body among which a deck may be said again."""

_NONE: Mapping[Span, str] = {}


def assemble(kind: str, text: str, blocks: Sequence[Block], end: int, most: int) -> Article:
    """The article of a text whose blocks cover it up to `end`, with at most `most` paragraphs."""
    every = [block.span for block in blocks]
    if page := pasted.find(text, blocks):
        head = heads.titled(text, blocks[page.first : page.last])
        head = head._replace(set_aside=(*page.above, *head.set_aside))
        return _article(kind, text, head, every, end, most, page.below)
    return _article(kind, text, heads.find(text, blocks), every, end, most)


def compose(draft: Draft, name: str, limits: Limits) -> Article:
    """The article of a draft: its text is headline, deck, byline, date and body, joined by blank lines.

    Every string passes the gate first. A part that says the headline, byline or date of the draft again is set aside, and
    so is what the rules for furniture take. Without a headline, the head is looked for at the top of the body. Raises
    `UnreadableError` if there is nothing to read.
    """
    body, removed = _cleaned(draft.body)
    head: dict[str, str] = {}
    for field in ("headline", "deck", "byline", "date"):
        words, gone = clean(getattr(draft, field))
        removed += gone
        words = clean_line(words)
        if words and words not in head.values() and not (field == "deck" and _is_said(words, body)):
            head[field] = words
    if not body and not head.get("headline"):
        raise UnreadableError(f"{name} holds no article: there is nothing to read in it.")
    text, spans = _joined([*head.values(), *(part.words for part in body)])
    known = dict(zip(head, spans, strict=False))
    end = layout.cut(text, limits.characters) if len(text) > limits.characters else len(text)
    inside = [Span(span.start, min(span.end, end)) for span in spans[len(head) :] if span.start < end]
    reasons = {span: part.reason for span, part in zip(inside, body, strict=False) if part.reason}
    blocks = [Block(span, apart=True) for span in inside if span not in reasons]
    if "headline" in known:
        found = heads.go_on(text, blocks, known)
    else:
        found = heads.find(text, blocks) if blocks else heads.NONE
        found = found._replace(deck=known.get("deck", found.deck), byline=known.get("byline", found.byline))
    if draft.published:
        found = found._replace(published=Published(clean_line(draft.published), known.get("date")))
    elif "date" in known and not found.published:
        found = found._replace(set_aside=(*found.set_aside, SetAside(known["date"], furniture.DATE)))
    article = _article(draft.kind, text, found, inside, end, limits.paragraphs, reasons)
    site, status = clean_line(draft.site) or None, clean_line(draft.status) or None
    return article._replace(site=site, status=status, removed=removed, left_out=draft.left_out)


def _article(
    kind: str, text: str, head: Head, every: Sequence[Span], end: int, most: int, known: Mapping[Span, str] = _NONE
) -> Article:
    """The article under a head; the blocks whose reason is `known` are not in the head's rest."""
    aside = list(head.set_aside)
    spans: list[Span] = []
    for block in head.rest:
        span, tags = furniture.without_tags(text, block)
        aside += [SetAside(tag, furniture.TAGS) for tag in tags]
        spans += [span] if span else []
    reasons = furniture.reasons(text, spans)
    if head.headline is None and not known and all(reasons):  # a text that is nothing but furniture is read as it stands
        head, aside, spans = heads.NONE, [], list(every)
        reasons = [None] * len(spans)
    told = sorted([*zip(spans, reasons, strict=True), *known.items()])
    paragraphs: list[Span] = []
    for span, reason in told:
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


def _cleaned(parts: Sequence[Part]) -> tuple[list[Part], int]:
    """The parts of a body that have something to read, safe, and how many characters were taken out of them."""
    found: list[Part] = []
    removed = 0
    for part in parts:
        words, gone = clean(part.words)
        removed += gone
        if words := "\n".join(line for line in map(str.strip, words.split("\n")) if line):
            found.append(Part(words, part.reason))
    return found, removed


def _is_said(deck: str, body: Sequence[Part]) -> bool:
    """Whether the first paragraphs say what would be a deck, which may be cut short."""
    words = deck.rstrip(".… ")
    return any(" ".join(part.words.split()).startswith(words) for part in body[:_TOP])


def _joined(parts: Sequence[str]) -> tuple[str, list[Span]]:
    """Parts as one text, a blank line between them, and where each stands in it."""
    spans: list[Span] = []
    at = 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + len(_APART)
    return _APART.join(parts), spans
