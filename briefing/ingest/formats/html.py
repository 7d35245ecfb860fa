"""A web page -> the article in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.errors import UnreadableError
from briefing.ingest import decoding, markup
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.formats import extraction, metadata, regions
from briefing.ingest.heads import REPEATED_HEADLINE
from briefing.messages import Limits

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_DECK = 400

_HEAD = 4_096
"""Bytes in which a page names its encoding; browsers look at 1,024."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})", re.IGNORECASE)


def read(received: Received, _limits: Limits) -> Sequence[Draft]:
    """The article of a page. Raises `UnreadableError` for a page without one, and for one on which parsers hang."""
    root = markup.tree(_decode(received), received.name)
    if root is None:
        raise UnreadableError(f"{received.name} is an empty web page: there is nothing to read in it.")
    told = metadata.tell(root, received.address)
    found = extraction.find(root)
    deck, body = _without_head(found)
    if not body:
        raise UnreadableError(f"{received.name} is a web page without an article: there is nothing to read in it.")
    return (
        Draft(
            "html",
            tuple(body),
            headline=told.headline,
            deck=deck or told.deck,
            byline=told.byline,
            date=told.date,
            published=told.published,
            site=told.site,
            work=told.work,
            left_out=found.left_out,
        ),
    )


def _without_head(found: extraction.Found) -> tuple[str, list[Part]]:
    """The deck that stands above the first paragraph, empty if none does, and the parts of an article without its head."""
    deck = ""
    body: list[Part] = []
    above = True
    for part, element in zip(found.parts, found.elements, strict=True):
        heading = element.tag in _HEADINGS
        if above and part.reason is None:
            if element.tag == "h1":
                body.append(part._replace(reason=REPEATED_HEADLINE))
                continue
            if not deck and len(part.words) <= _LONGEST_DECK and (heading or regions.is_deck(element)):
                deck = part.words
                continue
            above = heading
        body.append(part)
    return deck, body


def _decode(received: Received) -> str:
    """The characters of a page: by its mark, its server, what it says itself, or its bytes, in this order."""
    head = received.data[:_HEAD]
    said = _CHARSET.search(head) or _DECLARED.search(head)
    named = said[1].decode("ascii", "replace") if said else ""
    if named.lower().startswith("utf-16"):  # what could be read as ASCII is not
        named = "utf-8"
    return decoding.decode(received.data, received.charset, named)
