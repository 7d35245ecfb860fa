"""The library while one looks at it: its list, one for as long as the program runs, and what is opened and added from there."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.library import Work
from tui.lists.library import LibraryListing
from tui.review.article_view import ArticleView
from tui.session import opening, path_completion
from tui.session.adding import Added, Adder
from tui.session.context import Context
from tui.session.view_stack import Looking, Reading


class Works:
    """The works of the library in a list, which may be on the screen already."""

    def __init__(self, context: Context, listing: LibraryListing | None = None) -> None:
        self._context = context
        if listing is None:
            listing = LibraryListing(context.library, context.keymap, context.settings.glyphs)
        self._listing = listing
        listing.opens, listing.adds, listing.complete = self.open, self._add, path_completion.of_words
        self._adder = Adder(context.desk, lambda added: context.face.call_back(lambda: self._hear(added)))

    @property
    def is_adding(self) -> bool:
        """Whether something is being added."""
        return self._adder.is_busy

    def stop(self) -> None:
        """Add no other input."""
        self._adder.stop()

    def show(self) -> None:
        """Show the list above an article; again, or where the article was opened from it, go back."""
        stack = self._context.stack
        top = stack.top
        if not isinstance(top, Reading):
            if top.view is not self._listing:
                top.view.refuse()
            elif not stack.is_bottom and not top.view.leave():
                stack.pop()
        elif not stack.is_bottom:
            self.close(top)
        else:
            top.queue.keep_place()
            self._listing.sort()
            self._point_to(top.view)
            stack.push(Looking(self._listing))

    def open(self, works: Sequence[Work]) -> None:
        """Open works as a queue, above the list that they were chosen from, else in place of what is read."""
        stack = self._context.stack
        reading = opening.of_works(self._context, works)
        if isinstance(stack.top, Reading):
            stack.replace(reading)
        else:
            stack.push(reading)
        reading.start()

    def close(self, reading: Reading) -> None:
        """Come back from a queue to the list that it was opened from, to the work that was read last."""
        reading.end()
        self._point_to(reading.view)
        self._context.stack.pop()

    def _point_to(self, view: ArticleView) -> None:
        for given in view.article.inputs[-1:]:
            self._listing.go_to_work(given.work)

    def _add(self, words: str) -> None:
        """Add to the library what words name."""
        self._listing.say(f"Adding {self._listing.glyphs.more}")
        self._listing.show_progress(0, 1)
        self._adder.add(words)

    def _hear(self, added: Added) -> None:
        """Take in how far adding is, and show it."""
        listing = self._listing
        if not added.ended and not self._context.pace.is_due():
            return
        listing.refresh()
        if added.ended:
            listing.end_progress()
            listing.notice = added.message()
        else:
            listing.show_progress(added.done, added.of)
        self._context.face.show()
