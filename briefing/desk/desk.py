"""The desk: inputs -> briefings. It looks in the library, else has the worker read and parse, and keeps what comes back.

It knows nothing of screens: what happens is told as events, failures too.

    Gone        a file is gone from the disk, and what follows is what the library has of it
    Opened      an article can be shown
    Progressed  a step of its parsing has begun
    Ready       its briefing; `parsed` is false where the article was not parsed, and `why` says the reason
    Failed      an input, or a part of it, gave no article
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial

from briefing import digest
from briefing.desk.cache import Cache
from briefing.desk.events import Event, Failed, Given, Gone, Kept, Opened, Progressed, Ready
from briefing.desk.one_input import KeptWorks, Made, OneInput, source_of, works_of
from briefing.desk.workers import MOST, Workers
from briefing.errors import InputError, NotFoundError, WorkerError
from briefing.inputs import Named, Source, Stop, fetch, name
from briefing.library import Library
from briefing.limits import Limits
from briefing.model import Briefing, Topic
from briefing.worker import messages
from briefing.worker.client import CANCELLED, Client
from briefing.worker.messages import Job

__all__ = ["Desk", "Event", "Failed", "Given", "Gone", "Kept", "Opened", "Progressed", "Ready"]


class Desk:
    """Makes briefings of inputs, by so many `workers` at a time at most, by default one a processor.

    `topics` are watched in each article. `again` fetches, reads and parses anew what the library has. Without `keep` nothing
    is written to the library. With `private`, addresses may be those of a private network. `command` starts the worker, by
    default this package's; its standard error goes to the descriptor `log`, else nowhere.
    Several threads may use one desk; where all workers have a job, the next one waits.
    """

    def __init__(
        self,
        library: Library,
        *,
        topics: Sequence[Topic] = (),
        limits: Limits = Limits(),  # noqa: B008 - a named tuple cannot be changed
        again: bool = False,
        keep: bool = True,
        private: bool = False,
        workers: int = 0,
        command: tuple[str, ...] = (),
        log: int | None = None,
    ) -> None:
        self._cache = Cache(library, tuple(topics), limits, again, keep)
        self._at_once = workers or min(MOST, os.cpu_count() or 1)
        self._workers = Workers(lambda: Client(command, log=log), self._at_once)
        self._private = private
        self._closed = False
        self._cancelled = 0
        self._fetching: set[Stop] = set()

    def cancel(self) -> None:
        """Give up what is being fetched and the jobs that run, from any thread: their articles are not parsed."""
        self._cancelled += 1
        for stop in tuple(self._fetching):
            stop.set()
        self._workers.kill()

    def close(self) -> None:
        """End the workers. What is being fetched, and jobs that run, are given up."""
        self._closed = True
        self.cancel()
        self._workers.close()

    def recall(self, given: Given) -> tuple[Briefing, ...] | None:
        """The briefings of an input from the library, one an article; none if it has not got all of them.

        Opens and hashes the bytes of a file, decodes none of them, and starts no worker; of an address it takes what was
        fetched last, and asks no network. Raises nothing: `open` tells what is wrong with an input.
        """
        if isinstance(given, Kept):
            reading = self._cache.newest(given)
            briefing = self._cache.briefing(reading.name) if reading else None
            if reading is None or briefing is None:
                return None
            return (self._cache.out(source_of(given), given.work, briefing, reading, new=False),)
        named = given if isinstance(given, Named) else name(given)
        try:
            source, sha256 = self._known(named) or self._fetch(named, self._cancelled)
        except InputError:
            return None
        readings = self._cache.readings(sha256)
        briefings = [briefing for briefing in (self._cache.briefing(reading.name) for reading in readings) if briefing]
        if not readings or len(briefings) != len(readings):
            return None
        named_works = works_of(source, readings, [briefing.articles[0].id for briefing in briefings])
        return tuple(map(self._cache.out, [source] * len(readings), named_works, briefings, readings))

    def open(self, given: Given, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, as it happens: each of its articles is opened, then each is ready.

        Blocks between events. The worker is started only if the library has not got all of it, and an address is fetched only
        if the library has none of its articles; a thread ends one iteration before it begins the next. `number` tells jobs
        apart in a log. Every failure is an event; nothing is raised.
        """
        for event in self._events(given, number, self._cancelled):
            yield event.ready() if isinstance(event, Made) else event

    def open_all(self, inputs: Sequence[Given]) -> Iterator[Event]:
        """What becomes of inputs, in the order given, while others of them are worked on.

        Who ends the iteration early gives up all that the desk is at.
        """
        if len(inputs) < 2 or self._at_once < 2:
            for number, given in enumerate(inputs):
                yield from self.open(given, number=number)
            return
        from briefing.desk.in_order import in_order  # noqa: PLC0415 - `threading`, for what is printed or added in one go

        cancelled = self._cancelled
        opened = in_order(
            lambda number: self._events(inputs[number], number, cancelled), len(inputs), self._at_once, self.cancel
        )
        with closing(opened):
            for event in opened:
                yield event.ready() if isinstance(event, Made) else event

    def _events(self, given: Given, number: int, cancelled: int) -> Iterator[Event | Made]:
        ask = partial(self._ask, cancelled)
        if isinstance(given, Kept):
            yield from KeptWorks(self._cache, ask, (given,), number).events()
            return
        named = given if isinstance(given, Named) else name(given)
        known = self._known(named)
        if known and self._cache.articles(self._cache.readings(known[1])):
            source, sha256 = known
        else:
            try:
                source, sha256 = self._fetch(named, cancelled, ask=True)
            except InputError as error:
                works = self._cache.works_from(named) if isinstance(error, NotFoundError) else ()
                if works:
                    yield Gone(named.given, works)
                    yield from KeptWorks(self._cache, ask, [Kept(named.given, work) for work in works], number).events()
                else:
                    yield Failed(named.given, None, error)
                return
        yield from OneInput(self._cache, ask, source, sha256, number, named.address).events()

    def _known(self, named: Named) -> tuple[Source, str] | None:
        """What the library knows an address to have given, its bytes left out, and their sha256."""
        fetched = self._cache.fetched(named.address) if named.address else None
        return (Source(named.given, fetched.final, None, b"", fetched.final), fetched.sha256) if fetched else None

    def _fetch(self, named: Named, cancelled: int, *, ask: bool = False) -> tuple[Source, str]:
        """The bytes of an input and their sha256; those of an address only if the network may be asked.

        Nothing is fetched if the desk was closed, or told to give up since `cancelled` was counted.
        """
        if named.address and not ask:
            raise InputError(f"{named.given} was not fetched yet.")
        stop = Stop()
        self._fetching.add(stop)
        try:
            if self._closed or self._cancelled != cancelled:
                stop.set()
            source = fetch(named, self._cache.limits, private=self._private, stop=stop)
        finally:
            self._fetching.discard(stop)
        return source, digest.of_bytes(source.data)

    def _ask(self, cancelled: int, job: Job) -> Iterator[messages.Answer]:
        """The worker's answers, unless the desk was closed, or told to give up since `cancelled` was counted."""
        if self._closed or self._cancelled != cancelled:
            raise WorkerError(CANCELLED)
        yield from self._workers.ask(job, lambda: self._closed or self._cancelled != cancelled)
