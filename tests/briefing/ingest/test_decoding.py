"""Which characters bytes stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.decoding import decode, is_text

TEXT = "Café “résumé” — naïve €5, says Peña.\n\nThe ferry was sold.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert is_text(data)
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "町長は火曜日に橋を開くと述べた。\n" * 20,
        "Мэр открыл во вторник новый мост.\n" * 8,
        "Ο δήμαρχος άνοιξε τη γέφυρα.\n" * 8,
        "Ferry sold",
    ],
    ids=["Japanese", "Russian", "Greek", "short"],
)
def test_utf_16_without_a_mark_is_told_in_any_script(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_sound_utf_8_that_holds_few_nuls_is_never_taken_for_anything_else(text: str) -> None:
    text = text.replace("\0", "").removeprefix("\ufeff")
    assert decode(text.encode()) == text


def test_text_with_nuls_at_odd_places_is_not_utf_16() -> None:
    text = "".join(f"the ferry{' ' * (i % 2)} number {i:04} sails\n" + ("\0" if i % 4 == 0 else "") for i in range(400))
    assert decode(text.encode()) == text


def test_a_few_bad_bytes_in_utf_8_become_replacement_characters() -> None:
    assert decode(TEXT.encode()[:9] + b"\xff\xfe\xc3(" + TEXT.encode()[9:]) == TEXT[:6] + "\ufffd\ufffd\ufffd(" + TEXT[6:]


def test_a_bad_byte_in_utf_8_is_read_as_windows_1252_where_that_is_clearly_right() -> None:
    assert decode("“Yes,” said the café’s owner, Mr. Pe".encode() + b"\xf1a. \x93No.\x94") == (
        "“Yes,” said the café’s owner, Mr. Peña. “No.”"
    )


def test_an_overlong_escape_is_never_decoded_to_an_escape() -> None:
    assert "\x1b" not in decode("“Yes” — ".encode() + b"\xc0\x9b[31m \xe0\x80\x9b[2J \xed\xa0\x80")


def test_a_byte_that_windows_1252_lacks_becomes_a_replacement_character() -> None:
    assert decode(b"caf\xe9 \x81 bar") == "café \ufffd bar"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data), str)
