"""The original: an article's own text, in its order, with the line that is looked at and who says it told apart in it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Briefing
from briefing.voices import remarks
from tui.commands.hints import list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.review.original_text import At, Text, told_of
from tui.screen import header
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import BLANK, Frame, Piece, fitted
from tui.screen.status_line import Hint
from tui.screen.view import AROUND_BODY, View
from tui.screen.widths import width

_LEGEND = "source bold, cue underlined, content italic"


class Original(View):
    """The original on a screen of its own, at a line, else at a `place`: an article's index and a character of its text."""

    def __init__(
        self,
        briefing: Briefing,
        sentence: int | None,
        place: tuple[int, int],
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(glyphs)
        line = briefing.sentences[sentence] if sentence is not None else None
        article, offset = (line.article, line.span.start) if line else place
        self._article = briefing.articles[article]
        self._keymap = keymap
        self._told = told_of(briefing, sentence)
        self._says = remarks(briefing, line) if line else ()
        self._offset = offset
        self._text: Text | None = None
        self._columns = 0
        self._page = 1
        self._top: At = (0, 0)

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return list_hints(self._keymap, "")

    def resize(self, columns: int, rows: int) -> None:
        """Lay out for a size."""
        self._page = max(1, rows - AROUND_BODY)
        self._laid_out(columns)

    def frame(self, columns: int, rows: int, waiting: Sequence[Hint] = ()) -> Frame:
        """The whole screen at a size."""
        self._page = max(1, rows - AROUND_BODY)
        text = self._laid_out(columns)
        page = list(text.page(self._top, self._page))
        shown = [text.draw(at, self._told, self.glyphs) for at in page]
        shown += [BLANK] * (self._page - len(shown))
        first = text.find(self._told.line.start) if self._told.line else None
        cursor = (1, 2 + page.index(first)) if first in page else (0, 2)
        rule = header.rule(columns, self.glyphs)
        dot = f" {self.glyphs.dot} "
        title = self.glyphs.own(dot.join(("The original", *self._says)))
        counts = (_LEGEND,) if self._told.parts and width(title) + width(_LEGEND) + 4 < columns else ()
        foot, asked = self._foot(columns, rows, waiting)
        head = header.header(Piece(title, "own"), counts, columns, self.glyphs)
        whole = (head, rule, *shown, rule)
        at = cursor if asked is None else asked
        return fitted(Frame((*whole[: max(0, rows - len(foot))], *foot), (at[0], min(at[1], rows - 1))), columns, rows)

    def _laid_out(self, columns: int) -> Text:
        if self._text is None or columns != self._columns:
            self._text, self._columns = Text(self._article, columns), columns
            self._top = self._text.up(self._text.find(self._offset), self._page // 4)
        return self._text

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self._move(rows)

    # Moving

    def line_down(self) -> None:
        """A row down."""
        self._move(1)

    def line_up(self) -> None:
        """A row up."""
        self._move(-1)

    def section_down(self) -> None:
        """To the next paragraph."""
        self._go((self._top[0] + 1, 0))

    def section_up(self) -> None:
        """To the paragraph before."""
        block, row = self._top
        self._go((block if row else block - 1, 0))

    def go_to_top(self) -> None:
        """To the first row."""
        self._go((0, 0))

    def go_to_bottom(self) -> None:
        """To the last page."""
        self._go((1 << 60, 0))

    def page_down(self) -> None:
        """A page down."""
        self._move(self._page)

    def page_up(self) -> None:
        """A page up."""
        self._move(-self._page)

    def half_down(self) -> None:
        """Half a page down."""
        self._move(max(1, self._page // 2))

    def half_up(self) -> None:
        """Half a page up."""
        self._move(-max(1, self._page // 2))

    def _move(self, rows: int) -> None:
        if self._text is not None:
            self._go(self._text.down(self._top, rows) if rows > 0 else self._text.up(self._top, -rows))

    def _go(self, top: At) -> None:
        text = self._text
        if text is None or not len(text):
            return
        end = len(text) - 1, text.height(len(text) - 1) - 2
        self._top = max((0, 0), min(top, text.up(end, self._page - 1)))
        self._offset = text.offset(self._top)
