"""Where a quote stands in a text: at its own place, word for word elsewhere, or where most of its words stand.

A quote is known by its words and by up to 32 characters on either side, as in the text quote selectors of the W3C's Web
Annotation Data Model (2017). All of it takes time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from briefing.model import Span

CONTEXT = 32
"""Characters on either side of a quote by which it is told from others with the same words."""

LEAST_LIKENESS = 0.6
"""Share of words that quote and place must have in common, twice the common ones by all of both (Ratcliff, Obershelp 1988)."""

_MOST_PLACES = 200
_COMMON = 64
_LEAST_WORDS = 4
_WORD = r"\w+"
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "})


def around(text: str, span: Span) -> tuple[str, str, str]:
    """The quote at a span, and up to `CONTEXT` characters before and after it."""
    start, end = span
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find(text: str, span: Span, quote: str, before: str, after: str, *, loosely: bool) -> Span | None:
    """Where a quote that stood at `span` stands in `text`; none if it stands there no more.

    Of several places with its words the one whose surroundings are most alike is taken, then the nearest. White space and the
    form of quotation marks and dashes count for nothing. `loosely` takes, where the words are not there, the place that has
    most of them in their order, if it is alike enough.
    """
    if not quote.strip():
        return None
    if around(text, span) == (quote, before, after):
        return span
    near = _nearest(text, f"{before}{quote}{after}", span.start - len(before))
    if near is not None:
        return Span(near + len(before), near + len(before) + len(quote))
    places = _exact(text, quote) or _spaced(text, quote)
    if places:
        return _best(text, places, span, before, after)
    return _alike(text, quote) if loosely else None


def _nearest(text: str, words: str, place: int) -> int | None:
    """Where words begin that begin nearest to a place."""
    place = max(0, place)
    found = [at for at in (text.rfind(words, 0, place + len(words)), text.find(words, place)) if at >= 0]
    return min(found, key=lambda at: abs(at - place)) if found else None


def _exact(text: str, quote: str) -> list[Span]:
    places: list[Span] = []
    start = text.find(quote)
    while start >= 0 and len(places) < _MOST_PLACES:
        places.append(Span(start, start + len(quote)))
        start = text.find(quote, start + len(quote))
    return places


def _spaced(text: str, quote: str) -> list[Span]:
    """The places with the quote's words, however lines are wrapped and quotation marks are written in either."""
    folded, starts, origins = _folded(text)

    def origin(place: int) -> int:
        word = bisect_right(starts, place) - 1
        return origins[word] + place - starts[word]

    wanted = " ".join(quote.translate(_ALIKE).split())
    return [Span(origin(place.start), origin(place.end - 1) + 1) for place in _exact(folded, wanted)]


@lru_cache(maxsize=2)
def _folded(text: str) -> tuple[str, list[int], list[int]]:
    """A text with single spaces and plain quotation marks; where each of its words begins in it and in the text."""
    words: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for match in re.finditer(r"\S+", text.translate(_ALIKE)):
        words.append(match[0])
        starts.append(length)
        origins.append(match.start())
        length += len(match[0]) + 1
    return " ".join(words), starts, origins


def _best(text: str, places: list[Span], old: Span, before: str, after: str) -> Span:
    def likeness(place: Span) -> tuple[int, int]:
        left = text[max(0, place.start - CONTEXT) : place.start]
        right = text[place.end : place.end + CONTEXT]
        return _common(left[::-1], before[::-1]) + _common(right, after), -abs(place.start - old.start)

    return max(places, key=likeness)


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a.translate(_ALIKE), b.translate(_ALIKE), strict=False):
        if x != y:
            break
        count += 1
    return count


@lru_cache(maxsize=2)
def _words(text: str) -> tuple[list[str], list[Span], dict[str, list[int]]]:
    """The words of a text, where they stand, and the numbers of each word."""
    words: list[str] = []
    spans: list[Span] = []
    numbers: dict[str, list[int]] = {}
    for number, match in enumerate(re.finditer(_WORD, text)):
        word = match[0].casefold()
        words.append(word)
        spans.append(Span(*match.span()))
        numbers.setdefault(word, []).append(number)
    return words, spans, numbers


def _alike(text: str, quote: str) -> Span | None:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a changed article needs it

    wanted = [match[0].casefold() for match in re.finditer(_WORD, quote)]
    if len(wanted) < _LEAST_WORDS:
        return None
    words, spans, numbers = _words(text)
    reach = len(wanted)
    # Words that agree on how far the quote has moved vote for the stretches of the text that it may stand in.
    votes: Counter[int] = Counter()
    for at, word in enumerate(wanted):
        places = numbers.get(word, ())
        if len(places) <= _COMMON:
            for place in places:
                votes[(place - at) // reach] += 1
                votes[(place - at) // reach + 1] += 1
    best: tuple[float, Span] | None = None
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for stretch, _ in votes.most_common(3):
        first = max(0, (stretch - 1) * reach)
        matcher.set_seq1(words[first : (stretch + 2) * reach])
        blocks = [(first + block.a, block.size) for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            continue
        likeness, start, end = _densest(blocks, len(wanted))
        if likeness >= LEAST_LIKENESS and (best is None or likeness > best[0]):
            best = likeness, Span(spans[start].start, spans[end - 1].end)
    return best[1] if best else None


def _densest(blocks: list[tuple[int, int]], wanted: int) -> tuple[float, int, int]:
    """The run of matching blocks (start, size) that is most alike `wanted` words: stray words at its ends do not count."""

    def likeness(low: int, high: int) -> float:
        length = blocks[high][0] + blocks[high][1] - blocks[low][0]
        return 2 * sum(size for _, size in blocks[low : high + 1]) / (wanted + length)

    low, high = 0, len(blocks) - 1
    best = likeness(low, high)
    while low < high:
        better, step = max((likeness(low + 1, high), 1), (likeness(low, high - 1), 0))
        if better <= best:
            break
        best, low, high = better, low + step, high - 1 + step
    return best, blocks[low][0], blocks[high][0] + blocks[high][1]
