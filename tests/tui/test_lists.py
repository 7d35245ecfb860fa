"""Lists of one thing each: what the lines can be narrowed to, who says what, what happens when."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Briefing, Span, TimeExpression
from tests.tui.briefings import build
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import press, run
from tui.lists.filters import FilterListing
from tui.lists.help import HelpListing
from tui.lists.list_view import Listing
from tui.lists.when import WhenListing, told
from tui.lists.who import WhoListing
from tui.review.filters import choices, combined
from tui.review.review import Review
from tui.screen.widths import width


def dated() -> Briefing:
    """The harbour, whose fourth, second and first sentence begin with a time."""
    briefing = harbour()
    sentences = list(briefing.sentences)
    times = []
    for number, (line, value) in enumerate(((3, "2024-05"), (1, "2023-04-01"), (0, "PAST_REF"), (4, "2023-04-01"))):
        start = sentences[line].span.start
        times.append(TimeExpression(number, sentences[line].article, Span(start, start + 3), value))
        sentences[line] = sentences[line]._replace(times=(number,))
    return briefing._replace(sentences=tuple(sentences), times=tuple(times))


def lists() -> list[Listing]:
    review = Review(dated())
    found = choices(review.briefing, review.marking)
    return [
        FilterListing(found, (), lambda chosen: None),
        WhoListing(review.briefing, lambda lines, words: None, lambda line: None),
        WhenListing(review.briefing, lambda lines, words: None),
    ]


def text(listing: Listing, columns: int = 80, rows: int = 24) -> list[str]:
    return ["".join(piece.text for piece in row) for row in listing.frame(columns, rows).rows]


MOVES = ("line_down", "line_up", "section_down", "section_up", "page_down", "page_up", "half_down", "half_up", "go_to_bottom")


@pytest.mark.parametrize("number", range(3))
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(MOVES), max_size=20), st.integers(20, 120), st.integers(5, 30))
def test_the_cursor_stays_on_the_page_and_rows_within_the_screen(number, moves, columns, rows):
    listing = lists()[number]
    listing.frame(columns, rows)
    for move in moves:
        getattr(listing, move)()
        frame = listing.frame(columns, rows)
        assert len(frame.rows) == rows
        assert all(width("".join(piece.text for piece in row)) <= columns for row in frame.rows)
        bars = [y for y, row in enumerate(frame.rows) if row and row[0].text == listing.glyphs.bar]
        assert bars == [frame.cursor[1]]


def test_choices_of_one_group_add_up_and_of_several_narrow_down():
    review = Review(harbour())
    review.toggle_read()
    found = {(choice.group, choice.words): choice for choice in choices(review.briefing, review.marking)}
    signals = [choice for choice in found.values() if choice.group == "Signal"]
    unread = found["State", "unread"]
    assert combined([]) is None
    assert combined(signals[:2]) == signals[0].sentences | signals[1].sentences
    assert combined([unread, signals[0]]) == unread.sentences & signals[0].sentences
    assert 0 not in unread.sentences


def test_f_narrows_to_the_choice_under_the_cursor_and_capital_f_shows_all_again():
    app = press(app_of(harbour()), "r", "f", "enter")
    assert app.program.queue.view.hidden == 1
    app = press(app_of(harbour()), "r", "f", "enter", "F")
    assert app.program.queue.view.hidden == 0
    app = press(app_of(harbour()), "r", "f", "enter", "q")
    assert app.program.queue.view.hidden == 0


def test_space_combines_choices():
    app = press(app_of(harbour()), "r", "f", "space", "J", "space", "enter")
    assert [choice.group for choice in app.program.queue.view.chosen] == ["State", "Speaker"]
    again = press(app_of(harbour()), "r", "f", "space", "space", "k", "k", "space", "q")
    assert again.program.queue.view.hidden == 0


def test_a_combination_that_no_line_passes_is_not_shown():
    briefing = harbour()
    review = Review(briefing)
    listing = FilterListing(choices(briefing, review.marking), (), lambda chosen: pytest.fail("chosen"))
    empty = [choice._replace(sentences=frozenset()) for choice in choices(briefing, review.marking)[:1]]
    listing.combination = empty
    listing.choose()
    assert "No line" in listing.notice


def test_w_lists_speakers_with_role_and_counts_and_narrows_to_one():
    app = press(app_of(harbour()), "w", "enter")
    assert app.program.queue.view.hidden > 0
    listing = lists()[1]
    rows = text(listing)
    assert "said" in rows[2]
    assert any(row.strip().startswith("says") for row in rows)


def test_enter_on_a_line_of_somebody_goes_there():
    app = press(app_of(harbour()), "G", "w", "j", "enter")
    assert app.program.queue.view.hidden == 0
    assert app.program.queue.view.sentence is not None


def test_d_lists_times_by_the_calendar_and_narrows_to_one():
    listing = lists()[2]
    values = [row.split()[1] if row[0] == "▌" else row.split()[0] for row in text(listing)[2:-2] if row.strip()]
    assert values == ["2023-04-01", "2023-04-01", "2024-05", "before"]
    app = press(app_of(dated()), "d", "enter")
    assert [number for section in app.program.queue.view.sections for number in section.sentences] == [1, 4]


@pytest.mark.parametrize("key", ["w", "d", "f"])
def test_a_list_is_left_by_the_key_that_showed_it_by_q_and_by_escape(key):
    for leaving in (key, "q", "escape"):
        app = press(app_of(harbour()), key, leaving, "j")
        assert app.program.queue.view.viewport.cursor == (0, 1)


def test_a_list_without_anything_says_so():
    briefing = build([["One."]])._replace(attributions=(), actors=())
    briefing = briefing._replace(sentences=tuple(s._replace(attributions=(), actors=()) for s in briefing.sentences))
    assert "Nobody is named here." in text(WhoListing(briefing, lambda a, b: None, lambda a: None))[2]
    assert "No time is named here." in text(WhenListing(briefing, lambda a, b: None))[2]
    for listing in (WhenListing(briefing, lambda a, b: None, ()), WhoListing(briefing, lambda a, b: None, lambda a: None)):
        listing.choose()


@pytest.mark.parametrize("make", [lambda: lists()[1], lambda: lists()[0]])
def test_lists_are_searched_while_the_words_are_written(make: Callable[[], Listing]):
    listing = make()
    listing.frame(80, 24)
    wanted = listing.words(len(listing) - 1)[:6].lower()
    listing.begin_search()
    for key in wanted:
        listing.press("space" if key == " " else key)
    assert wanted in listing.words(listing.cursor).lower()
    listing.press("escape")
    assert listing.cursor == 0
    listing.next_match(1)
    assert listing.notice == "Nothing is searched"


def test_help_does_not_answer_what_it_cannot():
    app = press(app_of(harbour()), "?", "m", "q")
    assert not app.program.queue.view.flagged
    assert isinstance(HelpListing, type)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-W15", "2024-W15"),
        ("PRESENT_REF", "now"),
        ("P-1M", "1 month ago"),
        ("P+2W", "in 2 weeks"),
        ("PT-3H", "3 hours ago"),
        ("P0D", "that day"),
        ("P10Y", "10 years"),
        ("P-XD", ""),
        ("XXXX-WXX-2", ""),
        (None, ""),
    ],
)
def test_a_time_is_told_as_a_reader_says_it(value, words):
    assert told(TimeExpression(0, 0, Span(0, 1), value)) == words


def test_a_list_on_a_narrow_screen_says_what_its_keys_do():
    async def steps(app, pilot):
        for key in "wdf":
            await pilot.press(key)
            foot = "".join(piece.text for piece in app.program.view.frame(40, 20).rows[-1])
            assert foot.strip().startswith("enter"), key
            await pilot.press("q")

    run(app_of(dated()), steps)
