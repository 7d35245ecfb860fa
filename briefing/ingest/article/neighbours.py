"""What a line is by those beside it: captions over credits, titles in a row, labels and rests between furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.ingest.article.furniture_rules import Line, Rule, is_quoting
from briefing.ingest.article.word_lists import words

INSIDE = frozenset(("separator", "clock"))
"""Reasons of lines that stand inside a body, and tell nothing of the lines beside them."""

LINK = "link to more"
CAPTION = "caption"
_CREDIT = "photo credit"

_LONGEST_LINK = 140
"""Characters of the longest line in a list of links."""

_LONGEST_CAPTION = 220
_FEWEST_IN_CAPTION = 3

_FEWEST_IN_TITLE, _MOST_IN_TITLE = 4, 18
"""Words of a title."""

_TITLES, _TITLES_AT_END = 3, 2
"""Titles in a row that are links to other stories: inside a body, and where nothing but furniture stands below them."""

_MOST_TITLES = 12
"""Titles in a row that a page has; longer ones are lists of what the article tells of."""

_OF_LISTS = re.compile(r"^\W{0,3}\d|\d{1,2}(?:st|nd|rd|th)?\b.* - |[@:]| - |\|.*\|")
"""What lines of a list have in common that titles have not: numbers, a dash, a colon, columns."""

_LONGEST_BETWEEN = 90
"""Characters of the longest line that goes with furniture of one kind above and below it."""

_SHARED = frozenset(
    ("subscription", "sharing", "comments", "follow us", "contact", "navigation", "advertisement", "photo counter")
)
"""Reasons of boxes that have lines of their own."""

_STOPS = (".", "!", "?", '"', "'", ":")
_OPEN_ENDS = (".", '"', ":", ";", ",")
_CLOSED = (".", "!", "?", '"', ":", ";", ",")
_WITHIN = re.compile(r"[^\W\d_]{3,30}[.!?][\"')]?\s[\"'(]?[^\W\d_a-z]")
_NUMBERED = re.compile(r"\(?\d{1,3}[.):]\s?")
_BULLET = re.compile(r"[•*·-]\s?")


def settle(found: list[str | None], labels: Sequence[tuple[int, Rule]]) -> None:
    """Set aside the labels that stand in a row, above a line that is set aside, or below one of their own kind."""
    of_words = {number for number, rule in labels if rule.phrases}
    for number, rule in reversed(labels):
        below = found[number + 1] if number + 1 < len(found) else None
        in_row = number in of_words and not of_words.isdisjoint((number - 1, number + 1))
        if in_row or (below and below not in INSIDE) or (number and found[number - 1] == rule.reason):
            found[number] = found[number] or rule.reason


def captions(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside the lines right above credits that read as the words of a picture."""
    for at in range(1, len(lines)):
        if found[at] == _CREDIT and found[at - 1] is None and _reads_as_caption(lines[at - 1]):
            found[at - 1] = CAPTION


def _reads_as_caption(line: Line) -> bool:
    """Whether a line is short, begins as no sentence that leans back, quotes nobody, and tells of nothing past."""
    parts = line.folded.split()
    if not len(parts) >= _FEWEST_IN_CAPTION or len(line.words) > _LONGEST_CAPTION or not line.words[0].isupper():
        return False
    if is_quoting(line) or _WITHIN.search(line.words) or parts[0].strip(",'") in words("leaning"):
        return False
    if any(part[0].isupper() and part.casefold() in words("small") for part in line.words.split()[1:]):
        return False  # a heading
    if not line.words.endswith(_CLOSED):
        return True
    return not any(part.strip(",.;:") in words("past") for part in parts)


def titles(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside the titles of other stories: several in a row, written as titles are."""
    for start, end in _rows(lines, found):
        at_end = all(reason is not None for reason in found[end:])
        introduced = found[start - 1] is None and lines[start - 1].words.endswith(":")
        listed = sum(_OF_LISTS.search(line.words) is not None for line in lines[start:end]) * 2 >= end - start
        if not at_end and _BULLET.match(lines[start].words):
            continue
        if start and not introduced and not listed and (_TITLES_AT_END if at_end else _TITLES) <= end - start <= _MOST_TITLES:
            found[start:end] = [LINK] * (end - start)


def _rows(lines: Sequence[Line], found: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Where titles stand in a row, half open."""
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and found[at] is None and _reads_as_title(lines[at].words):
            continue
        if at > start:
            yield start, at
        start = at + 1


def _reads_as_title(line: str) -> bool:
    parts = line.rstrip("?!").split()
    if (
        not _FEWEST_IN_TITLE <= len(parts) <= _MOST_IN_TITLE
        or line.endswith((".", '"', ":", ";", ","))
        or _NUMBERED.match(line)
    ):
        return False
    small = words("small")
    long = [part for word in parts if (part := word.strip("\"'().,;:!?"))[:1].isalpha() and part.casefold() not in small]
    return len(long) >= _FEWEST_IN_TITLE - 1 and sum(part[0].isupper() for part in long) * 10 >= len(long) * 9


def between(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside the short lines between two of one box."""
    for at in range(1, len(lines) - 1):
        reason = found[at - 1]
        if found[at] is None and reason in _SHARED and found[at + 1] == reason and len(lines[at].words) <= _LONGEST_BETWEEN:
            found[at] = reason


def is_link(line: str) -> bool:
    """Whether a line could be a title in a list of links: short, and no sentence."""
    if len(line) > _LONGEST_LINK or line.count(" | ") > 1:
        return False
    parts = [word for word in line.split() if word[0].isalpha() and len(word) > 3]
    return not line.endswith(_STOPS) or (len(parts) > 2 and sum(word[0].isupper() for word in parts) * 10 >= len(parts) * 9)
