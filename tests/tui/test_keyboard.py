from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.keyboard import MOST_PASTED, PASTE_END, PASTE_START, REST_OF_ESCAPE, REST_OF_KEY, Keys

KEYS = ["\x1b[A", "\x1bOB", "\x1b[6~", "\x1b[1;5C", "\x1b[[A", "\x1b[<0;3;4M", "\x1bOP", "\x1b[Z"]


@given(st.lists(st.sampled_from([*KEYS, "j", " ", "é", "漢"])), st.data())
def test_keys_are_the_same_however_the_line_cuts_them(keys: list[str], data: st.DataObject) -> None:
    sent = "".join(keys)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    arriving = Keys()
    got = [key for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True) for key in arriving.feed(sent[start:end])]
    assert "".join(got) == sent
    assert [key for key in got if key.startswith("\x1b")] == [key for key in keys if key.startswith("\x1b")]
    assert arriving.patience is None


def test_an_arrow_key_that_comes_in_two_parts_is_no_escape() -> None:
    keys = Keys()
    assert keys.feed("\x1b") == []
    assert keys.patience == REST_OF_ESCAPE
    assert keys.feed("[A") == ["\x1b[A"]


def test_the_rest_of_an_arrow_key_after_its_escape_was_given_is_that_key() -> None:
    now = [0.0]
    keys = Keys(lambda: now[0])
    keys.feed("\x1b")
    assert keys.give_up() == ["\x1b"]
    now[0] = 1.0
    assert keys.feed("[A") == ["\x1b[A"]
    assert keys.feed("[A") == ["[A"]


def test_long_after_an_escape_a_bracket_is_a_bracket() -> None:
    now = [0.0]
    keys = Keys(lambda: now[0])
    keys.feed("\x1b")
    keys.give_up()
    now[0] = REST_OF_KEY + 1
    assert keys.feed("[A") == ["[A"]


def test_a_part_of_a_key_is_never_taken_for_letters() -> None:
    keys = Keys()
    assert keys.feed("\x1b[1;") == []
    assert keys.give_up() == []
    assert keys.feed("j") == ["j"]


def test_a_key_soon_after_an_escape_is_a_key_of_its_own() -> None:
    keys = Keys()
    assert keys.feed("\x1b") == []
    assert keys.feed("j") == ["\x1b", "j"]
    keys.feed("\x1b")
    assert keys.feed("]") == ["\x1b", "]"]
    assert keys.patience is None


def test_alt_and_a_key_arrive_as_one() -> None:
    assert Keys().feed("\x1bf") == ["\x1bf"]


def test_escape_twice_is_escape_twice() -> None:
    keys = Keys()
    assert keys.feed("\x1b\x1b") == ["\x1b"]
    assert keys.give_up() == ["\x1b"]


def test_a_key_cut_short_does_not_swallow_the_next() -> None:
    assert Keys().feed("\x1b[1\x1b[Bj") == ["\x1b[B", "j"]


@given(st.text(alphabet="\x1b[]O~;0123M<ABj\x07\\P\x00é", max_size=40))
def test_whatever_arrives_is_taken(noise: str) -> None:
    keys = Keys()
    keys.feed(noise)
    keys.give_up()
    assert keys.feed("j")[-1].endswith("j")


@given(st.text(alphabet="\x1b[201~]O;\x07\x9bjq\r\x03é", max_size=30), st.data())
def test_nothing_within_a_paste_is_a_key_however_the_line_cuts_it(pasted: str, data: st.DataObject) -> None:
    pasted = pasted.replace(PASTE_END, "")
    sent = "j" + PASTE_START + pasted + PASTE_END + "\x1b[Bk"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    arriving = Keys()
    got = [key for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True) for key in arriving.feed(sent[start:end])]
    inside = (pasted + PASTE_END).partition(PASTE_END)[0]
    assert got[:2] == ["j", PASTE_START + inside]
    assert got[-2:] == ["\x1b[B", "k"]


def test_a_paste_is_kept_to_some_length_and_ends_if_its_end_is_lost() -> None:
    keys = Keys()
    assert keys.feed(PASTE_START + "x" * (MOST_PASTED + 7)) == []
    assert keys.patience == REST_OF_KEY
    assert keys.give_up() == [PASTE_START + "x" * MOST_PASTED]
    assert keys.feed("j") == ["j"]


ANSWERS = [
    "\x1b]11;rgb:ffff/eeee/dddd\x1b\\",
    "\x1b]10;rgb:ffff/eeee/dddd\x07",
    "\x1b]52;c;" + "cXVpdA==" * 900 + "\x1b\\",
    "\x1bP1+r436f=323536\x1b\\",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[?62;4;22c",
    "\x1b[>41;354;0c",
    "\x1b[12;40R",
    "\x1b[0n",
    "\x1b[?997;1n",
    "\x1b[?2026;2$y",
    "\x1b[?1u",
    "\x1b[4;600;800t",
    "\x1b[48;24;80;600;800t",
    "\x1b[I",
    "\x1b[O",
]


@given(st.lists(st.sampled_from([*ANSWERS, *KEYS, "j", "q"]), max_size=8), st.data())
def test_what_the_terminal_answers_to_another_program_is_no_key_however_the_line_cuts_it(
    parts: list[str], data: st.DataObject
) -> None:
    sent = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    cuts = [cut for cut in cuts if cut < 2 or sent[cut - 2] != "\x1b"]  # no line sends `ESC` and `]` as two: those are keys
    arriving = Keys()
    got = [key for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True) for key in arriving.feed(sent[start:end])]
    assert "".join(got) == "".join(part for part in parts if part not in ANSWERS)
    assert arriving.patience is None


def test_an_answer_whose_end_is_lost_ends_by_itself_and_at_the_next_key() -> None:
    now = [0.0]
    keys = Keys(lambda: now[0])
    assert keys.feed("\x1b]11;rgb:ff") == []
    assert keys.patience == REST_OF_KEY
    assert keys.give_up() == []
    assert keys.feed("j") == ["j"]
    assert keys.feed("\x1b]11;rgb:ff\x1b[Bj") == ["\x1b[B", "j"]
    keys.feed("\x1b]11;rgb:ff")
    now[0] += 1.0
    assert keys.feed("ff") == []
    now[0] += REST_OF_KEY
    assert keys.feed("j") == ["j"]


@pytest.mark.parametrize("key", ["\x1b[1;5t", "\x1b[1;5x", "\x1b[c", "\x1b[R", "\x1b[15;2~", "\x1b[<0;3;4m"])
def test_a_key_that_looks_like_an_answer_is_one(key: str) -> None:
    assert Keys().feed(key) == [key]


def test_alt_and_a_bracket_does_not_hold_up_the_keys_after_it() -> None:
    keys = Keys()
    keys.feed("\x1b]")
    keys.feed("j")
    assert keys.patience is None
    assert keys.feed("k") == ["k"]
