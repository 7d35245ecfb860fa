"""What is asked in the status line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sanitise import is_clean
from tui.screen.glyphs import UNICODE
from tui.screen.prompt import Prompt, Question
from tui.screen.widths import width

KEYS = ("a", "b", "漢", "é", "space", "left", "right", "home", "end", "backspace", "delete", "ctrl+w")


def typed(*keys: str, **more: object) -> tuple[Prompt, list[str]]:
    done: list[str] = []
    prompt = Prompt("/", done.append, **more)  # type: ignore[arg-type]
    for key in keys:
        prompt.press(key)
    return prompt, done


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("a b space c", "ab c"),
        ("a b backspace", "a"),
        ("a b left c", "acb"),
        ("a b home c", "cab"),
        ("a b ctrl+a delete", "b"),
        ("a b space c d ctrl+w", "ab "),
        ("a b ctrl+u", ""),
        ("a b c ctrl+left ctrl+k", ""),
        ("a b f5 é", "abé"),
    ],
)
def test_a_line_is_written_as_in_a_shell(keys, text):
    _, done = typed(*keys.split(), "enter")
    assert done == [text]


@pytest.mark.parametrize("keys", ["a escape", "a ctrl+c", "ctrl+g", "backspace", "a backspace backspace"])
def test_a_line_that_is_given_up_is_not_done(keys):
    *keys, last = keys.split()
    left: list[bool] = []
    prompt, done = typed(*keys, left=lambda: left.append(True))
    assert not prompt.press(last)
    assert (done, left) == ([], [True])


def test_each_change_is_told_as_it_happens():
    told: list[str] = []
    typed("a", "b", "backspace", "left", changed=told.append)
    assert told == ["a", "ab", "a"]


def test_earlier_answers_come_back_and_what_was_begun_too():
    prompt, _ = typed("n", "up", "up", past=("second", "first"))
    assert prompt.text == "first"
    for key in ("down", "down"):
        prompt.press(key)
    assert prompt.text == "n"


def test_tab_completes_as_far_as_all_agree_and_then_offers_each():
    def complete(beginning: str) -> Sequence[str]:
        return [name for name in ("filter", "fold all", "fold") if name.startswith(beginning)]

    prompt, _ = typed("f", "o", "tab", complete=complete)
    assert prompt.text == "fold"
    texts = set()
    for _ in range(2):
        prompt.press("tab")
        texts.add(prompt.text)
    assert texts == {"fold", "fold all"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "b", "漢", "é", "space", "left", "right", "home", "end", "backspace", "delete", "ctrl+w"]),
        max_size=40,
    ),
    st.text(max_size=40),
    st.integers(8, 60),
)
def test_the_line_and_its_cursor_fit_in_the_row_and_are_safe(keys, pasted, columns):
    prompt, _ = typed()
    for key in keys:
        if key != "backspace" or prompt.text:
            prompt.press(key)
    prompt.paste(pasted)
    (row,), (column, _) = prompt.draw(columns, 1, UNICODE)
    assert is_clean(prompt.text)
    assert 0 <= column < columns
    assert width("".join(piece.text for piece in row)) <= columns


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("Y", True), ("n", False), ("enter", False), ("escape", False)])
def test_only_y_is_a_yes(key, answer):
    said: list[bool] = []
    shown = Question("Forget 東京湾の防潮堤 and all of the rest of it?", lambda: None).draw(30, 1, UNICODE)
    assert "".join(piece.text for piece in shown.rows[0]).endswith("… (y/n)")
    assert width("".join(piece.text for piece in shown.rows[0])) < 30
    assert not Question("Forget 3 works?", lambda: said.append(True)).press(key)
    assert bool(said) == answer
