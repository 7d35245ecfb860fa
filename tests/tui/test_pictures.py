"""What is seen: each picture is kept beside this file, and looked at by a person before it is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tui.app.application import BriefingApp

SIZES = [(40, 24), (80, 24), (200, 50)]
USED = ["space", "r", "m", "j"]


class LightApp(BriefingApp):
    """The application on a light terminal; the pictures of the others are of a dark one."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        width, height = self.size
        console = Console(
            width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
        )
        console.print(self.screen._compositor.render_update(full=True, simplify=simplify))
        return console.export_svg(title=title or self.title, theme=DEFAULT_TERMINAL_THEME)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_panels_on_a_dark_terminal(snap_compare, size):
    assert snap_compare(app_of(harbour()), press=USED, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_panels_on_a_light_terminal(snap_compare, size):
    assert snap_compare(app_of(harbour(), kind=LightApp), press=USED, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_panels_without_colour(snap_compare, size, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_of(harbour()), press=USED, terminal_size=size)


def test_all_panels_open_with_what_is_set_aside(snap_compare):
    assert snap_compare(app_of(harbour()), press=["z", "R"], terminal_size=(80, 40))


def test_all_panels_closed_with_a_key_pending(snap_compare):
    assert snap_compare(app_of(harbour()), press=["z", "M", "z"], terminal_size=(80, 24))


def test_everything_read(snap_compare):
    assert snap_compare(app_of(harbour()), press=["space"] * 4, terminal_size=(80, 24))


def test_the_text_of_an_article_that_is_being_parsed(snap_compare):
    assert snap_compare(app_of(harbour(), slow=True), press=["j"], terminal_size=(80, 24))


@pytest.mark.parametrize("size", [(40, 24), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_help(snap_compare, size):
    assert snap_compare(app_of(harbour()), press=["?"], terminal_size=size)


def test_the_smallest_size(snap_compare):
    assert snap_compare(app_of(harbour()), terminal_size=(40, 10))
