"""The article among the blocks of a page: what trafilatura takes for it, block by block as the page has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from briefing.ingest import markup
from briefing.ingest.markup import Block

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A word, or a character of a script that is written without spaces."""

_RUN = 4
"""Words in a row that tell where a line of the extractor stands in the page."""

_NEAR = 400
"""Words after the last line that was found in which a short one is looked for."""

_MOST_PLACES = 64
"""Places of one run of words that are looked at."""

_MOST_BLOCKS = 8_000
"""Blocks of a page that is given to trafilatura, whose time grows faster than they; 10,000 take it a second."""

_PARAGRAPH = 8
"""Words of the shortest paragraph that makes an article of a page in which the extractor finds none."""

_BESIDE = frozenset(("aside", "dialog", "fieldset", "figcaption", "footer", "form", "header", "menu", "nav"))

_KEPT = 0.6
"""Least share of a block's words that the extractor kept."""


class Found(NamedTuple):
    """The blocks of an article in their order, and how many words the page shows beside them."""

    blocks: tuple[Block, ...]
    left_out: int


def tokens(words: str) -> list[str]:
    """The words of a text as they are counted and compared."""
    return _TOKEN.findall(words.casefold())


def find(root: etree._Element) -> Found:
    """The blocks of the article in a page."""
    blocks = [line for block in markup.blocks(root) for line in markup.lines(block)]
    page = [tokens(block.words) for block in blocks]
    chosen: list[int] = []
    if len(blocks) <= _MOST_BLOCKS:
        kept = _kept(page, _lines(root))
        chosen = [number for number, share in enumerate(kept) if share >= _KEPT]
    if not chosen:
        chosen = _said(blocks, page)
    return Found(tuple(blocks[number] for number in chosen), sum(map(len, page)) - sum(len(page[number]) for number in chosen))


def _said(blocks: Sequence[Block], page: Sequence[Sequence[str]]) -> list[int]:
    """The numbers of the blocks that stand in the main part of a page as its elements name it; none if none is a paragraph."""
    inside = [_place(block.element) for block in blocks]
    main = any(place == "main" for place in inside)
    chosen = [
        number
        for number, block in enumerate(blocks)
        if inside[number] == ("main" if main else "") and block.linked * 2 <= len(block.words)
    ]
    return chosen if any(len(page[number]) >= _PARAGRAPH for number in chosen) else []


def _place(element: etree._Element) -> str:
    """Whether an element stands in the main part of a page, beside it, or where that is not said."""
    found = ""
    for above in (element, *element.iterancestors()):
        if above.tag in _BESIDE:
            return "beside"
        if above.tag in ("article", "main"):
            found = "main"
    return found


def _lines(root: etree._Element) -> list[list[str]]:
    """What trafilatura takes for the article, line by line."""
    import trafilatura  # noqa: PLC0415 - takes long to import
    from lxml import html  # noqa: PLC0415 - only for this

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, collect_ids=False)
    copy = html.document_fromstring(etree.tostring(root, encoding="utf-8", method="html"), parser=parser)
    text = trafilatura.extract(copy, favor_precision=True, include_comments=False) or ""
    return [line for words in text.split("\n") if (line := tokens(words))]


def _kept(page: Sequence[Sequence[str]], lines: Sequence[Sequence[str]]) -> list[float]:
    """For each block of a page the share of its words that the lines hold, as they follow each other."""
    words = [word for block in page for word in block]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - _RUN + 1):
        found = places.setdefault(tuple(words[at : at + _RUN]), [])
        if len(found) < _MOST_PLACES:
            found.append(at)
    taken = bytearray(len(words))
    last = 0
    for line in lines:
        last = _take(line, words, places, taken, last)
    shares: list[float] = []
    at = 0
    for block in page:
        shares.append(sum(taken[at : at + len(block)]) / len(block) if block else 0.0)
        at += len(block)
    return shares


def _take(
    line: Sequence[str], words: Sequence[str], places: dict[tuple[str, ...], list[int]], taken: bytearray, last: int
) -> int:
    """Mark the words of a line where they stand in the page; where the next line is looked for."""
    if len(line) < _RUN:
        for at in range(last, min(last + _NEAR, len(words) - len(line) + 1)):
            if words[at] == line[0] and list(words[at : at + len(line)]) == list(line) and not any(taken[at : at + len(line)]):
                taken[at : at + len(line)] = b"\1" * len(line)
                return at + len(line)
        return last
    for at in range(len(line) - _RUN + 1):
        found = places.get(tuple(line[at : at + _RUN]))
        if found:
            place = min(found, key=lambda one: (taken[one], one < last, abs(one - last)))
            taken[place : place + _RUN] = b"\1" * _RUN
            last = place
    return last
