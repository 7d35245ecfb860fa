from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.screen.looks import Look
from tui.screen.rows import Frame, Piece
from tui.terminal.grid import PLAIN, Grid, change, style_of, style_of_look

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.integers(1, 12), TEXT)
def test_text_never_leaves_its_row(columns: int, text: str) -> None:
    grid = Grid(columns, 2)
    grid.put(0, 0, text)
    assert len(grid.text[0]) == columns
    assert cell_len("".join(grid.text[0])) >= columns - 1
    assert grid.text[1] == [" "] * columns


@pytest.mark.parametrize(
    "look",
    [Look(), Look(bold=True), Look(dim=True, italic=True), Look(colour=2), Look(colour=12, underline=True), Look(reverse=True)],
)
def test_a_look_painted_early_is_the_style_that_textual_sends(look: Look) -> None:
    colour = None if look.colour is None else f"color({look.colour})"
    style = Style(
        color=colour, bold=look.bold, dim=look.dim, italic=look.italic, underline=look.underline, reverse=look.reverse
    )
    assert style_of_look(look) == style_of(style._make_ansi_codes(3))  # type: ignore[arg-type]


def test_default_colours_are_the_plain_style() -> None:
    assert style_of("39;49") == PLAIN
    assert style_of("1;39;49") == style_of("1")


@pytest.mark.parametrize("before", ["", "1", "2;31", "4;44", "1;2;3;4;7;38;5;9;48;2;1;2;3"])
@pytest.mark.parametrize("after", ["", "1", "2", "1;31", "4", "7;44", "38;5;9"])
def test_a_change_of_style_arrives_where_it_should(before: str, after: str) -> None:
    old, new = style_of(before), style_of(after)
    sent = change(old, new)
    assert sent == "" if old == new else style_of(sent[2:-1], old) == new


def test_without_colours_only_attributes_are_left() -> None:
    assert style_of("1;31;44", colours=False) == style_of("1")
    grid = Grid(4, 1)
    grid.draw(Frame(((Piece("flag", "flag"),),), (0, 0)), {"flag": Look(colour=3)}, colours=False)
    assert grid.style == [[PLAIN] * 4]


def test_a_wide_character_that_loses_a_half_leaves_a_blank() -> None:
    grid = Grid(6, 1)
    grid.put(0, 0, "漢字")
    grid.put(1, 0, "x")
    assert grid.text[0] == [" ", "x", "字", "", " ", " "]
    grid.put(2, 0, "y")
    assert grid.text[0] == [" ", "x", "y", " ", " ", " "]
