"""Marked-up text -> the blocks that a reader sees: HTML, whole pages and fragments, read by one guarded parser.

Every page passes `guard` first. Nothing is fetched: no entity, schema or picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from briefing.ingest.article import broken_lines
from briefing.ingest.drafts import Part
from briefing.ingest.web import guard
from briefing.model import Block as Told

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
        ),
        *(
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
        ),
        *(
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
        ),
        *("tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSEEN = frozenset(
    (
        *("applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "frame", "frameset", "iframe"),
        *("input", "link", "map", "math", "meta", "meter", "noembed", "noframes", "noscript", "object", "optgroup", "option"),
        *("param", "progress", "rp", "rt", "script", "select", "source", "style", "svg", "template", "textarea", "title"),
        *("track", "video"),
    )
)
_PARTED = frozenset(("article", "body", "div", "p", "section"))
"""Elements into which a paragraph falls where another element stands within it."""

_BOLD = frozenset(("b", "strong"))
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
"""Elements of headings and their levels; those further down also hold bylines and lines of pictures."""

_SET_LIKE_HEADINGS = frozenset(("h5", "h6"))
_LISTS = frozenset(("dir", "menu", "ol", "ul"))
_MOST_HEADINGS = 500
_NEAREST = 3
"""Elements around words in which a heading is looked for."""

_HIDING = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all)", re.IGNORECASE
)

_SPACE = re.compile(r"\s+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_APART = re.compile(r"\n{2,}")
_GOES_ON = (",", ";", "-", "–", "(", "&")
_WRAPPED = 30
"""Characters of the shortest line that can be one of a wrapped paragraph."""

_SHORT_CELL = 80
"""Characters of a cell that is one entry of a row, not a column of text."""

_REASONS = {"figcaption": "caption"}
"""Why a part is set aside that its element says is no part of the text."""


class Block(NamedTuple):
    """Words that stand in one block of a page: the element, and how many of the characters are in links.

    A break inside a block is a newline, two or more make another block. `bold` is where the bold words stand, as ranges of
    characters that are no white space.
    """

    words: str
    element: etree._Element
    linked: int = 0
    bold: tuple[range, ...] = ()

    @property
    def told(self) -> Told:
        """What the page calls it: a heading, an item of a list, or a paragraph; a bold line is a heading without a level."""
        around = list(islice((self.element, *self.element.iterancestors()), _NEAREST))
        for element in around:
            if level := _level(element):
                return Told("heading", level)
        if any(element.tag in _SET_LIKE_HEADINGS for element in around):
            return Told("heading")
        if self.bold and self.element.tag in ("div", "p") and sum(map(len, self.bold)) == _letters(self.words):
            return Told("heading")
        if any(element.tag == "li" for element in around):
            return Told("item", sum(1 for _ in self.element.iterancestors(*_LISTS)) or 1)
        return Told()


def parts(html: str, name: str = "The text") -> tuple[Part, ...]:
    """The paragraphs, headings, list items, quotes and rows of a fragment, in reading order.

    What the page does not show is left out; captions say that they are. Raises `UnreadableError`, which calls the
    fragment `name`, for one that no parser should be given.
    """
    root = tree(html, name)
    if root is None:
        return ()
    return tuple(Part(block.words, _REASONS.get(str(block.element.tag)), block=block.told) for block in mended(blocks(root)))


def tree(page: str, name: str = "The text") -> etree._Element | None:
    """The elements of a page, its comments gone; none if it holds nothing. Raises `UnreadableError` as `guard.check` does."""
    guard.check(page, name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # what holds no element at all
        return None


def blocks(root: etree._Element) -> Iterator[Block]:
    """The blocks of words that a page or an element shows, in reading order. No recursion, linear in the elements."""
    writer = _Writer(root)
    rest: list[tuple[etree._Element, bool]] = [(root, False)]
    while rest:
        element, over = rest.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if over:
            yield from writer.leave(element, tag)
            continue
        if element is not root:
            rest.append((element, True))
        if tag in _UNSEEN or not tag or is_hidden(element):
            continue
        yield from writer.enter(element, tag)
        if tag == "tr" and (row := _row(element)):
            yield Block(row, element)
            continue
        rest += [(child, False) for child in reversed(element)]
    yield from writer.flush()


def mended(said: Iterable[Block]) -> Iterator[Block]:
    """Blocks, those that are one paragraph joined: boxes around the links in it part it."""
    every = list(said)

    def may_join(at: int) -> bool:
        one, other = every[at].element, every[at + 1].element
        around = {one, one.getparent()} & {other, other.getparent()} - {None}
        return bool(around) and one.tag in _PARTED and other.tag in _PARTED

    for run in broken_lines.runs([block.words for block in every], may_join):
        parts_of = every[run[0] : run[-1] + 1]
        if len(parts_of) == 1:
            yield parts_of[0]
        else:
            words = "\n".join(block.words for block in parts_of)
            longest = max(parts_of, key=lambda block: len(block.words))
            yield Block(words, longest.element, sum(block.linked for block in parts_of))


def lines(block: Block) -> Iterator[Block]:
    """The lines of a block as blocks, where its breaks part what is said and do not only wrap it."""
    said: list[str] = []
    for line in block.words.split("\n"):
        if said and (said[-1].endswith(_GOES_ON) or (line[0].islower() and len(said[-1]) >= _WRAPPED)):
            said[-1] += f"\n{line}"
        else:
            said.append(line)
    yield from _parted(said, block.element, block.linked, block.bold)


def _parted(said: Iterable[str], element: etree._Element, linked: int, bold: Sequence[range]) -> Iterator[Block]:
    """The parts of a block as blocks, each with what of it is in links, and where it is bold."""
    at = first = 0
    for words in said:
        end = at + _letters(words) if bold else at
        inside: list[range] = []
        while first < len(bold) and bold[first].start < end:
            inside.append(range(max(bold[first].start, at) - at, min(bold[first].stop, end) - at))
            if bold[first].stop > end:
                break
            first += 1
        yield Block(words, element, min(linked, len(words)), tuple(inside))
        linked -= min(linked, len(words))
        at = end


def _letters(words: str) -> int:
    """How many characters of some words are no white space."""
    return sum(map(len, words.split()))


def _level(element: etree._Element) -> int:
    """The level of a heading; 0 for an element that is none."""
    if element.get("role") == "heading":
        said = element.get("aria-level", "2")
        return int(said) if said in ("1", "2", "3", "4") else 2
    return _HEADINGS.get(str(element.tag), 0)


def is_block(element: etree._Element) -> bool:
    """Whether an element begins and ends a block of words."""
    return element.tag in _BLOCKS


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says itself that it is not shown."""
    return element.get("hidden") is not None or _HIDING.search(element.get("style", "")[:1_000]) is not None


def words(element: etree._Element) -> str:
    """The words that an element shows, on one line."""
    return " ".join(block.words.replace("\n", " ") for block in blocks(element))


def with_headings(said: Iterable[Part], root: etree._Element) -> list[Part]:
    """Parts of a text that a page gives without its markup, those that the page itself shows as headings told as such."""
    shown = {words(element): Told("heading", _level(element)) for element in islice(root.iter(*_HEADINGS), _MOST_HEADINGS)}
    return [part._replace(block=shown.get(" ".join(part.words.split()), part.block)) for part in said]


class _Writer:
    """Collects the words of a block until another begins."""

    def __init__(self, root: etree._Element) -> None:
        self.element = root
        self.pieces: list[str] = []
        self.links = 0
        self.linked = 0
        self.verbatim = 0
        self.within_bold = 0
        self.letters = 0
        self.bold: list[range] = []

    def enter(self, element: etree._Element, tag: str) -> Iterator[Block]:
        if tag in _BLOCKS:
            yield from self.flush()
            self.element = element
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "q":
            self._write("“")
        self.links += tag == "a"
        self.verbatim += tag == "pre"
        self.within_bold += tag in _BOLD
        self.add(element.text)

    def leave(self, element: etree._Element, tag: str) -> Iterator[Block]:
        shown = tag not in _UNSEEN and bool(tag) and not is_hidden(element)
        if shown:
            self.links -= tag == "a"
            self.verbatim -= tag == "pre"
            if tag == "q":
                self._write("”")
            self.within_bold -= tag in _BOLD
        if shown and tag in _BLOCKS:
            yield from self.flush()
            parent = element.getparent()
            if parent is not None:
                self.element = parent
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text:
            text = text if self.verbatim else _SPACE.sub(" ", text)
            self._write(text)
            self.linked += len(text.strip()) if self.links else 0

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        start, self.letters = self.letters, self.letters + _letters(text)
        if self.within_bold and self.letters > start:
            self.bold.append(range(start, self.letters))

    def flush(self) -> Iterator[Block]:
        """The block that ends here, which two breaks cut in several, if it has words."""
        if self.pieces:
            text = _AROUND_BREAK.sub("\n", "".join(self.pieces).replace("\r\n", "\n"))
            said = (re.sub("  +", " ", words.strip()) for words in _APART.split(text))
            yield from _parted(filter(None, said), self.element, self.linked, tuple(self.bold))
            self.pieces.clear()
            self.bold.clear()
            self.linked = self.letters = 0


def _row(row: etree._Element) -> str | None:
    """The cells of a row on one line, if there are several and each is one short entry."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(_is_more_than_text(other) for other in row.iterdescendants()):
        return None
    entries = [" ".join(" ".join(cell.itertext()).split()) for cell in cells]
    if any(len(entry) > _SHORT_CELL for entry in entries):
        return None
    return " | ".join(entry for entry in entries if entry)


def _is_more_than_text(element: etree._Element) -> bool:
    """Whether an element in a row keeps it from being read as one line."""
    return (element.tag in _BLOCKS and element.tag not in ("td", "th")) or element.tag in _UNSEEN or is_hidden(element)
