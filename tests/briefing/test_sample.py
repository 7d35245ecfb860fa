"""The sample article comes out as a person would have cut it, and so does the same article about other people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from briefing.model import Briefing
from briefing.voices import voices
from tests.conftest import words

Parse = Callable[[str], Briefing]

SUMMIT = set(range(1, 8))
DEAL = {8, 9, 10, 11, 12}
ALLIANCE = set(range(13, 20))
MAY_STAND_IN_THE_ALLIANCE = {6, 12}

SOUTHERN = {
    "U.S. Forces Japan": "U.K. Forces Brazil",
    "Nippon Steel": "Corvane Mining",
    "U.S. Steel": "Harwick Mining",
    "United States": "United Kingdom",
    "North Korean": "Sudanese",
    "North Korea": "Sudan",
    "South Korea": "Peru",
    "U.S.": "U.K.",
    "American": "British",
    "Japanese": "Brazilian",
    "Japan": "Brazil",
    "Pyongyang": "Khartoum",
    "Tokyo": "Brasilia",
    "Washington": "London",
    "Philippine": "Moroccan",
    "Joe Biden": "Adam Harlow",
    "Biden": "Harlow",
    "Fumio Kishida": "Rafael Medeiros",
    "Kishida": "Medeiros",
    "Kim Jong Un": "Omar Hassan",
    "Kim Yo Jong": "Amira Hassan",
    "Ferdinand Marcos Jr.": "Youssef Benali Jr.",
    "Nikkei": "Globo",
    "Prime Minister": "Chancellor",
}
NORDIC = {
    "U.S. Forces Japan": "Canadian Forces Norway",
    "Nippon Steel": "Fjordkraft Shipping",
    "U.S. Steel": "Halifax Shipping",
    "United States": "Canada",
    "North Korean": "Turkish",
    "North Korea": "Turkey",
    "South Korea": "Poland",
    "U.S.": "Canadian",
    "American": "Canadian",
    "Japanese": "Norwegian",
    "Japan": "Norway",
    "Pyongyang": "Ankara",
    "Tokyo": "Oslo",
    "Washington": "Ottawa",
    "Philippine": "Chilean",
    "Joe Biden": "Marc Tremblay",
    "Biden": "Tremblay",
    "Fumio Kishida": "Lars Halvorsen",
    "Kishida": "Halvorsen",
    "Kim Jong Un": "Emre Yildiz",
    "Kim Yo Jong": "Leyla Yildiz",
    "Ferdinand Marcos Jr.": "Diego Rojas Jr.",
    "Nikkei": "Aftenposten",
    "President": "Premier",
    "president": "premier",
}
SAME: dict[str, str] = {}
RENAMINGS = pytest.mark.parametrize("names", [SAME, SOUTHERN, NORDIC], ids=["as it is", "southern", "nordic"])


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with every name of the mapping replaced, longer ones first."""
    if not names:
        return text
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})(?!\w)", lambda found: names[found[0]], text)


def speakers(briefing: Briefing, number: int) -> list[str]:
    """The names of the speakers of the sentence with that number, counted from 1."""
    return [voice.name for voice in voices(briefing, briefing.sentences[number - 1])]


def test_the_head_of_the_sample_is_told_from_its_body(sample: Briefing) -> None:
    article = sample.articles[0]
    assert article.headline
    assert article.deck
    assert article.words(article.deck).startswith("Senior U.S. Official: ")
    assert article.set_aside[0].reason == "repeated headline"
    assert article.words(article.set_aside[0].span) == article.words(article.headline)
    assert article.words(article.set_aside[-1].span) == "Post a Comment"
    assert len(article.set_aside) == 2
    assert len(sample.sentences) == 19
    assert words(sample, 0).startswith("According to a senior American official")
    assert article.language in (None, "en")


@RENAMINGS
def test_there_is_a_panel_on_each_of_the_three_topics(sample_text: str, parse: Parse, names: dict[str, str]) -> None:
    briefing = parse(renamed(sample_text, names))
    assert len(briefing.sentences) == 19
    summit, deal, alliance = ({number + 1 for number in panel.sentences} for panel in briefing.panels)
    assert summit | MAY_STAND_IN_THE_ALLIANCE == SUMMIT | MAY_STAND_IN_THE_ALLIANCE
    assert alliance - MAY_STAND_IN_THE_ALLIANCE == ALLIANCE
    assert deal | MAY_STAND_IN_THE_ALLIANCE == DEAL | MAY_STAND_IN_THE_ALLIANCE
    assert 13 not in deal


@RENAMINGS
def test_titles_name_the_three_topics_in_the_words_of_the_article(
    sample_text: str, parse: Parse, names: dict[str, str]
) -> None:
    briefing = parse(renamed(sample_text, names))
    text = briefing.articles[0].text
    summit, deal, alliance = (panel.title for panel in briefing.panels)
    assert "summit" in summit.lower()
    assert renamed("North Korea", names) in summit
    assert "alliance" in alliance or "cooperation" in alliance
    assert re.search(renamed("Nippon Steel|U.S. Steel", names), deal)
    assert re.search("deal|acquisition", deal)
    for title in (summit, alliance, deal):
        assert 2 <= len(title.split()) <= 5
        assert all(word in text for word in title.split())


@RENAMINGS
def test_each_statement_is_credited_to_the_one_who_makes_it(sample_text: str, parse: Parse, names: dict[str, str]) -> None:
    briefing = parse(renamed(sample_text, names))
    official = renamed("senior American official", names)
    leader = renamed("Fumio Kishida", names)
    assert speakers(briefing, 1) == [official]
    assert leader in speakers(briefing, 4)
    assert renamed("Kim Yo Jong", names) in speakers(briefing, 5)
    assert speakers(briefing, 9) == [leader]
    assert speakers(briefing, 10) == [leader]
    assert speakers(briefing, 11) == [renamed("Joe Biden", names)]
    assert speakers(briefing, 12) == [renamed("Biden administration", names)]
    for number in (2, 3, 7, 13, 16, 18, 19):
        assert official in speakers(briefing, number), number


def test_times_and_conditions_of_the_sample_are_found(sample: Briefing) -> None:
    times = {sample.words(time) for time in sample.times}
    assert {"next week", "last month"} <= times
    for number in (2, 3):
        assert "condition" in {signal.kind for signal in sample.sentences[number - 1].signals}
