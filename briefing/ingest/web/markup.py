"""Marked-up text -> the blocks that a reader sees: HTML, whole pages and fragments, read by one guarded parser.

Every page passes a guard first, which reads it once from left to right, as the WHATWG's HTML Standard cuts it into tags, and
refuses what parsers choke on: they compare each attribute of a tag with all before it, and some walk all open elements
at each tag. Nothing is fetched: no entity, schema or picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from briefing.errors import UnreadableError
from briefing.ingest.drafts import Part

MOST_TAGS = 150_000
"""Tags of a page; the largest of news pages have some thousands."""

DEEPEST = 512
"""Elements inside each other: what browsers build, deeper ones become neighbours."""

_MOST_COMPARED = 100_000_000
"""Sum of the squares of the numbers of attributes: 10,000 in one tag take a parser a fifth of a second."""

_FEW = 64
"""Characters of a tag that is too short to have many attributes."""

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_CLOSED_BY_NEXT = frozenset(
    (
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "a",
        "form",
        "rt",
        "rp",
    )
)
"""Elements that the next of their kind ends, so that leaving their ends out makes nothing deeper."""

_RAW = ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp")
"""Elements in which no tag begins."""

_OPENING = re.compile(r"<(?:!--|[!?]|(/?)([a-zA-Z][^\s/>]*+))")
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+"
_ATTRIBUTE = re.compile(rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE})?+")
_REST_OF_TAG = re.compile(rf"(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE})?+)*+(?:>|\Z)")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}

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

    A break inside a block is a newline, two or more make another block.
    """

    words: str
    element: etree._Element
    linked: int = 0


def parts(html: str, name: str = "The text") -> tuple[Part, ...]:
    """The paragraphs, headings, list items, quotes and rows of a fragment, in reading order.

    What the page does not show is left out; captions say that they are. Raises `UnreadableError`, which calls the
    fragment `name`, for one that no parser should be given.
    """
    root = tree(html, name)
    if root is None:
        return ()
    return tuple(Part(block.words, _REASONS.get(str(block.element.tag))) for block in blocks(root))


def tree(page: str, name: str = "The text") -> etree._Element | None:
    """The elements of a page, its comments gone; none if it holds nothing. Raises `UnreadableError` as `guard` does."""
    guard(page, name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:  # what holds no element at all
        return None


def guard(page: str, name: str = "The text") -> None:
    """Refuse a page on which parsers hang, in time linear in its length. Raises `UnreadableError`, which calls it `name`."""
    depth = compared = at = 0
    counts: dict[str, int] = {}
    opened: list[str] = []
    comments = raw = True
    tags = 0
    while tag := _OPENING.search(page, at):
        at = tag.end()
        tags += 1
        if tags > MOST_TAGS:
            raise UnreadableError(f"{name} has more than {MOST_TAGS:,} tags: it is no article, or open a part of it.")
        if tag[0] == "<!--":
            end = page.find("-->", at - 2) if comments else -1
            comments = end >= 0
            at = end + 3 if comments else len(page)
            continue
        if tag[2] is None:
            end = page.find(">", at)
            at = end + 1 if end >= 0 else len(page)
            continue
        rest = _REST_OF_TAG.match(page, at)
        end = rest.end() if rest else len(page)
        if end - at > _FEW:
            compared += sum(1 for _ in _ATTRIBUTE.finditer(page, at, end)) ** 2
            if compared > _MOST_COMPARED:
                raise UnreadableError(f"{name} has a tag with thousands of attributes: it is no article, and is not opened.")
        at = end
        kind = tag[2].lower()
        if tag[1]:
            depth -= _close(kind, opened, counts)
        elif kind not in _VOID and kind not in _CLOSED_BY_NEXT and kind not in _RAW_ENDS:
            opened.append(kind)
            counts[kind] = counts.get(kind, 0) + 1
            depth += 1
            if depth > DEEPEST:
                raise UnreadableError(f"{name} has more than {DEEPEST} elements inside each other: it is not opened.")
        elif raw and kind in _RAW_ENDS:
            closing = _RAW_ENDS[kind].search(page, at)
            at = closing.start() if closing else len(page)


def _close(kind: str, opened: list[str], counts: dict[str, int]) -> int:
    """How many open elements an end tag closes."""
    if not counts.get(kind):
        return 0
    before = len(opened)
    while True:
        last = opened.pop()
        counts[last] -= 1
        if last == kind:
            return before - len(opened)


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


def lines(block: Block) -> Iterator[Block]:
    """The lines of a block as blocks, where its breaks part what is said and do not only wrap it."""
    begun, linked = "", block.linked
    for line in block.words.split("\n"):
        if begun and (begun.endswith(_GOES_ON) or (line[0].islower() and len(begun) >= _WRAPPED)):
            begun += f"\n{line}"
            continue
        if begun:
            yield Block(begun, block.element, min(linked, len(begun)))
            linked -= min(linked, len(begun))
        begun = line
    if begun:
        yield Block(begun, block.element, min(linked, len(begun)))


def is_block(element: etree._Element) -> bool:
    """Whether an element begins and ends a block of words."""
    return element.tag in _BLOCKS


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says itself that it is not shown."""
    return element.get("hidden") is not None or _HIDING.search(element.get("style", "")[:1_000]) is not None


def words(element: etree._Element) -> str:
    """The words that an element shows, on one line."""
    return " ".join(block.words.replace("\n", " ") for block in blocks(element))


class _Writer:
    """Collects the words of a block until another begins."""

    def __init__(self, root: etree._Element) -> None:
        self.element = root
        self.pieces: list[str] = []
        self.links = 0
        self.linked = 0
        self.verbatim = 0

    def enter(self, element: etree._Element, tag: str) -> Iterator[Block]:
        if tag in _BLOCKS:
            yield from self.flush()
            self.element = element
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "q":
            self.pieces.append("“")
        self.links += tag == "a"
        self.verbatim += tag == "pre"
        self.add(element.text)

    def leave(self, element: etree._Element, tag: str) -> Iterator[Block]:
        shown = tag not in _UNSEEN and bool(tag) and not is_hidden(element)
        if shown:
            self.links -= tag == "a"
            self.verbatim -= tag == "pre"
            if tag == "q":
                self.pieces.append("”")
        if shown and tag in _BLOCKS:
            yield from self.flush()
            parent = element.getparent()
            if parent is not None:
                self.element = parent
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text:
            text = text if self.verbatim else _SPACE.sub(" ", text)
            self.pieces.append(text)
            self.linked += len(text.strip()) if self.links else 0

    def flush(self) -> Iterator[Block]:
        """The block that ends here, which two breaks cut in several, if it has words."""
        if self.pieces:
            text = _AROUND_BREAK.sub("\n", "".join(self.pieces).replace("\r\n", "\n"))
            linked, self.linked = self.linked, 0
            self.pieces.clear()
            for words in _APART.split(text):
                if line := re.sub("  +", " ", words.strip()):
                    yield Block(line, self.element, min(linked, len(line)))
                    linked -= min(linked, len(line))


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
