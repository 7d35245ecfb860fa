"""When: the times that an article speaks of, in their order, each with the sentence that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Briefing, TimeExpression
from briefing.wording import counted
from tui.commands.hints import list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.lists.list_view import Listing
from tui.lists.who import Show
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Piece, Row, cut, on_one_line
from tui.screen.status_line import Hint
from tui.screen.widths import width

_VALUE = 13
"""Columns of a time's value: a day, a week, `12 months ago`."""
_ONE_ROW_FROM = 60
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "before", "FUTURE_REF": "later"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_period = re.compile(r"P(T?)([+-]?)([0-9]{1,6})([A-Z])")


class WhenListing(Listing):
    """Times in the order of the calendar, those without a date last. `enter` on one narrows to the lines that have it."""

    chooses = True

    def __init__(self, briefing: Briefing, show: Show, keymap: Keymap = USUAL, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("What is said to happen when", keymap, glyphs)
        self._briefing = briefing
        self._show = show
        self._lines: dict[int, list[int]] = {}
        for sentence in briefing.sentences:
            for number in sentence.times:
                self._lines.setdefault(number, []).append(sentence.id)
        self._times = sorted((time for time in briefing.times if time.id in self._lines), key=order)

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return list_hints(self._keymap, "show only these lines")

    def __len__(self) -> int:
        """How many times there are."""
        return len(self._times)

    def height(self, columns: int) -> int:
        """One row; on a narrow screen the sentence has a row of its own."""
        return 1 if columns >= _ONE_ROW_FROM else 2

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:
        """The value, how the article says it, and the sentence."""
        time = self._times[number]
        bar = Piece(self.glyphs.bar, "bar") if here else Piece(" ")
        value = Piece(f" {cut(told(time), _VALUE, self.glyphs.more):<{_VALUE}} ", "own")
        words = on_one_line(self._briefing.words(time))
        sentence = on_one_line(self._briefing.words(self._briefing.sentences[self._lines[time.id][0]]))
        if self.height(columns) == 2:
            first = (bar, value, Piece(cut(words, columns - _VALUE - 4, self.glyphs.more), "title"))
            return first, (Piece("   "), Piece(cut(sentence, columns - 4, self.glyphs.more)))
        shown = cut(words, columns // 4, self.glyphs.more)
        gap = " " * (columns // 4 - width(shown) + 2)
        room = columns - _VALUE - 6 - columns // 4
        return ((bar, value, Piece(shown, "title"), Piece(gap), Piece(cut(sentence, room, self.glyphs.more))),)

    def words(self, number: int) -> str:
        """How the article says it, and the sentence."""
        time = self._times[number]
        return f"{told(time)} {on_one_line(self._briefing.words(self._briefing.sentences[self._lines[time.id][0]]))}"

    def counts(self) -> tuple[str, ...]:
        """How many times there are, and from when they are reckoned."""
        days = {article.published.value for article in self._briefing.articles if article.published}
        count = counted(len(self._times), "time")
        return (f"{count} {self.glyphs.dot} article of {days.pop()}", count) if len(days) == 1 else (count,)

    def empty(self) -> str:
        """What is said where no time is named."""
        return "No time is named here."

    def choose(self) -> None:
        """Show only the lines that have the same time."""
        if not self._times:
            return
        time = self._times[self.cursor]
        same = {other.id for other in self._times if other.id == time.id or (time.value and other.value == time.value)}
        lines = frozenset(line for number in same for line in self._lines[number])
        day = told(time) if time.value and time.value[:4].isdigit() else ""
        self._show(lines, day or f"“{on_one_line(self._briefing.words(time))}”")


def order(time: TimeExpression) -> tuple[bool, str, int, int]:
    """Dates by the calendar, whatever else there is after them in the order of the text."""
    value = time.value or ""
    return (not value[:4].isdigit(), value if value[:4].isdigit() else "", time.article, time.span.start)


def told(time: TimeExpression) -> str:
    """When that is, as a reader says it: a date as the calendar writes it, else how far from the article; empty if open."""
    value = time.value or ""
    if value[:4].isdigit():
        return value
    match = _period.fullmatch(value)
    if not match:
        return _REFERENCES.get(value, "")
    clock, sign, number, letter = match.groups()
    unit = _UNITS.get(clock + letter)
    if unit is None:
        return ""
    if int(number) == 0:
        return f"that {unit}"
    many = counted(int(number), unit)
    return f"{many} ago" if sign == "-" else f"in {many}" if sign else many
