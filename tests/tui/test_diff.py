from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tui.glass import Glass
from tui.terminal.diff import Pen, afresh, difference
from tui.terminal.grid import PLAIN, Grid, change, style_of

WORDS = [
    "news",
    "a",
    " ",
    "   ",
    "cafe\u0301",
    "漢字",
    "東",
    "👩\u200d🚒",
    "❤\ufe0f",
    "😀",
    "“said”",
    "…",
    "▶",
    "मंत्री",
    "\u05d0\u05d1",
    "─" * 12,
]
STYLES = ["", "1", "2", "3", "4", "7", "31", "1;92", "38;5;200", "48;2;1;2;3", "9;41"]

piece = st.tuples(st.sampled_from(WORDS), st.sampled_from(STYLES))
row = st.lists(piece, max_size=9)


def fill(grid: Grid, y: int, pieces: list[tuple[str, str]]) -> None:
    x = grid.put(0, y, " " * grid.columns)
    x = 0
    for text, style in pieces:
        x = grid.put(x, y, text, style_of(style))


def seen(columns: int, rows: int, painted: str) -> Glass:
    glass = Glass(columns, rows)
    glass.feed(painted.encode())
    return glass


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 34), st.lists(row, min_size=1, max_size=7), st.data())
def test_every_step_leaves_the_screen_that_a_fresh_painting_would(
    columns: int, rows: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    grid, pen, glass = Grid(columns, len(rows)), Pen(), Glass(columns, len(rows))
    for y, pieces in enumerate(rows):
        fill(grid, y, pieces)
    glass.feed(afresh(grid, pen).encode())
    for _ in range(3):
        new = grid.copy()
        kind = data.draw(st.sampled_from(["row", "span", "move"]))
        y = data.draw(st.integers(0, grid.rows - 1))
        if kind == "row":
            fill(new, y, data.draw(row))
        elif kind == "span":
            text, style = data.draw(piece)
            new.put(data.draw(st.integers(0, columns - 1)), y, text, style_of(style))
        else:
            bottom = data.draw(st.integers(y + 1, grid.rows))
            new.move_rows(y, data.draw(st.sampled_from([-2, -1, 1, 2])), within=bottom)
        new.cursor = (data.draw(st.integers(0, columns - 1)), data.draw(st.integers(0, grid.rows - 1)))
        glass.feed(difference(grid, new, pen).encode())
        assert glass.cells() == seen(columns, grid.rows, afresh(new, Pen())).cells()
        assert glass.cells() == seen(columns, grid.rows, plainly(new)).cells()
        assert glass.place() == new.cursor
        assert pen.x in (None, new.cursor[0])
        grid = new


def plainly(grid: Grid) -> str:
    """Each cell by itself, at its place: as simple as it gets."""
    return "".join(
        f"\x1b[{y + 1};{x + 1}H{change(PLAIN, grid.style[y][x])}{cell}\x1b[m"
        for y, cells in enumerate(grid.text)
        for x, cell in enumerate(cells)
        if cell
    )


def test_an_equal_screen_costs_nothing() -> None:
    grid, pen = Grid(80, 24), Pen()
    fill(grid, 3, [("headline", "1"), ("東京", "")])
    afresh(grid, pen)
    assert difference(grid, grid.copy(), pen) == ""


def test_a_row_that_scrolls_in_costs_about_itself() -> None:
    grid, pen = Grid(80, 24), Pen()
    for y in range(24):
        fill(grid, y, [(f"row {y} of an article that is long enough to fill it", "")])
    afresh(grid, pen)
    new = grid.copy()
    new.move_rows(2, 1, within=22)
    fill(new, 21, [("the row that comes in", "")])
    assert len(difference(grid, new, pen)) < 50


def test_a_mark_that_moves_down_a_row_costs_a_dozen_bytes() -> None:
    grid = Grid(80, 24)
    for y in range(24):
        fill(grid, y, [("  words that stay", "")])
    new = grid.copy()
    grid.put(1, 4, "▌")
    new.put(1, 5, "▌")
    grid.cursor, new.cursor = (1, 4), (1, 5)
    assert len(difference(grid, new, Pen(1, 4)).encode()) <= 12


def test_only_sequences_that_every_terminal_knows_are_sent() -> None:
    grid, pen = Grid(30, 6), Pen()
    for y in range(6):
        fill(grid, y, [(WORDS[y + 3], STYLES[y + 2]), ("and so on " * y, STYLES[y])])
    new = grid.copy()
    new.move_rows(1, 2)
    sent = afresh(grid, pen) + difference(grid, new, pen)
    assert set(re.findall(r"\x1b\[[0-9;]*(.)", sent)) <= set("ABCDGHJKmr")
    assert "\b" not in sent
    assert "?" not in sent
