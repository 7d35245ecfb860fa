"""The words of `times.toml` as pieces of regular expressions, and what they mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from briefing.parsing.times.timex import Unit, unit

_TABLES: dict[str, dict[str, Any]] = tomllib.loads(  # `Any` is what TOML holds
    files("briefing.parsing.times").joinpath("times.toml").read_text(encoding="utf-8")
)


def _words(table: str) -> dict[str, Any]:
    return {str(word): code for word, code in _TABLES[table]["words"].items()}


def any_of(words: Iterable[str]) -> str:
    """A piece that matches one of some words, the longest first, white space as it comes."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def loose(piece: str) -> str:
    """A piece that matches in capitals too."""
    return f"(?i:{piece})"


def _capital(words: Iterable[str]) -> str:
    every = list(words)
    return any_of({*every, *(word.upper() for word in every)})


GAP = r"[\s\u00a0]{1,3}"
"""What stands between two words; bounded, so that no text makes the search slow."""

WEEKDAYS: Mapping[str, int] = {word.rstrip(".").lower(): number for word, number in _words("weekdays").items()}
MONTHS: Mapping[str, int] = {word.rstrip(".").lower(): number for word, number in _words("months").items()}
SEASONS: Mapping[str, str] = _words("seasons")
PARTS: Mapping[str, str] = _words("parts")
MOMENTS: Mapping[str, str] = _words("moments")
DEICTIC: Mapping[str, str] = _words("deictic")
SETS: Mapping[str, str] = _words("sets")
REFERENCES: Mapping[str, str] = _words("references")
HOLIDAYS: Mapping[str, str] = {word.lower(): code for word, code in _words("holidays").items()}
NUMBERS: Mapping[str, int] = _words("numbers")
ORDINALS: Mapping[str, int] = _words("ordinals")
_PLURALS: Mapping[str, str] = _TABLES["units"]["plurals"]
UNITS: Mapping[str, Unit] = {
    form: unit(code) for word, code in _words("units").items() for form in (word, _PLURALS.get(word, word + "s"))
}
_SINGULAR = [*_words("units")]

_FULL_MONTHS = [
    max((word for word in _words("months") if MONTHS[word.rstrip(".").lower()] == n), key=len) for n in range(1, 13)
]
WEEKDAY = f"(?P<weekday>{_capital(_words('weekdays'))})"
MONTH = f"(?P<month>{_capital(_words('months'))})"
MONTH_ALONE = f"(?P<month>{_capital([*_FULL_MONTHS, 'Sept', *(word for word in _words('months') if word.endswith('.'))])})"
SEASON = loose(f"(?P<season>{any_of(SEASONS)})")
UNIT = loose(f"(?P<unit>{any_of(_SINGULAR)})")
UNITS_OF = loose(f"(?P<unit>{any_of(_PLURALS.get(word, word + 's') for word in _SINGULAR)})")
PART = loose(f"(?P<part>{any_of(PARTS)})")
MOMENT = loose(f"(?P<moment>{any_of(MOMENTS)})")
ZONE = any_of(_TABLES["zones"]["words"])
MODIFIER = loose(any_of(_TABLES["modifiers"]["words"]))
FILLER = loose(any_of(_TABLES["fillers"]["words"]))
MEASURE = loose(any_of(_TABLES["measures"]["words"]))
NUMBERED = loose(any_of(_TABLES["numbered"]["words"]))
HOLIDAY = f"(?P<holiday>{_capital(_words('holidays'))})"

_TENS = any_of(word for word, number in NUMBERS.items() if 20 <= number <= 90 and " " not in word)
_ONES = any_of(["one", *(word for word, number in NUMBERS.items() if number < 10)])
_FIGURE = r"\d{1,3}(?:,\d{3}){1,3}(?![\d,])|\d{1,7}(?:\.\d{1,2})?(?:[ -]\d/\d|[ -]?[¼½¾])?"
_SCALE = rf"{GAP}and{GAP}a{GAP}half|{GAP}(?:hundred|thousand|million|billion)"
NUMBER = loose(f"(?P<number>(?:{_FIGURE}|{_TENS}[ -]{_ONES}|{any_of(NUMBERS)}|one)(?:{_SCALE})?)")
VAGUE = loose(f"(?P<vague>{any_of(_TABLES['vague']['words'])})")
ORDINAL = loose(rf"(?P<ordinal>\d{{1,4}}(?:st|nd|rd|th)|{any_of(ORDINALS)})")

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}


def key(word: str) -> str:
    """A matched word as the tables write it: one space between words, no full stop at the end."""
    return " ".join(word.split()).rstrip(".").lower()


def number(words: str) -> float | None:
    """What a matched number means; none if its digits mean none."""
    text = key(words)
    more = 0.5 if text.endswith(" and a half") else 0.0
    text = text.removesuffix(" and a half")
    head, _, scale = text.rpartition(" ")
    factor = _SCALES.get(scale, 0.0) if head and text not in NUMBERS else 0.0
    text = head if factor else text
    if text in NUMBERS:
        found: float = NUMBERS[text]
    elif text in ("a", "an", "one"):
        found = 1
    elif text[0].isdigit():
        found = _figure(text)
    else:
        tens, ones = re.split("[ -]", text, maxsplit=1)
        found = NUMBERS[tens] + (NUMBERS.get(ones) or 1)
    return (found + more) * (factor or 1)


def _figure(text: str) -> float:
    match = re.match(r"([\d,]*\.?\d*)[ -]?(?:(\d)/(\d)|([¼½¾]))?", text)
    assert match is not None  # noqa: S101 - the pattern matches anything
    whole = float(match[1].replace(",", "") or 0)
    if match[4]:
        return whole + _FRACTIONS[match[4]]
    return whole + (int(match[2]) / int(match[3]) if match[3] and match[3] != "0" else 0)


def ordinal(words: str) -> int:
    """What a matched ordinal means; 0 if it counts from the end."""
    text = key(words)
    return int(text[:-2]) if text[0].isdigit() else ORDINALS[text]
