"""Days, months, years and centuries by their names and figures, and holidays."""

from __future__ import annotations

import re

from briefing.parsing.times import timex
from briefing.parsing.times import words as w
from briefing.parsing.times.grammar import (
    END,
    MOD,
    NEAR,
    REL,
    THE,
    Match,
    Rules,
    Surroundings,
    at,
    is_verb,
    step,
)
from briefing.parsing.times.timex import Direction, Value
from briefing.parsing.times.words import GAP

RULES = Rules()


# --- days and months by their names


@RULES.rule(
    rf"{NEAR}?(?:(?:{REL}{GAP})?{w.WEEKDAY},?{GAP})?{w.MONTH}{GAP}(?:the{GAP})?(?P<on>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"(?:,?{GAP}(?P<year>[12]\d{{3}}))?(?![\w:%]|[.,]\d)"
)
@RULES.rule(
    rf"{NEAR}?(?:{w.WEEKDAY},?{GAP})?{THE}?(?P<on>[0-3]?\d)(?:st|nd|rd|th)?{GAP}(?:of{GAP})?{w.MONTH}"
    rf"(?:,?{GAP}(?P<year>[12]\d{{3}}))?{END}"
)
def _month_day(match: Match, here: Surroundings) -> Value | None:
    month, on = w.MONTHS[w.key(match["month"])], int(match["on"])
    if not 1 <= on <= 31:
        return None
    if match["year"]:
        return Value(f"{match['year']}-{month:02}-{on:02}")
    return timex.month_day(month, on, here.day, here.direction(match.start("month")))


@RULES.rule(
    rf"(?i:from|between)?{w.MONTH}{GAP}[0-3]?\d(?:{GAP}?[-–]{GAP}?|{GAP}(?i:and|to|through|until){GAP})(?P<on>[0-3]?\d)(?![\w:%]|[.,]\d)",
    "on",
)
def _second_day(match: Match, here: Surroundings) -> Value | None:
    month, on = w.MONTHS[w.key(match["month"])], int(match["on"])
    return timex.month_day(month, on, here.day, here.direction(match.start("month"))) if 1 <= on <= 31 else None


@RULES.rule(rf"{NEAR}?{w.MONTH},?{GAP}(?:of{GAP})?(?P<year>(?:1[1-9]|20)\d\d)(?![\w%]|[.,]\d)")
def _month_year(match: Match, _: Surroundings) -> Value:
    return Value(f"{match['year']}-{w.MONTHS[w.key(match['month'])]:02}")


@RULES.rule(rf"{NEAR}?(?:{REL}{GAP})?{w.MONTH_ALONE}{END}")
def _month(match: Match, here: Surroundings) -> Value | None:
    start, word, rel = match.start("month"), match["month"], match["rel"]
    if here.is_person(start) or here.is_part_of_name(start) or is_verb(match, here, "month", ("may", "march")):
        return None
    number = w.MONTHS[w.key(word)]
    if word.endswith("s") and not rel:
        return None
    back = step(rel)
    direction: Direction = back or here.direction(start)
    if rel and rel.lower() == "this" and here.day:
        return Value(f"{here.day.year}-{number:02}", resolved=True)
    return timex.month(number, here.day, direction, same=not back)


@RULES.rule(rf"{NEAR}?(?:{REL}{GAP})?{w.WEEKDAY}(?:{GAP}{w.PART})?{END}")
def _weekday(match: Match, here: Surroundings) -> Value | None:
    start, rel = match.start("weekday"), match["rel"]
    if match["weekday"].endswith(".") and here.is_person(start) and _CAPITAL.match(match.string, match.end("weekday")):
        return None
    number, back = w.WEEKDAYS[w.key(match["weekday"])], step(rel)
    if rel and rel.lower() == "this" and here.day:
        value = timex.weekday(number, here.day, 1 if number >= here.day.isoweekday() else -1)
    else:
        value = timex.weekday(number, here.day, back or here.direction(start) or -1, same=not back)
    return at(value, match["part"])


_CAPITAL = re.compile(rf"{GAP}[A-Z][a-z]")


@RULES.rule(rf"(?:(?i:every|each){GAP})(?:(?i:other){GAP})?{w.WEEKDAY}(?:{GAP}{w.PART})?{END}")
@RULES.rule(rf"{w.WEEKDAY}s(?:{GAP}{w.PART})?{END}")
@RULES.rule(rf"{w.WEEKDAY}{GAP}(?P<part>(?i:morning|afternoon|evening|night))s{END}")
def _every_weekday(match: Match, _: Surroundings) -> Value:
    return at(Value(f"XXXX-WXX-{w.WEEKDAYS[w.key(match['weekday'])]}"), match["part"])


@RULES.rule(rf"{w.HOLIDAY}{END}")
def _holiday(match: Match, here: Surroundings) -> Value:
    month, on = w.HOLIDAYS[" ".join(match["holiday"].lower().split())].split("-")
    if on == "XX":
        return timex.Value(f"XXXX-{month}-XX")
    return timex.month_day(int(month), int(on), here.day, here.direction(match.start()))


# --- dates in figures, years, decades, centuries


@RULES.rule(r"(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<on>[0-3]\d)(?![\w-])")
def _iso(match: Match, _: Surroundings) -> Value:
    return Value(match[0])


@RULES.rule(r"(?P<a>[0-3]?\d)(?P<sign>[/.])(?P<b>[0-3]?\d)(?P=sign)(?P<year>[12]\d{3}|\d\d)(?![\w/]|\.\d)")
def _figures(match: Match, _: Surroundings) -> Value | None:
    a, b, year = int(match["a"]), int(match["b"]), match["year"]
    month, on = (b, a) if match["sign"] == "." or a > 12 else (a, b)
    if not (1 <= month <= 12 and 1 <= on <= 31) or (match["sign"] == "." and len(year) < 4):
        return None
    century = "" if len(year) == 4 else "20" if int(year) < 70 else "19"
    return Value(f"{century}{year}-{month:02}-{on:02}")


_FISCAL = rf"(?i:(?:fiscal|calendar|financial){GAP}(?:year{GAP})?|FY[ -]?|the{GAP}year{GAP})"


@RULES.rule(rf"(?:{NEAR}{_FISCAL}?|{_FISCAL})(?P<year>(?:1[1-9]|20)\d\d)(?![\w%]|[.,]\d)")
def _named_year(match: Match, _: Surroundings) -> Value:
    return Value(match["year"])


@RULES.rule(r"(?P<year>1[1-9]\d\d|20\d\d)(?![\w%°/]|[.,:]\d|-\d{3}|['’]s?\d)")
def _year(match: Match, here: Surroundings) -> Value | None:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    placed = _YEAR_BEFORE.search(before) is not None
    if not placed and (int(match["year"]) < 1900 or _UNIT_AFTER.match(after)):
        return None
    if match["year"].endswith("00") and not placed and here.tag(end + 1) in ("NNS", "JJ"):
        return None
    if _UNIT_AFTER.match(after) or _NAMED_BEFORE.search(before):
        return None
    return Value(match["year"])


_YEAR_BEFORE = re.compile(
    r"(?:\b(?i:in|since|from|until|till|by|of|before|after|around|circa|during|between|to|through|for|and|or|as|early|late|on)"
    r"|[(,–-]|\d{4}[-–/,]|['’]s)\s{0,2}$"
)
_UNIT_AFTER = re.compile(rf"(?:{GAP}|-)(?:{w.MEASURE}|(?i:{w.any_of(w.UNITS)})){END}")
_NAMED_BEFORE = re.compile(rf"(?<!\w){w.NUMBERED}{GAP}$")


@RULES.rule(r"(?:(?:1[1-9]|20)\d\d)(?:[-–/]|\s?–\s?)(?P<year>(?:1[1-9]|20)\d\d)(?![\w%-]|[.,]\d)", "year")
def _range(match: Match, _: Surroundings) -> Value:
    return Value(match["year"])


@RULES.rule(r"(?P<century>1[1-9]|20)(?P<first>\d\d)[-–/](?P<year>\d\d)(?![\w%-]|[.,]\d)", "year")
def _short_range(match: Match, _: Surroundings) -> Value | None:
    ahead = int(match["year"]) - int(match["first"])
    return Value(match["century"] + match["year"]) if ahead > 0 or match["first"] == "99" else None


@RULES.rule(r"(?P<year>(?:1[1-9]|20)\d\d)(?=[-–/]\d\d(?:\d\d)?(?![\w%-]|[.,]\d))")
def _range_start(match: Match, _: Surroundings) -> Value:
    return Value(match["year"])


@RULES.rule(r"['’‘](?P<year>\d\d)(?![\w%'’]|[.,:]\d)")
def _short_year(match: Match, _: Surroundings) -> Value | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return Value(_century(match["year"])) if _YEAR_BEFORE.search(before) else None


@RULES.rule(rf"{THE}?{MOD}?(?P<decade>(?:1[1-9]|20)\d)0['’]?s{END}")
def _decade(match: Match, _: Surroundings) -> Value:
    return Value(match["decade"])


@RULES.rule(
    rf"{THE}{MOD}?(?:['’‘](?P<decade>\d)0['’]?s|(?P<tens>[2-9])0['’]?s|(?P<words>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))){END}"
)
def _short_decade(match: Match, _: Surroundings) -> Value | None:
    tens = match["decade"] or match["tens"]
    if match["words"]:
        tens = str(
            ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties").index(
                match["words"].lower()
            )
            + 2
        )
    return Value(_century(f"{tens}0")[:3])


@RULES.rule(rf"{NEAR}?{THE}?{w.ORDINAL}(?:{GAP}|-)(?P<what>(?i:century|millennium))(?P<era>{GAP}(?i:b\.?c\.?e?\.?|ad))?{END}")
def _century_words(match: Match, _: Surroundings) -> Value | None:
    place = w.ordinal(match["ordinal"]) - 1
    if place < 0 or match["what"].lower() == "millennium":
        return Value(None)
    before = bool(match["era"]) and match["era"].strip().lower().startswith("b")
    return Value(f"BC{place + 1:02}" if before else f"{place:02}")


def _century(two: str) -> str:
    return ("20" if int(two) < 30 else "19") + two
