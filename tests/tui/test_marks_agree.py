"""What is exported, what the list of the library counts, and what the screen shows, are the same marks."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import decode
from briefing.library import OFF, Library, fold, make
from briefing.model import Briefing, Mark, Panel, Sentence, Span
from tests.briefing.library.articles import article
from tui.review.review import Review
from tui.session.queue import review_of
from tui.session.taking_out import Out

TEXT = (
    "The ferry left at noon. Nobody was hurt. The council met in the evening.\n"
    "A second vote is planned. The mayor left. It rained."
)
ARTICLE = article(TEXT)
WORK = "/gone/ferry.txt"
FULL_STOPS = frozenset(at + 1 for at, letter in enumerate(TEXT) if letter == "." and TEXT[at + 1 : at + 2] == " ")


def cut(places: frozenset[int]) -> Briefing:
    """The text in sentences that are parted at some of its spaces, in two panels."""
    spans: list[Span] = []
    for paragraph in ARTICLE.paragraphs:
        at = [paragraph.start, *sorted(place for place in places if paragraph.start < place < paragraph.end), paragraph.end]
        spans += [Span(start + (TEXT[start] == " "), end) for start, end in pairwise(at)]
    lines = tuple(Sentence(number, 0, span, 0) for number, span in enumerate(spans))
    half = len(lines) // 2
    parts = [part for part in (tuple(range(half)), tuple(range(half, len(lines)))) if part]
    panels = tuple(Panel(f"Topic {number}", lead=part[0], sentences=part) for number, part in enumerate(parts, 1))
    return Briefing(articles=(ARTICLE,), sentences=lines, panels=panels)


def shelved(briefing: Briefing, library: Library, key: str) -> None:
    """Put a briefing into a library, as the newest that was made of the article."""
    (reading,) = library.keep_readings("f00d", [ARTICLE])
    library.keep_briefing(key, [reading.name], briefing)
    library.keep_version(WORK, ARTICLE, reading.name, "ferry.txt", WORK, briefing)


def exported(review: Review, folder: Path) -> list[Mark]:
    """The marks in the JSON that the screen exports."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    Out(review, str).export(str(out))
    review.notice = ""
    return [decode(Mark, json.dumps(mark)) for mark in json.loads(out.read_text(encoding="utf-8"))["marks"]]


def agree(review: Review, library: Library, folder: Path) -> None:
    """Fail where export, counts and screen tell different marks."""
    marks, marking = exported(review, folder), review.marking
    states = fold(review.briefing, marks)
    assert {number for number, state in enumerate(states) if state.read} == marking.read
    assert {number for number, state in enumerate(states) if state.flag} == marking.flagged
    assert {number: state.note for number, state in enumerate(states) if state.note} == marking.notes
    numbers, _ = library.order()
    work = library.listed(numbers)[numbers[0]]
    assert (work.read, work.flags, work.notes) == (len(marking.read), len(marking.flagged), len(marking.notes))
    assert (sum(marking.read_in), sum(marking.flagged_in)) == (work.read, work.flags)
    header = "".join(piece.text for piece in review.frame(80, 24).rows[0])
    assert f"{work.read}/{work.sentences} read" in header


def do(review: Review, key: str, at: int) -> None:
    lines = [(section, line) for section, one in enumerate(review.sections) for line in range(len(one.sentences))]
    review.viewport.go_to(lines[at % len(lines)])
    if key.startswith("note"):
        review.put_note(key.removeprefix("note").strip())
    else:
        getattr(review, key)()


PRESSED = st.lists(
    st.tuples(
        st.sampled_from(
            ["toggle_read", "toggle_flag", "mark_panel_read", "read_on", "undo", "redo", "note one", "note two", "note"]
        ),
        st.integers(0, 20),
    ),
    max_size=12,
)
CUTS = st.frozensets(st.sampled_from([at for at, letter in enumerate(TEXT) if letter == " "]), max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.just(FULL_STOPS), CUTS), PRESSED), min_size=1, max_size=3))
def test_after_whatever_was_done_in_whatever_sentences_all_tell_the_same_marks(
    tmp_path_factory: pytest.TempPathFactory, sittings: list[tuple[frozenset[int], list[tuple[str, int]]]]
) -> None:
    library, folder = Library.in_memory(), tmp_path_factory.mktemp("out")
    for number, (cuts, pressed) in enumerate([*sittings, sittings[0]]):
        briefing = cut(cuts)
        shelved(briefing, library, str(number))
        review = review_of(briefing, library)
        agree(review, library, folder)
        for key, at in pressed:
            do(review, key, at)
        agree(review, library, folder)
    library.close()


def test_a_flag_taken_off_and_a_note_overwritten_in_other_sentences_are_gone_from_all_of_them(tmp_path: Path) -> None:
    library = Library.in_memory()
    first, merged = cut(FULL_STOPS), cut(FULL_STOPS - {min(FULL_STOPS)})
    for key, briefing in (("first", first), ("merged", merged), ("again", first)):
        shelved(briefing, library, key)
        review = review_of(briefing, library)
        if key == "first":
            do(review, "toggle_flag", 0)
            do(review, "note one", 1)
        elif key == "merged":
            do(review, "toggle_flag", 0)
            do(review, "note two", 0)
        if key != "first":
            assert [(mark.what, mark.value) for mark in exported(review, tmp_path)] == [("note", "two")]
            assert (review.marking.flagged, list(review.marking.notes.values())) == (set(), ["two"])
        agree(review, library, tmp_path)
    library.close()


def test_marks_that_another_program_made_meanwhile_are_exported_once_they_are_on_the_screen(tmp_path: Path) -> None:
    library = Library.in_memory()
    briefing = cut(FULL_STOPS)
    shelved(briefing, library, "first")
    review = review_of(briefing, library)
    do(review, "toggle_flag", 0)
    library.add_marks([make(ARTICLE, briefing.sentences[0].span, "flag", OFF)])
    assert [mark.what for mark in exported(review, tmp_path)] == ["flag"]
    again = review_of(briefing, library)
    assert exported(again, tmp_path) == []
    agree(again, library, tmp_path)
