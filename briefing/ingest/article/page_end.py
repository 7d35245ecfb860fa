"""Where an article ends in a text that goes on with other stories and menus, as a page does that was pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.ingest.article import furniture_rules
from briefing.ingest.article.furniture_rules import Line

LINK = "link to more"
_NAVIGATION = "navigation"

_OF_PAGES = frozenset(
    (
        LINK,
        _NAVIGATION,
        "about the author",
        "advertisement",
        "comments",
        "copyright",
        "follow us",
        "section label",
        "sharing",
        "subscription",
        "tags",
    )
)
"""Reasons of lines that a page has below its article."""

_FEWEST = 3
"""Such lines below an article, or titles of other stories."""

_SHARE = 4
"""Which part of the lines below an article is known to be of a page, at least, for the others to be so too."""

_PARAGRAPH = 80
_ABOVE = 2
"""Characters of a paragraph, and how many stand above the end of an article."""

_SENTENCE, _SHORTEST = 5, 25
"""Words, and characters, of the shortest line that may be the last of a body."""

TEASER = 240
"""Characters of the longest sentence below the title of another story; a paragraph has two."""

TWO = re.compile(r"[^\W\d_]{2,30}[.!?][\"')]?\s[\"'(]?[^\W\d_a-z]")

_STOPS = (".", "!", "?")
_QUOTES = "\"')]"


def other_stories(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside titles and teasers from a heading of links down to the end, where no paragraphs follow each other there."""
    start = _teasers(lines, found)
    paragraphs = 0
    for at, line in enumerate(lines):
        if at + 1 >= start and paragraphs >= _ABOVE and _heads_links(line):
            titles = sum(found[place] in (None, LINK) and not _is_sentence(lines[place]) for place in range(at + 1, len(lines)))
            prose = [place for place in range(at + 1, len(lines)) if found[place] is None and _is_sentence(lines[place])]
            if titles >= max(_FEWEST, len(prose)):
                kept = set(prose if len(prose) == 1 else ())  # it may be the last paragraph of the body, below a box
                found[at:] = [reason or (None if at + place in kept else LINK) for place, reason in enumerate(found[at:])]
            return
        paragraphs += found[at] is None and (not line.words or len(line.words) >= _PARAGRAPH)


def _heads_links(line: Line) -> bool:
    rule = furniture_rules.first(line, ("anywhere", "beside")) if line.words else None
    return rule is not None and rule.links


def _teasers(lines: Sequence[Line], found: Sequence[str | None]) -> int:
    """From which line on there are titles only, or titles with a sentence or two below each."""
    below = False
    for at in range(len(lines) - 1, -1, -1):
        line, reason = lines[at], found[at]
        if not line.words or (reason is None and (len(line.words) > TEASER or TWO.search(line.words))):
            return at + 1
        sentence = reason is None and _is_sentence(line)
        if sentence and below:
            return at + 1
        below = sentence
    return 0


def menus(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside the short lines among the furniture of a page below the last sentence."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if found[at] is None and _is_sentence(lines[at])), len(lines))
    below = [at for at in range(last + 1, len(lines)) if found[at] in _OF_PAGES or _is_of_pages(lines[at])]
    for number, start in enumerate(below[: 1 - _FEWEST]):
        if (len(below) - number) * _SHARE >= len(lines) - start:
            found[start:] = [reason or _NAVIGATION for reason in found[start:]]
            return


def _is_of_pages(line: Line) -> bool:
    rule = furniture_rules.first(line, ("beside",))
    return rule is not None and rule.reason in _OF_PAGES and len(rule.phrases) > 0


def _is_sentence(line: Line) -> bool:
    """Whether a line may be a paragraph of a body: also a short one that ends as a sentence does, or quotes somebody."""
    if not line.words or furniture_rules.tells(line):
        return True
    return line.words.rstrip(_QUOTES).endswith(_STOPS) and len(line.words) >= _SHORTEST and len(line.words.split()) >= _SENTENCE
