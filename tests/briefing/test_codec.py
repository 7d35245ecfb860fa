"""The codec: what goes out comes back, and what is not the model's form never comes in."""

from __future__ import annotations

import json
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.codec import decode, decode_briefing, encode, plain
from briefing.errors import DamagedError
from briefing.model import (
    MAX_GIST,
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
MARK = Mark("a", "b", Span(0, 1), "A", "", "", "note", "Why?", "", "2024-05-03T00:00:00Z", None)
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


def fits(kind: object, value: object) -> bool:
    """Whether a value of JSON has the form of an annotated type: what the codec is to find, told without it."""
    parts, fields = get_args(kind), getattr(kind, "_fields", None)
    if kind is Span:
        return isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    if fields is not None:
        hints, may_lack = get_type_hints(kind), getattr(kind, "_field_defaults", {})
        return isinstance(value, dict) and all(
            fits(hints[name], value[name]) if name in value else name in may_lack for name in fields
        )
    if get_origin(kind) is tuple:
        return isinstance(value, list) and all(fits(parts[0], part) for part in value)
    if get_origin(kind) is Literal:
        return value in parts
    if parts:
        return any(fits(part, value) for part in parts)
    return type(value) is kind and (kind is not str or clean(str(value)).text == value)


@settings(max_examples=150, deadline=None)
@example([0, 1])
@example({})
@example({"articles": []})
@example({"articles": {}})
@example(plain(MARK))
@example({**plain(MARK), "what": "seen"})
@example({"parsed": 1})
@example({"why": "\x1b[31m"})
@example({"schema": True})
@given(JSON)
def test_any_json_is_decoded_if_it_has_the_form_of_the_model_and_else_refused_as_damaged(value: object) -> None:
    for kind in (Briefing, Article, Mark, Panel, Span):
        if fits(kind, value):
            made = plain(decode(kind, json.dumps(value)))
            if isinstance(value, dict):
                assert {**made, **value} == {**value, **made}  # what was said is there, and what was not is the usual
            else:
                assert made == value
        else:
            with pytest.raises(DamagedError):
                decode(kind, json.dumps(value))


@settings(max_examples=80, deadline=None)
@example("gist", [-1])
@example("gist", [1, 0])
@given(st.sampled_from([*Briefing._fields]), JSON)
def test_a_briefing_with_one_field_damaged_is_refused_or_sound(field: str, value: object) -> None:
    record = {**plain(BRIEFING), field: value}
    if not fits(Briefing, record):
        with pytest.raises(DamagedError):
            decode_briefing(json.dumps(record))
    elif field in ("articles", "sentences", "attributions", "times", "panels") and value == []:
        with pytest.raises(DamagedError):  # each of them is referred to, or holds what must be somewhere
            decode_briefing(json.dumps(record))
    elif field == "gist" and not is_gist(value):
        with pytest.raises(DamagedError):
            decode_briefing(json.dumps(record))
    else:
        assert plain(decode_briefing(json.dumps(record)))[field] == value


def is_gist(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MAX_GIST and set(value) <= set(range(len(BRIEFING.sentences)))


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
