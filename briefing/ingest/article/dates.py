"""When an article was published: the date lines of newspapers and wires, as ISO 8601."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.ingest.article.word_lists import words

LONGEST = 160
"""Characters of the longest date line."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH = "(?P<{}>" + "|".join(_MONTHS) + r")\.?"
_YEAR = "(?P<{}>(?:1[789]|20|21)\\d\\d)"
_DATE = (
    rf"(?<![\w/.-])(?:{_YEAR.format('y1')}(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?:T[\d:.]{{4,15}}(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|{_MONTH.format('m2')}\s{{1,3}}(?P<d2>\d\d?)(?:st|nd|rd|th)?(?:,|\s)\s{{0,3}}{_YEAR.format('y2')}"
    rf"|(?P<d3>\d\d?)(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH.format('m3')},?[\s-]{_YEAR.format('y3')}"
    rf"|(?P<n4>\d\d?)(?P<s4>[-/.])(?P<n5>\d\d?)(?P=s4){_YEAR.format('y4')})(?![\w/-]|\.\d)"
)
_TIME = (
    r"(?<![\w:.])\d{1,2}(?:[:.]\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|(?<![\w:.])\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\d{1,3}(?:-|\s)min(?:ute)?s?(?:-|\s)read"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DIGITS = re.compile(r"\d")


class Dated(NamedTuple):
    """A date in a line: characters `[start, end)` of the line, whether it is that of an update, and its value as YYYY-MM-DD.

    The value is none where the date can be read two ways (03/04/2024) or does not exist.
    """

    start: int
    end: int
    newer: bool
    value: str | None


def find(line: str) -> list[Dated]:
    """The full dates in a line in their order; none in a line that is longer than `LONGEST`."""
    if len(line) > LONGEST or not _DIGITS.search(line):
        return []
    found: list[Dated] = []
    start = 0
    for match in _compiled(_DATE).finditer(line):
        before = {word.casefold() for word in _WORD.findall(line[start : match.start()])}
        if before & words("updated"):
            newer = True
        elif not before & words("published"):
            newer = bool(found) and found[-1].newer
        else:
            newer = False
        found.append(Dated(match.start(), match.end(), newer, _value(match)))
        start = match.end()
    return found


def tell(line: str) -> list[Dated]:
    """The dates of a line that says when the article was published or updated, and nothing else; none of other lines."""
    found = find(line)
    if not found:
        return []
    rest = _compiled(_TIME).sub(" ", _compiled(_DATE).sub(" ", line))
    known = words("published") | words("updated") | words("around_dates")
    return found if all(word.casefold() in known for word in _WORD.findall(rest)) else []


def is_labelled(line: str) -> bool:
    """Whether a line says in words that it tells when the article was published or updated."""
    first = _WORD.search(line)
    return first is not None and first[0].casefold() in words("published") | words("updated") and bool(tell(line))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a line first holds a digit."""
    return re.compile(pattern, re.IGNORECASE)


def _value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["y1"]:
        return _iso(part["y1"], int(part["m1"]), int(part["d1"]))
    for form in "23":
        if part["y" + form]:
            return _iso(part["y" + form], _MONTHS[part["m" + form].casefold()], int(part["d" + form]))
    first, second = int(part["n4"]), int(part["n5"])
    if first == second or (first > 12) != (second > 12):
        return _iso(part["y4"], min(first, second), max(first, second))
    return None


def _iso(year: str, month: int, day: int) -> str | None:
    """A date as ISO 8601, if the calendar has it."""
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    exists = 1 <= month <= 12 and 1 <= day <= _LENGTHS[month] + (month == 2 and leap)
    return f"{year}-{month:02}-{day:02}" if exists else None
