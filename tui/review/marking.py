"""The marks on one briefing while it is reviewed: which hold, and the steps that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from briefing.library.marks import OFF, ON, Ledger, make, undo
from briefing.model import Briefing, Mark
from tui.page.sections import Spot

Kind = Literal["read", "flag"]


class Keep(Protocol):
    """What stores new events, in their order, before it returns. Raises `BriefingError` if it cannot."""

    def __call__(self, marks: Sequence[Mark], /) -> None:
        """Store them."""


class Step(NamedTuple):
    """What one key did to marks: in words, to which sentences, and the sentence where the cursor stood, if it stood on one."""

    message: str
    sentences: tuple[int, ...]
    at: int | None
    events: tuple[Mark, ...]
    """The events that take the step back when they are taken back."""


def keep_nothing(marks: Sequence[Mark], /) -> None:
    """Let marks go with the screen."""


class Marking:
    """Which sentences are read and flagged, and the steps that led there.

    Events are stored before they count: where that fails, all is as it was, and the same can be done again.
    """

    def __init__(
        self,
        briefing: Briefing,
        marks: Sequence[Mark] = (),
        keep: Keep = keep_nothing,
        reader: str = "",
    ) -> None:
        self._briefing = briefing
        self._homes: Mapping[int, Spot] = {}
        self._keep = keep
        self._reader = reader
        self._ledger = Ledger(briefing, marks)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.read: set[int] = set()
        """The sentences that are read; only this object changes it."""
        self.flagged: set[int] = set()
        """The sentences that are flagged; only this object changes it."""
        self.notes: dict[int, str] = {}
        """The notes on sentences; only this object changes it."""
        self.read_in: list[int] = []
        """How many sentences of each section are read."""
        self.flagged_in: list[int] = []
        """How many sentences of each section are flagged."""
        if marks:
            self._look_at(range(len(briefing.sentences)))

    def arrange(self, homes: Mapping[int, Spot], sections: int) -> None:
        """Count anew, now that sentences stand in so many sections at these places; those without a place count nowhere."""
        self._homes = homes
        self.read_in, self.flagged_in = [0] * sections, [0] * sections
        for held, counts in ((self.read, self.read_in), (self.flagged, self.flagged_in)):
            for number in held:
                if number in homes:
                    counts[homes[number][0]] += 1

    def standing(self) -> tuple[Mark, ...]:
        """The events that make the lines what they are here."""
        return self._ledger.standing()

    def mark(self, what: Kind, sentences: Iterable[int], at: int | None, *, on: bool) -> Step | None:
        """Mark those of some sentences that are not yet so; none if all are. `BriefingError` if that cannot be kept."""
        held = self.read if what == "read" else self.flagged
        changed = tuple(number for number in sentences if (number in held) != on)
        if not changed:
            return None
        events = []
        for number in changed:
            sentence = self._briefing.sentences[number]
            article = self._briefing.articles[sentence.article]
            events.append(make(article, sentence.span, what, ON if on else OFF, reader=self._reader))
        return self._take(Step(_message(what, len(changed), on=on), changed, at, tuple(events)))

    def note(self, text: str, sentences: Iterable[int], at: int | None) -> Step | None:
        """Note something on some sentences in place of what was noted there; empty for nothing. None if it stands there."""
        changed = tuple(number for number in sentences if self.notes.get(number, "") != text)
        if not changed:
            return None
        events = []
        for number in changed:
            sentence = self._briefing.sentences[number]
            article = self._briefing.articles[sentence.article]
            events.append(make(article, sentence.span, "note", text, reader=self._reader))
        message = f"Note {'written' if text else 'removed'}" + (f" on {len(changed)} lines" if len(changed) > 1 else "")
        return self._take(Step(message, changed, at, tuple(events)))

    def _take(self, step: Step) -> Step:
        self._add(step.events)
        self._done.append(step)
        self._undone.clear()
        return step

    def undo(self) -> Step | None:
        """Take the last step back; none if there is none. `BriefingError` if that cannot be kept."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Step | None:
        """Do the step again that was taken back last; none if there is none. `BriefingError` if that cannot be kept."""
        return self._turn(self._undone, self._done)

    def _turn(self, taken: list[Step], given: list[Step]) -> Step | None:
        if not taken:
            return None
        step = taken[-1]
        events = tuple(undo(event, reader=self._reader) for event in step.events)
        self._add(events)
        taken.pop()
        given.append(step._replace(events=events))
        return step

    def _add(self, events: Sequence[Mark]) -> None:
        self._keep(events)
        self._look_at(self._ledger.add(events))

    def _look_at(self, sentences: Iterable[int]) -> None:
        for number in sentences:
            state, home = self._ledger[number], self._homes.get(number)
            if state.note:
                self.notes[number] = state.note
            else:
                self.notes.pop(number, None)
            for held, counts, now in ((self.read, self.read_in, state.read), (self.flagged, self.flagged_in, state.flag)):
                if now != (number in held):
                    (held.add if now else held.discard)(number)
                    if home is not None:
                        counts[home[0]] += 1 if now else -1


def _message(what: Kind, number: int, *, on: bool) -> str:
    lines = "1 line" if number == 1 else f"{number} lines"
    return f"{lines} marked {'read' if on else 'unread'}" if what == "read" else f"{lines} {'flagged' if on else 'unflagged'}"
