"""What a reader did to the lines of a briefing: marks are events, and a line's state is the fold of its events."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from time import gmtime, strftime
from typing import NamedTuple

from briefing.library.anchors import around
from briefing.model import Article, Briefing, Mark, MarkWhat, Span
from briefing.sanitise import clean

READ_SHARE = 0.9
"""Share of a sentence's characters that must be marked read for the line to count as read."""

ON, OFF = "on", "off"
"""Values of the events `read` and `flag`; a note's value is its text, empty for none."""


class State(NamedTuple):
    """What a reader did to one line: `note` is empty for none, two notes are parted by an empty line."""

    read: bool = False
    flag: bool = False
    note: str = ""


class Placed(NamedTuple):
    """The events that found their place in an article, with its id and their span there, and those that found none."""

    found: tuple[Mark, ...] = ()
    lost: tuple[Mark, ...] = ()


def now() -> str:
    """The time as marks, versions and inputs keep it: ISO 8601, seconds, UTC."""
    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())


def make(article: Article, span: Span, what: MarkWhat, value: str = ON, *, reader: str = "") -> Mark:
    """A new event on a span of an article, best a whole sentence; a note's text is sanitised."""
    quote, before, after = around(article.text, span)
    return Mark(os.urandom(16).hex(), article.id, span, quote, before, after, what, clean(value).text, reader, now())


def undo(mark: Mark, *, reader: str = "") -> Mark:
    """A new event that takes another back; taking back an event that takes another back is redoing the first."""
    return mark._replace(id=os.urandom(16).hex(), undoes=mark.id, reader=reader, when=now())


def standing(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The events that still say something: not taken back, not overruled by a later one on the same quote, not empty."""
    last = {(mark.what, mark.article, mark.span): mark for mark in _alive(marks)}
    return tuple(mark for mark in last.values() if mark.value not in ("", OFF))


def fold(briefing: Briefing, marks: Sequence[Mark]) -> tuple[State, ...]:
    """The state of each sentence of a briefing after events that have found their place, which stand in their order."""
    ledger = Ledger(briefing)
    ledger.add(marks)
    return ledger.states


class Ledger:
    """The states of a briefing's lines while events are added; works out anew only the lines that they touch."""

    def __init__(self, briefing: Briefing, marks: Sequence[Mark] = ()) -> None:
        self._spans = [sentence.span for sentence in briefing.sentences]
        self._articles = {article.id: number for number, article in enumerate(briefing.articles)}
        self._order = sorted((sentence.article, sentence.span.start, sentence.id) for sentence in briefing.sentences)
        self._starts = [(article, start) for article, start, _ in self._order]
        self._events: list[list[Mark]] = [[] for _ in self._spans]
        self._known: dict[str, Mark] = {}
        self._undone: dict[str, list[str]] = {}
        self._states = [State()] * len(self._spans)
        self.add(marks)

    @property
    def states(self) -> tuple[State, ...]:
        """The state of each sentence, by its id."""
        return tuple(self._states)

    def __getitem__(self, sentence: int) -> State:
        return self._states[sentence]

    def add(self, marks: Iterable[Mark]) -> frozenset[int]:
        """Add events in their order; the ids of the sentences whose state they may have changed come back.

        An event whose article is not the briefing's, or which takes back one that is not known, changes nothing.
        """
        touched: set[int] = set()
        for mark in marks:
            if mark.id in self._known or (mark.undoes is not None and mark.undoes not in self._known):
                continue
            self._known[mark.id] = mark
            if mark.undoes is not None:
                self._undone.setdefault(mark.undoes, []).append(mark.id)
                touched |= self._touched(self._root(mark))
            else:
                lines = self._touched(mark)
                for line in lines:
                    self._events[line].append(mark)
                touched |= lines
        for line in touched:
            self._states[line] = _state(self._spans[line], [x for x in self._events[line] if self._stands(x.id)])
        return frozenset(touched)

    def _stands(self, event: str) -> bool:
        """Whether an event is not taken back. What takes it back came later, so that no two take back each other."""
        waiting, order = [event], []
        while waiting:
            name = waiting.pop()
            order.append(name)
            waiting += self._undone.get(name, ())
        stands: dict[str, bool] = {}
        for name in reversed(order):
            stands[name] = not any(stands[other] for other in self._undone.get(name, ()))
        return stands[event]

    def _root(self, mark: Mark) -> Mark:
        """The event that a chain of taking back and redoing is about."""
        while mark.undoes is not None:
            mark = self._known[mark.undoes]
        return mark

    def _touched(self, mark: Mark) -> set[int]:
        """The sentences that an event is about: all that it covers for `read`, else the one that it overlaps most."""
        article = self._articles.get(mark.article)
        if article is None:
            return set()
        shared: dict[int, int] = {}
        at = max(0, bisect_right(self._starts, (article, mark.span.start)) - 1)
        for place in range(at, len(self._order)):
            number, start, line = self._order[place]
            if (number, start) >= (article, mark.span.end):
                break
            overlap = min(mark.span.end, self._spans[line].end) - max(mark.span.start, start)
            if number == article and overlap > 0:
                shared[line] = overlap
        if mark.what == "read" or not shared:
            return set(shared)
        return {max(shared, key=lambda line: (shared[line], -line))}


def _alive(marks: Sequence[Mark]) -> list[Mark]:
    undone: set[str] = set()
    alive: list[Mark] = []
    for mark in reversed(marks):
        if mark.id in undone:
            continue
        if mark.undoes is None:
            alive.append(mark)
        else:
            undone.add(mark.undoes)
    return alive[::-1]


def _state(line: Span, events: Sequence[Mark]) -> State:
    read: list[Span] = []
    flags: list[Span] = []
    notes: list[tuple[Span, str]] = []
    for event in events:
        if event.what == "read":
            read = _without(read, event.span)
            if event.value == ON:
                read.append(event.span)
        elif event.what == "flag":
            flags = [span for span in flags if not _touch(span, event.span)]
            if event.value == ON:
                flags.append(event.span)
        else:
            notes = [(span, text) for span, text in notes if not _touch(span, event.span)]
            if event.value.strip():
                notes.append((event.span, event.value))
    covered = sum(max(0, min(span.end, line.end) - max(span.start, line.start)) for span in read)
    joined = "\n\n".join(text for _, text in sorted(notes))
    return State(covered > 0 and covered >= READ_SHARE * (line.end - line.start), bool(flags), joined)


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _without(spans: Sequence[Span], gone: Span) -> list[Span]:
    """Disjoint spans without what lies in another."""
    parts = ((Span(s.start, min(s.end, gone.start)), Span(max(s.start, gone.end), s.end)) for s in spans)
    return [part for pair in parts for part in pair if part.start < part.end]
