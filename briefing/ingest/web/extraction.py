"""The article among the blocks of a page: what trafilatura takes for it, block by block as the page has them, set right.

trafilatura (Barbaresi, 2021) finds where the article is. It loses headings and paragraphs inside, and takes lists of links,
boxes and captions along, which the elements and their names tell better than their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from lxml import etree

from briefing.ingest.drafts import Part
from briefing.ingest.web import markup, regions
from briefing.ingest.web.markup import Block
from briefing.model import Block as Told

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A word, or a character of a script that is written without spaces."""

_RUN = 4
"""Words in a row that tell where a line of the extractor stands in the page."""

_NEAR = 400
"""Words after the last line that was found in which a short one is looked for."""

_MOST_PLACES = 64
"""Places of one run of words that are looked at."""

_MOST_ELEMENTS, _MOST_CHARACTERS = 12_000, 600_000
"""Of a page that is given to trafilatura, whose time grows faster than both; pages of papers have some thousand elements."""

_MOST_INLINE = 1_500
"""Elements in the words of one element, breaks among them, in such a page: trafilatura goes over all of them for each."""

_PARAGRAPH = 8
"""Words of the shortest paragraph that makes an article of a page in which the extractor finds none."""

_BESIDE = frozenset(("aside", "dialog", "fieldset", "figcaption", "footer", "form", "header", "menu", "nav"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_KEPT = 0.6
"""Least share of a block's words that the extractor kept."""

_MAIN = 0.8
"""Least share of an article's words that the element which holds the article has."""

_SMALL = 0.4
"""Largest share of an article's words in an element whose names say that it is no part of the article."""

_UNSEEN_AT_MOST = 2_000
"""Characters of what is taken out by its names alone before the article is looked for: cards over a name, hints."""

_LINKED = 0.9
"""Least share of a block's characters that are in links, in a block that is a link."""

_FEWEST_LISTED, _FEWEST_LINKS = 2, 3
"""Links in a row that are a list of other articles: as items of a list, and else."""

_LONG = 12
"""Words of a block that is kept though it stands outside the element that holds the article."""

_GAP = 6
"""Blocks that are taken back between two blocks of the article, at most."""

_SHORT = 15
"""Words of the longest line that a picture in its block makes a caption."""

_STOPS = (".", "!", "?", ":", "…")
_SHORT_QUOTE, _LONG_QUOTE = 7, 60
"""Words of a block that is looked for in the others."""

_MOST_COMPARED = 400
"""Blocks of an article in which such blocks are looked for, since each is looked for in all."""

_NEAREST = 4
"""Elements around a block in which the quotation of a post is looked for."""

LINKS, CAPTION, PULLED = "link to more", "caption", "pull quote"
"""Reasons: links that stand together, the line of a picture, words that stand in the text as well."""


class Found(NamedTuple):
    """The parts of an article in their order, the elements that they stand in, and the words of the blocks left out."""

    parts: tuple[Part, ...]
    elements: tuple[etree._Element, ...]
    left_out: tuple[str, ...]


def tokens(words: str) -> list[str]:
    """The words of a text as they are counted and compared."""
    return _TOKEN.findall(words.casefold())


def runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The runs of four words in a row; all words where they are fewer."""
    return [tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]


def find(root: etree._Element) -> Found:
    """The article in a page; its elements that are not shown are taken out of `root`."""
    _prune(root)
    blocks = list(markup.mended(line for block in markup.blocks(root) for line in markup.lines(block)))
    page = [tokens(block.words) for block in blocks]
    sizes = [len(words) for words in page]
    chosen: list[int] = []
    if _is_usual(root, blocks):
        shares = _kept(page, _lines(root))
        chosen = [number for number, share in enumerate(shares) if share >= _KEPT]
        chosen = _inside(chosen, blocks, sizes)
        chosen = _filled(chosen, blocks)
    if not chosen:
        chosen = _in_main(blocks, sizes)
    reasons = _reasons(chosen, blocks, sizes)
    repeated = _repeated(chosen, page)
    inside = frozenset(chosen)
    parts: list[Part] = []
    for number, reason in zip(chosen, reasons, strict=True):
        block = blocks[number]
        sure = _is_post(block.element)
        told = block.told
        heads = told.kind == "heading" and told.level and block.linked * 2 < len(block.words)
        if not sure and reason is None:
            reason = PULLED if number in repeated and not heads else CAPTION if _is_caption(block, sizes[number]) else None
        parts.append(Part(block.words, None if sure else reason, sure, Told() if sure else told))
    return Found(
        tuple(parts),
        tuple(blocks[number].element for number in chosen),
        tuple(block.words for number, block in enumerate(blocks) if number not in inside),
    )


def _is_usual(root: etree._Element, blocks: Sequence[Block]) -> bool:
    """Whether a page is of a size that trafilatura reads in time."""
    if sum(len(block.words) for block in blocks) > _MOST_CHARACTERS:
        return False
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        return False
    return all(sum(1 for child in element if not markup.is_block(child)) <= _MOST_INLINE for element in root.iter())


def _is_post(element: etree._Element) -> bool:
    """Whether an element is in the quotation of a post."""
    return any(regions.is_post(above) for above in islice((element, *element.iterancestors("blockquote", "div")), _NEAREST))


def _is_caption(block: Block, size: int) -> bool:
    """Whether a block is a short line with a picture, and no sentence."""
    if size > _SHORT or block.words.rstrip("\"'”’)").endswith(_STOPS) or block.element.tag in _HEADINGS:
        return False
    return next(block.element.iter("img"), None) is not None


def _repeated(chosen: Sequence[int], page: Sequence[Sequence[str]]) -> set[int]:
    """The chosen blocks whose words stand in a longer one as well: quotes that are printed again in large letters."""
    lines = [f" {' '.join(page[number])} " for number in chosen]
    if len(lines) > _MOST_COMPARED:
        return set()
    text = "\n".join(lines)
    often = Counter(lines)
    return {
        number
        for number, line in zip(chosen, lines, strict=True)
        if _SHORT_QUOTE <= len(page[number]) <= _LONG_QUOTE and often[line] == 1 and text.count(line) > 1
    }


def _prune(root: etree._Element) -> None:
    """Take out the short texts that a page does not show until it is asked to."""
    every = [node for node in root.iter("div", "span", "section", "aside", "p", "ul") if regions.reason(node) == regions.UNSEEN]
    for node in every:
        parent = node.getparent()
        if parent is not None and sum(map(len, node.itertext())) <= _UNSEEN_AT_MOST:
            before = node.getprevious()
            if node.tail and before is None:
                parent.text = (parent.text or "") + node.tail
            elif node.tail:
                before.tail = (before.tail or "") + node.tail
            parent.remove(node)


def _inside(chosen: Sequence[int], blocks: Sequence[Block], sizes: Sequence[int]) -> list[int]:
    """The chosen blocks in the smallest element that holds most of them, and those outside it that are paragraphs."""
    main = _main(chosen, blocks, sizes)
    if main is None:
        return list(chosen)
    return [number for number in chosen if sizes[number] >= _LONG or _is_within(blocks[number].element, main)]


def _main(chosen: Sequence[int], blocks: Sequence[Block], sizes: Sequence[int]) -> etree._Element | None:
    words = _words_of(chosen, blocks, sizes)
    least = sum(sizes[number] for number in chosen) * _MAIN
    holding = [element for element, count in words.items() if count >= least]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _words_of(chosen: Sequence[int], blocks: Sequence[Block], sizes: Sequence[int]) -> dict[etree._Element, int]:
    """How many words of the chosen blocks each element holds."""
    words: dict[etree._Element, int] = {}
    for number in chosen:
        element = blocks[number].element
        for above in (element, *element.iterancestors()):
            words[above] = words.get(above, 0) + sizes[number]
    return words


def _is_within(element: etree._Element, main: etree._Element) -> bool:
    return element is main or any(above is main for above in element.iterancestors())


def _filled(chosen: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """The chosen blocks, and those between two of them that stand in a row with both and are no links."""
    filled: list[int] = []
    for number in chosen:
        if filled and 1 < number - filled[-1] <= _GAP + 1:
            rows = {blocks[filled[-1]].element.getparent(), blocks[number].element.getparent()}
            filled += [between for between in range(filled[-1] + 1, number) if _goes_between(blocks[between], rows)]
        filled.append(number)
    return filled


def _goes_between(block: Block, rows: set[etree._Element | None]) -> bool:
    element = block.element
    if _is_post(element):
        return True
    return (
        element.getparent() in rows
        and element.tag not in _BESIDE
        and regions.reason(element) is None
        and block.linked * 2 < len(block.words)
    )


def _reasons(chosen: Sequence[int], blocks: Sequence[Block], sizes: Sequence[int]) -> list[str | None]:
    """Why each chosen block is set aside, by its elements and by its links; none where it is not."""
    words = _words_of(chosen, blocks, sizes)
    most = sum(sizes[number] for number in chosen) * _SMALL
    known: dict[etree._Element, str | None] = {}
    reasons = [_reason(blocks[number].element, words, most, known) for number in chosen]
    links = [blocks[number].linked >= _LINKED * len(blocks[number].words) for number in chosen]
    for start, end in _runs(links):
        listed = all(blocks[number].element.tag == "li" for number in chosen[start:end])
        if end == len(links) or end - start >= (_FEWEST_LISTED if listed else _FEWEST_LINKS):
            reasons[start:end] = [reason or LINKS for reason in reasons[start:end]]
    return reasons


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where flags that are set stand in a row, each row half open."""
    at = 0
    for flag, row in groupby(flags):
        end = at + sum(1 for _ in row)
        if flag:
            yield at, end
        at = end


def _reason(
    element: etree._Element, words: dict[etree._Element, int], most: float, known: dict[etree._Element, str | None]
) -> str | None:
    """Why what stands in an element is set aside, by its names and those of the elements around it that hold little more."""
    path: list[etree._Element] = []
    found: str | None = None
    for above in (element, *element.iterancestors()):
        if words[above] > most:
            break
        if above in known:
            found = known[above]
            break
        path.append(above)
    for above in reversed(path):
        found = found or ("caption" if above.tag == "figcaption" else regions.reason(above)) or None
        known[above] = found
    return found


def _in_main(blocks: Sequence[Block], sizes: Sequence[int]) -> list[int]:
    """The numbers of the blocks that stand in the main part of a page as its elements name it; none if none is a paragraph."""
    inside = [_place(block.element) for block in blocks]
    main = any(place == "main" for place in inside)
    chosen = [
        number
        for number, block in enumerate(blocks)
        if inside[number] == ("main" if main else "") and block.linked * 2 <= len(block.words)
    ]
    return chosen if any(sizes[number] >= _PARAGRAPH for number in chosen) else []


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
            if words[at] == line[0] and list(words[at : at + len(line)]) == list(line):
                taken[at : at + len(line)] = b"\1" * len(line)
                return at + len(line)
        return last
    for at in range(len(line) - _RUN + 1):
        run = tuple(line[at : at + _RUN])
        found = (last,) if tuple(words[last : last + _RUN]) == run else places.get(run)
        if found:
            place = min(found, key=lambda one: (one < last, abs(one - last)))
            taken[place : place + _RUN] = b"\1" * _RUN
            last = place + 1
    return last + _RUN - 1
