"""What a desk has in the library, under its topics and limits."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from briefing import digest
from briefing.desk.events import Kept
from briefing.errors import LibraryError
from briefing.inputs import Named, Source
from briefing.library import Fetched, Library, Reading
from briefing.library.marks import now
from briefing.limits import Limits
from briefing.model import Article, Briefing, Input, Topic


class Cache(NamedTuple):
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

    def works_from(self, named: Named) -> tuple[str, ...]:
        """The works that were last read from a file; none of what is not a file."""
        with suppress(LibraryError):
            return self.library.works_last_from(named.work) if named.path is not None else ()
        return ()

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
        """A briefing with the topics that are watched, whose article says what it came in, this call's input last.

        Its work has it as its newest version, a `new` one unless it is that already.
        """
        if self.topics:
            from briefing.watching import watch  # noqa: PLC0415 - most readers watch nothing

            briefing = watch(briefing, self.topics)
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
        return digest.of_briefing((reading,), options, digest.parser_version())
