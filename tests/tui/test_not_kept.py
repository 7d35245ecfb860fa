"""What could not be kept is not shown as kept, and the same key keeps it the second time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.library import Library, fold, make
from briefing.model import Briefing, Mark
from tests.tui.briefings import briefings, build, sizes
from tests.tui.test_library import TITLES, listing_of, of, put, text
from tests.tui.test_linear import Conversation
from tests.tui.test_review import keys
from tui.lists.library import LibraryListing
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


class Held:
    """A library of three works in a file, that another program can hold."""

    def __init__(self, path: Path) -> None:
        self.library = Library.open(path)
        self.library._database.connection.execute("PRAGMA busy_timeout = 1")
        for at in range(3):
            put(self.library, of(TITLES[at]), f"{at}.txt")
        self._other = sqlite3.connect(path, isolation_level=None)

    def hold(self) -> None:
        """Begin to hold it."""
        self._other.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        """Hold it no longer."""
        self._other.execute("ROLLBACK")


@pytest.fixture(name="held")
def a_held_library(tmp_path: Path) -> Iterator[Held]:
    held = Held(tmp_path / "library.sqlite3")
    yield held
    held.library.close()
    held._other.close()


def forget(listing: LibraryListing) -> str:
    """Answer the question; what is said then."""
    listing.notice = ""
    listing.forget()
    listing.press("y")
    return listing.notice


def bring_back(listing: LibraryListing) -> str:
    listing.notice = ""
    listing.undo()
    return listing.notice


def test_what_cannot_be_forgotten_or_brought_back_stays_as_it_was_and_can_the_second_time(held: Held) -> None:
    listing = listing_of(held.library)
    listing.select()
    listing.select()
    before, unread = text(listing)[:-1], held.library.order()[1]
    held.hold()
    assert "nothing was kept" in forget(listing)
    assert (text(listing)[:-1], len(held.library.works())) == (before, 3)
    held.let_go()
    assert forget(listing) == "2 works forgotten; u brings back"
    assert len(held.library.works()) == 1
    gone = text(listing)[:-1]
    assert "1 unread" in gone[0]
    held.hold()
    assert "nothing was kept" in bring_back(listing)
    assert text(listing)[:-1] == gone
    held.let_go()
    assert bring_back(listing) == "2 works brought back"
    assert (len(held.library.works()), held.library.order()[1]) == (3, unread)
    assert bring_back(listing) == "Nothing was forgotten"


def test_a_work_that_was_forgotten_and_added_again_gets_its_marks_back(held: Held) -> None:
    listing = listing_of(held.library)
    briefing = of(TITLES[2])
    held.library.add_marks([make(briefing.articles[0], briefing.sentences[0].span, "flag")])
    forget(listing)
    put(held.library, briefing, "2.txt")
    listing.refresh()
    bring_back(listing)
    assert [row.rstrip().endswith("⚑1") for row in text(listing)[2:5]] == [True, False, False]
    assert len(held.library.versions("/gone/2.txt")) == 1


def test_the_counts_of_the_list_are_those_of_the_marks_also_while_they_cannot_be_kept(held: Held) -> None:
    briefing = of(TITLES[2])
    held.library.add_marks([make(briefing.articles[0], sentence.span, "read") for sentence in briefing.sentences])
    held.hold()
    assert "4/4 read" in text(listing_of(held.library))[2]
    held.let_go()
