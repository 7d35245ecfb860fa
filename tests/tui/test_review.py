"""The state of reviewing one briefing, as keys change it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import check
from briefing.model import Article, Briefing, Mark, Span
from tests.tui.briefings import briefings, build, of_size, sizes
from tui.page import layout, sections
from tui.review.draft import Draft
from tui.review.review import Review
from tui.screen.rows import Frame, on_one_line
from tui.screen.widths import width

fast = settings(max_examples=40, deadline=None)


def said(frame: Frame) -> list[str]:
    return ["".join(piece.text for piece in row) for row in frame.rows]


def press(review: Review, name: str) -> object:
    review.notice = ""
    return getattr(review, name)()


def visible_rows(review: Review) -> set[tuple[int, int, int]]:
    return set(review.viewport.page())


KEYS = [
    "read_on", "toggle_read", "toggle_flag", "mark_panel_read", "undo", "redo", "next_unread", "previous_unread", "line_down",
    "line_up", "section_down", "section_up", "go_to_top", "go_to_bottom", "page_down", "page_up", "half_down", "half_up",
    "toggle", "fold", "unfold", "fold_or_parent", "unfold_or_enter", "fold_all", "unfold_all",
]  # fmt: skip

keys = st.lists(st.sampled_from(KEYS), max_size=25)


def space_until_done(review: Review) -> dict[int, set[int]]:
    """Press the space bar until nothing comes next; the offsets of the rows that were shown come back, by sentence."""
    shown: dict[int, set[int]] = {}
    for _ in range(20 + 20 * sum(len(review.briefing.words(s)) for s in review.briefing.sentences)):
        for section, line, row in review.viewport.page():
            sentences = review.sections[section].sentences
            if line >= 0 and sentences:
                shown.setdefault(sentences[line], set()).add(row)
        if press(review, "read_on"):
            return shown
    raise AssertionError("the space bar never ends")


@fast
@given(briefings, sizes)
def test_the_space_bar_alone_shows_every_row_of_every_sentence_and_ends_with_all_of_them_read(briefing, size):
    check(briefing)
    review = Review(briefing, size=size)
    shown = space_until_done(review)
    assert review.unread == 0
    for at, section in enumerate(review.sections):
        for line, sentence in enumerate(section.sentences):
            block = review.viewport.layout.block((at, line))
            assert shown[sentence] == set(range(block.height))


@fast
@given(briefings, sizes, keys)
def test_the_space_bar_reads_everything_from_wherever_the_reader_has_gone(briefing, size, pressed):
    review = Review(briefing, size=size)
    for key in pressed:
        press(review, key)
    space_until_done(review)
    assert review.unread == 0


@fast
@given(briefings, sizes)
def test_the_space_bar_reads_the_lines_in_the_order_in_which_they_stand(briefing, size):
    kept: list[Mark] = []
    review = Review(briefing, keep=kept.extend, size=size)
    space_until_done(review)
    spans = {sentence.span: sentence.id for sentence in briefing.sentences}
    assert [spans[mark.span] for mark in kept] == list(range(len(briefing.sentences)))


@fast
@given(briefings, sizes)
def test_each_page_that_the_space_bar_turns_to_begins_where_a_line_begins_or_goes_on_with_one_longer_than_the_page(
    briefing, size
):
    review = Review(briefing, size=size)
    for _ in range(30):
        if press(review, "read_on"):
            break
        section, line, row = review.viewport.top
        assert row == 0 or review.viewport.scroller.height((section, line)) > size[1] - 4


@fast
@given(briefings, sizes)
def test_a_line_is_marked_only_after_each_of_its_rows_was_on_the_screen(briefing, size):
    review = Review(briefing, size=size)
    shown: set[tuple[int, int, int]] = set()
    for _ in range(30):
        shown |= visible_rows(review)
        if press(review, "read_on"):
            break
        for at, section in enumerate(review.sections):
            for line, sentence in enumerate(section.sentences):
                if sentence in review.read:
                    block = review.viewport.layout.block((at, line))
                    assert {(at, line, row) for row in range(len(block.rows) + bool(block.remark))} <= shown


@fast
@given(briefings, sizes, keys)
def test_the_cursor_is_always_on_the_screen_and_the_screen_always_full_size(briefing, size, pressed):
    review = Review(briefing, size=size)
    for key in ["go_to_top", *pressed]:
        press(review, key)
        frame = review.frame(*size)
        assert len(frame.rows) == size[1]
        assert all(width(row) <= size[0] for row in said(frame))
        column, row = frame.cursor
        assert said(frame)[row][column] == "▌"
        assert sum(text[:2].count("▌") for text in said(frame)) >= 1


@fast
@given(briefings, sizes)
def test_each_sentence_is_drawn_verbatim(briefing, size):
    review = Review(briefing, size=size)
    for at, section in enumerate(review.sections):
        for line, sentence in enumerate(section.sentences):
            rows = review.viewport.layout.block((at, line)).rows
            words = on_one_line(briefing.words(briefing.sentences[sentence]))
            left = words
            for row in rows:
                assert left.startswith(row)
                left = left[len(row) :].removeprefix(" ")
            assert not left


@fast
@given(briefings, sizes, keys)
def test_undoing_everything_and_doing_it_again_changes_no_mark(briefing, size, pressed):
    review = Review(briefing, size=size)
    for key in pressed:
        press(review, key)
    before = review.read, review.flagged
    steps = 0
    while press(review, "undo") is None and not review.notice.startswith("Nothing"):
        steps += 1
    if "undo" not in pressed:
        assert (review.read, review.flagged) == (frozenset(), frozenset())
    for _ in range(steps):
        press(review, "redo")
    assert (review.read, review.flagged) == before


@fast
@given(briefings, sizes, sizes, keys)
def test_the_frame_is_the_same_after_the_size_changed_there_and_back(briefing, size, other, pressed):
    review = Review(briefing, size=size)
    for key in pressed:
        press(review, key)
    before = review.frame(*size)
    review.frame(*other)
    assert review.frame(*size) == before


@fast
@given(briefings, sizes, keys)
def test_the_kept_events_say_what_the_screen_says(briefing, size, pressed):
    kept: list[Mark] = []
    review = Review(briefing, keep=kept.extend, size=size)
    for key in pressed:
        press(review, key)
    again = Review(briefing, kept, size=size)
    assert (again.read, again.flagged) == (review.read, review.flagged)


def test_no_size_of_a_terminal_is_too_small_to_draw_for():
    review = Review(of_size(5, 2))
    for columns in (1, 2, 7, 20, 39):
        for rows in (1, 2, 3, 5, 9):
            assert len(review.frame(columns, rows).rows) == rows


def test_reading_starts_at_the_first_line_that_is_not_read():
    briefing = build([["One.", "Two."], ["Three.", "Four."]])
    kept: list[Mark] = []
    first = Review(briefing, keep=kept.extend)
    press(first, "mark_panel_read")
    assert Review(briefing, kept).sentence == 2


def test_at_the_end_of_a_panel_the_space_bar_opens_the_next_unread_one():
    review = Review(build([["One."], ["Two."], ["Three."]]))
    review.go_to_panel(2)
    press(review, "mark_panel_read")
    press(review, "go_to_top")
    assert press(review, "read_on") is False
    assert [review.viewport.folds.opened[at] for at in range(3)] == [True, False, True]
    assert review.sentence == 2


def test_after_the_last_panel_the_space_bar_goes_back_to_what_was_passed_over():
    review = Review(build([["One.", "Two."], ["Three."]]))
    review.go_to_panel(2)
    press(review, "fold_all")
    press(review, "read_on")
    assert review.sentence == 2
    press(review, "read_on")
    assert review.sentence == 0
    assert press(review, "read_on") is True


def test_an_unread_panel_that_is_closed_on_the_page_is_not_passed_over():
    review = Review(build([["One."], ["Two."], ["Three."]]))
    review.go_to_panel(3)
    press(review, "unfold")
    press(review, "go_to_top")
    press(review, "read_on")
    assert review.sentence == 1


def test_the_space_bar_marks_nothing_that_is_folded_away():
    review = Review(build([["One."], ["Two."]]))
    press(review, "read_on")
    assert review.read == {0}


def test_paging_marks_nothing():
    review = Review(of_size(60, 2), size=(80, 24))
    for key in ("page_down", "page_down", "half_down", "page_up", "half_up"):
        press(review, key)
    assert not review.read


@given(sizes, st.integers(1, 80))
@fast
def test_pages_down_then_up_show_every_row(size, sentences):
    review = Review(of_size(sentences, 2), size=size)
    press(review, "unfold_all")
    press(review, "go_to_top")
    everything = set()
    place = review.viewport.scroller.start((0, -1))
    while place not in everything:
        everything.add(place)
        place = review.viewport.scroller.down(place, 1)
    for key, last in (("page_down", "go_to_bottom"), ("page_up", "go_to_top")):
        shown = visible_rows(review)
        for _ in range(len(everything)):
            before = review.viewport.top
            press(review, key)
            shown |= visible_rows(review)
            if review.viewport.top == before:
                break
        assert shown == everything
        before = review.viewport.top
        press(review, last)
        assert review.viewport.top == before


def test_the_cursor_walks_through_a_line_that_is_longer_than_the_page():
    review = Review(build([["word " * 400, "Short."]]), size=(40, 10))
    shown = set()
    for _ in range(60):
        shown |= visible_rows(review)
        if review.sentence == 1:
            break
        press(review, "line_down")
    height = review.viewport.scroller.height((0, 0))
    assert {(0, 0, row) for row in range(height)} <= shown
    shown = set()
    for _ in range(60):
        shown |= visible_rows(review)
        if review.viewport.cursor == (0, -1):
            break
        press(review, "line_up")
    assert {(0, 0, row) for row in range(height)} <= shown


def test_a_fold_keeps_the_cursor_on_the_title():
    review = Review(of_size(40, 2))
    press(review, "go_to_top")
    for _ in range(15):
        press(review, "line_down")
    press(review, "fold")
    assert review.viewport.cursor == (0, -1)
    assert said(review.frame(80, 24))[2].startswith("▌▶ 1 Topic 1")


def test_a_closed_panel_shows_its_lead_and_an_open_one_its_tags():
    rows = said(Review(build([["One."], ["Two is here."]])).frame(80, 24))
    assert "     first tag · second tag" in rows
    assert "     Two is here." in rows


def test_counts_go_before_tags_as_the_screen_gets_narrow():
    review = Review(build([["One."], ["Two."]]))
    at = {columns: "\n".join(said(review.frame(columns, 24))) for columns in (80, 60, 40)}
    assert "1 sentence · 1 voice" in at[80]
    assert "1 sentence" not in at[40]
    assert "first tag" in at[60]
    assert "first tag" not in at[40]


def test_megabytes_that_are_set_aside_are_laid_out_only_as_far_as_they_are_looked_at():
    long = "\n\n".join("many 日本 words without an end " * 30 for _ in range(200))
    review = Review(build([["One."]], aside=[long, "Post a comment"]))
    assert "Set aside (2)" in "\n".join(said(review.frame(80, 24)))
    review.viewport.go_to_bottom()
    review.viewport.unfold()
    review.frame(80, 24)
    laid_out = sum(block.length for block, _ in review.viewport.layout._blocks.values())
    assert laid_out < 3 * sections.LONGEST
    aside = review.sections[-1]
    assert "".join(long.split()) == "".join(
        "".join(sections.line(review.briefing, aside, number).words.split()) for number in range(aside.size - 1)
    )
    assert [reason for _, _, reason in aside.passages if reason] == [
        part.reason for part in review.briefing.articles[0].set_aside
    ]


def test_what_is_set_aside_comes_last_closed_with_its_reason_and_cannot_be_marked():
    review = Review(build([["One."]], aside=["Post a comment"]))
    assert "Set aside (1)" in "\n".join(said(review.frame(80, 24)))
    press(review, "go_to_bottom")
    press(review, "unfold_or_enter")
    press(review, "unfold_or_enter")
    text = "\n".join(said(review.frame(80, 24)))
    assert "Post a comment" in text
    assert "repeated headline" in text
    for key in ("toggle_read", "toggle_flag", "mark_panel_read"):
        press(review, key)
        assert review.notice == "What is set aside carries no marks"
    assert not review.read
    assert not review.flagged


def test_the_status_of_an_article_and_the_words_that_a_page_left_out_are_on_the_screen():
    briefing = build([["One."]])
    article = briefing.articles[0]._replace(status="withdrawn", left_out=12)
    review = Review(briefing._replace(articles=(article,)))
    shown = said(review.frame(80, 24))
    assert shown[0].startswith(" [withdrawn] ")
    press(review, "go_to_bottom")
    press(review, "unfold")
    (row,) = (row for row in said(review.frame(80, 24)) if "12 words of the page left out" in row)
    assert not set(row) & {review.glyphs.opened, review.glyphs.closed}


def test_the_unread_keys_open_the_panel_and_go_round():
    review = Review(build([["One.", "Two."], ["Three."]]))
    press(review, "next_unread")
    assert review.sentence == 1
    press(review, "next_unread")
    assert review.sentence == 2
    press(review, "next_unread")
    assert (review.sentence, review.notice) == (0, "Next unread line, from the other end")
    press(review, "previous_unread")
    assert (review.sentence, review.notice) == (2, "Previous unread line, from the other end")
    press(review, "toggle_read")
    press(review, "previous_unread")
    assert review.sentence == 1
    press(review, "section_up")
    press(review, "previous_unread")
    assert review.sentence == 1


def test_undo_says_what_was_undone_and_goes_there():
    review = Review(build([["One.", "Two."], ["Three."]]))
    press(review, "toggle_flag")
    press(review, "go_to_bottom")
    press(review, "undo")
    assert (review.notice, review.sentence, review.flagged) == ("Undone: 1 line flagged", 0, frozenset())
    press(review, "redo")
    assert (review.notice, review.flagged) == ("Done again: 1 line flagged", {0})
    press(review, "redo")
    assert review.notice == "Nothing to do again"


def test_an_event_holds_its_quote_and_what_stands_around_it():
    kept: list[Mark] = []
    briefing = build([["One.", "Two."]])
    press(Review(briefing, keep=kept.extend), "mark_panel_read")
    assert [(mark.quote, mark.what, mark.value) for mark in kept] == [("One.", "read", "on"), ("Two.", "read", "on")]
    assert kept[1].before.endswith("One. ")
    assert all(mark.article == briefing.articles[0].id for mark in kept)


def test_a_draft_shows_paragraphs_and_marks_nothing():
    text = "A headline\n\nFirst paragraph.\n\nSecond paragraph."
    article = Article("id", "text", text, (Span(12, 28), Span(30, 47)), headline=Span(0, 10))
    review = Draft(article)
    assert [row.strip(" ▌") for row in said(review.frame(80, 24))[2:5]] == ["First paragraph.", "", "Second paragraph."]
    for key in ("toggle_read", "mark_panel_read", "previous_unread"):
        press(review, key)
        assert review.notice == "Nothing can be marked before the panels are there"
    assert press(review, "read_on") is False


def test_the_place_at_the_top_of_a_draft_is_found_in_the_panels():
    lines = [f"Sentence {number} of the article is here." for number in range(40)]
    briefing = build([lines[:20], lines[20:]])
    article = briefing.articles[0]._replace(paragraphs=tuple(sentence.span for sentence in briefing.sentences))
    draft = Draft(article, size=(80, 14))
    for _ in range(3):
        press(draft, "page_down")
    top = on_one_line(article.words(draft.sections[0].passages[draft.viewport.top[1]][1]))
    review = Review(briefing, size=(80, 14))
    review.go_to_place(*draft.top_place, on_top=True)
    assert on_one_line(briefing.words(briefing.sentences[review.sentence])) == top


@pytest.mark.parametrize("briefing", [Briefing(articles=(Article("id", "text", "Only a headline", (), headline=Span(0, 15)),))])
def test_an_article_without_a_body_is_shown_and_takes_every_key(briefing):
    review = Review(briefing)
    for key in KEYS:
        press(review, key)
    assert "Only a headline" in said(review.frame(80, 24))[0]


def test_what_could_not_be_parsed_says_why():
    briefing = build([["One."]])._replace(parsed=False, why="This is not English.")
    rows = said(Review(briefing).frame(80, 24))
    assert rows[-1] == " This is not English."
    assert "1 paragraph" in "\n".join(rows)


def test_the_place_in_the_queue_stands_in_the_header():
    review = Review(build([["One."]]), queue=(2, 5))
    assert said(review.frame(80, 24))[0].endswith("2 of 5 · 0/1 read")


@pytest.mark.parametrize(
    "key", ["line_down", "page_down", "read_on", "toggle", "half_up", "next_unread", "section_down", "fold_all"]
)
def test_a_key_lays_out_no_more_of_ten_thousand_sentences_than_of_twenty(key, monkeypatch):
    laid_out: list[str] = []
    wrapped = layout.wrap
    monkeypatch.setattr(layout, "wrap", lambda words, cells: laid_out.append(words) or wrapped(words, cells))
    counts = []
    for sentences in (60, 10_000):
        review = Review(of_size(sentences, 3), size=(80, 24))
        press(review, "unfold_all")
        review.go_to_panel(2)
        press(review, "page_down")
        laid_out.clear()
        press(review, key)
        review.frame(80, 24)
        counts.append(len(laid_out))
    assert counts[1] <= counts[0] + 30


@fast
@given(briefings, st.sets(st.integers(0, 30)), sizes, keys)
def test_a_filter_shows_just_the_lines_it_lets_through_and_all_come_back_as_they_were(briefing, kept, size, pressed):
    review = Review(briefing, size=size)
    for key in pressed:
        press(review, key)
    opened, line = list(review.viewport.folds.opened), review.sentence
    review.show_only(kept)
    shown = [number for section in review.sections for number in section.sentences]
    assert set(shown) == kept & set(range(len(briefing.sentences)))
    assert review.hidden == len(briefing.sentences) - len(shown)
    review.frame(*size)
    for key in pressed:
        press(review, key)
    review.frame(*size)
    review.show_only(None)
    assert review.hidden == 0
    assert list(review.viewport.folds.opened) == opened or pressed
    assert line not in kept or pressed or review.sentence == line


def test_what_a_filter_hides_is_counted_in_header_and_titles():
    review = Review(build([["One.", "Two."], ["Three."]]))
    review.show_only({1})
    shown = said(review.frame(80, 24))
    assert "2 hidden" in shown[0]
    assert any("1 of 2 sentences" in row for row in shown)
    assert any("0 of 1 sentence" in row for row in shown)


def test_the_space_bar_reads_what_a_filter_shows():
    review = Review(build([["One.", "Two."], ["Three."]]))
    review.show_only({1, 2})
    for _ in range(3):
        done = review.read_on()
    assert done
    assert review.read == {1, 2}


def test_undoing_a_mark_that_a_filter_hides_says_so():
    review = Review(build([["One.", "Two."]]))
    press(review, "toggle_read")
    review.show_only({1})
    press(review, "undo")
    assert review.notice == "Undone: 1 line marked read, hidden by the filter"
    assert not review.read


def test_a_leap_goes_back_to_where_it_started():
    review = Review(build([["One.", "Two."], ["Three."]], aside=["Post a comment"]))
    start = review.viewport.cursor
    review.remember()
    review.go_to_panel(2)
    second = review.viewport.cursor
    review.remember()
    press(review, "go_to_bottom")
    review.go_back()
    assert review.viewport.cursor == second
    review.go_back()
    assert review.viewport.cursor == start
    review.go_back()
    assert review.notice == "No leap to go back from"


def test_a_heading_is_a_row_of_its_own_that_cannot_be_marked_and_does_not_count():
    review = Review(build([["One is here.", "Two is here."], ["Three is here."]], headings={1: "The old quay"}), size=(80, 24))
    press(review, "unfold_all")
    frame = review.frame(80, 24)
    rows = said(frame)
    at = next(at for at, row in enumerate(rows) if row.strip() == "The old quay")
    assert [piece.role for piece in frame.rows[at] if piece.text.strip()] == ["heading"]
    assert "Two is here." in rows[at + 1]
    stops = []
    for _ in range(6):
        stops.append(review.frame(80, 24).cursor[1])
        press(review, "line_down")
    assert at not in stops
    assert at + 1 in stops
    press(review, "mark_panel_read")
    assert review.unread == 3 - len(review.read)
    assert space_until_done(review) is not None
    assert review.read == {0, 1, 2}


def test_a_heading_that_the_title_says_already_is_not_said_again():
    review = Review(build([["One is here.", "Two is here."]], headings={1: "topic 1"}), size=(80, 24))
    press(review, "unfold_all")
    assert "topic 1" not in "\n".join(said(review.frame(80, 24)))


def test_headings_are_told_apart_in_the_text_of_a_draft():
    article = build([["One is here.", "Two is here."]], headings={1: "The old quay"}).articles[0]
    frame = Draft(article).frame(80, 24)
    assert [piece.text for row in frame.rows for piece in row if piece.role == "heading"] == ["The old quay"]
