"""Every view on every terminal: sizes, encodings, colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.model import Briefing
from tests.tui.briefings import build
from tests.tui.harbour import harbour
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.lists.about import AboutListing
from tui.lists.filters import FilterListing
from tui.lists.help import HelpListing
from tui.lists.when import WhenListing
from tui.lists.who import WhoListing
from tui.review.filters import choices
from tui.review.original import Original
from tui.review.review import Review
from tui.screen.prompt import Question
from tui.screen.view import View
from tui.screen.widths import width

WIDE = ["東京湾の防潮堤 e\u0301te\u0301 🚋" * 9, "A second one."]


def views(briefing: Briefing) -> Iterator[View]:
    """Each of the views, and what can be asked in one."""
    keymap = Keymap(COMMANDS)
    prompt, question, editor, noted = (Review(briefing, keymap=keymap) for _ in range(4))
    yield Review(briefing, keymap=keymap)
    prompt.begin_search()
    yield prompt
    question.ask(Question("Forget all that was ever written here?", lambda: None))
    yield question
    editor.write_note()
    yield editor
    noted.write_note()
    noted.paste("東京湾の防潮堤\n" * 30)
    yield noted
    yield Original(briefing, 0, (0, 0))
    yield WhoListing(briefing, lambda *_: None, lambda *_: None)
    yield WhenListing(briefing, lambda *_: None)
    yield FilterListing(choices(briefing, editor.marking), (), lambda *_: None)
    yield AboutListing(briefing)
    yield HelpListing(keymap)


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 24])
@pytest.mark.parametrize("briefing", [harbour(), build([WIDE], headline="東京 " * 40)], ids=["harbour", "wide"])
def test_no_row_is_wider_than_the_terminal_and_the_cursor_stands_in_it(briefing: Briefing, rows: int) -> None:
    for view in views(briefing):
        for columns in (1, 2, 3, 7, 19, 20, 23, 24, 39, 40, 119, 120, 300, 1):
            frame = view.frame(columns, rows)
            assert max(sum(width(piece.text) for piece in row) for row in frame.rows) <= columns
            assert len(frame.rows) <= rows
            assert 0 <= frame.cursor[0] < columns
            assert 0 <= frame.cursor[1] < rows
