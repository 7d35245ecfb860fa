"""A web page -> the article in it: what the page says of itself above, and what its extractor and elements tell below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from briefing.errors import UnreadableError
from briefing.ingest.article.head import REPEATED_HEADLINE
from briefing.ingest.detection import decoding
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.web import extraction, markup, metadata, regions
from briefing.limits import Limits

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_DECK = 400

_SECTION = 8
"""Words of the longest heading above the first paragraph that heads a section, where others of its level follow."""

_SAID = 0.6
"""Least share of the runs of four words of a deck that the body has where the deck is only its beginning."""

_LESS = 0.6
"""Share of the words of the text in JSON-LD below which what was found in the page is only a part of it."""

_FEWEST = 30
"""Words of a text in JSON-LD that is an article's, not its description."""

_MANY = 3
"""Parts that are looked at singly, for each paragraph that is parsed: two of three can be furniture."""

_HEAD = 4_096
"""Bytes in which a page names its encoding; browsers look at 1,024."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b", re.IGNORECASE)


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The article of a page. Raises `UnreadableError` for a page without one, and for one on which parsers hang."""
    root = markup.tree(_decode(received), received.name)
    if root is None:
        raise UnreadableError(f"{received.name} is an empty web page: there is nothing to read in it.")
    told = metadata.tell(root, received.address)
    found = extraction.find(root)
    deck, body = _without_head(found)
    if text := _better(told.body, body):
        deck, body = "", markup.with_headings(text, root)
    if not any(part.reason is None for part in body):
        raise UnreadableError(
            f"{received.name} is a web page without an article: it may need a browser or a login; save its text and open that."
        )
    if not deck and not _is_said(told.deck, body):
        deck = told.deck
    draft = Draft(
        "html",
        _bounded(body, _MANY * limits.paragraphs),
        headline=told.headline,
        deck=deck,
        byline=told.byline,
        date=told.date,
        published=told.published,
        site=told.site,
        work=told.work,
    )
    return (draft._replace(left_out=_left_out(found.left_out, draft)),)


def _without_head(found: extraction.Found) -> tuple[str, list[Part]]:
    """The deck that stands above the first paragraph, empty if none does, and the parts of an article without its head."""
    deck = ""
    body: list[Part] = []
    above = True
    often = Counter(element.tag for part, element in zip(found.parts, found.elements, strict=True) if part.reason is None)
    for part, element in zip(found.parts, found.elements, strict=True):
        heading = element.tag in _HEADINGS
        if above and part.reason is None:
            if element.tag == "h1":
                body.append(part._replace(reason=REPEATED_HEADLINE))
                continue
            heads_section = heading and often[element.tag] > 1 and len(part.words.split()) <= _SECTION
            is_deck = regions.is_deck(element) or (heading and not heads_section)
            if not deck and len(part.words) <= _LONGEST_DECK and is_deck:
                deck = part.words
                continue
            above = heading and not heads_section
        body.append(part)
    return deck, body


def _bounded(body: Sequence[Part], most: int) -> tuple[Part, ...]:
    """At most so many parts of a body, and what comes after them as one: that many are past the limit in any case."""
    if len(body) <= most:
        return tuple(body)
    return (*body[:most], Part("\n".join(part.words for part in body[most:])))


def _better(text: str, body: Sequence[Part]) -> list[Part]:
    """The paragraphs of the text in JSON-LD, if it says clearly more than what was found in the page; else none.

    A text without paragraphs is better than nothing only.
    """
    words = len(extraction.tokens(text))
    found = sum(len(extraction.tokens(part.words)) for part in body if part.reason is None)
    if words < _FEWEST or found >= words * _LESS:
        return []
    if _PARAGRAPHS.search(text):
        parts = list(markup.parts(text))
    else:
        parts = [Part(line) for line in map(str.strip, text.splitlines()) if line]
    return parts if len(parts) > 1 or not found else []


def _is_said(deck: str, body: Sequence[Part]) -> bool:
    """Whether a description is words of the text, cut out of it."""
    runs = extraction.runs(extraction.tokens(deck))
    text = {run for part in body for run in extraction.runs(extraction.tokens(part.words))}
    return sum(run in text for run in runs) >= len(runs) * _SAID


def _left_out(blocks: Iterable[str], draft: Draft) -> int:
    """How many words of the blocks that were left out are not said in the head."""
    head = {metadata.folded(words) for words in (draft.headline, draft.deck, draft.byline, f"by{draft.byline}", draft.date)}
    return sum(len(extraction.tokens(words)) for words in blocks if metadata.folded(words) not in head)


def _decode(received: Received) -> str:
    """The characters of a page: by its mark, its server, what it says itself, or its bytes, in this order."""
    head = received.data[:_HEAD]
    declared = _CHARSET.search(head) or _DECLARED.search(head)
    named = declared[1].decode("ascii", "replace") if declared else ""
    if named.lower().startswith("utf-16"):  # what could be read as ASCII is not
        named = "utf-8"
    return decoding.decode(received.data, received.charset, named)
