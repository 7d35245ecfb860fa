"""The desk: inputs -> briefings. It looks in the library, else has the worker read and parse, and keeps what comes back.

It knows nothing of screens: what happens is told as events, failures too.

    Opened      an article can be shown
    Progressed  a step of its parsing has begun
    Ready       its briefing; `parsed` is false where the article is left whole, and `why` says the reason
    Failed      an input, or a part of it, gave no article
"""

from __future__ import annotations

import os
from _thread import allocate_lock  # `threading` takes longer to import, and gives the same
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from briefing import digest, errors, messages
from briefing.child import CANCELLED, Child
from briefing.codec import check
from briefing.errors import BriefingError, DamagedError, InputError, LibraryError, WorkerError
from briefing.inputs import Named, Source, Stop, fetch, name
from briefing.inputs.works import LONGEST, works
from briefing.library import Fetched, Library, Reading
from briefing.library.marks import now
from briefing.messages import Job, Limits
from briefing.model import Article, Briefing, Input, Topic
from briefing.whole import leave_whole


class Kept(NamedTuple):
    """A work of the library, opened as it is there, without its file or the network; `given` is what it was opened as."""

    given: str
    work: str


Given = Named | Kept | str | os.PathLike[str]
"""What the desk is asked to open: a word that names one input, one of what `inputs.expand` gives, or a work of the library."""

_MOST_ARTICLES = 10_000
_NONSENSE = "parsing gave an answer that makes no sense."


class Opened(NamedTuple):
    """An article was read; `part` is its place in the input."""

    given: str
    part: int
    article: Article


class Progressed(NamedTuple):
    """The step that parsing is at, and how many steps of how many are done."""

    given: str
    part: int
    step: str
    done: int
    of: int


class Ready(NamedTuple):
    """The briefing of an article; `known` if it came from the library."""

    given: str
    part: int
    briefing: Briefing
    known: bool


class Failed(NamedTuple):
    """What gave no article: the whole input if `part` is none; the error's message is one sentence to be shown."""

    given: str
    part: int | None
    error: BriefingError


Event = Opened | Progressed | Ready | Failed


class Desk:
    """Makes briefings of inputs, one worker for all of them.

    `topics` are watched in each article. `again` fetches, reads and parses anew what the library has. Without `keep` nothing
    is written to the library. With `private`, addresses may be those of a private network. `command` starts the worker, by
    default this package's; its standard error goes to the descriptor `log`, else nowhere.
    Several threads may use one desk; jobs for the worker wait for each other.
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
        command: tuple[str, ...] = (),
        log: int | None = None,
    ) -> None:
        self._shelf = _Shelf(library, tuple(topics), limits, again, keep)
        self._child = Child(command, log=log)
        self._private = private
        self._asking = allocate_lock()
        self._closed = False
        self._cancelled = 0
        self._fetching: set[Stop] = set()

    def start(self) -> None:
        """Start the worker ahead of its first job; if it cannot be started, that job says so."""
        with suppress(WorkerError):
            self._child.start()

    def cancel(self) -> None:
        """Give up what is being fetched and the job that runs, from any thread: its articles are left whole."""
        self._cancelled += 1
        for stop in tuple(self._fetching):
            stop.set()
        self._child.kill()

    def close(self) -> None:
        """End the worker. What is being fetched, and a job that runs, is given up."""
        self._closed = True
        self._child.close()
        self.cancel()
        if self._asking.acquire(blocking=False):
            self._child.stop()
            self._asking.release()

    def recall(self, given: Given) -> tuple[Briefing, ...] | None:
        """The briefings of an input from the library, one an article; none if it has not got all of them.

        Opens and hashes the bytes of a file, decodes none of them, and starts no worker; of an address it takes what was
        fetched last, and asks no network. Raises nothing: `open` tells what is wrong with an input.
        """
        if isinstance(given, Kept):
            reading = self._shelf.newest(given)
            briefing = self._shelf.briefing(reading.name) if reading else None
            return (
                (self._shelf.out(_source(given), given.work, briefing, reading, new=False),) if reading and briefing else None
            )
        named = given if isinstance(given, Named) else name(given)
        try:
            source, sha256 = self._known(named) or self._fetch(named, self._cancelled)
        except InputError:
            return None
        readings = self._shelf.readings(sha256)
        briefings = [briefing for briefing in (self._shelf.briefing(reading.name) for reading in readings) if briefing]
        if not readings or len(briefings) != len(readings):
            return None
        named_works = _works(source, readings, [briefing.articles[0].id for briefing in briefings])
        return tuple(map(self._shelf.out, [source] * len(readings), named_works, briefings, readings))

    def open(self, given: Given, *, number: int = 0) -> Iterator[Event]:
        """What becomes of an input, as it happens: each of its articles is opened, then each is ready.

        Blocks between events. The worker is started only if the library has not got all of it, and an address is fetched only
        if the library has none of its articles; a thread ends one iteration before it begins the next. `number` tells jobs
        apart in a log. Every failure is an event; nothing is raised.
        """
        cancelled = self._cancelled
        if isinstance(given, Kept):
            yield from _Reopening(self._shelf, partial(self._ask, cancelled), given, number).events()
            return
        named = given if isinstance(given, Named) else name(given)
        known = self._known(named)
        if known and self._shelf.articles(self._shelf.readings(known[1])):
            source, sha256 = known
        else:
            try:
                source, sha256 = self._fetch(named, cancelled, ask=True)
            except InputError as error:
                yield Failed(named.given, None, error)
                return
        yield from _Opening(self._shelf, partial(self._ask, cancelled), source, sha256, number, named.address).events()

    def _known(self, named: Named) -> tuple[Source, str] | None:
        """What the library knows an address to have given, its bytes left out, and their sha256."""
        fetched = self._shelf.fetched(named.address) if named.address else None
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
            source = fetch(named, self._shelf.limits, private=self._private, stop=stop)
        finally:
            self._fetching.discard(stop)
        return source, digest.of_bytes(source.data)

    def _ask(self, cancelled: int, job: Job) -> Iterator[messages.Answer]:
        """The worker's answers, unless the desk was closed, or told to give up since `cancelled` was counted."""
        with self._asking:
            if self._closed or self._cancelled != cancelled:
                raise WorkerError(CANCELLED)
            yield from self._child.ask(job, lambda: self._closed or self._cancelled != cancelled)


class _Shelf(NamedTuple):
    """What a desk has in the library, under its topics and limits. A library that fails counts as empty."""

    library: Library
    topics: tuple[Topic, ...]
    limits: Limits
    again: bool
    keep: bool

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """The readings of bytes; none if another is asked for."""
        with suppress(LibraryError):
            return () if self.again else self.library.readings(sha256)
        return ()

    def fetched(self, address: str) -> Fetched | None:
        """What an address gave; none if it is to be fetched again."""
        with suppress(LibraryError):
            return None if self.again else self.library.fetched(address)
        return None

    def keep_fetched(self, address: str, final: str, sha256: str) -> None:
        """Keep which bytes an address gave."""
        if self.keep:
            with suppress(LibraryError):
                self.library.keep_fetched(address, final, sha256)

    def newest(self, kept: Kept) -> Reading | None:
        """The reading of a work's newest version; none if it is not in the library."""
        with suppress(LibraryError):
            reading = self.library.newest(kept.work)
            return Reading(reading, kept.work) if reading else None
        return None

    def articles(self, readings: tuple[Reading, ...]) -> list[Article]:
        """The articles of readings, or none of them if one is missing."""
        with suppress(LibraryError):
            articles = [article for article in (self.library.article(reading.name) for reading in readings) if article]
            return articles if len(articles) == len(readings) else []
        return []

    def briefing(self, reading: str) -> Briefing | None:
        """The briefing of a reading; none if it is to be made again."""
        with suppress(LibraryError):
            return None if self.again else self.library.briefing(self._key(reading))
        return None

    def keep_readings(self, sha256: str, articles: Sequence[Article], works: Sequence[str]) -> None:
        """Keep what bytes were read as."""
        if self.keep:
            with suppress(LibraryError):
                self.library.keep_readings(sha256, articles, works)

    def keep_briefing(self, reading: str, briefing: Briefing) -> None:
        """Keep the briefing of a reading, if it is by the version that the key says."""
        if self.keep and briefing.parser == digest.parser_version():
            with suppress(LibraryError):
                self.library.keep_briefing(self._key(reading), (reading,), briefing)

    def out(self, source: Source, work: str, briefing: Briefing, reading: Reading, *, new: bool = True) -> Briefing:
        """A briefing whose article says what it came in, this call's input last.

        Its work has it as its newest version, a `new` one unless it is that already.
        """
        (article,) = briefing.articles
        before: tuple[Input, ...] = ()
        with suppress(LibraryError):
            if self.keep and new:
                self.library.keep_version(work, article, reading.name, source.given, source.work, briefing)
            before = self.library.inputs(article.id)
        this = next((Input(source.given, work, x.when) for x in before if x.work == work), Input(source.given, work, now()))
        inputs = (*(x for x in before if x.work != work), this)
        return briefing._replace(articles=(article._replace(origin=source.given, inputs=inputs),))

    def _key(self, reading: str) -> str:
        options = self.limits.characters, self.limits.paragraphs
        return digest.of_briefing((reading,), self.topics, options, digest.parser_version())


class _Opening:
    """One input on its way to its briefings."""

    def __init__(
        self,
        shelf: _Shelf,
        ask: Callable[[Job], Iterator[messages.Answer]],
        source: Source,
        sha256: str,
        number: int,
        address: str,
    ) -> None:
        self._shelf = shelf
        self._ask = ask
        self._source = source
        self._sha256 = sha256
        self._number = number
        self._address = address
        self._readings: tuple[Reading, ...] = ()
        self._articles: list[Article] = []
        self._works: list[str] = []
        self._ready: set[int] = set()
        self._why = ""

    def events(self) -> Iterator[Event]:
        """What becomes of it, as it happens."""
        yield from self._reopened(self._shelf.readings(self._sha256))

    def _reopened(self, readings: tuple[Reading, ...]) -> Iterator[Event]:
        """What becomes of it if the library has these readings of it, as far as it has them."""
        given = self._source.given
        self._articles = self._shelf.articles(readings)
        self._readings = readings if self._articles else ()
        for part, article in enumerate(self._articles):
            yield Opened(given, part, article._replace(origin=given))
        waiting: list[int] = []
        for part, reading in enumerate(self._readings):
            briefing = self._shelf.briefing(reading.name)
            if briefing:
                yield self._done(part, briefing, known=True)
            else:
                waiting.append(part)
        if waiting or not self._readings:
            yield from self._worked(waiting)

    def _worked(self, waiting: list[int]) -> Iterator[Event]:
        """Have the worker read the bytes, or parse the articles `waiting`, which were read before."""
        source = self._source
        job = Job(self._number, source.given, topics=self._shelf.topics, limits=self._shelf.limits)
        if waiting:
            job = job._replace(articles=tuple(self._articles[part] for part in waiting))
        else:
            job = job._replace(data=source.data, address=source.address, charset=source.charset)
        why = ""
        try:
            for answer in self._ask(job):
                event = self._heard(answer, waiting)
                if event:
                    yield event
        except WorkerError as error:
            why = str(error)
        except DamagedError:
            why = _NONSENSE
        for part, _ in enumerate(self._articles):
            if part not in self._ready:
                yield self._whole(part, why or self._why or "parsing gave no answer.")
        if not self._articles and why:
            yield Failed(source.given, None, WorkerError(f"{source.given} could not be read: {why}"))

    def _heard(self, answer: messages.Answer, waiting: list[int]) -> Event | None:
        given = self._source.given
        if isinstance(answer, messages.Begun):
            return None
        if isinstance(answer, messages.Done):
            if not self._why:
                self._keep_readings()
            return None
        if isinstance(answer, messages.AllOpened):
            if waiting or answer.articles != len(self._articles):
                raise WorkerError(_NONSENSE)
            self._keep_readings()
            return None
        if answer.part is None:
            if self._readings or not isinstance(answer, messages.Failed):
                raise WorkerError(_NONSENSE)
            if self._articles:
                self._why = answer.message
                return None
            return Failed(given, None, _error(answer))
        if isinstance(answer, messages.Opened):
            if waiting:  # the desk knows what it sent
                return None
            self._open(answer)
            return Opened(given, answer.part, answer.article._replace(origin=given))
        part = waiting[answer.part] if 0 <= answer.part < len(waiting) else answer.part
        if not 0 <= part < len(self._articles) or part in self._ready:
            raise WorkerError(_NONSENSE)
        if isinstance(answer, messages.Progress):
            return Progressed(given, part, answer.step, answer.done, answer.of)
        self._keep_readings()
        if isinstance(answer, messages.Failed):
            return self._whole(part, answer.message)
        self._check(part, answer.briefing)
        if answer.briefing.parsed or self._articles[part].language not in (None, "en"):
            self._shelf.keep_briefing(self._readings[part].name, answer.briefing)  # what failed may not fail the next time
        return self._done(part, answer.briefing, known=False)

    def _open(self, answer: messages.Opened) -> None:
        article = answer.article
        expected = len(self._articles)
        if answer.part != expected or self._readings or expected >= _MOST_ARTICLES:
            raise WorkerError(_NONSENSE)
        if article.id != digest.of_bytes(article.text.encode("utf-8")):
            raise DamagedError("The article's id is not its text's.")
        check(Briefing(articles=(article,)))
        self._articles.append(article)
        self._works.append(answer.work if len(answer.work) <= LONGEST else "")

    def _check(self, part: int, briefing: Briefing) -> None:
        """A briefing of another text than the one that was opened is not believed."""
        check(briefing)
        if [article.text for article in briefing.articles] != [self._articles[part].text]:
            raise DamagedError("The briefing is of another article.")

    def _keep_readings(self) -> None:
        """Keep the readings once all articles were opened, which they are before the first is parsed."""
        if self._articles and not self._readings:
            self._readings = tuple(map(Reading, map(digest.of_reading, self._articles), self._works))
            self._shelf.keep_readings(self._sha256, self._articles, self._works)
            if self._address:
                self._shelf.keep_fetched(self._address, self._source.address, self._sha256)

    def _done(self, part: int, briefing: Briefing, *, known: bool) -> Ready:
        self._ready.add(part)
        work = _works(self._source, self._readings, [article.id for article in self._articles])[part]
        out = self._shelf.out(self._source, work, briefing, self._readings[part])
        return Ready(self._source.given, part, out, known)

    def _whole(self, part: int, why: str) -> Ready:
        """The article left whole, which is not kept either; nothing is, if there may be more in the bytes than was read."""
        if not self._readings:
            self._shelf = self._shelf._replace(keep=False)
            self._keep_readings()
        briefing = leave_whole((self._articles[part],), why[:1].upper() + why[1:], version=digest.parser_version())
        return self._done(part, briefing, known=False)


class _Reopening(_Opening):
    """A work of the library on its way to its briefing, without the bytes that it came in."""

    def __init__(self, shelf: _Shelf, ask: Callable[[Job], Iterator[messages.Answer]], kept: Kept, number: int) -> None:
        super().__init__(shelf, ask, _source(kept), "", number, "")
        self._kept = kept

    def events(self) -> Iterator[Event]:
        """What becomes of it, as it happens."""
        reading = self._shelf.newest(self._kept)
        readings = (reading,) if reading else ()
        if not self._shelf.articles(readings):
            yield Failed(self._kept.given, None, InputError(f"{self._kept.given} is not in the library any more."))
            return
        yield from self._reopened(readings)

    def _done(self, part: int, briefing: Briefing, *, known: bool) -> Ready:
        self._ready.add(part)
        out = self._shelf.out(self._source, self._kept.work, briefing, self._readings[part], new=False)
        return Ready(self._kept.given, part, out, known)


def _source(kept: Kept) -> Source:
    return Source(kept.given, kept.work, None, b"")


def _works(source: Source, readings: Sequence[Reading], ids: Sequence[str]) -> tuple[str, ...]:
    """The works of the articles of an input."""
    return works(source.work, source.address, [reading.work for reading in readings], ids)


def _error(answer: messages.Failed) -> BriefingError:
    """The error that a worker's failure names, in this process."""
    kind = getattr(errors, answer.error, WorkerError)
    if isinstance(kind, type) and issubclass(kind, BriefingError):
        return kind(answer.message)
    return WorkerError(answer.message)
