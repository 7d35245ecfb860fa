"""Watched topics: panels of their own, made of a finished briefing."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.codec import check
from briefing.model import Article, Briefing, Panel, Place, Sentence, Span, Topic
from briefing.watching import watch

PARAGRAPHS = (
    "The moon has water under its dust. It was found by a probe.",
    "A bakery won the bread prize. The lunar base will have an oven. Customers queue for the bread at five.",
    "Moons of other planets are colder.",
)


def briefing() -> Briefing:
    text = "\n\n".join(PARAGRAPHS)
    spans = [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    sentences = [
        Sentence(0, 0, Span(span.start + found.start(), span.start + found.end()), paragraph)
        for paragraph, span in enumerate(spans)
        for found in re.finditer(r"\S[^.]*\.", text[span.start : span.end])
    ]
    start = text.index("bread prize")
    title = Place(0, Span(start, start + len("bread prize")))
    return Briefing(
        articles=(Article("x", "text", text, tuple(spans)),),
        sentences=tuple(sentence._replace(id=number) for number, sentence in enumerate(sentences)),
        panels=(
            Panel("water under its dust", (), ("probe",), 0, (0, 1)),
            Panel("bread prize", (title,), ("Customers", "oven"), 2, (2, 3, 4, 5)),
        ),
    )


def test_a_watched_topic_has_its_panel_under_its_own_name() -> None:
    found = watch(briefing(), (Topic("Bread news", ("bread",)), Topic("Elections", ("ballot", "polling station"))))
    assert [(panel.title, panel.topic, panel.sentences) for panel in found.panels] == [
        ("water under its dust", None, (0, 1)),
        ("Bread news", "Bread news", (2, 4)),
        ("oven", None, (3, 5)),
    ]


def test_a_further_term_only_adds_to_a_topic() -> None:
    few = watch(briefing(), (Topic("Moon", ("moon",)),)).panels
    more = watch(briefing(), (Topic("Moon", ("moon", "lunar")),)).panels
    assert [panel.sentences for panel in few if panel.topic] == [(0, 1, 5)]
    assert [panel.sentences for panel in more if panel.topic] == [(0, 1, 3, 5)]


def test_a_sentence_of_two_topics_stands_where_more_of_it_is_watched() -> None:
    found = watch(briefing(), (Topic("Dust", ("dust",)), Topic("Moon", ("moon", "water"))))
    assert [panel.topic for panel in found.panels if 0 in panel.sentences] == ["Moon"]


def test_a_panel_that_lost_its_title_is_called_by_a_tag_or_by_its_first_words() -> None:
    tagged = watch(briefing(), (Topic("Prizes", ("prize",)),)).panels[-1]
    assert (tagged.title, tagged.lead) == ("Customers", 3)
    words = briefing().articles[0].words(tagged.title_spans[0].span)
    assert words == "Customers"


def test_a_panel_that_keeps_its_words_keeps_its_title() -> None:
    kept = watch(briefing(), (Topic("Queues", ("queue",)),)).panels[1]
    assert (kept.title, kept.title_spans, kept.lead) == ("bread prize", briefing().panels[1].title_spans, 2)


@given(
    st.lists(
        st.lists(st.sampled_from(["moon", "lunar", "bread", "oven", "prize", "the", "a", "water"]), min_size=1).map(tuple),
        max_size=4,
    )
)
def test_each_sentence_stands_in_exactly_one_panel_whatever_is_watched(terms: list[tuple[str, ...]]) -> None:
    found = watch(briefing(), tuple(Topic(f"T{number}", term) for number, term in enumerate(terms)))
    check(found)
    assert sorted(number for panel in found.panels for number in panel.sentences) == list(range(6))
