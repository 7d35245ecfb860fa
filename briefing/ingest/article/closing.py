"""What stands below the end of an article: sections about whoever sent it, notes on authors, credits, contacts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from briefing.ingest.article import byline as bylines
from briefing.ingest.article import dates, furniture_rules
from briefing.ingest.article.furniture_rules import Line, Rule
from briefing.ingest.article.word_lists import words
from briefing.model import Span

DATE = "date"
AUTHOR = "about the author"
_BYLINE = "byline"
_MARK = "separator"
_NOTE = "note"
_COMMENTS = "comments"

_OF_RELEASES = frozenset(("legal notice", "contact", "sources"))
"""Reasons of lines below a release."""

_BOILERPLATE = frozenset(("about the organisation", "legal notice", "contact"))
"""Reasons of headings below which nobody is quoted."""

_OF_COMMENTS = frozenset((_COMMENTS, "sharing", "clock", "date"))
_FEWEST_MARKS = 2
"""Reasons of lines between comments, and how many such lines there are at least."""

_WORD = re.compile(r"[^\W\d_]+")
_SAID = re.compile(r"\b(?:said|says|told)\b")
_ADDRESS = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|you|you're|your|thanks|thank|please|lol)\b")
"""Somebody who speaks to somebody, as in comments."""

_COMMENT = re.compile(r"\bsays:?$|^(?:reply|report|like|flag|upvote)\b|\b(?:ago|at \d{1,2}:\d\d ?(?:[ap]\.?m\.?)?)$")

_DEEPEST = 60
"""Lines at the end of a text that are tried with the rules for its end."""

_PROSE = 80
_FEWEST = 2
"""Characters of a paragraph, and how many of them stand above what closes an article."""

_LONGEST_NOTE = 600
"""Characters of the longest note on an author."""

_NAME = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ][\w.'-]{0,25}\s){1,4}")
_PARTS = re.compile(r"\s(?:and|&|with|in|for|of)\s|[,|;·•]|\b[Bb][Yy]:?\s")
_CAPITAL = r"[^\W\d_a-z][\w.'-]"
_AUTHOR = re.compile(
    rf"{_CAPITAL}{{1,25}}(?: (?:de|del|della|van|von|der|den|bin|al|la|le|da|dos) | )(?:{_CAPITAL}{{0,25}} ?){{1,3}}"
)
_TELLS = re.compile(
    r",? (?:(?:is|was|has|holds|covers?|writes|reports|edits|leads|hosts|heads|teaches|works|lives|serves|joined|began|started|"
    r"contributed|contributes|studies|studied|grew|directs|runs|can be|specializes|specialises|studied|graduated|won)\b|"
    r"(?:an?|the|our)\s[^.]{2,80},? (?:is|was|has|covers|writes|can)\b)"
)
_TRADE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|freelance|freelancer|contributor|photographer|producer)\b"
)
_GOES_ON = re.compile(r"(?:he|she|they|his|her|their|follow|email|e-mail|contact|reach|you can|find|read|see|more|twitter|x)\b")
_STOPS = (".", "!", "?", '"')


def sections(lines: Sequence[Line], spans: Sequence[Span], found: list[str | None]) -> None:
    """Set aside the first heading that closes an article, and what stands below it."""
    headings = {at: rule for at, line in enumerate(lines) if line.words and (rule := furniture_rules.closing(line))}
    if not headings:
        return
    ends = _Ends(lines, spans, found)
    marks = Counter(id(rule) for rule in headings.values())
    for at, rule in headings.items():
        divides = rule.reason == _MARK and marks[id(rule)] > 1  # what stands more than once parts what it stands between
        if divides or not ends.closes(rule, at):
            if rule.reason == _MARK:
                found[at] = rule.reason
            continue
        reason = rule.reason
        for place in range(at, len(lines)):
            heading = headings.get(place)
            reason = heading.reason if heading else _NOTE if reason == _MARK else reason
            found[place] = ends.own[place] or reason
        return


class _Ends:
    """What stands above and below each line of a text, counted once."""

    def __init__(self, lines: Sequence[Line], spans: Sequence[Span], found: Sequence[str | None]) -> None:
        self.own = [reason or _own_reason(line) for reason, line in zip(found, lines, strict=True)]
        sizes = [span.end - span.start for span in spans]
        bare = [reason is None for reason in self.own]
        self._paragraphs = _sums(reason is None and size >= _PROSE for reason, size in zip(found, sizes, strict=True))
        self._above = _sums(size if reason is None else 0 for reason, size in zip(found, sizes, strict=True))
        self._bare = _sums(bare)
        self._below = _sums(size * one for size, one in zip(sizes, bare, strict=True))
        self._said = _sums(one and _SAID.search(line.folded) is not None for line, one in zip(lines, bare, strict=True))
        self._released = _sums(reason in _OF_RELEASES for reason in self.own)
        self._marked = _sums(
            (reason in _OF_COMMENTS) + (_COMMENT.search(line.folded) is not None)
            for line, reason in zip(lines, self.own, strict=True)
        )
        self._spoken = _sums(_ADDRESS.search(line.folded) is not None for line in lines)

    def closes(self, rule: Rule, at: int) -> bool:
        """Whether what stands below a heading is no part of an article.

        Paragraphs stand above it, and below it no more of what no rule takes; or what shows that it is a release, or comments.
        """
        if self._paragraphs[at] < _FEWEST:
            return False
        if rule.reason == _COMMENTS:
            return _rest(self._marked, at) >= _FEWEST_MARKS or _rest(self._spoken, at) * 2 > len(self.own) - at - 1
        said = _rest(self._said, at)
        if said * _FEWEST_MARKS > _rest(self._bare, at) or (said and rule.reason in _BOILERPLATE):
            return False
        return _rest(self._below, at) <= self._above[at] or _rest(self._released, at) > 0


def _sums(numbers: Iterable[int]) -> list[int]:
    """For each place, and the end, the sum of the numbers before it."""
    return [0, *accumulate(numbers)]


def _rest(sums: Sequence[int], at: int) -> int:
    return sums[-1] - sums[at + 1]


def _own_reason(line: Line) -> str | None:
    rule = furniture_rules.first(line, ("anywhere", "end")) if line.words else None
    return rule.reason if rule is not None else None


def about_authors(lines: Sequence[Line], found: list[str | None], byline: str) -> None:
    """Set aside what tells of the authors: of those in a byline, or below a name alone; and the lines that go on with it."""
    names = _authors(byline)
    firsts = tuple(f"{name.split()[0]} " for name in names)
    for at, line in enumerate(lines):
        if found[at] is not None or not line.words or len(line.words) > _LONGEST_NOTE or furniture_rules.is_quoting(line):
            continue
        below = at > 0 and found[at - 1] == AUTHOR
        named = any(line.words.startswith(name) and _TELLS.match(line.words, len(name)) for name in names)
        goes_on = below and (_GOES_ON.match(line.folded) or (firsts and line.words.startswith(firsts)))
        signed = line.words in names and at * 2 > len(lines)
        if named or goes_on or signed:
            found[at] = AUTHOR
        elif at > 0 and _TRADE.search(line.folded) and _is_name_above(lines[at - 1].words, line.words):
            found[at - 1] = found[at] = AUTHOR


def _is_name_above(name: str, note: str) -> bool:
    """Whether a line is a name alone, with which the note below it begins."""
    return bylines.may_be_name(name) and note.startswith(name) and _TELLS.match(note, len(name)) is not None


def _authors(byline: str) -> list[str]:
    """The names in a byline."""
    parts = [part for line in byline.split("\n") for part in _PARTS.split(furniture_rules.seen(line).words)]
    names = [name[0].strip(" ,.") for part in parts if (name := _AUTHOR.match(part.strip()))]
    return [name for name in names if not any(word.casefold() in words("roles") for word in name.split())]


def up_to_body(text: str, spans: Sequence[Span], lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside the lines that only the end of a text explains, from the last one up to the first that is body."""
    for at in range(len(spans) - 1, max(len(spans) - 1 - _DEEPEST, 0), -1):
        if found[at] is not None:
            continue
        line = lines[at]
        rule = furniture_rules.first(line, ("end", "beside")) if line.words else None
        if rule is not None and not (rule.new_name and not _is_new(line.words, text[spans[0].start : spans[at].start])):
            found[at] = rule.reason
        elif line.words and _dates_article(line):
            found[at] = DATE
        elif line.words and bylines.opens(line.words):
            found[at] = _BYLINE
        else:
            break


def _dates_article(line: Line) -> bool:
    """Whether a line is a date, or two that are called those of publication and update; else two are from when to when."""
    found = dates.tell(line.words)
    return len(found) == 1 or (
        bool(found) and not words("published").union(words("updated")).isdisjoint(_WORD.findall(line.folded))
    )


def _is_new(line: str, before: str) -> bool:
    """Whether a line begins with a name whose last word the text before it does not hold: a person who is not in the story."""
    name = _NAME.match(line)
    if name is None:
        return False
    last = name[0].split()[-1].strip(",.'")
    return last.removesuffix("'s") not in before.translate(furniture_rules.STRAIGHT)
