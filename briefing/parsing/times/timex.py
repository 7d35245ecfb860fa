"""The values of TIMEX3: days, weeks, months and years as text, and shifts of a date by calendar units.

Source: TimeML annotation guidelines 1.2.1 (Saurí et al., 2006), ISO 8601. An unknown digit is `X`. Nothing here knows
the clock: a shift from a day that is not known is written as a signed period, such as `P-1W`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

Direction = Literal[-1, 0, 1]
"""Whether a day or month that is named lies before the article's date, nearest to it, or after it."""


class Value(NamedTuple):
    """A TIMEX3 value, none where the words leave it open, and whether the article's date went into it."""

    text: str | None
    resolved: bool = False


class Unit(NamedTuple):
    """A unit of the calendar or the clock (`clock`): TIMEX3's letter, and how many of these one is."""

    letter: str
    times: int = 1
    clock: bool = False


YEAR, MONTH, WEEK, DAY = Unit("Y"), Unit("M"), Unit("W"), Unit("D")

_UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "Q": "XXXX-QX"}


def unit(code: str) -> Unit:
    """The unit that a code of the word list names: `D`, `TH`, `10Y`."""
    digits = "".join(x for x in code if x.isdigit())
    letter = code.lstrip("0123456789")
    return Unit(letter[-1], int(digits or 1), clock=letter.startswith("T"))


def duration(number: float | None, of: Unit) -> Value:
    """So many units; `PX…` if the number is not known."""
    if number is None:
        many = {10: "DE", 100: "CE", 1000: "ML"}.get(of.times, of.letter)
        return Value(f"P{'T' if of.clock else ''}X{many}")
    return Value(f"P{'T' if of.clock else ''}{_decimal(number * of.times)}{of.letter}")


def unknown(of: Unit) -> Value:
    """One unit of which only its kind is known: `XXXX-WXX`."""
    if of.clock:
        return Value("XXXX-XX-XXTXX")
    return Value({10: "XXX", 100: "XX", 1000: "X"}.get(of.times, _UNKNOWN[of.letter]))


def shift(number: int | None, of: Unit, day: date | None) -> Value:
    """The day, week, month or year that lies so many units from a day, cut to that unit; signed, none if not known."""
    if number is None:
        return Value(f"P-{'T' if of.clock else ''}X{of.letter}" if day is None else "PAST_REF")
    if day is None or of.clock:
        sign = "+" if number > 0 else "-" if number < 0 else ""
        return Value(f"P{'T' if of.clock else ''}{sign}{abs(number) * of.times}{of.letter}")
    if of.times >= 10:
        place = day.year // of.times + number
        return Value(str(place), resolved=True) if place > 0 else Value(None)
    moved = move(day, number * of.times, of)
    return Value(cut(moved, of), resolved=True) if moved else Value(None)


def move(day: date, number: int, of: Unit) -> date | None:
    """A day moved by calendar units, the day of the month kept where that month has it; none outside the calendar."""
    try:
        if of.letter in "DW":
            return day + timedelta(days=number * (7 if of.letter == "W" else 1))
        months = number * {"Y": 12, "Q": 3, "M": 1}[of.letter]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        first = date(year, month + 1, 1)
        last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return first.replace(day=min(day.day, last))
    except (ValueError, OverflowError):
        return None


def cut(day: date, of: Unit) -> str:
    """A day's year, quarter, month, week or itself."""
    year, week, _ = day.isocalendar()
    match of.letter:
        case "Y":
            return f"{day.year:04}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "W":
            return f"{year:04}-W{week:02}"
    return day.isoformat()


def weekday(number: int, day: date | None, direction: Direction, *, same: bool = True) -> Value:
    """The day of that name (ISO, Monday 1) before or after a day; the day itself if it bears the name and `same`."""
    if day is None:
        return Value(f"XXXX-WXX-{number}")
    ahead = (number - day.isoweekday()) % 7
    if ahead == 0 and not same:
        ahead = 7
    moved = move(day, ahead if direction > 0 or ahead == 0 else ahead - 7 * (2 if ahead == 7 else 1), DAY)
    return Value(moved.isoformat(), resolved=True) if moved else Value(None)


def month(number: int, day: date | None, direction: Direction, *, same: bool = True) -> Value:
    """The month of that number before, nearest to, or after a day; the day's own month if it has the number and `same`."""
    if day is None:
        return Value(f"XXXX-{number:02}")
    return Value(f"{year_of(number, day, direction, same=same):04}-{number:02}", resolved=True)


def year_of(number: int, day: date, direction: Direction, *, same: bool = True) -> int:
    """The year in which a month lies that is before, nearest to, or after a day."""
    ahead = number - day.month
    if ahead == 0:
        return day.year + (0 if same else direction)
    if direction:
        return day.year + (direction if ahead * direction < 0 else 0)
    return day.year + (-1 if ahead > 6 else 1 if ahead < -6 else 0)


def month_day(number: int, on: int, day: date | None, direction: Direction) -> Value:
    """A day of a month before, nearest to, or after a day."""
    if day is None:
        return Value(f"XXXX-{number:02}-{on:02}")
    same = direction == 0 or (on - day.day) * direction >= 0
    return Value(f"{year_of(number, day, direction, same=same):04}-{number:02}-{on:02}", resolved=True)


def season(code: str, day: date | None, direction: Direction, *, back: int = 0) -> Value:
    """A season before, nearest to, or after a day. A winter bears the year in which it begins.

    `back` is -1 for the last one that is over, 1 for the next one to begin.
    """
    if day is None:
        return Value(f"XXXX-{code}")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    begun = date(day.year if day.month >= first else day.year - 1, first, 1)  # the latest that has begun
    months = (day.year - begun.year) * 12 + day.month - begun.month
    year = begun.year
    if back < 0:
        year -= months < 3
    elif back > 0 or (direction > 0 and months >= 3) or (direction == 0 and months >= 9):
        year += 1
    return Value(f"{year:04}-{code}", resolved=True)


def _decimal(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
