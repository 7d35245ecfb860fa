"""Where somebody's own words stand in quotation marks, also over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefing.parsing.attributions.clauses import Clauses, Range

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(('"', "''", "``"))
_ENDS = frozenset((".", ",", "!", "?", "…", "...", "—", "–", "-", "--"))


class Quote(NamedTuple):
    """A quotation's tokens `[start, end)` with its marks; `opened` and `closed` say which of its marks are there."""

    start: int
    end: int
    opened: bool
    closed: bool

    @property
    def inner(self) -> Range:
        """The quoted words without the marks."""
        return self.start + self.opened, self.end - self.closed


class Quotes:
    """The quotations of one passage in their order; they do not overlap."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = tuple(quotes)
        self._starts = [quote.start for quote in self.all]
        self._sums = [0]
        for quote in self.all:
            self._sums.append(self._sums[-1] + quote.end - quote.start)

    def at(self, i: int) -> Quote | None:
        """The quotation that a token stands in."""
        n = bisect_right(self._starts, i) - 1
        return self.all[n] if n >= 0 and i < self.all[n].end else None

    def quoted(self, start: int, end: int) -> int:
        """How many tokens of a range stand in quotations."""
        return self._until(end) - self._until(start)

    def _until(self, i: int) -> int:
        n = bisect_right(self._starts, i - 1)
        return self._sums[n] - (max(self.all[n - 1].end - i, 0) if n else 0)

    def before(self, i: int) -> Quote | None:
        """The last quotation that ends at or before a token."""
        n = bisect_right(self._starts, i) - 1
        if n >= 0 and self.all[n].end > i:
            n -= 1
        return self.all[n] if n >= 0 else None

    def after(self, i: int) -> Quote | None:
        """The first quotation that starts at or after a token."""
        n = bisect_right(self._starts, i - 1)
        return self.all[n] if n < len(self.all) else None

    def close(self, span: Range) -> Range:
        """A range that takes in the marks and the rest of the quotations which it begins or ends in."""
        start, end = span
        first, last = self.at(start), self.at(end - 1)
        if first and first is last and span != (first.start, first.end):
            inner = first.inner
            return (first.start, first.end) if start <= inner[0] and end >= inner[1] - 1 else span
        if first and start <= first.start + 1:
            start = first.start
        elif first and first.end < end:
            start = first.start if first.end - first.start < 30 else start
        if last and last.end > end:
            end = last.end
        before = self.at(end) if end > start else None
        if before and before.end == end + 1 and before.start >= start:
            end += 1
        return start, end


def find(clauses: Clauses, *, continues: bool, goes_on: bool) -> Quotes:
    """The quotations of a passage.

    `continues` says that the passage before ended within a quotation, `goes_on` that the next one opens with a mark: only
    then may a quotation that is not closed run to the passage's end; else it ends with its sentence.
    """
    found: list[Quote] = []
    start: int | None = None
    curly = False
    within = 0
    marks = [(i, kind) for i, word in enumerate(clauses.text) if (kind := _kind(word))]
    for n, (i, kind) in enumerate(marks):
        if start is None:
            if kind == "close" or (kind == "straight" and i == clauses.size - 1):
                if not found and continues and i:
                    found.append(Quote(0, i + 1, opened=False, closed=True))
            else:
                start, curly, within = i, kind == "open", 0
        elif curly and kind == "open":
            found.append(_unclosed(clauses, start, i, whole=False))
            start = i
        elif not curly and kind == "open":
            within += 1
        elif not curly and kind == "close" and within:
            within -= 1
        elif curly and kind == "straight" and n + 1 < len(marks) and marks[n + 1][1] == "close":
            continue
        elif i > start + 1:
            found.append(Quote(start, i + 1, opened=True, closed=True))
            start = None
    if start is not None and start + 1 < clauses.size:
        found.append(_unclosed(clauses, start, clauses.size, whole=goes_on))
    return Quotes(found)


def _kind(word: str) -> str:
    """Whether a token opens or closes a quotation, or does either; empty if it is no mark."""
    if word in _STRAIGHT:
        return "straight"
    if word[:1] in _OPENING:
        return "open"
    return "close" if word[-1:] in _CLOSING else ""


def _unclosed(clauses: Clauses, start: int, end: int, *, whole: bool) -> Quote:
    if not whole:
        end = min(end, max(clauses.sentence(start)[1], start + 2))
    return Quote(start, end, opened=True, closed=False)


def opens(clauses: Clauses) -> bool:
    """Whether a passage begins with a quotation mark."""
    return clauses.size > 1 and _kind(clauses.text[0]) in ("open", "straight")


def is_speech(clauses: Clauses, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own, or part of one, rather than single words that were picked out."""
    start, end = quote.inner
    return (
        end - start >= 3
        and (clauses.text[start][:1].isupper() or not clauses.text[start][:1].isalpha())
        and (clauses.text[end - 1] in _ENDS or not quote.closed or clauses.text[quote.end : quote.end + 1] in ([","], ["."]))
    )
