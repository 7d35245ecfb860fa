"""How an article's rows are painted: the page, the original beside it, and the frame around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.model import Span
from tui.page import lines
from tui.page.lines import Marks
from tui.page.sections import TITLE, Spot
from tui.page.viewport import Viewport
from tui.screen.glyphs import Glyphs
from tui.screen.rows import BLANK, MOST_CHARACTERS_A_CELL, Frame, Piece, Row, fitted, on_one_line
from tui.screen.view import Cursor
from tui.screen.widths import width


class States(Protocol):
    """What is marked, selected and found in what is painted."""

    def line_marks(self, sentence: int | None, *, here: bool) -> Marks:
        """The marks of a line that is a sentence, or is none; `here` is whether the cursor stands on it."""

    def title_marks(self, section: int, *, here: bool) -> tuple[Marks, int]:
        """The marks of a section's title, and how many of its lines are read."""

    def found_in(self, spot: Spot) -> Sequence[tuple[int, int]]:
        """Where in the words of a line stands what is searched."""


def page(viewport: Viewport, states: States, glyphs: Glyphs) -> tuple[list[Row], Cursor]:
    """The rows between the rules, and the cursor on the screen."""
    shown: list[Row] = []
    cursor: Cursor | None = None
    for section, line, row in viewport.page():
        first = 0 if line == TITLE else len(viewport.layout.block((section, line)).above)
        if cursor is None and (section, line) == viewport.cursor and row >= first:
            cursor = (0 if line == TITLE else 1, 2 + len(shown))
        shown.append(_row(viewport, (section, line), row, states, glyphs))
    shown += [BLANK] * (viewport.layout.rows - len(shown))
    return shown, cursor or (0, 2)


def side_by_side(left: Sequence[Row], right: Sequence[Row], columns: int, glyphs: Glyphs) -> list[Row]:
    """Rows that take so many columns, and beside them others, with a line between them."""
    rows: list[Row] = []
    for at, row in enumerate(left):
        gap = " " * (columns - sum(width(piece.text) for piece in row))
        rows.append((*row, Piece(gap), Piece(glyphs.beside, "rule"), *(right[at] if at < len(right) else ())))
    return rows


def frame(
    head: Row, body: Sequence[Row], cursor: Cursor, foot: Sequence[Row], asked: Cursor | None, rule: Row, size: tuple[int, int]
) -> Frame:
    """The whole screen at a size, columns and rows; `foot` is its end, and the cursor stands where it is `asked`."""
    columns, rows = size
    if asked is not None:
        whole = (head, rule, *body, rule)
        return fitted(Frame((*whole[: max(0, rows - len(foot))], *foot), asked), columns, rows)
    shown = (head, rule, *body, rule, *foot)
    start = max(0, min(cursor[1] - rows // 2, len(shown) - rows))
    return fitted(Frame(shown[start : start + rows], (cursor[0], cursor[1] - start)), columns, rows)


def _row(viewport: Viewport, spot: Spot, row: int, states: States, glyphs: Glyphs) -> Row:
    at, line = spot
    section, layout, here = viewport.sections[at], viewport.layout, spot == viewport.cursor
    if line != TITLE:
        marks = states.line_marks(section.sentences[line] if section.sentences else None, here=here)
        block = layout.block(spot)
        headed = section.kind == "text" and viewport.briefing.articles[0].is_heading(line)
        role = "own" if section.notes else "heading" if headed else "text"
        shown = lines.pieces(block, row, role, states.found_in(spot))
        return lines.line_row(block, row, marks, layout, glyphs, shown)
    opened = viewport.folds.opened[at]
    if row == 0:
        marks, read = states.title_marks(at, here=here)
        return lines.title(section, marks, read, layout, glyphs, opened=opened)
    what = layout.second_row(section, opened=opened)
    lead = _beginning(viewport, section.lead) if what == "lead" and section.lead is not None else ""
    return lines.under_title(section, what, lead, layout, glyphs)


def _beginning(viewport: Viewport, sentence: int) -> str:
    """As much of a sentence as can fit in a row, and a little more."""
    briefing = viewport.briefing
    place = briefing.sentences[sentence]
    start = place.span.start
    enough = min(place.span.end, start + 2 * MOST_CHARACTERS_A_CELL * viewport.layout.measure)
    return on_one_line(briefing.articles[place.article].words(Span(start, enough)))
