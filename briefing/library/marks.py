"""What a reader did to the lines of a briefing: marks are events, and a line's state is the fold of its events."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from time import gmtime, strftime
from typing import NamedTuple

from briefing.library.anchors import around
from briefing.model import Article, Briefing, Mark, MarkWhat, Sentence, Span
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


def standing(briefing: Briefing, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The events that make the lines of a briefing what they are; see `Ledger.standing`."""
    return Ledger(briefing, marks).standing()


def standing_elsewhere(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The events that say something on the articles that they were made on; those have no lines here, so quotes are lines."""
    spans: dict[str, list[Span]] = {}
    for mark in marks:
        spans.setdefault(mark.article, []).append(mark.span)
    articles = tuple(Article(name, "", "", ()) for name in spans)
    lines = [(number, span) for number, name in enumerate(spans) for span in _joined(spans[name])]
    sentences = tuple(Sentence(line, number, span, 0) for line, (number, span) in enumerate(lines))
    return standing(Briefing(articles=articles, sentences=sentences), marks)


def fold(briefing: Briefing, marks: Sequence[Mark]) -> tuple[State, ...]:
    """The state of each sentence of a briefing after events that have found their place, which stand in their order."""
    ledger = Ledger(briefing)
    ledger.add(marks)
    return ledger.states


class Ledger:
    """The states of a briefing's lines while events are added; works out anew only the lines that they touch."""

    def __init__(self, briefing: Briefing, marks: Sequence[Mark] = ()) -> None:
        self._briefing = briefing
        self._spans = [sentence.span for sentence in briefing.sentences]
        self._articles = {article.id: number for number, article in enumerate(briefing.articles)}
        self._order = sorted((sentence.article, sentence.span.start, sentence.id) for sentence in briefing.sentences)
        self._starts = [(article, start) for article, start, _ in self._order]
        self._events: list[list[_Event]] = [[] for _ in self._spans]
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
                touched.update(self._about(self._root(mark)))
            else:
                lines = self._about(mark)
                for line, is_at_home in lines.items():
                    self._events[line].append(_Event(mark, is_at_home))
                touched.update(lines)
        for line in touched:
            self._states[line] = self._held(line).state(self._spans[line])
        return frozenset(touched)

    def standing(self) -> tuple[Mark, ...]:
        """The events that make the lines what they are, in their order: no other was taken back, overruled, or says nothing.

        One by which lines are read is given as far as they are read by it, in parts if need be. Added to a new ledger of the
        same briefing, all of them give the same states.
        """
        where: dict[str, list[tuple[Span, int]]] = {}
        for line in range(len(self._spans)):
            held = self._held(line)
            for span, mark in held.read if self._states[line].read else ():
                where.setdefault(mark.id, []).append((span, line))
            for mark in (*held.flags, *held.notes):
                where[mark.id] = [(mark.span, line)]
        return tuple(part for mark in self._known.values() if mark.id in where for part in self._parts(mark, where[mark.id]))

    def _parts(self, mark: Mark, where: Sequence[tuple[Span, int]]) -> list[Mark]:
        """An event that holds at spans on lines: as it is if it holds on all that it is about, else what holds of it."""
        if all(span == mark.span for span, _ in where) and len({line for _, line in where}) == sum(self._about(mark).values()):
            return [mark]
        text = self._briefing.articles[self._articles[mark.article]].text
        parts: list[Mark] = []
        for span, line in where:
            part = Span(max(span.start, self._spans[line].start), min(span.end, self._spans[line].end))
            if part.start < part.end:
                quote, before, after = around(text, part)
                name = f"{mark.id}-{len(parts)}" if parts else mark.id
                parts.append(mark._replace(id=name, span=part, quote=quote, before=before, after=after))
        return parts

    def _held(self, line: int) -> _Held:
        return _Held(event for event in self._events[line] if self._stands(event.mark.id))

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

    def _about(self, mark: Mark) -> dict[int, bool]:
        """The sentences that an event overlaps; at home is `read` in all of them, a flag or note where most of it is."""
        article = self._articles.get(mark.article)
        if article is None:
            return {}
        shared: dict[int, int] = {}
        at = max(0, bisect_right(self._starts, (article, mark.span.start)) - 1)
        for place in range(at, len(self._order)):
            number, start, line = self._order[place]
            if (number, start) >= (article, mark.span.end):
                break
            overlap = min(mark.span.end, self._spans[line].end) - max(mark.span.start, start)
            if number == article and overlap > 0:
                shared[line] = overlap
        home = max(shared, key=lambda line: (shared[line], -line), default=None)
        return {line: mark.what == "read" or line == home for line in shared}


class _Event:
    """An event on a line, and whether it is at home there; elsewhere it says nothing, but overrules what it covers most of."""

    __slots__ = "is_at_home", "mark"

    def __init__(self, mark: Mark, is_at_home: bool) -> None:  # noqa: FBT001
        self.mark = mark
        self.is_at_home = is_at_home

    def overrules(self, other: Mark) -> bool:
        """Whether an earlier flag or note on the line holds no more."""
        shared = min(self.mark.span.end, other.span.end) - max(self.mark.span.start, other.span.start)
        return shared > 0 and (self.is_at_home or 2 * shared >= other.span.end - other.span.start)


class _Held:
    """What of the events on a line no later one overruled; of those by which it is read, the spans where they still hold."""

    def __init__(self, events: Iterable[_Event]) -> None:
        read: list[tuple[Span, Mark]] = []
        marks: dict[str, list[Mark]] = {"flag": [], "note": []}
        for event in events:
            mark = event.mark
            if mark.what == "read":
                read = [(part, one) for span, one in read for part in _without(span, mark.span)]
                if _sets(mark):
                    read.append((mark.span, mark))
            else:
                marks[mark.what] = [one for one in marks[mark.what] if not event.overrules(one)]
                if _sets(mark) and event.is_at_home:
                    marks[mark.what].append(mark)
        self.read = read
        self.flags, self.notes = marks["flag"], marks["note"]

    def state(self, line: Span) -> State:
        """The state of a line."""
        covered = sum(max(0, min(span.end, line.end) - max(span.start, line.start)) for span, _ in self.read)
        notes = "\n\n".join(note.value for note in sorted(self.notes, key=lambda note: (note.span, note.value)))
        return State(covered > 0 and covered >= READ_SHARE * (line.end - line.start), bool(self.flags), notes)


def _sets(event: Mark) -> bool:
    """Whether an event sets something; else it takes away what stands there."""
    return bool(event.value.strip()) if event.what == "note" else event.value == ON


def _without(span: Span, gone: Span) -> list[Span]:
    """What is left of a span without what lies in another."""
    parts = Span(span.start, min(span.end, gone.start)), Span(max(span.start, gone.end), span.end)
    return [part for part in parts if part.start < part.end]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans, those that touch as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
