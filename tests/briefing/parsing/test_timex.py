"""Calendar arithmetic behind the values of time expressions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.parsing.times import timex
from briefing.parsing.times.timex import DAY, MONTH, WEEK, YEAR

DAYS = st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 7), st.sampled_from([-1, 1]))
def test_a_weekday_before_or_after_is_at_most_a_week_away_and_bears_its_name(day: date, number: int, direction: int) -> None:
    value = timex.weekday(number, day, direction, same=False)  # type: ignore[arg-type] # -1 and 1 are directions
    found = date.fromisoformat(value.text or "")
    assert found.isoweekday() == number
    assert 1 <= (found - day).days * direction <= 7


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(-30, 30))
def test_a_month_moved_there_and_back_keeps_year_and_month(day: date, number: int) -> None:
    moved = timex.move(day, number, MONTH)
    if moved is not None:
        back = timex.move(moved, -number, MONTH)
        assert back is not None
        assert (back.year, back.month) == (day.year, day.month)


def test_the_last_of_january_a_month_later_is_the_last_of_february() -> None:
    assert timex.move(date(2023, 1, 31), 1, MONTH) == date(2023, 2, 28)
    assert timex.move(date(2024, 12, 31), 2, MONTH) == date(2025, 2, 28)


@pytest.mark.parametrize("of", [DAY, WEEK, MONTH, YEAR])
def test_what_lies_outside_the_calendar_has_no_value(of: timex.Unit) -> None:
    assert timex.shift(10**9, of, date(2013, 3, 22)).text is None
    assert timex.shift(-(10**6), of, date(2013, 3, 22)).text is None


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_a_week_bears_the_number_of_its_thursday(day: date) -> None:
    thursday = day + timedelta(days=4 - day.isoweekday())
    assert timex.cut(day, WEEK) == f"{thursday.year:04}-W{thursday.isocalendar().week:02}"


def test_a_shift_from_an_unknown_day_is_signed() -> None:
    assert [timex.shift(n, WEEK, None).text for n in (-1, 0, 2)] == ["P-1W", "P0W", "P+2W"]
