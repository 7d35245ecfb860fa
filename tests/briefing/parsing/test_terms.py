"""Which words carry what a sentence is about, and how a sentence begins."""

from __future__ import annotations

import pytest

from briefing.parsing import linguistics
from briefing.parsing.terms import discourse, terms, turn
from briefing.stemming import stem

LEANS = [(start, example) for start, example in discourse().leans.items()]
TURNS = [(start, example) for start, example in discourse().turns.items()]


@pytest.mark.parametrize(("start", "example"), LEANS, ids=[start for start, _ in LEANS])
def test_a_beginning_that_leans_back_is_seen(start: str, example: str) -> None:
    assert example.lower().startswith(start)
    assert turn(linguistics.load()(example)[:]) == "leans"


@pytest.mark.parametrize(("start", "example"), TURNS, ids=[start for start, _ in TURNS])
def test_a_beginning_that_turns_away_is_seen(start: str, example: str) -> None:
    assert example.lower().startswith(start)
    assert turn(linguistics.load()(example)[:]) == "turns"


def test_other_beginnings_stand_by_themselves() -> None:
    assert turn(linguistics.load()("Hens sleep at night.")[:]) == "stands"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nominee", "nomination"),
        ("Japan", "Japanese"),
        ("Iran", "Iranian"),
        ("treaty", "treaties"),
        ("U.K.", "UK"),
        ("election", "elected"),
        ("Chad's", "Chad"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_small_words_numbers_and_verbs_of_reporting_are_no_terms() -> None:
    found = {term.token.text for term in terms(linguistics.load()("The miller said on Monday that 40 barges were late.")[:])}
    assert found == {"miller", "barges"}
