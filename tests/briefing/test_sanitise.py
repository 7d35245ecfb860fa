"""Sanitising: nothing that commands, reorders or hides comes through, and what is clean stays as it is."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sanitise import MOST_MARKS, clean, clean_line, is_clean

NASTY = "\x1b[]PX^_\\\x07\x9b\x90\x9c\x9d\x00\x08\r\n\t"
NASTY += "\x85\u2028\u202e\u200b\u2066\ufeff\U000e0041\ud800\ufffe\u0301\u0489ab;0m#(é漢"
ANY = st.text(st.sampled_from(NASTY) | st.characters(), max_size=60)
HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once.text) == (once.text, 0)
    assert is_clean(once.text)


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_nothing_that_commands_or_hides_comes_through(text: str) -> None:
    for character in clean(text).text:
        assert (
            character == "\n"
            or unicodedata.category(character) not in HIDDEN
            or character.isprintable()
            or ord(character) > 0x5FF
        )
        assert character not in "\x1b\x9b\x00\x7f\u202e\u2066\u200b\ufeff\u2028\t\r"


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_what_is_clean_passes_unchanged(text: str) -> None:
    if is_clean(text):
        assert clean(text) == (text, 0)


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_a_cleaned_line_is_one_line_without_loose_ends(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert line == line.strip()
    assert clean_line(line) == line


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\u202eb", "ab"),
        ("a\u200bb", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_an_escape_sequence_goes_whole_and_line_ends_become_newlines(text: str, left: str) -> None:
    assert clean(text).text == left


def test_a_base_character_keeps_a_few_marks_only() -> None:
    assert clean("a" + "\u0301" * 50).text == "a" + "\u0301" * MOST_MARKS


def test_what_was_taken_out_is_counted() -> None:
    assert clean("a\x1b[31mb\u200bc").removed == 6


@pytest.mark.parametrize("unit", ["\x1b[", "\x1b]", "\x1b", "\x9d", "\x1b[1;", "\u0301", "\u202e", "\r", "\x1b]a\x1b"])
def test_cleaning_takes_time_in_proportion_to_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text, begin = unit * (size // len(unit)), perf_counter()
        clean(text)
        return perf_counter() - begin

    assert seconds(400_000) < 12 * min(seconds(100_000) for _ in range(3)) + 0.1
