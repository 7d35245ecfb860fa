"""One input on its way to its briefings: from the library as far as it has them, from the worker else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from briefing import digest, errors
from briefing.codec import check
from briefing.desk.cache import Cache
from briefing.desk.events import Event, Failed, Kept, Opened, Progressed, Ready
from briefing.errors import BriefingError, DamagedError, InputError, WorkerError
from briefing.inputs import Source
from briefing.inputs.work_ids import LONGEST, works
from briefing.library import Reading
from briefing.model import Article, Briefing
from briefing.unparsed import unparsed
from briefing.worker import messages
from briefing.worker.messages import Job

_MOST_ARTICLES = 10_000
_NONSENSE = "parsing gave an answer that makes no sense."


class Made(NamedTuple):
    """A briefing of which the library is still to be told: `ready` does that, in the inputs' order, and gives the event."""

    ready: Callable[[], Ready]


class OneInput:
    """One input on its way to its briefings."""

    def __init__(
        self,
        cache: Cache,
        ask: Callable[[Job], Iterator[messages.Answer]],
        source: Source,
        sha256: str,
        number: int,
        address: str,
    ) -> None:
        self._cache = cache
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

    def events(self) -> Iterator[Event | Made]:
        """What becomes of it, as it happens."""
        yield from self._reopened(self._cache.readings(self._sha256))

    def _reopened(self, readings: tuple[Reading, ...]) -> Iterator[Event | Made]:
        """What becomes of it if the library has these readings of it, as far as it has them."""
        given = self._source.given
        self._articles = self._cache.articles(readings)
        self._readings = readings if self._articles else ()
        for part, article in enumerate(self._articles):
            yield Opened(given, part, article._replace(origin=given))
        waiting: list[int] = []
        for part, reading in enumerate(self._readings):
            briefing = self._cache.briefing(reading.name)
            if briefing:
                yield self._done(part, briefing, known=True)
            else:
                waiting.append(part)
        if waiting or not self._readings:
            yield from self._worked(waiting)

    def _worked(self, waiting: list[int]) -> Iterator[Event | Made]:
        """Have the worker read the bytes, or parse the articles `waiting`, which were read before."""
        source = self._source
        job = Job(self._number, source.given, limits=self._cache.limits)
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
                yield self._unparsed(part, why or self._why or "parsing gave no answer.")
        if not self._articles and why:
            yield Failed(source.given, None, WorkerError(f"{source.given} could not be read: {why}"))

    def _heard(self, answer: messages.Answer, waiting: list[int]) -> Event | Made | None:
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
            return self._unparsed(part, answer.message)
        self._check(part, answer.briefing)
        if answer.briefing.parsed or self._articles[part].language not in (None, "en"):
            self._cache.keep_briefing(self._readings[part].name, answer.briefing)  # what failed may not fail the next time
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
            self._cache.keep_readings(self._sha256, self._articles, self._works)
            if self._address:
                self._cache.keep_fetched(self._address, self._source.address, self._sha256)

    def _done(self, part: int, briefing: Briefing, *, known: bool) -> Made:
        self._ready.add(part)
        work = works_of(self._source, self._readings, [article.id for article in self._articles])[part]
        return Made(partial(_ready, self._cache, self._source, part, work, briefing, self._readings[part], known=known))

    def _unparsed(self, part: int, why: str) -> Made:
        """The article unparsed, which is not kept; nothing else is either, if there may be more in the bytes than was read."""
        if not self._readings:
            self._cache = self._cache._replace(keep=False)
            self._keep_readings()
        briefing = unparsed((self._articles[part],), why[:1].upper() + why[1:], version=digest.parser_version())
        return self._done(part, briefing, known=False)


class KeptWorks(OneInput):
    """Works of the library on their way to their briefings, without the bytes that they came in."""

    def __init__(
        self, cache: Cache, ask: Callable[[Job], Iterator[messages.Answer]], kept: Sequence[Kept], number: int
    ) -> None:
        super().__init__(cache, ask, source_of(kept[0]), "", number, "")
        self._kept = kept

    def events(self) -> Iterator[Event | Made]:
        """What becomes of them, as it happens."""
        readings = tuple(reading for reading in map(self._cache.newest, self._kept) if reading)
        if len(readings) != len(self._kept) or not self._cache.articles(readings):
            given = self._source.given
            yield Failed(given, None, InputError(f"{given} is not in the library any more."))
            return
        yield from self._reopened(readings)

    def _done(self, part: int, briefing: Briefing, *, known: bool) -> Made:
        self._ready.add(part)
        work, reading = self._kept[part].work, self._readings[part]
        return Made(partial(_ready, self._cache, self._source, part, work, briefing, reading, known=known, new=False))


def _ready(
    cache: Cache,
    source: Source,
    part: int,
    work: str,
    briefing: Briefing,
    reading: Reading,
    *,
    known: bool,
    new: bool = True,
) -> Ready:
    return Ready(source.given, part, cache.out(source, work, briefing, reading, new=new), known)


def source_of(kept: Kept) -> Source:
    """A work of the library as an input without bytes."""
    return Source(kept.given, kept.work, None, b"")


def works_of(source: Source, readings: Sequence[Reading], ids: Sequence[str]) -> tuple[str, ...]:
    """The works of the articles of an input."""
    return works(source.work, source.address, [reading.work for reading in readings], ids)


def _error(answer: messages.Failed) -> BriefingError:
    """The error that a worker's failure names, in this process."""
    kind = getattr(errors, answer.error, WorkerError)
    if isinstance(kind, type) and issubclass(kind, BriefingError):
        return kind(answer.message)
    return WorkerError(answer.message)
