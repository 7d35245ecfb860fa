"""What the lines of an article can be narrowed to, chosen from a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.commands.hints import list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.lists.list_view import Listing
from tui.review.filters import Choice, combined
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Piece, Row, cut
from tui.screen.status_line import Hint
from tui.screen.widths import width

Chosen = Callable[[Sequence[Choice]], object]
"""Told of a combination; empty to show all."""


class FilterListing(Listing):
    """Choices under the names of their groups. `space` adds one to the combination, `enter` takes it; `chosen` is told."""

    chooses = True

    def __init__(
        self,
        choices: Sequence[Choice],
        before: Sequence[Choice],
        chosen: Chosen,
        keymap: Keymap = USUAL,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__("Show only lines that are, or that have", keymap, glyphs)
        names = {(choice.group, choice.words) for choice in before}
        self.combination = [choice for choice in choices if (choice.group, choice.words) in names]
        """What is combined, in the order of choosing."""
        self._choices = choices
        self._tell = chosen

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return list_hints(self._keymap, "show only these", self._keymap.hint(("read_on",), "combine", 1))

    def __len__(self) -> int:
        """How many choices there are."""
        return len(self._choices)

    @property
    def stops(self) -> Sequence[int]:
        """The first choice of each group."""
        return [at for at, choice in enumerate(self._choices) if at == 0 or choice.group != self._choices[at - 1].group]

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:
        """A choice: whether it is chosen, its group if it is the first of it, its words, how many lines it lets through."""
        choice = self._choices[number]
        group = choice.group if number == self.top or number in self.stops else ""
        lines = str(len(choice.sentences))
        bar = Piece(self.glyphs.bar, "bar") if here else Piece(" ")
        mark = Piece(self.glyphs.read, "read") if choice in self.combination else Piece(" ")
        named = Piece(cut(choice.words, columns - 15 - width(lines), self.glyphs.more))
        return ((bar, mark, Piece(f" {group:<8} ", "own"), named, Piece(f"  {lines}", "own")),)

    def words(self, number: int) -> str:
        """The words of a choice."""
        return self._choices[number].words

    def counts(self) -> tuple[str, ...]:
        """How many lines the combination lets through."""
        passing = combined(self.combination)
        return () if passing is None else (f"{len(passing)} lines", str(len(passing)))

    def empty(self) -> str:
        """What is said where nothing can be chosen."""
        return "There is nothing to choose from."

    def read_on(self) -> bool:
        """Add the choice to the combination, or take it out."""
        if not self._choices:
            return False
        choice = self._choices[self.cursor]
        if choice in self.combination:
            self.combination.remove(choice)
        else:
            self.combination.append(choice)
        self.line_down()
        return False

    def choose(self) -> None:
        """Show the combination; without one, the choice under the cursor."""
        if not self._choices:
            return
        if combined(self.combination) == frozenset():
            self.say("No line has all of that")
            return
        self._tell(self.combination or [self._choices[self.cursor]])

    def show_all(self) -> None:
        """Show all lines again."""
        self._tell(())
