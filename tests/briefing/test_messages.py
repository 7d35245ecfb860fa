"""What desk and worker say to each other survives the pipe, and anything else is damaged."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import DamagedError
from briefing.model import Article, Briefing, Span
from briefing.sanitise import clean
from briefing.worker.messages import Done, Failed, Job, Message, Opened, Parsed, Progress, from_line, to_line

ARTICLE = Article("x", "text", "A strike ends.\nHere.", (Span(0, 14),))
CLEAN = st.text(max_size=20).map(lambda text: clean(text).text)
NUMBERS = st.integers(0, 999)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.builds(Job, NUMBERS, CLEAN, st.binary(max_size=40), CLEAN, CLEAN, st.just((ARTICLE,))),
        st.builds(Opened, NUMBERS, NUMBERS, st.just(ARTICLE), CLEAN),
        st.builds(Progress, NUMBERS, NUMBERS, CLEAN, NUMBERS, NUMBERS),
        st.builds(Parsed, NUMBERS, NUMBERS, st.just(Briefing())),
        st.builds(Failed, NUMBERS, st.none() | NUMBERS, CLEAN, CLEAN),
        st.builds(Done, NUMBERS, NUMBERS),
    )
)
def test_a_message_is_one_line_and_comes_back_the_same(message: Message) -> None:
    line = to_line(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert from_line(line) == message


def test_fields_that_are_not_known_are_ignored() -> None:
    record = {**json.loads(to_line(Done(1, 2))), "later": [1]}
    assert from_line(json.dumps(record).encode()) == Done(1, 2)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
def test_any_other_bytes_are_damaged_and_nothing_else_is_raised(line: bytes) -> None:
    with pytest.raises(DamagedError):
        from_line(line)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"null",
        b'{"says": []}',
        b'{"says": {"a": 1}}',
        b'{"says": 1}',
        b'{"says": "Done"}',
        b'{"says": "Done", "job": "1", "articles": 1}',
        b'{"says": "Done", "job": true, "articles": 1}',
        b'{"says": "Job", "number": 1, "name": "a", "data": "not base64"}',
        b'{"says": "Failed", "job": 1, "part": null, "error": "\\u001b[2J", "message": ""}',
        b'{"says": "Done", "job": 1' + b"0" * 5_000 + b', "articles": 1}',
        b"[" * 100_000,
        b"\xff\xfe{",
    ],
)
def test_a_damaged_line_is_told_as_such(line: bytes) -> None:
    with pytest.raises(DamagedError):
        from_line(line)
