"""The thread in which the desk opens the inputs of a queue, one after another and not further ahead than is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Condition, Thread
from typing import Protocol

from briefing.desk import Event, Kept
from briefing.inputs import Named
from briefing.model import Briefing
from tui.session.queue import Heard


class Opener(Protocol):
    """What opens inputs; the desk does."""

    def recall(self, given: Named | Kept | str) -> tuple[Briefing, ...] | None:
        """The briefings of an input from the library, one an article; none if it has not got all of them."""

    def open(self, given: Named | Kept | str, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, as it happens; blocks between events."""

    def cancel(self) -> None:
        """Give up what is being parsed, from any thread."""


class Loader:
    """Opens inputs in a thread of its own, and tells what it hears there."""

    def __init__(self, desk: Opener, inputs: Sequence[Named | Kept | str], tell: Callable[[Heard], object]) -> None:
        self._desk = desk
        self._inputs = inputs
        self._tell = tell
        self._wanted = 0
        self._stopped = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="loader", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def want(self, inputs: int) -> None:
        """Open so many of the inputs by and by, those that come first."""
        with self._changed:
            self._wanted = max(self._wanted, inputs)
            self._changed.notify()

    def stop(self) -> None:
        """Open no more, and tell nothing more."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _run(self) -> None:
        for at, given in enumerate(self._inputs):
            with self._changed:
                self._changed.wait_for(lambda at=at: self._stopped or at < self._wanted)  # type: ignore[misc]
            for event in self._desk.open(given, number=at):
                if self._stopped:
                    return
                self._tell(Heard(at, event))
            if self._stopped:
                return
            self._tell(Heard(at, None))
