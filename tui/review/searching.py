"""Searching an article in its view: what is searched now, and what was before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.page.sections import Spot, words
from tui.review.moving import Moving
from tui.screen.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from tui.review.search import Search

_MOST_PAST = 50
"""Earlier searches that can be brought back."""


class Searching(Moving):
    """Searches while the words are written, or when they are given; the only one who begins and ends it."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs)
        self.search: Search | None = None
        """What is searched; its places are shown, and `n` goes from one to the next."""
        self._searched: list[str] = []

    def begin_search(self) -> None:
        """Ask what to search, and search it while it is written; an empty answer searches the same again."""
        from tui.review.search import Search  # noqa: PLC0415 - not needed before a key is pressed
        from tui.screen.prompt import Prompt  # noqa: PLC0415

        before, search = self.search, Search(self.viewport)

        def changed(text: str) -> None:
            self.search = search
            search.look_for(text)
            prompt.comment = search.count()

        def done(text: str) -> None:
            if not text and self._searched:
                text = self._searched[0]
                changed(text)
            if not text:
                give_up()
                return
            self._keep_searched(text)
            self.say(search.count())

        def give_up() -> None:
            search.give_up()
            self.search = before

        prompt = Prompt("/", done, changed=changed, left=give_up, past=self._searched)
        self.ask(prompt)

    def search_for(self, text: str) -> str:
        """Search some words, or without any those of the last time, and say what came of it; empty if there were none.

        If no line has them nothing is searched any more.
        """
        from tui.review.search import Search  # noqa: PLC0415 - not needed before a key is pressed

        text = text or next(iter(self._searched), "")
        if not text:
            return ""
        self.remember()
        self._keep_searched(text)
        search = Search(self.viewport)
        search.look_for(text)
        self.search = search if search.spots else None
        return search.count()

    def next_match(self, step: int) -> None:
        """To the next line that has what is searched, or the one before."""
        if self.search is not None:
            self.say(self.search.go(step))
        else:
            self.refuse()

    def leave(self) -> bool:
        """Leave the search; false if there was none."""
        if self.search is None:
            return False
        self._leave_search()
        self.say("Search left")
        return True

    def _leave_search(self) -> None:
        if self.search is not None:
            self.search.leave()
            self.search = None

    def _keep_searched(self, text: str) -> None:
        self._searched = [text, *(other for other in self._searched if other != text)][:_MOST_PAST]

    def found_in(self, spot: Spot) -> Sequence[tuple[int, int]]:
        """Where in the words of a line stands what is searched."""
        if self.search is None:
            return ()
        return self.search.stretches(words(self.viewport.briefing, self.viewport.sections[spot[0]], spot[1]))
