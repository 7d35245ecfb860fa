"""What a line reads like that may be a heading: short, without the mark of a sentence, and nothing that stands beside texts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from briefing.ingest.article import byline as bylines
from briefing.ingest.article import dateline as datelines
from briefing.ingest.article import dates
from briefing.ingest.article.word_lists import entries, load

LONGEST, MOST_WORDS = 90, 12
"""Characters and words of the longest heading that is told by how it is set."""

MOST_QUOTED = 4
"""Words of the longest heading in double quotation marks: a longer one is a quotation. Single ones are a heading's own."""

QUOTES = "\"“”«»‘’'"
_SINGLE = "‘'"
STOPS = tuple(".!?…:。！？")

_OPEN_ENDS = tuple(",;-–—&(/+")
_FEWEST_LETTERS = 4
_SMALL = 3
"""Letters of the longest word that has no capital in a title."""

_NUMBER = re.compile(r"(?:(?P<arabic>\d{1,2})|(?P<roman>[IVX]{1,5}))[.):]\s{1,3}(?=[^\W_])")
_COUNTED = re.compile(r"(?P<what>[^\W\d_]{2,10})\.?\s(?:(?P<arabic>\d{1,2})|(?P<roman>[IVX]{1,5})|(?P<word>[^\W\d_]{3,8}))\b")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SCORE = re.compile(r"\d\s?[-–:/]\s?\d")
_INSIDE = re.compile(r"[^\W\d_]{3,30}[.!?][\"”’)]?\s+[\"“‘(]?[^\W\d_a-zß-öø-ÿ]")
_QUOTATION = re.compile(r"\"[^\"]{0,2000}\"|“[^”]{0,2000}”")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_AGENCY = re.compile(r"\(([^()]{2,40})\)\Z")
_ELSEWHERE = ("|", "@", "://", "www.")


def reads_as_heading(line: str) -> bool:
    """Whether a line is short, begins as a title does, and is no sentence, byline, date, address, score, caption or link."""
    if not line or len(line) > LONGEST or len(line.split()) > MOST_WORDS or line.rstrip(QUOTES).endswith((*STOPS, *_OPEN_ENDS)):
        return False
    if line[0] in QUOTES:
        if line[-1] not in QUOTES or (is_quoted(line) and len(line.split()) > MOST_QUOTED):
            return False
    elif not (line[0].isupper() or line[0].isdigit()) or line[-1] in '"”»':
        return False
    letters = sum(map(str.isalpha, line))
    if letters < _FEWEST_LETTERS or letters * 2 < len(line):
        return False
    return not _stands_elsewhere(line)


def _stands_elsewhere(line: str) -> bool:
    """Whether a line says what stands in another line than a heading."""
    if any(part in line for part in _ELSEWHERE) or _SCORE.search(line) or _INSIDE.search(line):
        return True
    if bylines.tell(line) or bylines.is_role(line) or dates.tell(line) or datelines.length(line):
        return True
    if (agency := _AGENCY.search(line)) and bylines.is_role(agency[1]):
        return True
    folded = line.casefold()
    first = _WORD.search(folded)
    return (first is not None and first[0] in _list("others")) or any(part in folded for part in _list("captions"))


def is_quoted(line: str) -> bool:
    """Whether a line is all in double quotation marks."""
    return line[0] in QUOTES and line[-1] in QUOTES and line[0] not in _SINGLE


def may_be_longer(line: str) -> bool:
    """Whether a line that is longer than most is a heading where others are: "How the vote was won", or a quotation."""
    first = _WORD.match(line)
    return line[0] in _SINGLE or (first is not None and first[0].casefold() in _list("asks"))


def is_titled(line: str) -> bool:
    """Whether a line of several words has capitals as titles have them."""
    long = [word for word in _WORD.findall(line) if len(word) > _SMALL]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def is_shouted(words: str) -> bool:
    """Whether words are in capitals."""
    return words == words.upper() and sum(map(str.isalpha, words)) >= _FEWEST_LETTERS


def number(line: str) -> tuple[int, str]:
    """The number of a title that counts sections, and what follows it: "2. The vote", "Part two"; 0 where it has none."""
    if found := _NUMBER.match(line):
        return _value(found["arabic"], found["roman"], ""), line[found.end() :]
    found = _COUNTED.match(line)
    if found and found["what"].casefold() in _list("counted") and found["what"][0].isupper():
        return _value(found["arabic"], found["roman"], found["word"] or ""), line[found.end() :].lstrip(" .:–—-")
    return 0, line


def _value(arabic: str | None, roman: str | None, word: str) -> int:
    if arabic:
        return int(arabic)
    if roman:
        digits = [_ROMAN[letter] for letter in roman]
        return sum(-one if one < after else one for one, after in pairwise((*digits, 0)))
    numbers = entries(_table()["numbers"])
    return numbers.index(word.casefold()) + 1 if word.casefold() in numbers else 0


def speaks(answer: str, *, to: str = "") -> bool:
    """Whether somebody speaks of himself in a text, or of a group that a question is put to.

    Quotations count only where the text begins with one: it is all said by one who is asked, or else a report.
    """
    words = set(_words(answer if answer[:1] in QUOTES else _QUOTATION.sub("", answer)))
    addressed = not _list("addressed").isdisjoint(_words(to))
    return not words.isdisjoint(_list("speakers")) or (addressed and not words.isdisjoint(_list("groups")))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


@cache
def _list(name: str) -> frozenset[str]:
    """The words of one list of `heading_lines.toml`, in lower case."""
    return frozenset(entries(_table()[name]))


@cache
def _table() -> dict[str, str]:
    return load(__file__)
