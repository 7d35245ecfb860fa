"""What our driver shows against what Textual's own would: the same text, written by Textual, through both."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.glass import Glass
from tui.terminal.diff import Pen, afresh, difference
from tui.terminal.grid import Grid

CONSOLE = Console(color_system="truecolor", force_terminal=True, width=80, _environ={})
NARROW = ["a", "b", "said", "", "—", "…", "▌", "✓", "⚑", " ", "    "]
WIDE = [
    "漢字",
    "東京タワー",
    "한국",
    "cafe\u0301",
    "n\u0303",
    "👩\u200d🚒",
    "👍🏽",
    "❤\ufe0f",
    "😀",
    "🇯🇵",
    "मंत्री",
    "ไทย",
    "עברית",
]
WORDS = st.sampled_from([*NARROW, *WIDE])
STYLES = st.sampled_from(
    [
        "",
        "bold",
        "dim",
        "italic",
        "underline",
        "reverse",
        "red",
        "bright_green",
        "bold cyan on default",
        "on blue",
        "#102030 on color(200)",
        "strike",
    ]
)
SEGMENTS = st.lists(st.tuples(WORDS, STYLES), max_size=8)


def strip(pieces: list[tuple[str, str]], width: int) -> Strip:
    return Strip([Segment(text, Style.parse(style) if style else None) for text, style in pieces]).adjust_cell_length(width)


@st.composite
def updates(draw: st.DrawFn, columns: int, rows: int) -> tuple[str, Region]:
    """A part of the screen, or all of it, as Textual writes it."""
    if draw(st.booleans()):
        region = Region(0, 0, columns, rows)
    else:
        x, y = draw(st.integers(0, columns - 1)), draw(st.integers(0, rows - 1))
        region = Region(x, y, draw(st.integers(1, columns - x)), draw(st.integers(1, rows - y)))
    strips = [[strip(draw(SEGMENTS), region.width)] for _ in range(region.height)]
    return LayoutUpdate(strips, region).render_segments(CONSOLE), region  # type: ignore[arg-type]


@settings(deadline=None, max_examples=150)
@given(st.integers(8, 50), st.integers(2, 8), st.data())
def test_both_ways_leave_the_same_screen(columns: int, rows: int, data: st.DataObject) -> None:
    stock, ours = Glass(columns, rows), Glass(columns, rows)
    wanted, pen = Grid(columns, rows), Pen()
    ours.feed(afresh(wanted, pen).encode())
    shown = wanted.copy()
    for _ in range(data.draw(st.integers(1, 4))):
        text, _ = data.draw(updates(columns, rows))
        x, y = data.draw(st.integers(0, columns - 1)), data.draw(st.integers(0, rows - 1))
        text += f"\x1b[{y + 1};{x + 1}H"
        stock.feed(text.encode())
        wanted.feed(text)
        ours.feed(difference(shown, wanted, pen).encode())
        shown = wanted.copy()
        assert ours.cells() == stock.cells()
        assert ours.place() == stock.place() == (x, y)


@settings(deadline=None, max_examples=50)
@given(st.integers(20, 60), st.lists(SEGMENTS, min_size=12, max_size=24), st.lists(st.integers(-4, 4), max_size=5))
def test_scrolling_leaves_the_same_screen_and_costs_less(
    columns: int, lines: list[list[tuple[str, str]]], steps: list[int]
) -> None:
    rows = 8
    strips = [strip(pieces, columns) for pieces in lines]
    stock, ours = Glass(columns, rows), Glass(columns, rows)
    wanted, pen, top, sent, written = Grid(columns, rows), Pen(), 0, 0, 0
    shown = wanted.copy()
    for step in [0, *steps]:
        top = min(max(top + step, 0), len(strips) - rows)
        text = LayoutUpdate([[line] for line in strips[top : top + rows]], Region(0, 0, columns, rows)).render_segments(CONSOLE)  # type: ignore[arg-type]
        stock.feed(text.encode())
        wanted.feed(text)
        bytes_ = difference(shown, wanted, pen).encode()
        ours.feed(bytes_)
        shown = wanted.copy()
        assert ours.cells() == stock.cells()
        sent, written = sent + len(bytes_), written + len(text.encode())
    assert sent <= written


def test_what_commands_a_terminal_does_not_get_through() -> None:
    grid = Grid(40, 3)
    hostile = "a\x9bb\u202ec\x07d\u2066e\U000e0041f\x7fg\x1b]0;title\x07h\x1bPq\x1b\\i\x1b[?1049hj\x1b[2Jk\x1bcl"
    grid.feed("\x1b[1;1H" + hostile)
    sent = difference(Grid(40, 3), grid, Pen())
    left = re.sub(r"\x1b\[[0-9;]*[A-Za-z]|\n", "", sent)
    assert left.isprintable()
    assert "abcdefg" in left.replace(" ", "")
    assert not re.findall(r"\x1b\[[0-9;]*[JLMhl]", sent)
