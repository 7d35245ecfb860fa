"""Keys, commands and help come from one place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tui.commands.hints import panel_hints
from tui.commands.keymap import NEVER, Keymap, Pending
from tui.commands.registry import COMMANDS, GROUPS
from tui.lists.help import HelpListing
from tui.screen.widths import width


def test_every_command_has_an_id_keys_and_one_line_of_help():
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.keys
        assert command.help().endswith(".")
        assert "\n" not in command.help()


def test_no_two_commands_have_the_same_keys_and_none_hides_another():
    sequences = [tuple(keys.split()) for command in COMMANDS for keys in command.keys]
    assert len(set(sequences)) == len(sequences)
    for sequence in sequences:
        assert not any(other[: len(sequence)] == sequence for other in sequences if other != sequence)


def test_keys_that_belong_to_the_terminal_are_never_bound():
    changed = {"line_down": ("ctrl+j", "n")}
    keymap = Keymap(COMMANDS, changed)
    assert all(keymap.command((key,)) is None for key in NEVER)


def test_a_command_can_be_given_other_keys_by_its_id():
    keymap = Keymap(COMMANDS, {"line_down": ("x", "z x"), "toggle_flag": ()})
    assert keymap.command(("x",)).id == "line_down"
    assert keymap.command(("z", "x")).id == "line_down"
    assert keymap.command(("j",)) is None
    assert keymap.command(("m",)) is None
    assert [hint.keys for hint in panel_hints(keymap)][1] == "x/k"
    assert "flag" not in [hint.does for hint in panel_hints(keymap)]


def test_a_pending_key_waits_for_the_next_and_says_what_can_follow():
    pending = Pending(Keymap(COMMANDS))
    assert pending.press("z") is None
    assert [hint.keys for hint in pending.hints()] == ["z", "a", "o", "c", "M", "R"]
    assert pending.press("M").id == "fold_all"
    assert pending.hints() == ()
    pending.press("z")
    assert pending.press("j") is None
    assert pending.press("j").id == "line_down"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_help_tells_every_key_of_every_command(columns):
    listing = HelpListing(Keymap(COMMANDS))
    text = ""
    for _ in range(40):
        frame = listing.frame(columns, 24)
        rows = ["".join(piece.text for piece in row) for row in frame.rows]
        assert len(rows) == 24
        assert all(width(row) <= columns for row in rows)
        text += "\n".join(rows)
        listing.page_down()
    words = text.split()
    for name, commands in GROUPS:
        assert name in text
        for command in commands:
            shown = Keymap(COMMANDS).keys_of(command.id)
            assert all(key.isdigit() or key in words for key in shown)


def test_help_moves_as_the_panels_do():
    listing = HelpListing(Keymap(COMMANDS))
    listing.frame(80, 24)
    tops = [listing.top]
    for move in ("line_down", "line_up", "page_down", "page_up", "half_down", "half_up", "section_down", "section_up"):
        getattr(listing, move)()
        tops.append(listing.top)
    assert [a != b for a, b in pairwise(tops)] == [True] * 8
    listing.go_to_bottom()
    assert listing.top > 0
    listing.go_to_top()
    assert listing.top == 0
