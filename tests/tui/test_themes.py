"""Themes by name."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import run
from tui.app.canvas import Canvas
from tui.app.canvas import style_of as rich_style_of
from tui.review.review import Review
from tui.screen.looks import LOOKS
from tui.settings import themes
from tui.settings.settings import Settings
from tui.terminal.grid import Grid, style_of, style_of_look

NAMES = [name for name in themes.names() if name not in themes.OWN]
ALL = 1 << 24


def test_every_theme_of_textual_is_known_with_its_colours():
    path = Path(__file__).parents[2] / "docs" / "scripts" / "themes.py"
    spec = importlib.util.spec_from_file_location("themes_script", path)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert set(BUILTIN_THEMES) <= set(themes.names())
    assert script.FILE.read_text(encoding="utf-8") == script.text(), "run docs/scripts/themes.py"


@pytest.mark.parametrize("name", NAMES)
def test_words_are_readable_on_their_ground(name):
    for role, look in themes.looks(name, ALL).items():
        if role != "rule":
            assert themes.contrast(look.ink, look.ground) >= 4.5, role


@pytest.mark.parametrize("colours", [0, 16])
def test_where_there_are_few_colours_the_terminal_s_own_serve(colours):
    assert themes.looks("nord", colours) is LOOKS
    assert themes.looks("ansi", ALL) is LOOKS


def test_a_theme_that_there_is_not_is_an_error():
    with pytest.raises(KeyError):
        themes.looks("no such theme", ALL)


@pytest.mark.parametrize("colours", [256, ALL])
@pytest.mark.parametrize("name", ["nord", "solarized-light"])
def test_the_first_frame_and_textual_s_draw_the_same_cells(name, colours):
    for look in themes.looks(name, colours).values():
        assert style_of_look(look) == style_of(rich_style_of(look)._make_ansi_codes(3))  # type: ignore[arg-type]


def test_a_theme_fills_the_whole_screen():
    looks = themes.looks("nord", ALL)
    grid = Grid(80, 24)
    grid.draw(Review(harbour()).frame(80, 24), looks)
    plain = style_of_look(looks["text"])
    assert all(style for row in grid.style for style in row)
    assert plain in grid.style[23]

    async def steps(app, pilot):
        canvas = app.screen.query_one(Canvas)
        for y in range(24):
            assert all(segment.style and segment.style.bgcolor for segment in canvas.render_line(y))

    run(app_of(harbour(), settings=Settings(theme="nord", looks=looks)), steps)
