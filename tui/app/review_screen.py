"""The screen of one article: its panels, or its paragraphs while there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from tui.app.view_screen import ViewScreen
from tui.commands.command import Command
from tui.review.review import Review

if TYPE_CHECKING:
    from tui.app.application import BriefingApp


class ReviewScreen(ViewScreen):
    """The article of the queue that is being read."""

    app: BriefingApp

    @property
    def shown(self) -> Review:
        """The review of the article."""
        return self.app.review

    def press(self, key: str) -> None:
        """Do what a key means; escape leaves what was begun within the article, and never the article."""
        self.app.queue.touched = True
        if key == "escape" and not self._pending.keys:
            self.shown.leave()
        else:
            super().press(key)

    def paint(self, size: Size | None = None) -> None:
        """Show what is so now; articles to come are laid out for this size too."""
        columns, rows = size or self.app.size
        self.app.queue.size = (columns, rows)
        super().paint(size)

    def do(self, command: type[Command]) -> None:
        """Do what a command says."""
        self.app.do(command)
