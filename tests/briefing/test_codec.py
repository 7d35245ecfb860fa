"""The codec: what goes out comes back, and what is not the model's form never comes in."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import check, decode, decode_briefing, encode, plain
from briefing.errors import DamagedError
from briefing.model import (
    Article,
    Attribution,
    Block,
    Briefing,
    Mark,
    Panel,
    Place,
    Published,
    Sentence,
    Signal,
    Span,
    TimeExpression,
)
from briefing.sanitise import clean

TEXT = "A strike may end.\n\nThe mayor said so on Friday."
ARTICLE = Article("x", "text", TEXT, (Span(0, 17), Span(19, 47)), published=Published("2024-05-03", None))
BRIEFING = Briefing(
    parser="1",
    articles=(ARTICLE,),
    sentences=(
        Sentence(0, 0, Span(0, 17), 0, signals=(Signal("forecast", Span(9, 16)),)),
        Sentence(1, 0, Span(19, 47), 1, attributions=(0,), times=(0,)),
    ),
    attributions=(Attribution(0, 0, (Span(19, 28),), (Span(29, 33),), (Span(34, 36),)),),
    times=(TimeExpression(0, 0, Span(40, 46), "XXXX-WXX-5"),),
    panels=(Panel("A strike", lead=0, sentences=(0, 1)),),
)
CLEAN = st.text(max_size=20).map(lambda text: clean(text).text)
LONG = '{"articles": 1' + "0" * 5_000 + "}"
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
MARKS = st.builds(
    Mark,
    CLEAN,
    CLEAN,
    SPANS,
    CLEAN,
    CLEAN,
    CLEAN,
    st.sampled_from(["read", "flag", "note"]),
    CLEAN,
    CLEAN,
    CLEAN,
    st.none() | CLEAN,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 50) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*Briefing._fields, "x"]), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(MARKS)
def test_what_was_encoded_comes_back_the_same(mark: Mark) -> None:
    assert decode(Mark, encode(mark)) == mark


def test_a_briefing_comes_back_the_same_on_one_line() -> None:
    text = encode(BRIEFING)
    assert "\n" not in text
    assert decode_briefing(text) == BRIEFING


def test_what_a_reader_of_the_first_schema_knew_is_where_it_was_and_its_json_is_read() -> None:
    record = plain(BRIEFING)
    for thing, fields in ((record, ["gist"]), (record["articles"][0], ["blocks"]), (record["panels"][0], ["heading", "part"])):
        for field in fields:
            del thing[field]
    record["schema"] = 1
    assert decode_briefing(json.dumps(record)) == BRIEFING._replace(schema=1)


def test_blocks_headings_parts_and_the_gist_come_back() -> None:
    panel = BRIEFING.panels[0]._replace(sentences=(0,), heading=Place(0, Span(0, 17)), part="news")
    whole = BRIEFING._replace(
        articles=(ARTICLE._replace(blocks=(Block(), Block("heading", 2))),),
        sentences=BRIEFING.sentences[:1],
        panels=(panel,),
        gist=(0,),
    )
    assert decode_briefing(encode(whole)) == whole


def test_fields_that_are_not_known_are_ignored() -> None:
    record = plain(BRIEFING)
    record["later"] = {"a": 1}
    record["articles"][0]["mood"] = "x"
    assert decode_briefing(json.dumps(record)) == BRIEFING


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_other_json_is_refused_as_damaged_and_in_no_other_way(value: object) -> None:
    for kind in (Briefing, Article, Mark):
        with suppress(DamagedError):
            decode(kind, json.dumps(value))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([*Briefing._fields]), JSON)
def test_a_briefing_with_one_field_damaged_is_refused_as_damaged_or_sound(field: str, value: object) -> None:
    record = {**plain(BRIEFING), field: value}
    with suppress(DamagedError):
        check(decode_briefing(json.dumps(record)))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", "[" * 100_000, LONG, "NaN", b"\xff\xfe\x00"])
def test_what_is_no_json_of_the_model_is_damaged(text: str | bytes) -> None:
    with pytest.raises(DamagedError):
        decode_briefing(text)


@pytest.mark.parametrize("string", ["\x1b[31m", "\u202e", "\ud800", "\u200b"])
def test_no_string_comes_in_that_the_gate_would_change(string: str) -> None:
    with pytest.raises(DamagedError):
        decode(Mark, json.dumps(plain(Mark("a", "b", Span(0, 1), string, "", "", "note", "", "", ""))))


@pytest.mark.parametrize(
    "damaged",
    [
        BRIEFING._replace(sentences=(BRIEFING.sentences[0]._replace(span=Span(0, 999)), BRIEFING.sentences[1])),
        BRIEFING._replace(sentences=(BRIEFING.sentences[0]._replace(article=-1), BRIEFING.sentences[1])),
        BRIEFING._replace(sentences=(BRIEFING.sentences[0]._replace(paragraph=7), BRIEFING.sentences[1])),
        BRIEFING._replace(sentences=(BRIEFING.sentences[0]._replace(times=(5,)), BRIEFING.sentences[1])),
        BRIEFING._replace(panels=(Panel("A", lead=0, sentences=(0,)),)),
        BRIEFING._replace(panels=(Panel("A", lead=9, sentences=(0, 1)),)),
        BRIEFING._replace(times=(TimeExpression(3, 0, Span(0, 1), None),)),
        BRIEFING._replace(attributions=(BRIEFING.attributions[0]._replace(speaker=0),)),
        BRIEFING._replace(articles=(ARTICLE._replace(blocks=(Block(),)),)),
        BRIEFING._replace(articles=(ARTICLE._replace(blocks=(Block(), Block("heading", 2))),)),
        BRIEFING._replace(panels=(BRIEFING.panels[0]._replace(heading=Place(0, Span(40, 99))),)),
        BRIEFING._replace(panels=(BRIEFING.panels[0]._replace(heading=Place(1, Span(0, 1))),)),
        BRIEFING._replace(gist=(2,)),
        BRIEFING._replace(gist=(0, 1, 0, 1)),
    ],
)
def test_a_briefing_that_points_nowhere_is_damaged(damaged: Briefing) -> None:
    with pytest.raises(DamagedError):
        decode_briefing(encode(damaged))
