"""The date lines of newspapers and wires."""

from __future__ import annotations

import pytest

from briefing.ingest.article.dates import find, is_labelled, tell


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: March 26, 2013", "2013-03-26"),
        ("April 4, 2024", "2024-04-04"),
        ("2024-04-04", "2024-04-04"),
        ("2024-04-04T10:15:00+01:00", "2024-04-04"),
        ("2024/4/4", "2024-04-04"),
        ("Updated 3:14 p.m. ET, Tuesday, March 5, 2024", "2024-03-05"),
        ("4 April 2024", "2024-04-04"),
        ("Sat 14 Sept. 2024 19.42 BST", "2024-09-14"),
        ("PUBLISHED THU, APR 4 2024 7:12 AM EDT", "2024-04-04"),
        ("4th April 2024, 10:15pm", "2024-04-04"),
        ("Posted on Feb. 29, 2024 at 9 a.m. Eastern · 5 min read", "2024-02-29"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("Last modified on 04.04.2024", "2024-04-04"),
    ],
)
def test_a_date_line_gives_its_day(line: str, value: str) -> None:
    assert [dated.value for dated in tell(line)] == [value]


@pytest.mark.parametrize("line", ["03/04/2024", "3.4.2024", "February 30, 2024", "2023-02-29", "2024-13-01"])
def test_a_date_that_is_not_sure_has_no_value(line: str) -> None:
    assert [dated.value for dated in tell(line)] == [None]


@pytest.mark.parametrize(
    "line",
    [
        "On April 4, 2024, the ferry was sold.",
        "The council met on 4 April 2024",
        "April 2024",
        "April 4",
        "In 2024",
        "Flight 2024-04-044",
        "Version 1.2.2024.7",
        "",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    assert tell(line) == []


def test_of_two_dates_each_has_its_own_label() -> None:
    found = find("Published: 4 April 2024 | Updated: 5 April 2024")
    assert [(dated.value, dated.newer) for dated in found] == [("2024-04-04", False), ("2024-04-05", True)]


def test_a_date_says_where_it_stands() -> None:
    line = "By Ann Lee, April 4, 2024"
    (dated,) = find(line)
    assert line[dated.start : dated.end] == "April 4, 2024"


@pytest.mark.parametrize(
    ("line", "labelled"), [("Published: 4 April 2024", True), ("4 April 2024", False), ("Updated rules", False)]
)
def test_a_label_says_what_the_date_is(line: str, labelled: bool) -> None:
    assert is_labelled(line) is labelled
