"""The screen of a review, row by row: header, page, status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Span
from tui.page import lines
from tui.page.lines import Marks
from tui.page.sections import TITLE, Spot, words
from tui.screen import header
from tui.screen.rows import BLANK, MOST_CHARACTERS_A_CELL, Frame, Piece, Row, fitted, on_one_line, width

if TYPE_CHECKING:
    from tui.review.panels import Panels
    from tui.screen.view import Cursor


def frame(review: Panels, columns: int, rows: int, foot: tuple[Row, ...], asked: Cursor | None) -> Frame:
    """The whole screen, whose page is laid out for this size; `foot` is its end, and the cursor stands where it is `asked`."""
    body, cursor = _body(review)
    if room := beside(columns, review):
        body = _with_original(review, body, columns - room, room - 1)
    line = header.rule(columns, review.glyphs)
    status = review.briefing.articles[0].status or ""
    head = header.header(_headline(review), _counts(review), columns, review.glyphs, status)
    if asked is not None:
        whole = (head, line, *body, line)
        return fitted(Frame((*whole[: max(0, rows - len(foot))], *foot), asked), columns, rows)
    shown = (head, line, *body, line, *foot)
    start = max(0, min(cursor[1] - rows // 2, len(shown) - rows))
    return fitted(Frame(shown[start : start + rows], (cursor[0], cursor[1] - start)), columns, rows)


BESIDE = 120
"""Columns from which on the original stands beside the panels."""

_WIDEST = 90
"""Columns of the original there at most."""


def beside(columns: int, review: Panels) -> int:
    """How many columns the original takes beside the panels, the line between them included; 0 where it has no room."""
    if columns < BESIDE or not review.sections[0].titled:
        return 0
    return min(_WIDEST, columns * 2 // 5)


def _with_original(review: Panels, body: list[Row], left: int, right: int) -> list[Row]:
    """The rows of the panels, and beside them those of the original, in step with the cursor's line."""
    from tui.review.original import Pane, told_of  # noqa: PLC0415 - most terminals are narrower

    if review.pane is None:
        review.pane = Pane()
    sentence = review.sentence
    article = review.briefing.articles[review.briefing.sentences[sentence].article if sentence is not None else 0]
    beside = review.pane.rows(article, told_of(review.briefing, sentence), right, len(body), review.glyphs)
    rows: list[Row] = []
    for at, row in enumerate(body):
        gap = " " * (left - sum(width(piece.text) for piece in row))
        rows.append((*row, Piece(gap), Piece(review.glyphs.beside, "rule"), *(beside[at] if at < len(beside) else ())))
    return rows


def _body(review: Panels) -> tuple[list[Row], tuple[int, int]]:
    view = review.view
    shown: list[Row] = []
    cursor: tuple[int, int] | None = None
    for section, line, row in view.page():
        first = 0 if line == TITLE else len(view.layout.block((section, line)).above)
        if cursor is None and (section, line) == view.cursor and row >= first:
            cursor = (0 if line == TITLE else 1, 2 + len(shown))
        shown.append(_row(review, (section, line), row))
    shown += [BLANK] * (view.layout.rows - len(shown))
    return shown, cursor or (0, 2)


def _row(review: Panels, spot: Spot, row: int) -> Row:
    at, line = spot
    section, layout, marking, here = review.sections[at], review.view.layout, review.marking, spot == review.view.cursor
    if line != TITLE:
        number = section.sentences[line] if section.sentences else None
        marks = Marks(here, number in marking.read, number in marking.flagged, number in review.selected)
        block = layout.block(spot)
        found = review.search.stretches(words(review.briefing, section, line)) if review.search else ()
        headed = section.kind == "text" and review.briefing.articles[0].is_heading(line)
        shown = lines.pieces(block, row, "own" if section.notes else "heading" if headed else "text", found)
        return lines.line_row(block, row, marks, layout, review.glyphs, shown)
    opened = review.view.folds.opened[at]
    if row == 0:
        marks = Marks(here, flag=marking.flagged_in[at] > 0)
        return lines.title(section, opened, marks, marking.read_in[at], layout, review.glyphs)
    what = layout.second_row(section, opened)
    lead = _beginning(review, section.lead) if what == "lead" and section.lead is not None else ""
    return lines.under_title(section, what, lead, layout, review.glyphs)


def _beginning(review: Panels, sentence: int) -> str:
    """As much of a sentence as can fit in a row, and a little more."""
    place = review.briefing.sentences[sentence]
    start = place.span.start
    enough = min(place.span.end, start + 2 * MOST_CHARACTERS_A_CELL * review.view.layout.measure)
    return on_one_line(review.briefing.articles[place.article].words(Span(start, enough)))


def _headline(review: Panels) -> Piece:
    article = review.briefing.articles[0]
    if article.headline:
        return Piece(on_one_line(article.words(article.headline)), "headline")
    return Piece(article.origin or "Untitled", "own")


def _counts(review: Panels) -> tuple[str, ...]:
    """What the header says at its end, the fullest first."""
    number, of = review.queue
    here: tuple[str, ...] = (f"{number} of {of}",) if of > 1 else ()
    if not review.briefing.sentences:
        return here
    read = f"{len(review.marking.read)}/{len(review.briefing.sentences)}"
    here += (f"{review.hidden} hidden",) if review.hidden else ()
    dot = f" {review.glyphs.dot} "
    return dot.join((*here, f"{read} read")), dot.join((*here, read)), read
