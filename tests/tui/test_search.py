"""Searching while the words are written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.briefings import briefings, build, sizes
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import press as press_in
from tui.review.draft import Draft
from tui.review.review import Review
from tui.screen.rows import on_one_line

LINES = [["The ferry left.", "Nobody was hurt."], ["A new Ferry is built.", "Money is short."], ["The ferry, the ferry!"]]


def type_in(review: Review, words: str, *more: str) -> None:
    review.begin_search()
    for key in (*words, *more):
        review.press(key)


def found(review: Review) -> list[str]:
    return [piece.text for row in review.frame(80, 24).rows for piece in row if piece.role == "found"]


def test_each_letter_goes_to_the_nearest_line_from_where_the_search_began():
    review = Review(build(LINES))
    type_in(review, "f")
    assert review.sentence == 0
    type_in(review, "fe", "r", "r", "y", "space", "i")
    assert review.sentence == 2


def test_panels_that_a_search_opened_are_closed_when_it_goes_on_and_when_it_is_left():
    review = Review(build(LINES))
    type_in(review, "ferry", "enter")
    opened = []
    for _ in range(3):
        opened.append([at for at, is_open in enumerate(review.viewport.folds.opened) if is_open])
        review.next_match(1)
    assert opened == [[0], [0, 1], [0, 2]]
    review.next_match(1)
    review.leave()
    assert [at for at, is_open in enumerate(review.viewport.folds.opened) if is_open] == [0, 1]


def test_a_search_that_is_given_up_leaves_everything_as_it_was():
    review = Review(build(LINES))
    before = review.frame(80, 24)
    type_in(review, "money", "escape")
    assert review.frame(80, 24) == before


def test_matches_are_counted_while_the_words_are_written_and_shown():
    review = Review(build(LINES))
    type_in(review, "ferry")
    foot = "".join(piece.text for piece in review.frame(80, 24).rows[-1])
    assert foot.startswith(" /ferry")
    assert foot.rstrip().endswith("1 of 3 lines have ferry")
    assert found(review) == ["ferry"]


def test_what_no_line_has_is_said_and_nothing_moves():
    review = Review(build(LINES))
    before = review.viewport.cursor
    type_in(review, "submarine")
    assert "No line has submarine" in "".join(piece.text for piece in review.frame(80, 24).rows[-1])
    assert review.viewport.cursor == before


def test_a_capital_in_the_words_makes_capitals_count():
    review = Review(build(LINES))
    type_in(review, "Ferry", "enter")
    assert review.sentence == 2
    assert review.search is not None
    assert len(review.search.spots) == 1


def test_after_a_search_n_goes_to_matches_and_when_it_is_left_to_unread_lines():
    review = Review(build(LINES))
    type_in(review, "ferry", "enter")
    review.notice = ""
    review.next_match(1)
    assert (review.sentence, review.notice) == (2, "2 of 3 lines have ferry")
    review.next_match(-1)
    review.next_match(-1)
    assert (review.sentence, review.search is not None) == (4, True)
    assert review.leave()
    review.notice = ""
    review.next_match(1)
    assert review.notice.startswith("Next unread line")


def test_an_empty_answer_searches_the_same_again_and_earlier_searches_come_back():
    review = Review(build(LINES))
    type_in(review, "money", "enter")
    review.leave()
    type_in(review, "", "enter")
    assert review.search is not None
    assert review.search.text == "money"
    type_in(review, "x", "up")
    assert review.asking is not None
    assert getattr(review.asking, "text", "") == "money"


def test_paragraphs_can_be_searched_before_there_are_panels():
    review = Draft(build(LINES).articles[0])
    type_in(review, "money", "enter")
    assert review.search is not None
    assert len(review.search.spots) == 1
    assert review.viewport.cursor == review.search.spots[0]


@settings(max_examples=40, deadline=None)
@given(briefings, sizes, st.text("harbou .", min_size=1, max_size=4), st.lists(st.sampled_from([1, -1]), max_size=5))
def test_a_search_finds_just_the_lines_that_have_the_words(briefing, size, words, steps):
    review = Review(briefing, size=size)
    type_in(review, "", *("space" if letter == " " else letter for letter in words), "enter")
    wanted = " ".join(words.split())
    lines = [
        on_one_line(briefing.words(briefing.sentences[number])) for section in review.sections for number in section.sentences
    ]
    if wanted:
        assert review.search is not None
        inside = [spot for spot in review.search.spots if review.sections[spot[0]].sentences]
        assert len(inside) == sum(wanted in said.lower() for said in lines)
    for step in steps:
        review.next_match(step)
        review.frame(*size)


def test_the_keys_of_a_search_on_the_screen():
    app = press_in(app_of(harbour()), "/", *"tram", "enter", "n")
    assert app.program.queue.view.search is not None
    assert "tram" in app.program.queue.view.notice
    app = press_in(app_of(harbour()), "/", *"tram", "enter", "q")
    assert app.program.queue.view.search is None
