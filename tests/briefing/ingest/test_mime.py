"""A mail's bytes are cut into its parts in one pass, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.mail.mime import MOST_PARTS, decoded_words, entities, fields, unified


def test_parts_stand_in_their_order_each_below_its_own() -> None:
    data = (
        b"Content-Type: multipart/mixed; boundary=a\n\nabove\n--a\nContent-Type: multipart/alternative; boundary=b\n\n"
        b"--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n--b--\nbetween\n--a\n\nthree\n--a--\nbelow"
    )
    found = entities(data)
    assert [(entity.kind, entity.parent, entity.raw) for entity in found if not entity.is_many] == [
        ("text/plain", 1, b"one"),
        ("text/html", 1, b"two"),
        ("text/plain", 0, b"three"),
    ]


def test_an_outer_boundary_ends_what_was_left_open_inside() -> None:
    many = b"Content-Type: multipart/mixed; boundary=%s\n\n--%s\n"
    data = many % (b"a", b"a") + many % (b"b", b"b") + b"\none\n--a\n\ntwo\n"
    assert [(entity.parent, entity.raw) for entity in entities(data)][2:] == [(1, b"one"), (0, b"two\n")]


def test_a_boundary_that_ends_like_a_closing_one_is_itself() -> None:
    data = b'Content-Type: multipart/mixed; boundary="a--"\n\n--a--\n\none\n--a--\n\ntwo\n--a----\n'
    assert [entity.raw for entity in entities(data)][1:] == [b"one", b"two"]


def test_fields_are_unfolded_and_the_first_of_a_name_counts() -> None:
    assert fields(b"Subject: one\n two\nsubject: three\nnot a field\nX :y") == {"subject": b" one\n two", "x": b"y"}


def test_a_mail_of_countless_parts_is_read_to_a_bound() -> None:
    data = b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * (MOST_PARTS + 100)
    assert len(entities(data)) == MOST_PARTS


def test_line_ends_and_marks_of_other_systems_are_made_one() -> None:
    assert unified(b"\xef\xbb\xbf\r\nA: b\r\rc") == b"A: b\n\nc"
    assert unified("A: b\n".encode("utf-16")) == b"A: b\n"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a =?utf-8?q?b_c?= d", "a b c d"),
        ("=?utf-8?q?a?=  =?utf-8?q?b?= c", "ab c"),
        ("=?utf-8*en?q?a?=", "a"),
        ("=?x?z?a?=", "=?x?z?a?="),
        ("=?utf-8?b?YQ?=", "a"),
        ("a ?= =? b", "a ?= =? b"),
    ],
)
def test_encoded_words_are_decoded(words: str, text: str) -> None:
    assert decoded_words(words) == text


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(st.sampled_from([b"\n", b"--a", b"--", b"Content-Type: multipart/x; boundary=a\n"])).map(b"".join)
)
def test_any_bytes_have_a_first_part_and_none_after_its_own(data: bytes) -> None:
    found = entities(unified(data))
    assert found[0].parent == -1
    assert all(0 <= entity.parent < number for number, entity in enumerate(found[1:], 1))
    for entity in found:
        entity.text()
