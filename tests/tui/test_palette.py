"""The palette: commands called by their names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import press, rows, run
from tui.app.application import BriefingApp
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.lists.list_view import Listing
from tui.screen.view import View
from tui.session import palette


def seen(*keys: str) -> tuple[list[str], View]:
    """What the screen shows after some keys, and which view that is."""
    found: list[tuple[list[str], View]] = []

    async def steps(app: BriefingApp, pilot: Pilot[int]) -> None:
        await pilot.press(*keys)
        found.append((rows(app), app.program.view))

    run(app_of(harbour()), steps)
    return found[0]


def typed(words: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in words]


def test_every_command_is_called_by_its_whole_name():
    for command in COMMANDS:
        assert palette._called(palette.name_of(command)) == [command]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("tog fl", "toggle_flag"),
        ("flag next", "next_flag"),
        ("unfold a", "unfold_all"),
        ("tgrd", "toggle_read"),
        ("q", "leave"),
    ],
)
def test_beginnings_of_words_in_any_order_are_enough(words, wanted):
    assert palette._called(words)[0].id == wanted


@pytest.mark.parametrize("key", [":", "ctrl+p"])
def test_a_key_asks_for_a_command_and_enter_does_it(key):
    assert press(app_of(harbour()), key, *typed("tog fl"), "enter").program.queue.view.flagged == {0}
    assert not press(app_of(harbour()), key, *typed("tog fl"), "escape").program.queue.view.flagged
    assert not press(app_of(harbour()), key, "enter").program.queue.view.notice


def test_the_likeliest_command_and_its_keys_stand_at_the_end_of_the_line():
    shown, _ = seen(":", *typed("toggle f"))
    assert "toggle flag  m" in shown[-1]
    assert shown[-1].startswith(" :toggle f")


def test_tab_completes():
    shown, _ = seen(":", *typed("toggle f"), "tab")
    assert shown[-1].startswith(" :toggle flag")


def test_a_number_goes_to_that_sentence_and_ctrl_o_comes_back():
    app = press(app_of(harbour()), ":", "6", "enter")
    assert app.program.queue.view.sentence == 5
    assert press(app_of(harbour()), ":", "6", "enter", "ctrl+o").program.queue.view.sentence == 0
    for number in ("0", "99"):
        assert "There is no sentence" in press(app_of(harbour()), ":", *number, "enter").program.queue.view.notice


def test_what_does_not_exist_says_so():
    app = press(app_of(harbour()), ":", *typed("xyzzy"), "enter")
    assert app.program.queue.view.notice == "There is no command xyzzy"
    assert "Name the file" in press(app_of(harbour()), ":", "w", "enter").program.queue.view.notice


def test_q_leaves_a_list_and_ends_the_program_from_the_panels():
    assert not isinstance(seen("w", ":", "q", "enter")[1], Listing)
    assert press(app_of(harbour()), ":", "q", "enter").return_value == 0


def test_in_a_list_commands_mean_what_their_keys_mean_there():
    _, view = seen("?", ":", *typed("go to bottom"), "enter")
    assert isinstance(view, Listing)
    assert view.top > 0


def test_what_was_called_comes_back():
    app = press(app_of(harbour()), ":", *typed("toggle flag"), "enter", ":", "up", "enter")
    assert not app.program.queue.view.flagged


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_words_are_told_and_called_without_a_fault(text):
    said, keymap = [], Keymap(COMMANDS)
    assert isinstance(palette.told(text, keymap), str)
    palette.call(text, palette.Caller(said.append, said.append, said.append, said.append))
    assert bool(said) == bool(text.strip())
