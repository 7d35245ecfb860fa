"""Blocks of text -> `Article`: each stands in the head, in the body, or among what is set aside, and none is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from briefing.errors import UnreadableError
from briefing.ingest.article import furniture, headings, layout, pasted_page, run_in_heads
from briefing.ingest.article.head import NO_HEAD, Head, complete_head, find_head, titled_head
from briefing.ingest.article.headings import PARAGRAPH, Piece
from briefing.ingest.drafts import Draft, Part
from briefing.limits import Limits
from briefing.model import PAST_THE_LIMIT, Article, Block, Published, SetAside, Span
from briefing.sanitise import clean, clean_line

_LONGEST = {"headline": 500, "deck": 2_000, "byline": 500, "dateline": 200, "date": 200}
"""The fields of a draft that are parts of a head, in their order, and characters of the longest; a longer one is body."""

_APART = "\n\n"
_ENOUGH = 2
"""How many times as many blocks are looked at as there may be paragraphs, before all are."""

_TOP = 3
"""Paragraphs at the top of a body among which a deck may be said again."""

_DECODED = frozenset(("feed", "html", "markdown", "newsml", "nitf"))
"""Kinds that say themselves what is markup, so that what looks like it in their text is none."""
_MARKED_UP = frozenset(("feed", "html", "markdown"))
"""Kinds whose headings are told by their markup, or not at all: a short line in them is a caption or a link."""


class _Told(NamedTuple):
    """What a format tells of the blocks of a body.

    The blocks that are set aside, with their reasons; what is `sure` to be text, which is not set aside for what it looks
    like; and what it calls those that begin at an offset.
    """

    reasons: Mapping[Span, str] = {}
    sure: Set[Span] = frozenset()
    blocks: Mapping[int, Block] = {}


_NOTHING = _Told()


def assemble(kind: str, text: str, blocks: Sequence[layout.Block], end: int, most: int) -> Article:
    """The article of a text whose blocks cover it up to `end`, with at most `most` paragraphs."""
    every = [block.span for block in blocks]
    if page := pasted_page.find(text, blocks):
        head = titled_head(text, blocks[page.first : page.last])
        head = head._replace(set_aside=(*page.above, *head.set_aside))
        return _article(kind, text, head, every, end, most, _Told(page.below))
    return _article(kind, text, find_head(text, blocks), every, end, most)


def compose(draft: Draft, name: str, limits: Limits) -> Article:
    """The article of a draft: its text is headline, deck, byline, dateline, date and body, joined by blank lines.

    Every string is sanitised first. A part that says the headline, byline or date of the draft again is set aside, and
    so is what the rules for furniture take. Without a headline, the head is looked for at the top of the body. Raises
    `UnreadableError` if there is nothing to read.
    """
    body, removed = _cleaned(draft.body)
    head: dict[str, str] = {}
    too_long: list[Part] = []
    for field, longest in _LONGEST.items():
        words, gone = clean(getattr(draft, field))
        removed += gone
        words = clean_line(words)
        if len(words) > longest:
            too_long.append(Part(words))
        elif words and words not in head.values() and not (field in ("deck", "dateline") and _is_said(words, body)):
            head[field] = words
    body[:0] = too_long
    if not body and not head.get("headline"):
        raise UnreadableError(f"{name} holds no article: there is nothing to read in it.")
    text, spans = _joined([*head.values(), *(part.words for part in body)])
    known = dict(zip(head, spans, strict=False))
    end = layout.cut(text, limits.characters) if len(text) > limits.characters else len(text)
    end = max(end, *(span.end for span in known.values()), 0)
    inside = [_stripped(text, Span(span.start, min(span.end, end))) for span in spans[len(head) :] if span.start < end]
    told = _Told(
        {span: part.reason for span, part in zip(inside, body, strict=False) if part.reason},
        frozenset(span for span, part in zip(inside, body, strict=False) if part.sure),
        {span.start: part.block for span, part in zip(inside, body, strict=False) if part.block != PARAGRAPH},
    )
    blocks = [layout.Block(span, apart=True) for span in inside if span not in told.reasons]
    if "headline" in known:
        found = complete_head(text, blocks, known)
    elif blocks:
        found = find_head(text, blocks)
    else:
        found = NO_HEAD
    found = _with(found, known, _iso(draft.published))
    bare = _with(NO_HEAD, {name: span for name, span in known.items() if name != "headline"}, _iso(draft.published))
    article = _article(draft.kind, text, found, inside, end, limits.paragraphs, told, bare)
    site, status = clean_line(draft.site) or None, clean_line(draft.status) or None
    return article._replace(site=site, status=status, removed=removed, left_out=draft.left_out)


def _with(found: Head, known: Mapping[str, Span], published: str) -> Head:
    """A head with what the format tells of it; what the text says in its place is set aside."""
    deck, byline = known.get("deck", found.deck), known.get("byline", found.byline)
    aside = list(found.set_aside)
    if found.deck and deck != found.deck:
        aside.append(SetAside(found.deck, "deck"))
    if found.byline and byline != found.byline:
        aside.append(SetAside(found.byline, "byline"))
    dateline = found.dateline or known.get("dateline")
    if "dateline" in known and found.dateline:
        aside.append(SetAside(known["dateline"], "dateline"))
    found = found._replace(deck=deck, byline=byline, dateline=dateline)
    date = found.published
    if published:
        if date and date.span and not _is_inside(date.span, found):
            aside.append(SetAside(date.span, furniture.DATE))
        date = Published(published, known.get("date"))
    elif "date" in known:
        aside.append(SetAside(known["date"], furniture.DATE))
    return found._replace(published=date, set_aside=tuple(aside))


def _is_inside(date: Span, head: Head) -> bool:
    return any(part and part.start <= date.start and date.end <= part.end for part in (head.byline, head.dateline))


def _iso(published: str) -> str:
    """A date or time of ISO 8601 as a format gives it; empty if it is none."""
    words = clean_line(published)
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return ""
    return words


def _stripped(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip()))


def _article(
    kind: str,
    text: str,
    head: Head,
    every: Sequence[Span],
    end: int,
    most: int,
    of_format: _Told = _NOTHING,
    bare: Head = NO_HEAD,
) -> Article:
    """The article under a head; the blocks whose reason the format tells are not in its rest.

    `bare` is the head without what the text says of it.
    """
    known, sure = of_format.reasons, of_format.sure
    aside = list(head.set_aside)
    spans: list[Span] = []
    wholes: list[Span] = []
    for block in head.rest:
        span, tags = (block, []) if kind in _DECODED or block in sure else furniture.without_tags(text, block)
        aside += [SetAside(tag, furniture.TAGS) for tag in tags]
        if span is None:
            continue
        wholes.append(span)
        if block not in sure:
            span, ends = furniture.without_ends(text, span)
            aside += ends
        spans.append(span)
    found = _reasons(text, spans, wholes, most, head)
    reasons = [None if span in sure else reason for span, reason in zip(spans, found, strict=False)]
    if head.headline is None and all(reasons):  # a text that is nothing but furniture is read as it stands
        head, aside, spans = bare, list(bare.set_aside), [span for span in every if span not in known]
        reasons = [None] * len(spans)
    told = sorted([*zip(spans, reasons, strict=False), *known.items()])
    pieces = [Piece(span, reason, of_format.blocks.get(span.start, PARAGRAPH)) for span, reason in told]
    head, pieces = _with_headings(kind, text, head, pieces)
    body: list[Piece] = []
    for piece in pieces:
        if len(body) == most:
            end = piece.span.start
            break
        if piece.reason is None:
            body.append(piece)
        else:
            aside.append(SetAside(piece.span, piece.reason))
    if all(piece.heads for piece in body):  # a text that is nothing but headings is read as it stands
        body = [piece._replace(block=PARAGRAPH) for piece in body]
    aside = [part for part in aside if part.span.start < end]  # tags in what is past the limit
    if rest := text[end:].strip():
        start = text.index(rest[0], end)
        aside.append(SetAside(Span(start, start + len(rest)), PAST_THE_LIMIT))
    return Article(
        id=sha256(text.encode()).hexdigest(),
        kind=kind,
        text=text,
        paragraphs=tuple(piece.span for piece in body),
        headline=head.headline,
        deck=head.deck,
        byline=head.byline,
        dateline=head.dateline,
        published=head.published,
        set_aside=tuple(sorted(aside)),
        blocks=tuple(piece.block for piece in body),
    )


def _with_headings(kind: str, text: str, head: Head, pieces: list[Piece]) -> tuple[Head, list[Piece]]:
    """A head, and the parts below it with their headings. What seemed to be a deck may be the first of these."""
    told = headings.settle(text, pieces)
    if kind in _MARKED_UP or any(piece.heads for piece in told):
        return head, run_in_heads.split(text, told, head.dateline)
    found = headings.find(text, pieces)
    deck = head.deck
    if deck and found and deck.end <= found[0].span.start and (head.byline is None or head.byline.start < deck.start):
        below = headings.find(text, [Piece(deck, None), *pieces])
        if below[0].heads:
            head, found = head._replace(deck=None), below
    return head, run_in_heads.split(text, found, head.dateline)


def _reasons(text: str, spans: Sequence[Span], wholes: Sequence[Span], most: int, head: Head) -> list[str | None]:
    """Why each span is set aside or that it is body, as far as `most` paragraphs of body reach."""
    byline = text[head.byline.start : head.byline.end] if head.byline else ""
    if len(spans) > _ENOUGH * most:
        some = furniture.reasons(text, spans[: _ENOUGH * most], wholes[: _ENOUGH * most], byline)
        if some.count(None) > most:
            return some
    return furniture.reasons(text, spans, wholes, byline)


def _cleaned(parts: Sequence[Part]) -> tuple[list[Part], int]:
    """The parts of a body that have something to read, safe, and how many characters were taken out of them."""
    found: list[Part] = []
    removed = 0
    for part in parts:
        words, gone = clean(part.words)
        removed += gone
        if words := "\n".join(line for line in map(str.strip, words.split("\n")) if line):
            found.append(part._replace(words=words))
    return found, removed


def _is_said(deck: str, body: Sequence[Part]) -> bool:
    """Whether the first paragraphs begin with what would be a deck, which may be cut short, or a dateline."""
    words = deck.rstrip(".… ").casefold()
    return any(not part.reason and " ".join(part.words.split()).casefold().startswith(words) for part in body[:_TOP])


def _joined(parts: Sequence[str]) -> tuple[str, list[Span]]:
    """Parts as one text, a blank line between them, and where each stands in it."""
    spans: list[Span] = []
    at = 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + len(_APART)
    return _APART.join(parts), spans
