"""Where the article begins and ends in a whole web page that was pasted as text: menus above it, links and a footer below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.ingest.article import byline, dates, furniture, neighbours, page_end
from briefing.ingest.article.layout import Block
from briefing.model import SetAside, Span

NAVIGATION = "navigation"
"""The reason of menus, headings and links for which no rule has a better one."""

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
_SHELL = 4
"""Fewest lines above a body that are furniture of a page, for it to be one that was pasted whole."""

_SHORT_LINES = 15
"""Fewest lines above a body that make it such a page if there is furniture of one below it, or less of it above."""

_DEEPEST = 1_200
"""Blocks among which the body of a page begins."""

_LONGEST_FOOTER = 3_000
"""Blocks below a body that are looked at; what follows them goes with the last."""

_PROSE = 80
"""Characters of the shortest paragraph by which a body is told."""

_GAP = 12
"""Most blocks from one such paragraph of a body to the next: pictures, captions, advertisements, short paragraphs."""

_SHARE = 4
_SHARE_BEFORE = 12
"""Parts of the longest run of paragraphs that one below it, and one above it, must be as long as, to be of the same body.

Comments, which stand below an article, can be longer than it."""

_TEASERS, _SHORTEST = 3, 25
"""Teasers of other stories in a row, and characters of a sentence that may be a paragraph beside another."""

_LATE = ((_PROSE, _GAP), (50, 8), (25, 3))
"""Characters of the shortest paragraphs that go on with a body, and within how many blocks after the one before."""

_ABOVE = 60
"""Blocks above the first paragraph among which the headline stands."""

_NEAR = 4
"""Blocks below a headline among which its byline or date stands."""

_FEWEST_WORDS = 3
_TITLE_WORDS = 5
_LONGEST_TITLE = 180
_LONGEST_WORDS = 1_000
_BEGINNING = 3_000
"""Characters at the beginning of a body that say again what its headline says."""

_STEM = 5
"""Letters by which words are compared."""

_QUOTES = "\"'“‘«"
_CLOSED = (".", "!", "?", '"', "”", "’", "'", ")", "…", "。", "！", "？", "」")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{4,40}")


class Page(NamedTuple):
    """The blocks `[first, last)` that are the article, the first its headline; and why the others are set aside."""

    first: int
    last: int
    above: tuple[SetAside, ...]
    below: Mapping[Span, str]


def find(text: str, blocks: Sequence[Block]) -> Page | None:
    """The article in a text that is a whole page, or none if it is not plain that the text is one."""
    runs = _runs(text, blocks)
    if not runs or runs[0][0] < _SHELL or runs[0][0] > _DEEPEST:
        return None
    body, end = runs[0][0], runs[-1][1]
    lines = [_line(text, block) for block in blocks[:body]]
    reasons = [furniture.reason(line, top=True) for line in lines]
    shell = sum(reason in _OF_PAGES for reason in reasons)
    last, below = _below(text, blocks, end)
    if shell < _SHELL and not (
        body >= _SHORT_LINES and shell + sum(reason in _OF_PAGES for reason in below.values()) >= _SHELL
    ):
        return None
    beginning = text[blocks[body].span.start : blocks[body].span.start + _BEGINNING]
    first = _headline(lines, reasons, beginning)
    if first is None:
        return None
    above = tuple(SetAside(block.span, reason or NAVIGATION) for block, reason in zip(blocks[:first], reasons, strict=False))
    return Page(first, last, above, below)


def _line(text: str, block: Block) -> str:
    start, end = block.span
    return _SPACE.sub(" ", text[start : min(end, start + _LONGEST_WORDS)])


def _runs(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The runs `[first, last)` of blocks that are a body: the one with most prose, and those that have a good part of it."""
    prose = [at for at, block in enumerate(blocks) if _is_prose(text, block.span, _PROSE)]
    prose = [at for at in prose if furniture.reason(_line(text, blocks[at]), top=False) is None]
    prose = _without_teasers(text, [block.span for block in blocks], prose)
    if not prose:
        return []
    starts = [prose[0], *(after for before, after in pairwise(prose) if after - before > _GAP)]
    sizes = dict.fromkeys(starts, 0)
    ends = dict.fromkeys(starts, 0)
    start = prose[0]
    for at in prose:
        start = at if at in sizes else start
        sizes[start] += blocks[at].span.end - blocks[at].span.start
        ends[start] = at + 1
    longest = max(starts, key=lambda start: sizes[start])
    least = {start: sizes[longest] / (_SHARE_BEFORE if start < longest else _SHARE) for start in starts}
    return [(start, ends[start]) for start in starts if sizes[start] >= least[start]]


def _without_teasers(text: str, spans: Sequence[Span], prose: Sequence[int]) -> list[int]:
    """The prose without the sentences that stand alone below titles, some one after another: they are about other stories."""
    alone = [_stands_alone(text, spans, at) for at in prose]
    teasers: set[int] = set()
    for start, end in _rows(alone):
        if end - start >= _TEASERS:
            teasers.update(prose[start:end])
    return [at for at in prose if at not in teasers]


def _stands_alone(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a block is one sentence below what may be a title, and the block below it is none."""
    line = text[spans[at].start : spans[at].end]
    if len(line) > page_end.TEASER or page_end.TWO.search(line):
        return False
    if at == 0 or not _may_be_title(text[spans[at - 1].start : spans[at - 1].end]):
        return False
    return not any(_is_prose(text, spans[beside], _SHORTEST) for beside in (at - 1, at + 1) if 0 <= beside < len(spans))


def _rows(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, flag in enumerate((*flags, False)):
        if not flag:
            if at > start:
                yield start, at
            start = at + 1


def _is_prose(text: str, span: Span, shortest: int) -> bool:
    return span.end - span.start >= shortest and text.endswith(_CLOSED, span.start, span.end)


def _headline(lines: Sequence[str], reasons: Sequence[str | None], beginning: str) -> int | None:
    """Which line above the body is the headline: it says what the body says, has a byline below, or stands there twice."""
    stems = {word[:_STEM].casefold() for word in _WORD.findall(beginning)}
    best: tuple[float, int] | None = None
    for at in range(max(0, len(lines) - _ABOVE), len(lines)):
        if reasons[at] is not None or not _may_be_title(lines[at]):
            continue
        words = _WORD.findall(lines[at])
        known = sum(word[:_STEM].casefold() in stems for word in words)
        score = 3.0 * known / max(len(words), 3)
        score += len(lines[at].split()) >= _TITLE_WORDS
        score += any(dates.tell(line) or byline.tell(line) for line in lines[at + 1 : at + 1 + _NEAR])
        score += any(line.startswith(lines[at]) for line in lines[:at])
        score -= lines[at].endswith(_CLOSED[:1])
        if best is None or score > best[0] + 0.2:
            best = score, at
    return best[1] if best else None


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or len(line.split()) < _FEWEST_WORDS:
        return False
    if (not line[0].isalnum() and line[0] not in _QUOTES) or sum(map(str.isalpha, line)) * 2 < len(line):
        return False
    return not (dates.tell(line) or byline.tell(line) or byline.may_be_name(line) or byline.is_role(line))


def _below(text: str, blocks: Sequence[Block], end: int) -> tuple[int, Mapping[Span, str]]:
    """Where the article ends, and why each block below is set aside: from the first furniture below all prose."""
    spans = [block.span for block in blocks[end:]]
    reasons = furniture.reasons(text, spans[:_LONGEST_FOOTER])
    after = 0
    late = [at for at, span in enumerate(spans[: len(reasons)]) if reasons[at] is None and _may_go_on(text, span)]
    for at in _without_teasers(text, spans, late):
        if _goes_on(text, spans[at], at - after + 1):
            after = at + 1
    start = next((at for at in range(after, len(reasons)) if reasons[at] in _OF_PAGES), len(spans))
    below: dict[Span, str] = {}
    before = NAVIGATION
    for at in range(start, len(spans)):
        reason = reasons[at] if at < len(reasons) else None
        before = reason if reason in _OF_PAGES else before
        below[spans[at]] = reason or before
    return end + start, below


def _may_go_on(text: str, span: Span) -> bool:
    return _is_prose(text, span, _SHORTEST) and not neighbours.is_link(text[span.start : span.end])


def _goes_on(text: str, span: Span, gap: int) -> bool:
    """Whether a paragraph is of the body that ended some blocks above."""
    return any(_is_prose(text, span, shortest) and gap <= most for shortest, most in _LATE)
