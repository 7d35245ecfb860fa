"""The original: on a screen of its own, and beside the panels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import SetAside, Span
from tests.tui.briefings import briefings, build
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import press
from tui.lists.about import AboutListing
from tui.page.layout import BESIDE
from tui.review.original import Original
from tui.review.original_text import Text, told_of
from tui.review.review import Review
from tui.screen.glyphs import UNICODE
from tui.screen.rows import Frame
from tui.screen.view import AROUND_BODY
from tui.screen.widths import width

MOVES = ("line_down", "line_up", "section_down", "section_up", "page_down", "page_up", "half_down", "half_up", "go_to_bottom")


def said(frame: Frame) -> list[str]:
    return ["".join(piece.text for piece in row) for row in frame.rows]


def in_role(frame: Frame, role: str) -> str:
    return " ".join(piece.text for row in frame.rows for piece in row if piece.role == role)


@settings(max_examples=40, deadline=None)
@given(briefings, st.integers(12, 130))
def test_the_original_has_every_word_of_the_article_in_its_order(briefing, columns):
    article = briefing.articles[0]
    text = Text(article, columns)
    rows = [
        text.draw((block, row), told_of(briefing, None), UNICODE)
        for block in range(len(text))
        for row in range(text.height(block))
    ]
    shown = "".join(piece.text for row in rows for piece in row)
    assert "".join(shown.split()) == "".join(article.text.split())
    assert all(width("".join(piece.text for piece in row)) <= columns for row in rows)


@settings(max_examples=40, deadline=None)
@given(briefings, st.lists(st.sampled_from(MOVES), max_size=15), st.integers(20, 130), st.integers(6, 30))
def test_moving_stays_within_the_original(briefing, moves, columns, rows):
    shown = Original(briefing, 0 if briefing.sentences else None, (0, 0))
    for move in moves:
        assert len(shown.frame(columns, rows).rows) == rows
        getattr(shown, move)()
    frame = shown.frame(columns, rows)
    body = said(frame)[2 : 2 + rows - AROUND_BODY]
    assert any(row.strip() for row in body)


def test_source_cue_and_content_of_the_line_are_told_apart_and_who_speaks_is_said():
    briefing = harbour()
    (number,) = briefing.sentences[1].attributions
    at = briefing.articles[0].text.index("said Mayor Ilse Brandt")
    parts = {"cue": (Span(at, at + 4),), "source": (Span(at + 5, at + 22),)}
    attributions = list(briefing.attributions)
    attributions[number] = attributions[number]._replace(**parts)
    briefing = briefing._replace(attributions=tuple(attributions))
    frame = Original(briefing, 1, (0, 0)).frame(100, 24)
    assert (in_role(frame, "cue"), in_role(frame, "source")) == ("said", "Mayor Ilse Brandt")
    assert "Ilse Brandt" in said(frame)[0]
    assert "source bold" in said(frame)[0]
    resolved = Original(briefing, 2, (0, 0)).frame(100, 24)
    assert "she → Ilse Brandt" in said(resolved)[0]


def test_the_line_has_a_bar_and_the_cursor():
    frame = Original(harbour(), 1, (0, 0)).frame(80, 24)
    bars = [y for y, row in enumerate(frame.rows) if row and row[0].role == "bar"]
    assert bars
    assert frame.cursor[1] == bars[0]


def test_o_shows_the_original_and_o_again_goes_back():
    app = press(app_of(harbour()), "j", "o", "space", "o", "j")
    assert app.program.queue.view.viewport.cursor == (0, 2)


def test_from_120_columns_on_the_original_stands_beside_the_panels_in_step():
    review = Review(harbour(), size=(BESIDE, 24))
    for _ in range(4):
        frame = review.frame(BESIDE, 24)
        right = [row.split(UNICODE.beside, 1)[1] for row in said(frame)[2:-2]]
        assert any(row.startswith(f" {UNICODE.bar}") for row in right)
        assert all(width(row) <= BESIDE for row in said(frame))
        review.viewport.line_down()
    assert not any(UNICODE.beside in row for row in said(review.frame(BESIDE - 1, 24)))


def test_x_goes_to_what_is_set_aside_and_back():
    app = press(app_of(harbour()), "j", "x")
    assert app.program.queue.view.sections[app.program.queue.view.viewport.cursor[0]].kind == "aside"
    assert app.program.queue.view.viewport.folds.opened[-1]
    app = press(app_of(harbour()), "j", "x", "x")
    assert app.program.queue.view.viewport.cursor == (0, 1)
    review = Review(build([["One."]]))
    review.show_aside()
    assert review.notice == "Nothing was set aside"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_i_tells_all_that_is_known(columns):
    briefing = harbour()
    article = briefing.articles[0]
    changed = article._replace(
        status="corrected",
        removed=3,
        left_out=40,
        site="The Quay",
        set_aside=(*article.set_aside, SetAside(Span(0, 1), "advert")),
    )
    shown = AboutListing(briefing._replace(articles=(changed,))).frame(columns, 60)
    text = " ".join(" ".join(said(shown)).split())
    for words in ("corrected", "The Quay", "40 words of the page", "3 characters", "advert (1)", "10 sentences in 3 panels"):
        assert words in text
    assert "before the next winter storms" in text
    assert all(width(row) <= columns for row in said(shown))


def test_i_is_left_by_i():
    app = press(app_of(harbour()), "i", "i", "j")
    assert app.program.queue.view.viewport.cursor == (0, 1)


def test_headings_are_told_apart():
    briefing = build([["One is here.", "Two is here."]], headings={1: "The old quay"})
    assert in_role(Original(briefing, 0, (0, 0)).frame(80, 24), "heading") == "The old quay"
