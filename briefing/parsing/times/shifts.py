"""What is counted from the day of speaking, hours and parts of a day, and the present, the past and the future."""

from __future__ import annotations

import re

from briefing.parsing.times import timex
from briefing.parsing.times import words as w
from briefing.parsing.times.grammar import (
    END,
    MOD,
    NEAR,
    OF,
    REL,
    THE,
    Match,
    Rules,
    Surroundings,
    at,
    step,
)
from briefing.parsing.times.timex import DAY, WEEK, YEAR, Value
from briefing.parsing.times.words import GAP

RULES = Rules()


# --- counted from the day of speaking


@RULES.rule(rf"(?:(?i:earlier|later|early|late){GAP})?(?P<word>(?i:{w.any_of(w.DEICTIC)}))(?:{GAP}{w.PART})?{END}")
def _deictic(match: Match, here: Surroundings) -> Value | None:
    if (
        here.tag(match.start("word")) == "NNP"
        and match["word"][0].isupper()
        and match.start("word")
        and match.string[match.start("word") - 1] == " "
    ):
        return None  # the name of a newspaper or a broadcast
    step, _, part = w.DEICTIC[match["word"].lower()].partition(" ")
    value = timex.shift(int(step), DAY, here.day)
    return at(value, match["part"] or part)


@RULES.rule(rf"(?:(?i:earlier|later|early|late){GAP})?(?P<rel>(?i:this|last)){GAP}{w.PART}{END}")
def _part_today(match: Match, here: Surroundings) -> Value:
    return at(timex.shift(step(match["rel"]), DAY, here.day), match["part"])


@RULES.rule(rf"{NEAR}?{REL}{GAP}(?P<of>(?i:fiscal|financial|calendar|school|academic|legislative){GAP})?{w.UNIT}{END}(?!-)")
@RULES.rule(
    rf"{NEAR}?(?P<the>{THE})(?P<rel>(?i:last|current)){GAP}(?P<of>(?i:fiscal|financial|calendar|school|academic){GAP})?{w.UNIT}{END}(?!-)"
)
def _relative(match: Match, here: Surroundings) -> Value | None:
    unit, rel = w.UNITS[match["unit"].lower()], " ".join(match["rel"].lower().split())
    if rel in ("past", "coming") or (unit.clock and rel == "this"):
        return None if unit.clock else timex.duration(1, unit)
    if match.re.groupindex.get("the") and (OF.match(match.string, match.end()) or unit == DAY or unit.clock):
        return timex.unknown(unit)
    if unit.clock:
        return timex.duration(1, unit)
    return timex.shift(step(rel), unit, here.day)


@RULES.rule(
    rf"{NEAR}?(?P<rel>(?i:this{GAP}past|this{GAP}coming|this|last|next|the{GAP}(?:past|coming|last|next|following)|the|that|every)){GAP}weekend{END}"
)
def _weekend(match: Match, here: Surroundings) -> Value:
    rel = " ".join(match["rel"].lower().split())
    if here.day is None or rel not in ("this", "last", "next", "this past", "this coming"):
        return Value("XXXX-WXX-WE")
    value = timex.shift(step(rel), WEEK, here.day)
    return Value(f"{value.text}-WE", value.resolved)


@RULES.rule(
    rf"{NEAR}?(?:{REL}|(?P<det>(?i:the{GAP}(?:past|coming|last|next|following|previous)|the|that|each|every|one))){GAP}(?:{MOD})?{w.SEASON}{END}(?:{GAP}(?:(?i:of){GAP})?(?P<year>(?:1[1-9]|20)\d\d)(?![\w%]))?"
)
@RULES.rule(rf"{NEAR}?{w.SEASON}{GAP}(?:(?i:of){GAP})?(?P<year>(?:1[1-9]|20)\d\d)(?![\w%])")
@RULES.rule(rf"{MOD}{w.SEASON}{END}")
@RULES.rule(rf"(?<=[ ](?:in|by|of) )(?P<season>spring|summer|autumn|winter){END}(?![ ][A-Z])")
def _season(match: Match, here: Surroundings) -> Value | None:
    groups = match.groupdict()
    code, rel = w.SEASONS[match["season"].lower()], groups.get("rel")
    if groups.get("year"):
        return Value(f"{groups['year']}-{code}")
    if (groups.get("det") or "").lower() in ("the", "that") and (match["season"][0].isupper() or _falls(match)):
        return None
    if here.tag(match.start("season"))[:2] in ("VB", "MD"):
        return None
    if not rel:
        return (
            Value(f"XXXX-{code}") if groups.get("det") else timex.season(code, here.day, here.direction(match.start("season")))
        )
    return timex.season(code, here.day, here.direction(match.start("season")), back=step(rel))


def _falls(match: Match) -> bool:
    return match["season"].lower() in ("fall", "spring") and OF.match(match.string, match.end()) is not None


@RULES.rule(rf"{NEAR}?(?P<rel>(?i:this|last|next|each|every)){GAP}season{END}")
def _sporting_season(_: Match, __: Surroundings) -> Value:
    return Value(None)


@RULES.rule(
    rf"{NEAR}?(?:{THE}(?:(?i:fiscal){GAP})?)?(?P<which>(?i:first|second|third|fourth|final|last)|[1-4](?:st|nd|rd|th))(?:{GAP}|-)(?P<what>(?i:fiscal{GAP}quarter|quarter|half))(?:{GAP}(?:(?i:of){GAP})?(?:(?i:fiscal){GAP}(?:(?i:year){GAP})?|the{GAP}year{GAP})?(?P<year>(?:19|20)\d\d)|{GAP}of{GAP}(?P<this>(?i:the|this|last|next){GAP}year))?{END}"
)
@RULES.rule(r"(?P<which>Q[1-4])(?:(?:\s|-)(?P<year>(?:19|20)\d\d))?(?!\w)")
def _quarter(match: Match, here: Surroundings) -> Value | None:
    groups = match.groupdict()
    what, which = (groups.get("what") or "quarter").lower(), match["which"].lower()
    place = int(which[1]) if which[0] == "q" else w.ordinal(which) or (2 if what == "half" else 4)
    letter = "H" if what == "half" else "Q"
    if groups.get("year"):
        return Value(f"{groups['year']}-{letter}{place}")
    if groups.get("this"):
        year = timex.shift(step(groups["this"].split()[0]), YEAR, here.day)
        return Value(f"{year.text if year.resolved else 'XXXX'}-{letter}{place}", year.resolved)
    if letter == "H" or (groups.get("what") is None and _GAME.search(match.string, match.end(), match.end() + 40)):
        return None
    return Value(f"XXXX-{letter}{place}")


_GAME = re.compile(r"\b(?i:touchdown|goal|yard|score|lead|play|minutes? left)")


@RULES.rule(rf"(?P<rel>(?i:this|last|next)){GAP}(?i:(?:fiscal{GAP})?quarter){END}")
def _relative_quarter(match: Match, here: Surroundings) -> Value:
    return timex.shift(step(match["rel"]), timex.Unit("Q"), here.day)


# --- hours and parts of a day


_HALF_DAY = rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?:{GAP})?(?P<half>(?i:[ap]\.m\.|[ap]\.m|[ap]m))(?!\w)"
_OF_24 = r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\w:]|[.,]\d)"
_BY_THE_CLOCK = rf"{w.NUMBER}{GAP}(?i:o['’]clock)"
_DAY_AFTER = rf"{GAP}(?:(?i:on){GAP})?(?:{w.WEEKDAY}|(?P<deictic>(?i:today|tomorrow|yesterday|tonight)))(?!\w)"


@RULES.rule(
    rf"(?:{_HALF_DAY}|{_OF_24}|{_BY_THE_CLOCK}|{w.MOMENT}(?!\w))(?P<zone>{GAP}\(?{w.ZONE}\)?(?!\w))?(?P<named>{_DAY_AFTER})?"
)
def _clock(match: Match, here: Surroundings) -> Value | None:
    text, start = match.string, match.start()
    if match["hour24"] and not (match["zone"] or match["named"] or _AT.search(text[max(0, start - 12) : start])):
        return None
    if match["moment"]:
        clock = w.MOMENTS[match["moment"].lower()]
        if match["moment"][0].isupper():
            return None
    else:
        hour = int(match["hour"] or match["hour24"] or 0)
        if match["number"]:
            hour = int(w.number(match["number"]) or 0)
            if not 1 <= hour <= 12:
                return None
        if match["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        minute = match["minute"] or match["minute24"]
        clock = f"{hour:02}:{minute}" if minute else f"{hour:02}"
    if match["weekday"]:
        day = timex.weekday(w.WEEKDAYS[w.key(match["weekday"])], here.day, here.direction(match.start("weekday")) or -1)
    elif match["deictic"]:
        day = timex.shift(int(w.DEICTIC[match["deictic"].lower()].split()[0]), DAY, here.day)
    else:
        day = timex.shift(0, DAY, here.day) if here.day else Value("XXXX-XX-XX")
    return Value(f"{day.text}T{clock}", day.resolved) if day.text else day


_AT = re.compile(rf"\b(?i:at|from|by|until|till|before|after|around|about|since|between|to|and){GAP}$")


@RULES.rule(
    rf"(?:(?i:the{GAP}(?:following|previous|next|same)|the|that|one|early|late){GAP}(?:(?i:early|late){GAP})?"
    rf"|(?<=\b[ao]t )|(?<=\bby )){w.PART}{END}(?!-)"
)
@RULES.rule(rf"(?P<part>(?i:overnight)){END}(?!-)")
def _part(match: Match, _: Surroundings) -> Value | None:
    if match["part"][0].isupper():
        return None
    return Value("XXXX-XX-XXT" + w.PARTS.get(match["part"].lower(), "NI"))


# --- the present, the past, the future


@RULES.rule(rf"(?P<word>(?i:{w.any_of(w.REFERENCES)})){END}(?!-)")
def _reference(match: Match, here: Surroundings) -> Value | None:
    word = " ".join(match["word"].lower().split())
    if word == "now" and (_THAT.match(match.string, match.end()) or here.tag(match.start()) == "NNP"):
        return None
    if word in ("at the time", "at the moment") and OF.match(match.string, match.end()):
        return None
    return Value(w.REFERENCES[word])


_THAT = re.compile(rf"(?:{GAP}that\b|-)")


@RULES.rule(
    rf"(?i:the){GAP}(?:(?i:near|distant|recent|not-too-distant|foreseeable|immediate){GAP})?(?P<word>(?i:past|future|present)){END}(?!-)"
)
def _past_and_future(match: Match, here: Surroundings) -> Value | None:
    if OF.match(match.string, match.end()):
        return None
    after = here.tag(match.end() + 1)
    if after[:2] in ("NN", "JJ", "CD") or match["word"][0].isupper():
        return None
    return Value(f"{match['word'].upper()}_REF")
