"""Where the article begins and ends in a whole web page that was pasted as text: menus above it, links and a footer below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.ingest import bylines, dates, furniture
from briefing.ingest.layout import Block
from briefing.model import SetAside, Span

NAVIGATION = "navigation"
"""The reason of menus, headings and links for which no rule has a better one."""

_DEEPEST = 250
"""Blocks among which the body of a page begins."""

_SHELL = 4
"""Fewest lines above a body that are furniture of a page, for it to be one that was pasted whole."""

_OF_PAGES = frozenset(
    (
        NAVIGATION,
        "section label",
        "subscription",
        "sharing",
        "player",
        "link to more",
        "follow us",
        "cookie notice",
        "advertisement",
    )
)
_PROSE = 80
"""Characters of the shortest paragraph that is taken for the first of a body."""

_LATE = ((_PROSE, 1_000_000), (50, 8), (25, 3))
"""Characters of the shortest paragraphs that go on with a body, and within how many blocks after the one before."""

_NEAR = 6
"""Blocks after the first paragraph among which the second stands."""

_FEWEST_WORDS = 3
_LONGEST_TITLE = 180
_LONGEST_WORDS = 1_000
_MOST_TITLES = 3
"""Lines above a byline or a body that may be headline and deck."""

_CLOSED = (".", "!", "?", '"', "”", "’", "'", ")", "…")
_QUOTES = "\"'“‘«"
_SPACE = re.compile(r"\s+")


class Page(NamedTuple):
    """The blocks `[first, last)` that are the article, the first its headline; and why the others are set aside."""

    first: int
    last: int
    above: tuple[SetAside, ...]
    below: Mapping[Span, str]


def find(text: str, blocks: Sequence[Block]) -> Page | None:
    """The article in a text that is a whole page, or none if it is not plain that the text is one."""
    lines = [_SPACE.sub(" ", text[b.span.start : b.span.end][:_LONGEST_WORDS]) for b in blocks[: _DEEPEST + _NEAR]]
    reasons = [furniture.reason(line, top=True) for line in lines]
    body = _body(lines, reasons)
    if body is None or sum(reason in _OF_PAGES for reason in reasons[:body]) < _SHELL:
        return None
    first = _headline(lines, reasons, body)
    if first is None:
        return None
    above = tuple(SetAside(block.span, reason or NAVIGATION) for block, reason in zip(blocks[:first], reasons, strict=False))
    last, below = _below(text, blocks, body)
    return Page(first, last, above, below)


def _body(lines: Sequence[str], reasons: Sequence[str | None]) -> int | None:
    """Which line is the first paragraph of the body: one of prose, with another near it."""
    prose = [at for at, line in enumerate(lines) if reasons[at] is None and _is_prose(line, _PROSE)]
    return next((at for at, after in pairwise(prose) if after - at <= _NEAR), None)


def _is_prose(line: str, shortest: int) -> bool:
    return len(line) >= shortest and line.endswith(_CLOSED)


def _goes_on(line: str, gap: int) -> bool:
    """Whether a line is a paragraph of the body that ended some lines above."""
    return any(_is_prose(line, shortest) and gap <= most for shortest, most in _LATE) and not furniture.is_link(line)


def _headline(lines: Sequence[str], reasons: Sequence[str | None], body: int) -> int | None:
    """Which line above the body is the headline: one that stands there twice, else the first of those above the byline."""
    titles = [at for at in range(body) if reasons[at] is None and _may_be_title(lines[at])]
    if not titles:
        return None
    for number, at in enumerate(titles):
        if any(lines[at].startswith(lines[other]) for other in titles[number + 1 :]):
            return next(other for other in titles[number + 1 :] if lines[at].startswith(lines[other]))
    dated = [at for at in range(titles[0] + 1, body) if dates.tell(lines[at]) or bylines.tell(lines[at])]
    above = next((at for at in dated if any(title < at for title in titles) and not any(title > at for title in titles)), body)
    group = [at for at in titles if at < above][-_MOST_TITLES:]
    while len(group) > 1 and any(reasons[at] in _OF_PAGES for at in range(group[0], group[-1])):
        group = group[1:]
    return group[0]


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or len(line.split()) < _FEWEST_WORDS:
        return False
    if not line[0].isalnum() and line[0] not in _QUOTES:
        return False
    return not (dates.tell(line) or bylines.tell(line) or bylines.may_be_name(line) or bylines.is_role(line))


def _below(text: str, blocks: Sequence[Block], body: int) -> tuple[int, Mapping[Span, str]]:
    """Where the article ends, and why each block below is set aside: from the first furniture below all prose."""
    spans = [block.span for block in blocks[body:]]
    reasons = furniture.reasons(text, spans)
    end = 1
    for at, span in enumerate(spans):
        if reasons[at] is None and _goes_on(text[slice(*span)], at - end + 1):
            end = at + 1
    start = next((at for at in range(end, len(spans)) if reasons[at] in _OF_PAGES), len(spans))
    below: dict[Span, str] = {}
    before = NAVIGATION
    for at in range(start, len(spans)):
        before = reasons[at] or before
        below[spans[at]] = before
    return body + start, below
