"""Every key, pressed in the application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest
from textual import events
from textual.pilot import Pilot

from briefing.library import Library
from tests.tui.briefings import build, of_size
from tests.tui.harbour import harbour
from tests.tui.screens import Desk, app_of, with_input
from tui.app.application import BriefingApp
from tui.app.canvas import Canvas
from tui.commands.registry import COMMANDS
from tui.lists.help import HelpListing
from tui.review.draft import Draft

Steps = Callable[[BriefingApp, Pilot[int]], Coroutine[None, None, None]]


def run(app: BriefingApp, steps: Steps, size: tuple[int, int] = (80, 24)) -> BriefingApp:
    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await steps(app, pilot)

    asyncio.run(main())
    return app


def press(app: BriefingApp, *keys: str, size: tuple[int, int] = (80, 24)) -> BriefingApp:
    async def steps(app: BriefingApp, pilot: Pilot[int]) -> None:
        await pilot.press(*keys)

    return run(app, steps, size)


def rows(app: BriefingApp) -> list[str]:
    """What the screen shows, row by row."""
    canvas = app.screen.query_one(Canvas)
    return [canvas.render_line(y).text.rstrip() for y in range(canvas.size.height)]


# Keys, and where the cursor of the harbour's panels (lines 4, 4, 2; the first is open) then stands: section and line.
MOVES: list[tuple[tuple[str, ...], tuple[int, int]]] = [
    (("j",), (0, 1)),
    (("down",), (0, 1)),
    (("j", "k"), (0, 0)),
    (("up",), (0, -1)),
    (("J",), (1, -1)),
    (("tab",), (1, -1)),
    (("J", "K"), (0, -1)),
    (("J", "shift+tab"), (0, -1)),
    (("K",), (0, -1)),
    (("3",), (2, -1)),
    (("9",), (0, 0)),
    (("G",), (3, -1)),
    (("end",), (3, -1)),
    (("G", "g"), (0, -1)),
    (("G", "g", "g"), (0, -1)),
    (("G", "home"), (0, -1)),
    (("h",), (0, -1)),
    (("left",), (0, -1)),
    (("2", "l", "l"), (1, 0)),
    (("2", "right", "right"), (1, 0)),
    (("n",), (0, 1)),
    (("n", "N"), (0, 0)),
    (("n", "p"), (0, 0)),
    (("pagedown",), (3, -1)),
    (("ctrl+d",), (3, -1)),
    (("pageup",), (0, -1)),
    (("b",), (0, -1)),
    (("ctrl+u",), (0, -1)),
    (("3", "ctrl+o"), (0, 0)),
    (("3", "G", "'", "'"), (2, -1)),
]


@pytest.mark.parametrize(("keys", "cursor"), MOVES, ids=[" ".join(keys) for keys, _ in MOVES])
def test_a_key_moves_the_cursor(keys, cursor):
    app = press(app_of(harbour()), *keys)
    assert app.program.queue.view.viewport.cursor == cursor
    assert not app.program.queue.view.read


# Keys, and which of the four sections are then open.
FOLDS: list[tuple[tuple[str, ...], str]] = [
    (("enter",), "----"),
    (("enter", "enter"), "1---"),
    (("z", "a"), "----"),
    (("z", "c"), "----"),
    (("z", "c", "z", "o"), "1---"),
    (("z", "R"), "1234"),
    (("z", "R", "z", "M"), "----"),
    (("h", "h"), "----"),
    (("left", "left"), "----"),
    (("2", "l"), "12--"),
    (("z", "j"), "1---"),
    (("z", "escape", "j"), "1---"),
]


@pytest.mark.parametrize(("keys", "opened"), FOLDS, ids=[" ".join(keys) for keys, _ in FOLDS])
def test_a_key_folds(keys, opened):
    app = press(app_of(harbour()), *keys)
    assert (
        "".join(str(at + 1) if is_open else "-" for at, is_open in enumerate(app.program.queue.view.viewport.folds.opened))
        == opened
    )


# Keys, and which sentences are then read and flagged.
MARKS: list[tuple[tuple[str, ...], set[int], set[int]]] = [
    (("space",), {0, 1, 2, 3}, set()),
    (("space", "space", "space"), set(range(10)), set()),
    (("r",), {0}, set()),
    (("r", "r"), set(), set()),
    (("A",), {0, 1, 2, 3}, set()),
    (("m",), set(), {0}),
    (("m", "m"), set(), set()),
    (("m", "j", "r", "u"), set(), {0}),
    (("m", "j", "r", "u", "u"), set(), set()),
    (("m", "j", "r", "u", "u", "ctrl+r", "ctrl+r"), {1}, {0}),
]


@pytest.mark.parametrize(("keys", "read", "flagged"), MARKS, ids=[" ".join(keys) for keys, _, _ in MARKS])
def test_a_key_marks_and_the_library_has_it_at_once(keys, read, flagged):
    library = Library.in_memory()
    app = press(app_of(harbour(), library=library), *keys)
    assert (app.program.queue.view.read, app.program.queue.view.flagged) == (read, flagged)
    assert app_of(harbour(), library=library).program.queue.view.read == read


def test_every_key_of_every_command_is_pressed_above_or_below():
    pressed = {" ".join(keys) for keys, *_ in (*MOVES, *FOLDS, *MARKS)}
    tokens = {token for keys in pressed for token in keys.split()}
    elsewhere = {"[", "]", "?", "f1", ":", "ctrl+p", "q", "Q", "ctrl+c", "ctrl+l", "ctrl+z", *"123456789"} | set(
        "/fFwdoixvaMLDyYe"
    )
    assert {token for command in COMMANDS for keys in command.keys for token in keys.split()} <= tokens | elsewhere


def test_pages_turn_in_a_long_briefing():
    app = press(app_of(of_size(200, 2)), "pagedown", "pagedown")
    two = app.program.queue.view.viewport.top
    assert two > (0, 10, 0)
    assert press(app_of(of_size(200, 2)), "pagedown", "pagedown", "b").program.queue.view.viewport.top < two
    assert press(app_of(of_size(200, 2)), "pagedown", "pagedown", "pageup", "pageup").program.queue.view.viewport.top == (
        0,
        -1,
        0,
    )
    half = press(app_of(of_size(200, 2)), "ctrl+d").program.queue.view.viewport.top
    assert (0, -1, 0) < half < press(app_of(of_size(200, 2)), "pagedown").program.queue.view.viewport.top
    assert press(app_of(of_size(200, 2)), "ctrl+d", "ctrl+u").program.queue.view.viewport.top == (0, -1, 0)


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("Q", 0)])
def test_a_key_ends_the_program(key, status):
    app = press(app_of(harbour()), key)
    assert app.return_value == status


def test_ctrl_c_ends_the_program_only_the_second_time_in_a_row():
    app = press(app_of(harbour()), "ctrl+c", "j", "ctrl+c")
    assert app.return_value is None
    assert app.program.queue.view.notice == "ctrl+c again ends the program"
    assert press(app_of(harbour()), "ctrl+c", "ctrl+c").return_value == 0


def test_ctrl_c_cancels_what_is_being_parsed():
    app = press(app_of(harbour(), slow=True), "ctrl+c")
    assert isinstance(app.program._desk, Desk)
    assert app.program._desk.cancelled
    assert app.return_value is None


@pytest.mark.parametrize("leaving", ["q", "?", "escape", "enter"])
def test_help_is_shown_and_left(leaving):
    async def steps(app, pilot):
        before = rows(app)
        await pilot.press("f1")
        assert isinstance(app.program.view, HelpListing)
        assert rows(app)[0] == " What the keys do"
        await pilot.press("pagedown")
        scrolled = rows(app)
        await pilot.press("b", "r", "m", "j")
        assert rows(app) != scrolled
        await pilot.press(leaving)
        assert rows(app) == before

    app = run(app_of(harbour()), steps)
    assert not app.program.queue.view.read
    assert not app.program.queue.view.flagged


def test_what_the_desk_said_under_the_help_is_there_when_it_is_left():
    async def steps(app, pilot):
        await pilot.press("?")
        app.program._desk.go_on.set()
        for _ in range(50):
            await pilot.pause(0.02)
            if app.program.queue.view.notice:
                break
        await pilot.press("q")
        assert rows(app)[-1] == " The panels are ready: enter shows them"

    run(app_of(harbour(), slow=True), steps)


def test_the_pending_z_is_shown_with_what_can_follow():
    async def steps(app, pilot):
        await pilot.press("z")
        assert rows(app)[-1] == " z  a open or close  o open  c close  M close all  R open all"
        await pilot.press("o")
        assert rows(app)[-1].startswith(" space read on")

    run(app_of(harbour()), steps)


def test_redraw_and_suspend_change_nothing_in_a_test_without_a_terminal():
    app = press(app_of(harbour()), "ctrl+l", "ctrl+z")
    assert app.program.queue.view.viewport.cursor == (0, 0)


def test_brackets_go_through_the_queue():
    async def steps(app, pilot):
        await pilot.press("]")
        await pilot.pause()
        assert rows(app)[0].endswith("2 of 2 · 0/1 read")
        await pilot.press("]")
        assert rows(app)[-1] == " This is the last article"
        await pilot.press("[")
        assert rows(app)[0].endswith("1 of 2 · 0/10 read")

    run(app_of(harbour(), build([["One."]])), steps)


def test_the_terminal_s_cursor_stands_on_the_current_line():
    async def steps(app, pilot):
        for key in ("j", "k", "k", "J", "space"):
            await pilot.press(key)
            column, row = app.cursor_position
            assert rows(app)[row][column] == "▌"

    run(app_of(harbour()), steps)


def test_panels_take_the_place_of_a_text_in_which_no_key_was_pressed():
    async def steps(app, pilot):
        app.program._desk.go_on.clear()
        await pilot.pause()
        assert "Ferrow's town council" in "\n".join(rows(app))
        assert "▼ 1" not in "\n".join(rows(app))
        app.program._desk.go_on.set()
        for _ in range(50):
            await pilot.pause(0.02)
            if not isinstance(app.program.queue.view, Draft):
                break
        assert "▼ 1 Ferrow fish market" in "\n".join(rows(app))

    run(app_of(harbour(), slow=True), steps)


def test_after_a_key_the_panels_wait_for_enter():
    async def steps(app, pilot):
        await pilot.press("j")
        app.program._desk.go_on.set()
        for _ in range(50):
            await pilot.pause(0.02)
            if app.program.queue.view.notice:
                break
        assert rows(app)[-1] == " The panels are ready: enter shows them"
        assert isinstance(app.program.queue.view, Draft)
        await pilot.press("enter")
        assert "▼ 1 Ferrow fish market" in "\n".join(rows(app))

    run(app_of(harbour(), slow=True), steps)


def test_panels_of_an_article_that_was_turned_to_take_the_place_of_its_text():
    async def steps(app, pilot):
        await pilot.press("]")
        app.program._desk.go_on.set()
        for _ in range(50):
            await pilot.pause(0.02)
            if not app.program.queue.is_busy:
                break
        assert not isinstance(app.program.queue.view, Draft)
        assert "▼ 1 Topic 1" in "\n".join(rows(app))

    run(app_of(harbour(), build([["One."]]), slow=True, painted=False), steps)


def test_only_rows_that_changed_are_painted():
    async def steps(app, pilot):
        painted = []
        canvas = app.screen.query_one(Canvas)
        refresh = canvas.refresh
        canvas.refresh = lambda *regions, **more: painted.append(regions) or refresh(*regions, **more)
        await pilot.press("j")
        assert [region.y for region in painted[0]] == [4, 5, 6, 7, 8]
        painted.clear()
        await pilot.press("9", "9")
        await pilot.press("escape")
        app.show()
        app.show()
        assert [len(regions) for regions in painted] == [1, 1]

    run(app_of(harbour()), steps)


def test_a_new_size_is_laid_out_at_once():
    async def steps(app, pilot):
        await pilot.press("m")
        before = rows(app)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert len(rows(app)) == 10
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert rows(app) == before

    run(app_of(harbour()), steps)


def test_text_that_looks_like_markup_is_shown_as_it_is():
    words = "[b]Bold[/b] [sic] [/x] [@click=app.quit]click[/] [red on blue]"
    app = app_of(build([[words]], headline=words, aside=[words]))

    async def steps(app, pilot):
        await pilot.press("z", "R")
        text = "\n".join(rows(app))
        assert text.count(words) == 3

    run(app, steps)


def test_no_colour_is_used_without_colour_and_only_the_terminal_s_own_with_it(monkeypatch):
    def colours(app):
        update = app.screen._compositor.render_update(full=True)
        used = set()
        for strip in update.strips:
            for part in strip:
                for segment in part:
                    if segment.style:
                        used |= {str(segment.style.color), str(segment.style.bgcolor)}
        return used

    async def steps(app, pilot):
        await pilot.press("r", "m", "j")
        found.append({name.split("'")[1] for name in colours(app) if "'" in name})

    found: list[set[str]] = []
    run(app_of(harbour()), steps)
    monkeypatch.setenv("NO_COLOR", "1")
    run(app_of(harbour()), steps)
    assert found[0] >= {"cyan", "green", "yellow"}
    assert found[0] <= {"cyan", "green", "yellow", "default"}
    assert found[1] <= {"default"}


def test_the_place_is_kept_when_the_program_ends():
    library = Library.in_memory()
    library.keep_version("/0.txt", harbour().articles[0], "reading", "0.txt")
    app = press(app_of(harbour(), library=library), "2", "l", "l", "j")
    app.program.queue.keep_place()
    again = app_of(harbour(), library=library)
    assert again.program.queue.view.viewport.cursor == (1, 1)
    assert with_input(harbour(), "0.txt").articles[0].inputs


def test_the_place_is_kept_in_a_pause_so_that_a_kill_does_not_lose_it(monkeypatch):
    monkeypatch.setattr("tui.session.program.PAUSE", 0.01)
    library = Library.in_memory()
    library.keep_version("/0.txt", harbour().articles[0], "reading", "0.txt")

    async def steps(app, pilot):
        await pilot.press("2", "l", "l", "j")
        await pilot.pause(0.2)

    run(app_of(harbour(), library=library), steps)
    assert app_of(harbour(), library=library).program.queue.view.viewport.cursor == (1, 1)


def test_keys_that_follow_each_other_at_once_act_on_the_screen_that_the_one_before_has_left():
    async def steps(app: BriefingApp, pilot: Pilot[int]) -> None:
        await pilot.press("w")
        above = app.program.view
        app.screen.on_key(events.Key("q", "q"))
        app.screen.on_key(events.Key("m", "m"))
        await pilot.pause()
        assert app.program.view is not above
        assert len(app.program.queue.view.marking.flagged) == 1

    run(app_of(harbour()), steps)


def test_a_page_is_a_page_for_a_key_that_comes_before_the_first_frame():
    async def steps(app: BriefingApp, pilot: Pilot[int]) -> None:
        app.screen.on_key(events.Key("question_mark", "?"))
        app.screen.on_key(events.Key("space", " "))
        await pilot.pause()
        assert app.program.view.top > 5

    run(app_of(harbour()), steps)
