"""What could not be kept is not shown as kept, and the same key keeps it the second time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.library import Library, fold
from briefing.model import Briefing, Mark
from tests.tui.briefings import briefings, build, sizes
from tests.tui.test_linear import Conversation
from tests.tui.test_review import keys
from tui.review.review import Review
from tui.screen.editor import Editor
from tui.screen.rows import Row

LINES = [["One.", "Two.", "Three."], ["Four.", "Five."]]
FULL = "The disk is full, nothing was kept; make room and do it again."


class Disk:
    """Keeps events while it is not `full`."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[Mark] = []

    def keep(self, marks: Sequence[Mark], /) -> None:
        if self.full:
            raise LibraryError(FULL)
        self.kept += marks


def review_on(disk: Disk, briefing: Briefing | None = None, size: tuple[int, int] = (80, 24)) -> Review:
    return Review(briefing or build(LINES), keep=disk.keep, size=size)


def state(review: Review, size: tuple[int, int] = (80, 24)) -> tuple[object, ...]:
    """All that a key could have changed: marks, counts, selection and each row but the status line."""
    marking = review.marking
    counts = tuple(marking.read_in), tuple(marking.flagged_in)
    rows: tuple[Row, ...] = tuple(review.frame(*size).rows[:-1])
    return review.read, review.flagged, dict(marking.notes), counts, review.anchor, review.sentence, rows


def do(review: Review, what: Callable[[], object]) -> None:
    review.notice = ""
    what()


def select_two(review: Review) -> None:
    review.select()
    review.viewport.line_down()


@pytest.mark.parametrize(
    "key",
    ["toggle_read", "toggle_flag", "mark_panel_read", "read_on", "put_note", "undo", "redo"],
)
@pytest.mark.parametrize("selecting", [False, True])
def test_a_key_whose_marks_cannot_be_kept_changes_nothing_and_does_it_the_second_time(key: str, selecting: bool) -> None:
    def begun(disk: Disk) -> tuple[Review, Callable[[], object]]:
        review = review_on(disk)
        if key in ("undo", "redo"):
            review.toggle_flag()
        if key == "redo":
            review.undo()
        if selecting:
            select_two(review)
        return review, (lambda: review.put_note("call them")) if key == "put_note" else getattr(review, key)

    disk, other = Disk(), Disk()
    review, act = begun(disk)
    before, kept = state(review), list(disk.kept)
    disk.full = True
    do(review, act)
    assert review.notice == FULL
    assert state(review) == before
    assert disk.kept == kept
    disk.full = False
    do(review, act)
    untroubled, act_there = begun(other)
    do(untroubled, act_there)
    assert state(review) == state(untroubled)
    assert review.notice == untroubled.notice
    assert [(mark.what, mark.value, mark.span) for mark in disk.kept] == [
        (mark.what, mark.value, mark.span) for mark in other.kept
    ]


def test_a_mark_that_was_not_kept_cannot_be_undone_and_one_that_was_not_undone_can_be() -> None:
    disk = Disk()
    review = review_on(disk)
    disk.full = True
    do(review, review.toggle_flag)
    disk.full = False
    do(review, review.undo)
    assert review.notice == "Nothing to undo"
    do(review, review.toggle_flag)
    disk.full = True
    do(review, review.undo)
    assert (review.notice, review.flagged) == (FULL, {0})
    disk.full = False
    do(review, review.undo)
    assert (review.notice, review.flagged) == ("Undone: 1 line flagged", frozenset())
    disk.full = True
    do(review, review.redo)
    assert (review.notice, review.flagged) == (FULL, frozenset())
    disk.full = False
    do(review, review.redo)
    assert (review.notice, review.flagged) == ("Done again: 1 line flagged", {0})


def test_what_can_be_done_again_still_can_after_a_mark_that_was_not_kept() -> None:
    disk = Disk()
    review = review_on(disk)
    do(review, review.toggle_flag)
    do(review, review.undo)
    disk.full = True
    do(review, review.toggle_read)
    disk.full = False
    do(review, review.redo)
    assert (review.notice, review.flagged) == ("Done again: 1 line flagged", {0})


def test_a_note_that_cannot_be_kept_stays_in_the_editor_which_says_why() -> None:
    disk = Disk()
    review = review_on(disk)
    review.write_note()
    for key in "call":
        review.press(key)
    disk.full = True
    review.press("ctrl+s")
    assert isinstance(review.asking, Editor)
    assert review.asking.text == "call"
    assert FULL in "".join(piece.text for piece in review.frame(80, 24).rows[-1])
    assert review.marking.notes == {}
    disk.full = False
    review.press("!")
    assert "ctrl+s" in "".join(piece.text for piece in review.frame(80, 24).rows[-1])
    review.press("ctrl+s")
    assert review.asking is None
    assert review.marking.notes == {0: "call!"}
    assert [mark.value for mark in disk.kept] == ["call!"]


def test_the_draft_of_a_note_that_cannot_be_kept_at_the_end_says_why() -> None:
    disk = Disk()
    review = review_on(disk)
    review.write_note()
    review.press("a")
    disk.full = True
    review.keep_draft()
    assert (review.notice, review.marking.notes) == (FULL, {})


def test_a_line_seen_in_two_pages_is_read_by_the_second_try() -> None:
    disk = Disk()
    size = (20, 8)
    review = review_on(disk, build([["one two three four five six seven eight nine ten " * 4, "End."]]), size)
    while len(review.marking.read) == 0:
        disk.full = True
        before = state(review, size)
        do(review, review.read_on)
        if state(review, size) == before:
            assert review.notice == FULL
            break
    disk.full = False
    do(review, review.read_on)
    assert 0 in review.read


@settings(max_examples=60, deadline=None)
@given(briefings, sizes, st.lists(st.tuples(keys.map(tuple), st.booleans()), max_size=6))
def test_whatever_fails_the_screen_says_what_is_kept(
    briefing: Briefing, size: tuple[int, int], portions: list[tuple[tuple[str, ...], bool]]
) -> None:
    disk = Disk()
    review = review_on(disk, briefing, size)
    for pressed, full in portions:
        disk.full = full
        for key in pressed:
            review.notice = ""
            before = state(review, size)
            getattr(review, key)()
            if review.notice == FULL:
                assert state(review, size) == before
    states = fold(briefing, disk.kept)
    assert {number for number, one in enumerate(states) if one.read} == review.read
    assert {number for number, one in enumerate(states) if one.flag} == review.flagged


def test_in_words_too_a_line_that_could_not_be_marked_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    disk, keep = Disk(), Library.add_marks

    def add_marks(library: Library, marks: Sequence[Mark]) -> None:
        disk.keep(marks)
        keep(library, marks)

    monkeypatch.setattr(Library, "add_marks", add_marks)
    talk = Conversation()
    talk.says("")
    review = talk.session.view
    disk.full = True
    assert talk.says("") == FULL
    assert (review.read, review.sentence) == (frozenset(), 0)
    disk.full = False
    assert talk.says("").startswith("2. ")
    assert review.read == {0}
