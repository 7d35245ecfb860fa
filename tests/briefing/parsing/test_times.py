"""Time expressions: which words are one, and what they mean with and without the article's date."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Published, Span
from briefing.parsing import linguistics, times

TABLES = tomllib.loads(files("briefing.parsing.times").joinpath("times.toml").read_text(encoding="utf-8"))
FRAMES = [(name, table["frame"], word) for name, table in TABLES.items() for word in table["words"]]
FRIDAY = "2013-03-22"

VALUES = [  # sentence, words, with the date, without
    ("The bridge opened in 2012.", "2012", "2012", "2012"),
    ("The bridge opened in April 2009.", "April 2009", "2009-04", "2009-04"),
    ("The bridge opened on April 7, 2009.", "April 7, 2009", "2009-04-07", "2009-04-07"),
    ("The bridge will open in April.", "April", "2013-04", "XXXX-04"),
    ("The bridge will open on April 7.", "April 7", "2013-04-07", "XXXX-04-07"),
    ("The bridge opened last July.", "last July", "2012-07", "XXXX-07"),
    ("The bridge opened last summer.", "last summer", "2012-SU", "XXXX-SU"),
    ("The council met on Friday.", "Friday", "2013-03-22", "XXXX-WXX-5"),
    ("The council met on Friday morning.", "Friday morning", "2013-03-22TMO", "XXXX-WXX-5TMO"),
    ("The council met on Wednesday.", "Wednesday", "2013-03-20", "XXXX-WXX-3"),
    ("The council will meet on Monday.", "Monday", "2013-03-25", "XXXX-WXX-1"),
    ("Call the office at 8 PM.", "8 PM", "2013-03-22T20", "XXXX-XX-XXT20"),
    ("The council met yesterday.", "yesterday", "2013-03-21", "P-1D"),
    ("The council meets tomorrow night.", "tomorrow night", "2013-03-23TNI", "P+1DTNI"),
    ("The council met this week.", "this week", "2013-W12", "P0W"),
    ("The council met last week.", "last week", "2013-W11", "P-1W"),
    ("The council will meet next month.", "next month", "2013-04", "P+1M"),
    ("The council met six years ago.", "six years ago", "2007", "P-6Y"),
    ("It fell in the last week of the campaign.", "the last week", "XXXX-WXX", "XXXX-WXX"),
    ("The work took two years.", "two years", "P2Y", "P2Y"),
    ("Little changed in the past half century.", "the past half century", "P50Y", "P50Y"),
    ("It rained in recent days.", "recent days", "PXD", "PXD"),
    ("The mill closed in the 1990s.", "the 1990s", "199", "199"),
    ("The mill was built in the 20th century.", "the 20th century", "19", "19"),
    ("They eat fish every day.", "every day", "XXXX-XX-XX", "XXXX-XX-XX"),
    ("They eat fish every Tuesday.", "every Tuesday", "XXXX-WXX-2", "XXXX-WXX-2"),
    ("The fair is held annually.", "annually", "XXXX", "XXXX"),
    ("The mill is currently closed.", "currently", "PRESENT_REF", "PRESENT_REF"),
    ("In the past, the mill was busy.", "the past", "PAST_REF", "PAST_REF"),
    ("She worries about the future.", "the future", "FUTURE_REF", "FUTURE_REF"),
    ("It was a four-week strike.", "four-week", "P4W", "P4W"),
    ("The strike took two and a half years.", "two and a half years", "P2.5Y", "P2.5Y"),
    ("The gates were shut Friday at 9:30 a.m., he said.", "9:30 a.m.", "2013-03-22T09:30", "XXXX-WXX-5T09:30"),
]

NOT_ONE = [
    "The 68-year-old senator spoke for 2,000 farmers.",
    "The home side won 2-1.",
    "You may march with them, but take a second look.",
    "The current president met his former rival for the first time.",
    "It changes over time.",
    "Children ages 6 months and older were there.",
    "June Carter sang with April Stevens.",
    "The shop is at 1950 people a room.",
]

HEAP = "the last two mid- early Friday May 7 , 2009 1,000 weeks ago half a 8 p.m. GMT of next"


def found(text: str, day: str | None = None) -> list[tuple[str, str | None, bool]]:
    published = Published(day, None) if day else None
    article = Article("x", "text", text, (Span(0, len(text)),), published=published)
    passages = tuple(linguistics.passages([article]))
    return [(article.words(time.span), time.value, time.resolved) for time in times.find(passages, [article])]


@pytest.mark.parametrize(("text", "words", "dated", "undated"), VALUES)
def test_words_have_their_value_with_the_date_and_without(text: str, words: str, dated: str, undated: str) -> None:
    assert (words, undated, False) in found(text)
    assert (words, dated, dated != undated) in found(text, FRIDAY)


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_names_no_time_is_none(text: str) -> None:
    assert found(text, FRIDAY) == []


@pytest.mark.parametrize(("table", "frame", "word"), FRAMES)
def test_each_word_of_the_lexicon_does_what_its_table_says(table: str, frame: str, word: str) -> None:
    plural = TABLES["units"]["plurals"].get(word) if table == "units" else None
    text = frame.replace("{}s", plural) if plural else frame.replace("{}", word)
    none_expected = table in ("measures", "numbered")
    assert bool(found(text, FRIDAY)) is not none_expected, text


def test_a_range_is_two_expressions() -> None:
    every = found("The flu of 2009-2010 and the voyage of 1957-58 are told.")
    assert [words for words, *_ in every] == [
        "2009",
        "2010",
        "1957",
        "58",
    ]


def test_expressions_never_overlap_and_stand_in_text_order() -> None:
    text = "By the end of last year, early Friday, on the 99th day of the past two years, it was 15:00 GMT Saturday, March 2."
    article = Article("x", "text", text, (Span(0, len(text)),))
    spans = [time.span for time in times.find(tuple(linguistics.passages([article])), [article])]
    assert spans
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_date_that_is_no_date_resolves_nothing() -> None:
    assert found("They met last week.", "not a date") == [("last week", "P-1W", False)]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "two",
                "mid-",
                "early",
                "Friday",
                "May",
                "7",
                ",",
                "2009",
                "1,000",
                "weeks",
                "ago",
                "half",
                "a",
                "8",
                "p.m.",
                "GMT",
                "of",
                "next",
            ]
        ),
        max_size=30,
    )
)
def test_any_heap_of_time_words_gives_spans_that_lie_in_the_text(words: list[str]) -> None:
    text = " ".join(["It", *words])
    for piece, _, resolved in found(text):
        assert piece
        assert piece in text
        assert not resolved
