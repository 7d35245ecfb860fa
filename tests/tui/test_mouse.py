"""The mouse, where it is asked for."""

from __future__ import annotations

from tests.tui.briefings import of_size
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tests.tui.test_app import run
from tui.review.review import Review


def test_the_wheel_scrolls_and_marks_nothing():
    review = Review(of_size(200, 2))
    before = review.viewport.top
    review.frame(80, 24)
    review.scroll(3)
    assert review.viewport.top > before
    review.scroll(-3)
    assert review.viewport.top == before
    assert not review.read


def test_a_click_goes_to_the_line_and_on_a_title_opens_or_closes_it():
    async def steps(app, pilot):
        rows = ["".join(piece.text for piece in row) for row in app.program.queue.view.frame(80, 24).rows]
        await pilot.click(offset=(20, next(y for y, row in enumerate(rows) if "She said that the 42" in row)))
        assert app.program.queue.view.viewport.cursor == (0, 2)
        await pilot.click(offset=(20, next(y for y, row in enumerate(rows) if "harbour sea wall" in row)))
        assert app.program.queue.view.viewport.folds.opened[1]
        await pilot.click(offset=(20, 22))
        await pilot.click(offset=(20, 0))
        assert not app.program.queue.view.read

    run(app_of(harbour()), steps)


def test_a_click_in_a_list_goes_to_an_item_and_another_chooses_it():
    async def steps(app, pilot):
        await pilot.press("w")
        await pilot.click(offset=(10, 4))
        await pilot.click(offset=(10, 2))
        await pilot.click(offset=(10, 2))
        await pilot.pause()
        assert app.program.queue.view.hidden > 0

    run(app_of(harbour()), steps)
