"""Notes, selected lines, and going from flag to flag."""

from __future__ import annotations

import stat
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.library import Library
from briefing.sanitise import is_clean
from tests.tui.briefings import build
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import press
from tui.review.review import Review
from tui.screen.editor import Editor
from tui.screen.glyphs import UNICODE
from tui.screen.rows import Frame
from tui.screen.widths import width
from tui.session import external_editor

LINES = [["One.", "Two."], ["Three."]]
KEYS = (
    *("a", "b", "漢", "space", "enter", "left", "right", "up", "down", "home", "end"),
    *("backspace", "delete", "ctrl+w", "ctrl+k"),
)


def said(frame: Frame) -> list[str]:
    return ["".join(piece.text for piece in row) for row in frame.rows]


def write(review: Review, *keys: str) -> None:
    review.write_note()
    for key in keys:
        review.press(key)


def test_a_note_stands_below_its_line_and_can_be_undone():
    review = Review(build(LINES))
    before = said(review.frame(80, 24))
    write(review, *"check", "space", *"this", "ctrl+s")
    assert review.marking.notes == {0: "check this"}
    assert f"{UNICODE.note} check this" in "\n".join(said(review.frame(80, 24)))
    review.undo()
    assert said(review.frame(80, 24))[:-1] == before[:-1]
    review.redo()
    assert review.marking.notes == {0: "check this"}


def test_a_note_is_changed_in_place_and_an_empty_one_leaves_nothing():
    review = Review(build(LINES))
    write(review, *"abc", "ctrl+s")
    write(review, "backspace", "d", "enter", "e", "ctrl+s")
    assert review.marking.notes == {0: "abd\ne"}
    write(review, "ctrl+u", "backspace", "ctrl+u", "ctrl+s")
    assert review.marking.notes == {}


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
def test_a_draft_is_never_thrown_away_unasked(key):
    review = Review(build(LINES))
    write(review, "a", key)
    assert review.asking is not None
    assert "Throw it away?" in said(review.frame(80, 24))[-1]
    review.press("n")
    review.press("ctrl+s")
    assert review.marking.notes == {0: "a"}
    write(review, "b", key, "y")
    assert review.asking is None
    assert review.marking.notes == {0: "a"}
    write(review, key)
    assert review.asking is None


def test_the_line_stays_in_sight_while_a_note_on_it_is_written():
    review = Review(build([[f"Line number {number} of many." for number in range(40)]]), size=(80, 24))
    review.frame(80, 24)
    for _ in range(18):
        review.viewport.line_down()
    before = review.frame(80, 24)
    review.write_note()
    frame = review.frame(80, 24)
    assert any(f"Line number {review.sentence} " in row for row in said(frame))
    assert len(frame.rows) == 24
    review.press("escape")
    assert review.frame(80, 24) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(KEYS), max_size=60), st.text(max_size=60), st.integers(12, 90), st.integers(3, 12))
def test_the_editor_shows_its_cursor_within_its_rows_and_keeps_only_what_is_safe(keys, pasted, columns, rows):
    kept: list[str] = []
    editor = Editor("Note", "", kept.append)
    for key in keys:
        editor.press(key)
    editor.paste(pasted)
    for key in keys:
        editor.press(key)
        frame = editor.draw(columns, rows, UNICODE)
        assert len(frame.rows) == rows
        assert all(width(row) <= columns for row in said(frame))
        assert 0 <= frame.cursor[0] < columns
        assert 1 <= frame.cursor[1] <= max(1, rows - 2)
    editor.press("ctrl+s")
    assert is_clean(kept[0])


def test_marks_act_on_all_selected_lines_and_the_selection_ends():
    review = Review(build(LINES))
    review.select()
    review.viewport.line_down()
    rows = said(review.frame(80, 24))
    assert [row[1] for row in rows if row.endswith(("One.", "Two."))] == [UNICODE.selected, UNICODE.bar]
    review.toggle_read()
    assert review.read == {0, 1}
    assert review.anchor is None
    review.undo()
    assert review.read == frozenset()


def test_selected_lines_that_are_not_all_marked_become_so_first():
    review = Review(build(LINES))
    review.toggle_flag()
    review.select()
    review.viewport.line_down()
    review.toggle_flag()
    assert review.flagged == {0, 1}
    review.select()
    review.viewport.line_up()
    review.toggle_flag()
    assert review.flagged == frozenset()


def test_lines_in_panels_that_are_closed_are_not_selected():
    review = Review(build([["One."], ["Two."], ["Three."]]))
    review.select()
    review.viewport.go_to((2, 0))
    review.toggle_read()
    assert review.read == {0, 2}


def test_one_note_is_written_on_all_selected_lines_as_one_step():
    review = Review(build(LINES))
    review.select()
    review.viewport.line_down()
    write(review, "x", "ctrl+s")
    assert review.marking.notes == {0: "x", 1: "x"}
    review.undo()
    assert review.marking.notes == {}


def test_titles_cannot_be_noted_on():
    review = Review(build(LINES))
    review.viewport.fold()
    review.write_note()
    assert review.asking is None
    assert review.notice


def test_capital_m_goes_from_flag_to_note_and_round():
    review = Review(build([["One.", "Two."], ["Three.", "Four."]]))
    review.next_flag()
    assert review.notice == "No other line is flagged"
    for spot, mark in (((0, 1), review.toggle_flag), ((1, 1), lambda: write(review, "x", "ctrl+s"))):
        review.viewport.go_to(spot)
        mark()
    review.viewport.go_to_top()
    cursors = []
    for _ in range(3):
        review.notice = ""
        review.next_flag()
        cursors.append(review.viewport.cursor)
    assert cursors == [(0, 1), (1, 1), (0, 1)]
    assert review.notice == "Next flag, from the other end"


def test_the_keys_write_into_the_library_at_once():
    library = Library.in_memory()
    press(app_of(harbour(), library=library), "v", "j", "a", "h", "i", "enter", "ctrl+s")
    assert app_of(harbour(), library=library).program.queue.view.marking.notes == {0: "hi", 1: "hi"}
    app = press(app_of(harbour(), library=library), "j", "M", "v", "q", "j")
    assert app.program.queue.view.anchor is None


def editor_program(folder: Path, body: str) -> str:
    path = folder / "an editor"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"'{path}' --wait"


def test_the_readers_editor_changes_the_text_and_what_comes_back_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor_program(tmp_path, "printf 'two\\033[31m\\n' >> \"$2\""))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert external_editor.edit("one ", nullcontext) == "one two"
    assert [path.name for path in tmp_path.iterdir()] == ["an editor"]


@pytest.mark.parametrize("given", ["no-such-program-here", "'", "", "false"])
def test_an_editor_that_fails_costs_one_sentence(given, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", given or " ")
    with pytest.raises(SettingsError):
        external_editor.edit("one", nullcontext)


def test_what_the_readers_editor_gives_goes_on_being_written():
    editor = Editor("Note", "one", lambda text: None, lambda text: f"{text} two")
    editor.press("ctrl+o")
    assert editor.text == "one two"
    assert editor.is_draft
