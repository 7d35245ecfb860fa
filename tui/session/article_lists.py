"""What can be looked at of an article, above it: who, when, filters, the original, about; each is imported when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.review.article_view import ArticleView
from tui.review.panels import Panels
from tui.screen.view import View
from tui.session.context import Context
from tui.session.view_stack import Looking

if TYPE_CHECKING:
    from tui.review.filters import Choice


class ArticleLists:
    """Puts lists of the article on the screen above it; asked for once more, each is left again."""

    def __init__(self, context: Context) -> None:
        self._stack = context.stack
        self._keymap = context.keymap
        self._glyphs = context.settings.glyphs

    def show_original(self) -> None:
        """Show the line in its original."""
        from tui.review.original import Original  # noqa: PLC0415 - as all of these

        self._show(
            "original",
            lambda view: Original(view.briefing, view.sentence, view.top_place, self._keymap, self._glyphs),
        )

    def show_about(self) -> None:
        """Show what is known about the article."""
        from tui.lists.about import AboutListing  # noqa: PLC0415

        self._show("about", lambda view: AboutListing(view.briefing, self._keymap, self._glyphs))

    def show_who(self) -> None:
        """Show who says what."""
        from tui.lists.who import WhoListing  # noqa: PLC0415

        self._show("who", lambda view: WhoListing(view.briefing, self._narrow, self._go_to, self._keymap, self._glyphs))

    def show_when(self) -> None:
        """Show what is said to happen when."""
        from tui.lists.when import WhenListing  # noqa: PLC0415

        self._show("when", lambda view: WhenListing(view.briefing, self._narrow, self._keymap, self._glyphs))

    def show_filters(self) -> None:
        """Show what the lines can be narrowed to."""
        self._show("filter", self._filters)

    def _filters(self, view: ArticleView) -> View | None:
        from tui.lists.filters import FilterListing  # noqa: PLC0415
        from tui.review.filters import choices  # noqa: PLC0415

        if not isinstance(view, Panels) or not view.briefing.sentences:
            view.say("There are no panels yet to show a part of")
            return None
        found = choices(view.briefing, view.marking)
        return FilterListing(found, view.chosen, self._choose, self._keymap, self._glyphs)

    def _show(self, again: str, make: Callable[[ArticleView], View | None]) -> None:
        if self._stack.leaves(again):
            return
        reading = self._stack.current()
        shown = None if reading is None else make(reading.view)
        if shown is not None:
            self._stack.push(Looking(shown, again))

    # What is chosen in them

    def _panels(self) -> Panels | None:
        """Back from a list to the panels that it is about."""
        self._stack.pop()
        reading = self._stack.current()
        return reading.view if reading is not None and isinstance(reading.view, Panels) else None

    def _narrow(self, sentences: frozenset[int], words: str) -> None:
        """Show only some lines of the article, those of what some words say."""
        if panels := self._panels():
            panels.show_only(sentences, words)
            panels.say(f"Only lines with {words}")

    def _choose(self, chosen: Sequence[Choice]) -> None:
        """Show only the lines that a combination lets through; all for none."""
        from tui.review.filters import combined, described  # noqa: PLC0415

        panels = self._panels()
        if panels is None:
            return
        if chosen:
            panels.show_only(combined(chosen), described(chosen), chosen)
            panels.say(f"Only {described(chosen)}")
        else:
            panels.show_all()

    def _go_to(self, sentence: int) -> None:
        """Go to a line of the article."""
        if panels := self._panels():
            panels.leap_to(sentence)
