"""The library as the rest of the program knows it; what it holds is the matter of the modules beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing import policy
from briefing.errors import LibraryError
from briefing.library import catalogue, database_file, kept_marks, places, readings, versions
from briefing.library.catalogue import Work
from briefing.library.database import Database
from briefing.library.marks import Placed
from briefing.library.places import Bookmark
from briefing.library.readings import Fetched, Reading
from briefing.library.versions import Version
from briefing.model import Article, Briefing, Input, Mark, Span
from briefing.paths import data_folder

if TYPE_CHECKING:
    from briefing.library.forgetting import Forgotten


class Library:
    """What was read, made and marked. Rows are never changed, marks are appended; every string was sanitised.

    It may be used from several threads and by several programs at once. Methods that write raise `LibraryError` if
    nothing could be kept (a full disk, another program that holds the file for longer than five seconds); what cannot be
    decoded any more counts as not there. `notice` is a sentence for the reader about how the library was opened.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.keeps: bool = database.keeps
        self.notice: str | None = database.notice

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, readonly: bool = False) -> Library:
        """The library at a path, by default in the reader's data folder, made if there is none.

        Where nothing can be written it lives in memory and says so in `notice`. `readonly` changes nothing on the disk.
        Raises `NewerLibraryError` if a later version of the program wrote it.
        """
        where = os.fspath(path) if path is not None else f"{data_folder()}/{database_file.FILE}"
        where = policy.in_force().own(where).name
        opened = database_file.open_for_reading(where) if readonly else database_file.open_file(where)
        return cls(Database(opened, where))

    @classmethod
    def in_memory(cls, notice: str | None = None) -> Library:
        """A library that is forgotten at the end."""
        return cls(Database(database_file.in_memory(notice)))

    @classmethod
    def at_hand(cls, path: str | os.PathLike[str] | None = None) -> Library:
        """The library at a path, else one in memory whose `notice` says why: an article can be read in any case."""
        try:
            return cls.open(path)
        except LibraryError as error:
            return cls.in_memory(f"{error} Marks are not kept.")

    def close(self) -> None:
        """Close the file; what was acknowledged is in it already."""
        self._database.close()

    # Readings and briefings

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """The readings that were made of bytes, in the order of the articles in them; empty if none was."""
        return readings.of_bytes(self._database, sha256)

    def article(self, reading: str) -> Article | None:
        """The article of a reading."""
        return readings.article(self._database, reading)

    def briefing(self, key: str) -> Briefing | None:
        """The briefing under a digest; its articles name no inputs."""
        return readings.briefing(self._database, key)

    def keep_readings(self, sha256: str, articles: Sequence[Article], works: Sequence[str] = ()) -> tuple[Reading, ...]:
        """Keep what bytes were read as, with the names that the articles give their works; the readings come back."""
        return readings.keep(self._database, sha256, articles, works)

    def keep_briefing(self, key: str, of: Sequence[str], briefing: Briefing) -> None:
        """Keep a briefing of readings under its digest; of each, the last few stay."""
        readings.keep_briefing(self._database, key, of, briefing)

    def fetched(self, address: str) -> Fetched | None:
        """What an address gave when it was last fetched; none if it never was."""
        return readings.fetched(self._database, address)

    def keep_fetched(self, address: str, final: str, sha256: str) -> None:
        """Note which bytes an address gave, and the one that it led to by redirects."""
        readings.keep_fetched(self._database, address, final, sha256)

    # Works

    def keep_version(
        self, work: str, article: Article, reading: str, given: str, input_: str = "", briefing: Briefing | None = None
    ) -> None:
        """Note that a work is now this article; nothing is written if it already was. `input_` is a path or an address.

        A list of works need not decode the version's `briefing` where it is given here.
        """
        versions.keep(self._database, work, article, reading, given, input_, briefing)

    def works(self) -> tuple[Version, ...]:
        """The newest version of each work, the work that was read last first; without those that come with the program."""
        return versions.of_works(self._database)

    def versions(self, work: str) -> tuple[Version, ...]:
        """The versions of a work, oldest first."""
        return versions.of_work(self._database, work)

    def newest(self, work: str) -> str | None:
        """The reading of the newest version of a work; none if there is no such work."""
        return versions.newest(self._database, work)

    def works_of(self, input_: str) -> tuple[str, ...]:
        """The works of which a version came from an absolute path or an address, oldest first."""
        return versions.works_of(self._database, input_)

    def works_last_from(self, input_: str) -> tuple[str, ...]:
        """The works of the articles that were last read from a path, in the order in which they stood there."""
        return versions.works_last_from(self._database, input_)

    def inputs(self, article: str) -> tuple[Input, ...]:
        """What the article with an id came in, oldest first."""
        return versions.inputs(self._database, article)

    def forget(self, *works: str) -> Forgotten:
        """Forget those of some works that are there, and of their articles and marks what no other work needs."""
        from briefing.library import forgetting  # noqa: PLC0415 - most readers forget nothing

        return forgetting.forget(self._database, works)

    def bring_back(self, forgotten: Forgotten) -> None:
        """Put works back as they were before they were forgotten."""
        from briefing.library import forgetting  # noqa: PLC0415 - most readers forget nothing

        forgetting.bring_back(self._database, forgotten)

    # Works as a list shows them

    def has_works(self) -> bool:
        """Whether there is any work."""
        return catalogue.has_works(self._database)

    def order(self) -> tuple[list[int], int]:
        """The numbers of all works, those with unread lines first, the newest first; and how many have unread lines."""
        return catalogue.order(self._database)

    def listed(self, numbers: Sequence[int]) -> dict[int, Work]:
        """The works with some numbers, as far as they are there and sound, with their counts as they are now."""
        return catalogue.listed(self._database, numbers)

    def headlines(self) -> dict[int, str]:
        """The headline of each work by its number."""
        return catalogue.headlines(self._database)

    def number_of(self, work: str) -> int | None:
        """The number of a work."""
        return catalogue.number_of(self._database, work)

    # Marks and places

    def add_marks(self, marks: Sequence[Mark]) -> None:
        """Append events, all or none. When this returns they are on the disk; an event that is there already stays as it is."""
        kept_marks.add(self._database, marks)

    def marks(self, article: Article) -> Placed:
        """The events on an article and on the other versions of its works, in their order, as far as they find their place."""
        return kept_marks.on(self._database, article)

    def lost(self) -> dict[str, int]:
        """How many marks on earlier versions found no place in the newest, for each work that has such."""
        return kept_marks.lost(self._database)

    def keep_place(self, work: str, article: Article, span: Span, unfolded: Sequence[Span] = ()) -> None:
        """Keep where the reader is in a work: the sentence under the cursor, and the first sentence of each open panel."""
        places.keep(self._database, work, article, span, unfolded)

    def place(self, work: str, article: Article) -> Bookmark | None:
        """Where the reader was in a work, as a place in this article; none if it was never open or the place is gone."""
        return places.of(self._database, work, article)
