"""Where a report was filed: the place, and the agency, that stand before its first words."""

from __future__ import annotations

import re
from functools import cache

from briefing.ingest.article.word_lists import words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŠŽ]"
_PLACE = rf"(?P<place>{_CAPITAL}[^\W\d_]*[.'’]?(?:[\s/'’.-]{{1,2}}[^\W\d_]{{1,20}}\.?){{0,5}})"
_REGION = rf"(?:,\s{{1,3}}{_CAPITAL}[\w.'’-]{{0,20}}(?:\s{_CAPITAL}[\w.'’-]{{0,20}}){{0,3}}){{0,2}}"
_DAY = r"(?P<day>,?\s{1,3}(?:[A-Z][A-Za-z]{2,8}\.?\s\d\d?|\d\d?\s[A-Z][A-Za-z]{2,8}\.?)(?:,?\s\d{4})?)?"
_AGENCY = r"(?P<agency>(?:\s{0,3}|--)(?:\([A-Z][\w./&' -]{1,40}\)|/[A-Z][\w.-]{2,40}(?: [A-Z][\w.-]{1,20}){0,2}/))?"
_DASH = r"\s{0,3}(?P<dash>—|–|―|(?<=[\s)/])--|(?<=[\s)/])[-_](?=\s)|(?<=\)):)[—–―-]{0,2}\s{0,3}"
_LONGEST = 120


def length(paragraph: str) -> int:
    """How many characters of a first paragraph are its dateline, with the dash and the white space after it; 0 for none."""
    beginning = paragraph[:_LONGEST]
    if not beginning[:2].isupper() and "(" not in beginning and "/" not in beginning:
        return 0
    agency, place = _patterns()
    if found := agency.match(beginning):
        return found.end()
    found = place.match(beginning)
    if not found:
        return 0
    if found["agency"]:
        return found.end()
    name = found["place"].strip()
    if name != name.upper() or len(name) < 3 or name.casefold() in words("not_places"):
        return 0
    after = paragraph[found.end() : found.end() + 2].lstrip("\"'“‘«")
    return found.end() if not after or after[0].isupper() or after[0].isdigit() else 0


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An agency alone, and a place with all that can follow it: compiled when a paragraph may begin with one."""
    return re.compile(f"{_AGENCY[:-1]}{_DASH}"), re.compile(f"{_PLACE}{_REGION}{_DAY}{_AGENCY}{_DASH}")
