"""Things to look through, one under the other: the same moves as in a review, and nothing to mark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.screen import header
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.prompt import Prompt
from tui.screen.rows import BLANK, Frame, Piece, Row, fitted, wrap
from tui.screen.status_line import Hint
from tui.screen.view import AROUND_BODY, View


class Listing(View):
    """Items under a title, each as many rows high as the others at one width; only those on the page are drawn.

    A method does what a key does. Where items can be chosen (`chooses`) the cursor stands on one, and `choose` is what `enter`
    does; else the rows scroll. `stops` are the items that `J` and `K` go to: those that are titles of others.
    """

    chooses = False

    def __init__(self, title: str, keymap: Keymap = USUAL, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs)
        self.title = title
        self._keymap = keymap
        self.cursor = 0
        self.top = 0
        self._page = 1
        self._height = 1
        self._sought = ""
        self._matched: tuple[str, dict[int, str]] = ("", {})
        """The items that have a word, in order, and what they are searched for; to be emptied where items become others."""

    # What a list of something says of itself

    def __len__(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:
        """The rows of an item; `here` is whether the cursor stands on it."""
        raise NotImplementedError

    def height(self, columns: int) -> int:  # noqa: ARG002 - some are higher where there is less room
        """How many rows each item takes at a width."""
        return 1

    def words(self, number: int) -> str:
        """What of an item can be searched."""
        raise NotImplementedError

    def all_words(self) -> Iterable[str]:
        """What of each item can be searched."""
        return map(self.words, range(len(self)))

    @property
    def stops(self) -> Sequence[int]:
        """The items that are titles of others."""
        return ()

    def counts(self) -> tuple[str, ...]:
        """What the header says at its end, the fullest first."""
        return ()

    def empty(self) -> str:
        """What is said where there are no items."""
        return "There is nothing here."

    def choose(self) -> None:
        """Do what `enter` does with the item under the cursor."""

    def toggle(self) -> bool:
        """Choose the item under the cursor; false where nothing is chosen."""
        if self.chooses:
            self.choose()
        return self.chooses

    # Searching

    def begin_search(self) -> None:
        """Search the items while the words are written."""
        before, began = self._sought, self._here

        def changed(text: str) -> None:
            self._sought = text
            self._seek(began, 1, stay=True)
            prompt.comment = self._found()

        def left() -> None:
            self._sought = before
            self.go_to(began)

        prompt = Prompt("/", changed, changed=changed, left=left)
        self.ask(prompt)

    def next_match(self, step: int) -> None:
        """To the next item that has what is searched, or the one before."""
        self._seek(self._here, step)

    def _seek(self, start: int, step: int, *, stay: bool = False) -> None:
        """Go to the next item that has what is searched, from one on and round to it."""
        if not self._sought or not len(self):
            if not stay:
                self.say("Nothing is searched")
            return
        found = self._matches()
        if found:
            at = bisect_left(found, start + (step > 0 and not stay))
            self.go_to(found[at % len(found)] if step > 0 else found[at - 1])
        elif not stay:
            self.say(f"Nothing here has {self._sought}")

    def _found(self) -> str:
        return f"{len(self._matches())} found" if self._sought else ""

    def _matches(self) -> Sequence[int]:
        """The items that have what is searched, in order; a longer word is looked for only where its beginning was found."""
        wanted = self._sought.casefold()
        before, found = self._matched
        if before != wanted:
            among = found.items() if before and before in wanted else enumerate(map(str.casefold, self.all_words()))
            found = {at: words for at, words in among if wanted in words}
            self._matched = wanted, found
        return list(found)

    # What is shown

    def resize(self, columns: int, rows: int) -> None:
        """Lay out for a size."""
        self._height = self.height(columns)
        self._page = max(1, (rows - AROUND_BODY) // self._height)
        self._settle()

    def frame(self, columns: int, rows: int, waiting: Sequence[Hint] = ()) -> Frame:
        """The whole screen at a size."""
        self.resize(columns, rows)
        shown: list[Row] = []
        cursor = (0, 2)
        for number in range(self.top, min(len(self), self.top + self._page)):
            here = self.chooses and number == self.cursor
            if here:
                cursor = (0, 2 + len(shown))
            shown += self.item(number, columns, here=here)
        if not len(self):
            words = self.empty()
            shown += [(Piece("  "), Piece(words[start:end], "own")) for start, end in wrap(words, max(1, columns - 3))]
        body = max(1, rows - AROUND_BODY)
        line = header.rule(columns, self.glyphs)
        foot, asked = self._foot(columns, rows, waiting)
        whole = (
            header.header(Piece(self.title, "own"), self.counts(), columns, self.glyphs),
            line,
            *shown[:body],
            *[BLANK] * (body - len(shown)),
            line,
        )
        at = cursor if asked is None else asked
        return fitted(Frame((*whole[: max(0, rows - len(foot))], *foot), (at[0], min(at[1], rows - 1))), columns, rows)

    # Moving

    def line_down(self) -> None:
        """An item down."""
        self._move(1)

    def line_up(self) -> None:
        """An item up."""
        self._move(-1)

    def section_down(self) -> None:
        """To the next title."""
        self.go_to(next((stop for stop in self.stops if stop > self._here), len(self) - 1))

    def section_up(self) -> None:
        """To the title before."""
        self.go_to(max((stop for stop in self.stops if stop < self._here), default=0))

    def go_to_top(self) -> None:
        """To the first item."""
        self.go_to(0)

    def go_to_bottom(self) -> None:
        """To the last item."""
        self.go_to(len(self) - 1)

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

    def go_to_number(self, number: int) -> None:
        """To an item by its number, from 1."""
        self.go_to(min(number, len(self)) - 1)

    def go_to(self, number: int) -> None:
        """To an item."""
        if self.chooses:
            self.cursor = number
        else:
            self.top = number
        self._settle()

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self._move(rows)

    def click(self, row: int) -> None:
        """Go to the item in a row of the screen; choose it if the cursor stands there."""
        number = self.top + (row - 2) // max(1, self._height)
        if not self.chooses or row < 2 or not self.top <= number < min(len(self), self.top + self._page):
            return
        if number == self.cursor:
            self.choose()
        else:
            self.go_to(number)

    @property
    def _here(self) -> int:
        return self.cursor if self.chooses else self.top

    def _move(self, items: int) -> None:
        if self.chooses and abs(items) >= self._page // 2 > 0:
            self.top += items
        self.go_to(self._here + items)

    def _settle(self) -> None:
        """Keep cursor and page within what there is, and the cursor on the page."""
        last = max(0, len(self) - self._page)
        self.cursor = max(0, min(self.cursor, len(self) - 1))
        self.top = max(0, min(self.top, last))
        if self.chooses:
            self.top = max(self.cursor - self._page + 1, min(self.top, self.cursor))
