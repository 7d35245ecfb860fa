"""Text measured and cut into rows."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tui.screen import rows
from tui.screen.glyphs import ASCII, UNICODE
from tui.screen.rows import cut, on_one_line, wrap

texts = st.text(st.sampled_from("abc  ,.-\n“”é東京🚋e\u0301\u00a0"), max_size=80).map(on_one_line)
fast = settings(max_examples=200, deadline=None)


@fast
@given(texts, st.integers(2, 30))
def test_rows_are_never_wider_than_asked_and_hold_every_character_but_the_spaces_between_them(text, cells):
    found = wrap(text, cells)
    assert all(cell_len(text[start:end]) <= cells for start, end in found)
    at = 0
    for start, end in found:
        assert text[at:start] in ("", " ")
        assert end > start
        at = end
    assert at == len(text)


@fast
@given(texts.filter(lambda text: " \u0301" not in text), st.integers(2, 30))
def test_a_row_takes_all_the_words_that_fit(text, cells):
    found = wrap(text, cells)
    for (start, _), (after, last) in pairwise(found):
        first_word = text[after:last].split(" ")[0]
        if text[after - 1] == " " and not any(size > 1 for *_, size in split_graphemes(first_word)[0]):
            assert cell_len(text[start : after + len(first_word)]) > cells


@fast
@given(texts, st.integers(0, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text, cells):
    shown = cut(text, cells)
    assert cell_len(shown) <= cells
    assert shown == text or not shown or shown.endswith("…")


@pytest.mark.parametrize("text", ["word " * 100_000, "e\u0301" * 100_000, "東京" * 100_000, "a" * 500_000])
def test_only_the_beginning_of_a_long_text_is_looked_at_to_cut_it(text, monkeypatch):
    seen = []
    monkeypatch.setattr(rows, "wrap", lambda text, cells: seen.append(text) or wrap(text, cells))
    shown = cut(text, 40)
    assert 30 < cell_len(shown) <= 40
    assert len(seen[0]) < 500


def test_a_combining_mark_stays_with_its_letter():
    text = "e\u0301" * 30
    assert [text[start:end] for start, end in wrap(text, 10)] == ["e\u0301" * 10] * 3


@pytest.mark.parametrize("text", ["ab ", "漢 "])
def test_a_space_at_the_end_that_has_no_room_is_left_out(text):
    assert wrap(text, 2) == [(0, len(text) - 1)]


def test_spaces_at_an_end_make_no_row_too_wide():
    assert wrap("漢  ", 2) == [(0, 1), (2, 3)]
    assert wrap("ab  ", 2) == [(0, 2), (3, 4)]


def test_a_word_longer_than_the_row_is_broken():
    assert wrap("a" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


@pytest.mark.parametrize("text", ["“Rain’s here – again…” said Núñez", "Ακρόπολη", "Москва", "東京湾の防潮堤"])
def test_the_first_screen_of_most_articles_needs_no_rich(text):
    code = f"from tui.screen.rows import wrap; from tui.screen.widths import width; wrap({text!r} * 9, width({text!r}))"
    code = f"import sys; {code}; assert 'rich' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_programs_own_words_have_the_signs_of_the_set():
    told = "he → Pau Gal·la · plan  ↓"
    assert UNICODE.own(told) == told
    assert ASCII.own(told) == "he > Pau Gal·la . plan  v"
