"""Each word of the lists of the head does in an article what its list says."""

from __future__ import annotations

import pytest

from briefing.ingest import Received, read
from briefing.ingest.article.word_lists import words
from briefing.model import Article

BODY = "The ferry was sold on Monday to its crew of nine. Nobody on the island minded, and the mayor said she was glad."


def article(line: str, headline: str = "Ferry Is Sold to Its Crew") -> Article:
    return read(Received(f"{headline}\n\n{line}\n\n{BODY}\n".encode()))[0].article


def shown(found: Article) -> str | None:
    return found.words(found.byline) if found.byline else None


def unlike(lines: dict[str, str]) -> list[str]:
    return [word for word, line in lines.items() if shown(article(line)) != line]


def test_each_role_may_stand_behind_the_name_in_a_byline() -> None:
    assert unlike({word: f"Ann Lee, {word.capitalize()}" for word in sorted(words("roles"))}) == []


def test_each_beat_may_stand_before_the_role_in_a_byline() -> None:
    assert unlike({word: f"Ann Lee, {word} reporter" for word in sorted(words("beats"))}) == []


def test_each_agency_may_stand_alone_in_a_byline() -> None:
    assert unlike({word: f"By {word.upper() if len(word) < 5 else word.title()}" for word in sorted(words("agencies"))}) == []


def test_each_small_word_may_stand_between_the_names_of_a_byline() -> None:
    assert unlike({word: f"By Ann Lee {word} Tom Orr" for word in sorted(words("between"))}) == []


def test_each_small_word_bears_no_capital_in_a_headline() -> None:
    missed = []
    for word in sorted(words("small")):
        found = article("By Ann Lee", headline=f"Ferry Crew {word} Island Council Sells Ships")
        if not found.headline:
            missed.append(word)
    assert missed == []


def test_what_stands_before_a_dash_and_is_no_place_makes_no_dateline() -> None:
    missed = []
    for word in sorted(words("not_places")):
        found = read(Received(f"Ferry Is Sold to Its Crew\n\n{word.upper()} — {BODY}\n".encode()))[0].article
        if found.dateline:
            missed.append(word)
    assert missed == []


@pytest.mark.parametrize("name", ["published", "updated"])
def test_each_word_before_a_date_tells_that_it_is_one(name: str) -> None:
    missed = [w for w in sorted(words(name)) if not article(f"{w.capitalize()}: March 5, 2024").published]
    assert missed == []
