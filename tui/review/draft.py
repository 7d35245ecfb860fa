"""What is on the screen while there is no briefing: the text of an article that is being parsed, or a sentence in its place."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Briefing
from tui.commands.hints import text_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.page.sections import Section, of_text
from tui.review.article_view import ArticleView
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.status_line import Hint


class Draft(ArticleView):
    """The paragraphs of an article that is being parsed; nothing in them can be marked."""

    def __init__(
        self,
        article: Article,
        *,
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self._are_panels_ready = False
        super().__init__(Briefing(articles=(article,)), of_text(article), queue=queue, size=size, keymap=keymap, glyphs=glyphs)

    @property
    def unmarkable(self) -> str:
        """Why nothing can be marked."""
        return "Nothing can be marked before the panels are there"

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do now."""
        return super().hints or text_hints(self._keymap, queue=self.queue[1] > 1, ready=self._are_panels_ready)

    def tell_ready(self) -> None:
        """Say that the panels are ready, and by which key they are shown."""
        self._are_panels_ready = True
        self.end_progress()
        key = self.glyphs.own(self._keymap.key_of("toggle"))
        self.say(f"The panels are ready: {key} shows them" if key else "The panels are ready")


class Placeholder(ArticleView):
    """A sentence of the program in place of an article, under the name of what was to be opened."""

    def __init__(
        self,
        name: str,
        words: str,
        *,
        queue: tuple[int, int] = (1, 1),
        size: tuple[int, int] = (80, 24),
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        briefing = Briefing(articles=(Article("", "", "", (), origin=name),))
        sections = (Section("note", notes=(words,)),)
        super().__init__(briefing, sections, queue=queue, size=size, keymap=keymap, glyphs=glyphs)

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do now."""
        return super().hints or text_hints(self._keymap, queue=self.queue[1] > 1)

    def read_on(self) -> bool:
        """Nothing comes next."""
        return True
