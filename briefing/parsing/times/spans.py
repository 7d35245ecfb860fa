"""Durations, one unit of a kind, and how often."""

from __future__ import annotations

import re

from briefing.parsing.times import timex
from briefing.parsing.times import words as w
from briefing.parsing.times.grammar import (
    EDGE,
    END,
    NEAR,
    NO_AGE,
    NO_TIME,
    Match,
    Rules,
    Surroundings,
    follows_name,
)
from briefing.parsing.times.timex import DAY, Value
from briefing.parsing.times.words import GAP

RULES = Rules()


# --- durations


_HALF = rf"(?P<one>(?i:an?|one))(?P<half>{GAP}(?i:half)(?:{GAP}|-))?|(?P<half2>(?i:half)(?:{GAP}(?i:an?|of{GAP}an?))?)"
_AMOUNT = rf"(?:{w.NUMBER}|{w.VAGUE}|{_HALF})"
_UNIT_EITHER = rf"(?i:(?P<unit>{w.any_of(w.UNITS)}))"
_DETERMINED = rf"(?:(?i:the|these|those|those{GAP}same|all{GAP}of{GAP}the|another|an?|any|every){GAP})"


@RULES.rule(
    rf"{_DETERMINED}?(?:{w.MODIFIER}{GAP}){{0,2}}{_AMOUNT}{GAP}(?:{w.FILLER}{GAP}){{0,2}}{_UNIT_EITHER}{END}"
    rf"(?P<plus>{GAP}(?i:and{GAP}a{GAP}half))?(?:['’](?!\w))?(?P<shift>{GAP}(?i:ago|from{GAP}now)\b)?"
)
def _duration(match: Match, here: Surroundings) -> Value | None:
    text, end = match.string, match.end()
    unit, amount = w.UNITS[match["unit"].lower()], _amount(match)
    singular = not match["unit"].lower().endswith(("s", "ies"))
    if _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
        return NO_TIME
    if unit.letter == "S" and match["one"] and not match["half"]:
        return None  # a second look, one second place
    if singular and match["vague"]:
        return None
    if (
        match["number"]
        and match["number"][0].isdigit()
        and amount is not None
        and amount >= 1000
        and unit.clock
        and unit.letter == "S"
    ):
        return None
    if match["shift"]:
        return timex.shift(*_back(amount, -1 if match["shift"].strip().lower() == "ago" else 1), unit, here.day)
    if singular and match["one"] and match[0].lower().startswith(("the ", "every ")) and "the" not in match["one"].lower():
        return timex.unknown(unit)
    return timex.duration(amount, unit)


_AGE_AFTER = re.compile(
    rf"(?:-|{GAP})(?i:olds?\b|of{GAP}age\b|and{GAP}(?:older|younger|over|under|up)\b|or{GAP}(?:older|younger)\b)|-(?i:old)"
)
_AGE_BEFORE = re.compile(rf"\b(?i:ages?|aged){GAP}$")


def _back(amount: float | None, sign: int) -> tuple[int | None]:
    return (None if amount is None or amount != int(amount) else sign * int(amount),)


def _amount(match: Match) -> float | None:
    if match["vague"]:
        return None
    found = 0.5 if match["half2"] else w.number(match["number"]) if match["number"] else 0.5 if match["half"] else 1.0
    return found + 0.5 if found is not None and match["plus"] else found


@RULES.rule(rf"(?:{w.NUMBER}|{w.VAGUE}|(?P<one>(?i:one|half))|(?P<multi>(?i:multi)))-{w.UNIT}(?:-(?i:long))?{END}{NO_AGE}")
def _hyphenated(match: Match, _: Surroundings) -> Value | None:
    unit = w.UNITS[match["unit"].lower()]
    if match["vague"] or match["multi"]:
        return timex.duration(None, unit)
    one = 0.5 if match["one"] and match["one"].lower() == "half" else 1.0
    return timex.duration(w.number(match["number"]) if match["number"] else one, unit)


@RULES.rule(rf"(?:(?P<many>(?i:{w.any_of([x for x in w.UNITS if x.endswith('s')])}))-|{w.UNIT}-?)(?i:long){END}")
def _long(match: Match, _: Surroundings) -> Value:
    if match["many"]:
        return timex.duration(None, w.UNITS[match["many"].lower()])
    return timex.duration(1, w.UNITS[match["unit"].lower()])


@RULES.rule(
    rf"(?P<span>(?:{_DETERMINED}?(?:{w.MODIFIER}{GAP}){{1,2}})?{w.UNITS_OF}){END}(?P<shift>{GAP}(?i:ago)\b)?(?!-(?i:old))"
)
def _plural(match: Match, here: Surroundings) -> Value | None:
    unit = w.UNITS[match["unit"].lower()]
    if match["shift"]:
        return timex.shift(None, unit, here.day)
    before = match.string[max(0, match.start() - 24) : match.start()]
    if (
        match["unit"][0].isupper()
        or (unit.letter == "S" and not _LATER.match(match.string, match.end()))
        or _OWNED.search(before)
        or follows_name(before, here, match.start())
    ):
        return None
    if unit.letter == "M" and unit.clock and match["span"] == match["unit"] and not _SPAN_BEFORE.search(before):
        return None  # the minutes of a meeting
    return timex.duration(None, unit)


_LATER = re.compile(rf"{GAP}(?i:later|earlier|before|after|ago)\b")
_OWNED = re.compile(
    r"(?:\w['’]s?|\b(?:his|her|their|my|our|your|its|golden|good|old|early|opening|office|business|man|teenage))\s$"
)
_SPAN_BEFORE = re.compile(r"\b(?i:for|in|within|after|of|minutes|few|by|lasted|took|last|take)\s$")


# --- one unit of a kind, sets


@RULES.rule(
    rf"{NEAR}?(?P<det>(?i:the|that|the{GAP}same|that{GAP}same|the{GAP}(?:following|previous|next|preceding|prior|day{GAP}after|past|coming|very{GAP}next|entire|whole)|that{GAP}very|one|the{GAP}other)){GAP}(?P<unit>(?i:day|week|month|year|decade|century|hour)){END}(?!-)"
)
def _the_unit(match: Match, here: Surroundings) -> Value | None:
    det, unit = " ".join(match["det"].lower().split()), w.UNITS[match["unit"].lower()]
    if match["unit"][0].isupper() and not match["unit"].isupper():
        return None
    if unit.clock and det in ("the", "one", "the other"):
        return None
    if det in ("the past", "the coming", "one", "the entire", "the whole") or (det == "the next" and unit != DAY):
        return timex.duration(1, unit)
    if det == "the other":
        return Value("PAST_REF") if unit == DAY else None
    if (
        match[0].lower().startswith(("the end", "end", "the close", "close", "the beginning", "the start", "the middle"))
        and det == "the"
        and here.day
    ):
        return timex.shift(0, unit, here.day)
    if unit.times == 100 and det == "the" and match[0].lower().startswith("the turn"):
        return Value(None)
    return timex.unknown(unit)


@RULES.rule(rf"{EDGE}(?P<unit>year|month|week|decade|century){END}")
def _edge(match: Match, here: Surroundings) -> Value:
    return timex.shift(0, w.UNITS[match["unit"]], here.day) if here.day else timex.unknown(w.UNITS[match["unit"]])


@RULES.rule(
    rf"(?:(?:(?i:the|this|his|her|their|its|our|my|a)|\w+['’]s){GAP})?{w.ORDINAL}{GAP}(?:(?i:straight|consecutive|full|successive|and{GAP}final|whole){GAP})?(?P<unit>(?i:day|week|month|year|decade|hour|night|evening)){END}(?!-)"
)
def _ordinal(match: Match, _: Surroundings) -> Value | None:
    word = match["unit"].lower()
    if match[0].lower() == f"last {word}":
        return None
    if word in w.PARTS:
        return Value("XXXX-XX-XXT" + w.PARTS[word])
    return timex.unknown(w.UNITS[word])


@RULES.rule(
    rf"(?:(?i:every|each)|(?i:per)(?={GAP}\w)){GAP}(?:(?i:single|other|few|recent|passing){GAP})?(?:{w.NUMBER}{GAP})?(?P<unit>(?i:{w.any_of(w.UNITS)}|quarter|weekday|weekend|season|morning|afternoon|evening|night)){END}(?!-)"
)
def _every(match: Match, _: Surroundings) -> Value | None:
    word = match["unit"].lower()
    if match[0].lower().startswith("per"):
        return None
    if match["number"]:
        return timex.duration(w.number(match["number"]), w.UNITS[word]) if word in w.UNITS else None
    if word in w.UNITS:
        return timex.unknown(w.UNITS[word])
    return Value(
        {"quarter": "XXXX-QX", "weekday": "XXXX-WXX", "weekend": "XXXX-WXX-WE"}.get(word)
        or (f"XXXX-XX-XXT{w.PARTS[word]}" if word in w.PARTS else None)
    )


@RULES.rule(rf"(?P<word>(?i:{w.any_of(w.SETS)})){END}(?!-)")
def _set(match: Match, here: Surroundings) -> Value | None:
    if match["word"][0].isupper() and here.tag(match.start()) in ("NNP", "NNPS"):
        return None
    return Value(w.SETS[match["word"].lower()])
