"""Pages on which parsers hang, refused before they are parsed.

A page is read once from left to right, as the WHATWG's HTML Standard cuts it into tags. Parsers compare each attribute of a
tag with all before it, and some walk all open elements at each tag.
"""

from __future__ import annotations

import re

from briefing.errors import UnreadableError

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


def check(page: str, name: str) -> None:
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
