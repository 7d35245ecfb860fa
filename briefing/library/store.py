"""The library: readings by their bytes, briefings by their digest, works and their versions, marks, and places."""

from __future__ import annotations

import os
import sqlite3
from _thread import RLock  # `threading` takes longer to import, and gives the same
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import NamedTuple, TypeVar

from briefing import digest
from briefing.codec import build, decode, decode_briefing, encode
from briefing.errors import DamagedError, LibraryError
from briefing.library import database_file, sqlite_file
from briefing.library.anchors import CONTEXT, around, find
from briefing.library.catalogue import Catalogue, Work
from briefing.library.marks import Placed, now, standing_elsewhere
from briefing.library.same_article import is_update
from briefing.model import SAMPLE_WORK, Article, Briefing, Input, Mark, Span
from briefing.paths import data_folder

T = TypeVar("T")
R = TypeVar("R", bound=NamedTuple)

__all__ = ["CONTEXT", "Bookmark", "Fetched", "Library", "Reading", "Version", "Work"]

MOST_BRIEFINGS = 4
"""Briefings that are kept of a reading, by as many versions of the parser, topics or limits; older ones can be made again."""

_LOOKED_BACK = 16
"""Versions of a work among which the one is looked for that a new version is an update of."""


class Version(NamedTuple):
    """A version of a work: the id of its article, what it was opened as, and when it was first read.

    `input` is the absolute path or the address that it was opened from, empty where there is none.
    """

    work: str
    version: int
    article: str
    given: str
    when: str
    input: str = ""


class Reading(NamedTuple):
    """The digest of a reading, and the name that its article gives its work, empty if it gives none."""

    name: str
    work: str = ""


class Fetched(NamedTuple):
    """What an address gave: the address after all redirects, the sha256 of its bytes, and when."""

    final: str
    sha256: str
    when: str


class Bookmark(NamedTuple):
    """Where a reader was: the sentence at a span of an article, by its quote, and the first sentences of the open panels."""

    article: str
    span: Span
    quote: str = ""
    before: str = ""
    after: str = ""
    unfolded: tuple[Span, ...] = ()


class Library(Catalogue):
    """What was read, made and marked. Rows are never changed, marks are appended; every string is sanitised.

    It may be used from several threads and by several programs at once. Methods that write raise `LibraryError` if
    nothing could be kept (a full disk, another program that holds the file for longer than five seconds); what cannot be
    decoded any more counts as not there. `notice` is a sentence for the reader about how the library was opened.
    """

    def __init__(self, opened: database_file.Opened, path: str = "") -> None:
        self._connection = opened.connection
        self._path = path
        self._file = _identity(path) if opened.kept else None
        self._lock = RLock()
        self.keeps: bool = opened.kept
        self.notice: str | None = opened.notice

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, readonly: bool = False) -> Library:
        """The library at a path, by default in the reader's data folder, made if there is none.

        Where nothing can be written it lives in memory and says so in `notice`. `readonly` changes nothing on the disk.
        Raises `NewerLibraryError` if a later version of the program wrote it.
        """
        where = os.fspath(path) if path is not None else f"{data_folder()}/{database_file.FILE}"
        return cls(database_file.open_for_reading(where) if readonly else database_file.open_file(where), where)

    @classmethod
    def in_memory(cls, notice: str | None = None) -> Library:
        """A library that is forgotten at the end."""
        return cls(database_file.in_memory(notice))

    @classmethod
    def at_hand(cls, path: str | os.PathLike[str] | None = None) -> Library:
        """The library at a path, else one in memory whose `notice` says why: an article can be read in any case."""
        try:
            return cls.open(path)
        except LibraryError as error:
            return cls.in_memory(f"{error} Marks are not kept.")

    def close(self) -> None:
        """Close the file; what was acknowledged is in it already."""
        with self._lock:
            self._connection.close()

    # Readings and briefings

    def readings(self, sha256: str) -> tuple[Reading, ...]:
        """The readings that were made of bytes, in the order of the articles in them; empty if none was."""
        row = self._row("SELECT readings, works FROM bytes WHERE sha256 = ? ORDER BY seq DESC LIMIT 1", sha256)
        names, works = (_decoded(tuple[str, ...], column) or () for column in row) if row else ((), ())
        return tuple(map(Reading, names, works if len(works) == len(names) else ("",) * len(names)))

    def article(self, reading: str) -> Article | None:
        """The article of a reading."""
        row = self._row("SELECT body FROM article WHERE reading = ?", reading)
        return _decoded(Article, row[0]) if row else None

    def briefing(self, key: str) -> Briefing | None:
        """The briefing under a digest; its articles name no inputs."""
        row = self._row("SELECT body FROM briefing WHERE key = ?", key)
        try:
            return decode_briefing(row[0]) if row else None
        except DamagedError:
            return None

    def keep_readings(self, sha256: str, articles: Sequence[Article], works: Sequence[str] = ()) -> tuple[Reading, ...]:
        """Keep what bytes were read as, with the names that the articles give their works; the readings come back."""
        bare = [article._replace(origin=None, inputs=(), language=None) for article in articles]
        names = tuple(map(digest.of_reading, bare))
        readings = tuple(map(Reading, names, works or ("",) * len(names)))
        with self._writing():
            self._connection.executemany(
                "INSERT OR IGNORE INTO article (reading, id, body) VALUES (?, ?, ?)",
                [(name, article.id, encode(article)) for name, article in zip(names, bare, strict=True)],
            )
            if self.readings(sha256) != readings:
                values = (sha256, encode(names), now(), encode(tuple(reading.work for reading in readings)))
                self._connection.execute("INSERT INTO bytes (sha256, readings, made, works) VALUES (?, ?, ?, ?)", values)
        return readings

    def keep_briefing(self, key: str, readings: Sequence[str], briefing: Briefing) -> None:
        """Keep a briefing of readings under its digest; of each, the `MOST_BRIEFINGS` last ones stay."""
        bare = briefing._replace(articles=tuple(article._replace(origin=None, inputs=()) for article in briefing.articles))
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO briefing (key, body) VALUES (?, ?)", (key, encode(bare)))
            self._connection.executemany(
                "INSERT OR IGNORE INTO briefing_of (reading, key) VALUES (?, ?)", [(name, key) for name in readings]
            )
            for name in readings:
                old = self._rows(
                    "SELECT key FROM briefing_of JOIN briefing USING (key) WHERE reading = ?"
                    " ORDER BY briefing.rowid DESC LIMIT -1 OFFSET ?",
                    name,
                    MOST_BRIEFINGS,
                )
                self._connection.executemany("DELETE FROM briefing WHERE key = ?", old)
                self._connection.executemany("DELETE FROM briefing_of WHERE key = ?", old)
            self._stale_by_briefing(readings)

    # Addresses

    def fetched(self, address: str) -> Fetched | None:
        """What an address gave when it was last fetched; none if it never was."""
        rows = self._rows("SELECT final, sha256, made FROM fetched WHERE address = ? ORDER BY seq DESC LIMIT 1", address)
        return next(iter(_sound(Fetched, rows)), None)

    def keep_fetched(self, address: str, final: str, sha256: str) -> None:
        """Note which bytes an address gave, and the one that it led to by redirects."""
        with self._writing():
            for one in dict.fromkeys((address, final)):
                before = self.fetched(one)
                if before is None or (before.final, before.sha256) != (final, sha256):
                    values = one, final, sha256, now()
                    self._connection.execute("INSERT INTO fetched (address, final, sha256, made) VALUES (?, ?, ?, ?)", values)

    # Works

    def keep_version(
        self, work: str, article: Article, reading: str, given: str, input_: str = "", briefing: Briefing | None = None
    ) -> None:
        """Note that a work is now this article; nothing is written if it already was. `input_` is a path or an address.

        A new version that shares too little with those before is another article, and takes no marks along. What it is an
        update of is looked for among several of them, so that one that does not belong there parts nothing. A list of works
        need not decode the version's `briefing` where it is given here.
        """
        with self._writing():
            before = self._rows(
                "SELECT CAST(version AS INTEGER), CAST(strand AS INTEGER), article, reading FROM version WHERE work = ?"
                " ORDER BY version DESC",
                work,
            )
            if before and before[0][2] == article.id and before[0][3] == reading:
                return
            version = before[0][0] + 1 if before else 1
            values = work, version, self._strand(article, before), article.id, reading, given, now(), input_
            seq = self._connection.execute(
                "INSERT INTO version (work, version, strand, article, reading, given, made, input)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            ).lastrowid
            self._summarise(seq or 0, work, given, article, briefing)

    def _strand(self, article: Article, before: Sequence[sqlite3.Row]) -> int:
        """The strand of a new version: that of the same text, else of the newest version that it is an update of, else new."""
        same = next((strand for _, strand, id_, _ in before if id_ == article.id), None)
        if same is not None:
            return int(same)
        for reading, strand in {row[3]: row[1] for row in before[:_LOOKED_BACK]}.items():
            old = self.article(reading)
            if old is not None and is_update(old.text, article.text):
                return int(strand)
        return max((row[1] for row in before), default=0) + 1

    def works(self) -> tuple[Version, ...]:
        """The newest version of each work, the work that was read last first; without those that come with the program."""
        return self._versions(
            "SELECT work, max(version), article, given, made, input FROM version WHERE work <> ?"
            " GROUP BY work ORDER BY max(seq) DESC",
            SAMPLE_WORK,
        )

    def versions(self, work: str) -> tuple[Version, ...]:
        """The versions of a work, oldest first."""
        return self._versions(
            "SELECT work, version, article, given, made, input FROM version WHERE work = ? ORDER BY version", work
        )

    def works_of(self, input_: str) -> tuple[str, ...]:
        """The works of which a version came from an absolute path or an address, oldest first."""
        found = self._rows(
            "SELECT work FROM version WHERE input = ?1 OR work = ?1 OR input IN (SELECT final FROM fetched WHERE address = ?1)"
            " GROUP BY work ORDER BY min(seq)",
            input_,
        )
        return tuple(str(work) for (work,) in found)

    def works_last_from(self, input_: str) -> tuple[str, ...]:
        """The works of the articles that were last read from a path, in the order in which they stood there."""
        rows = self._rows("SELECT reading, work FROM version WHERE input = ?1 OR work = ?1 ORDER BY seq DESC", input_)
        works = {str(reading): str(work) for reading, work in reversed(rows)}
        if not rows:
            return ()
        newest, work = rows[0]
        for (body,) in self._rows("SELECT readings FROM bytes WHERE instr(readings, ?) ORDER BY seq DESC", newest):
            names = _decoded(tuple[str, ...], body) or ()
            if newest in names and works.keys() >= set(names):  # bytes of another path may hold the same article
                return tuple(dict.fromkeys(works[name] for name in names))
        return (str(work),)

    def inputs(self, article: str) -> tuple[Input, ...]:
        """What the article with an id came in, oldest first."""
        rows = self._rows(
            "SELECT given, work, min(made) FROM version WHERE article = ? GROUP BY work ORDER BY min(seq)", article
        )
        return _sound(Input, rows)

    def forget(self, *works: str) -> bool:
        """Forget works, and of their articles, briefings and marks what no other work needs; false if none of them is there."""
        with self._writing():
            found = [self._forget(work) for work in works]
            forgotten = {reading for readings in found for reading in readings or ()}
            if forgotten:
                self._forget_bytes(forgotten)
        return any(readings is not None for readings in found)

    def _forget(self, work: str) -> list[str] | None:
        """Forget a work but for the bytes that it was read from; the readings that are gone, none if there is no such work."""
        alone = self._rows(
            "SELECT DISTINCT article FROM version AS this WHERE work = ? AND NOT EXISTS"
            " (SELECT 1 FROM version AS other WHERE other.article = this.article AND other.work <> this.work)",
            work,
        )
        readings = [row for (name,) in alone for row in self._rows("SELECT reading FROM article WHERE id = ?", name)]
        gone = self._connection.execute("DELETE FROM version WHERE work = ?", (work,)).rowcount
        self._connection.execute("DELETE FROM summary WHERE work = ?", (work,))
        # A work's later strands stand under its name and a newline.
        self._connection.execute(
            "DELETE FROM place WHERE work = ?1 OR (work >= ?1 || char(10) AND work < ?1 || char(11))", (work,)
        )
        self._connection.executemany("DELETE FROM mark WHERE article = ?", alone)
        self._connection.executemany(
            "DELETE FROM briefing WHERE key IN (SELECT key FROM briefing_of WHERE reading = ?)", readings
        )
        self._connection.executemany("DELETE FROM briefing_of WHERE reading = ?", readings)
        self._connection.executemany("DELETE FROM article WHERE reading = ?", readings)
        return [str(reading) for (reading,) in readings] if gone > 0 else None

    def _forget_bytes(self, readings: set[str]) -> None:
        """Forget which bytes gave these readings, looking through all of them once."""
        rows = self._rows("SELECT seq, readings FROM bytes")
        gone = [(seq,) for seq, names in rows if not readings.isdisjoint(_decoded(tuple[str, ...], names) or ())]
        self._connection.executemany("DELETE FROM bytes WHERE seq = ?", gone)
        self._connection.execute("DELETE FROM fetched WHERE sha256 NOT IN (SELECT sha256 FROM bytes)")

    # Marks and places

    def add_marks(self, marks: Sequence[Mark]) -> None:
        """Append events, all or none. When this returns they are on the disk; an event that is there already stays as it is."""
        with self._writing():
            self._connection.executemany(
                "INSERT INTO mark (id, article, body) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                [(mark.id, mark.article, encode(mark)) for mark in marks],
            )
            self._stale_by_marks(mark.article for mark in marks)

    def marks(self, article: Article) -> Placed:
        """The events on an article and on the other versions of its works, in their order, as far as they find their place.

        A note or flag goes where most of its words stand. A line stays read only if its words are the same.
        """
        rows = self._rows(
            "SELECT body FROM mark WHERE article = ?1 OR article IN (SELECT other.article FROM version AS this"
            " JOIN version AS other ON this.work = other.work AND this.strand = other.strand WHERE this.article = ?1)"
            " ORDER BY seq",
            article.id,
        )
        found: list[Mark] = []
        lost: list[Mark] = []
        for mark in filter(None, (_decoded(Mark, row[0]) for row in rows)):
            span = _place(article, mark)
            if span:
                found.append(mark._replace(article=article.id, span=span))
            else:
                lost.append(mark)
        return Placed(tuple(found), tuple(lost))

    def lost(self) -> dict[str, int]:
        """How many marks on earlier versions found no place in the newest, for each work that has such."""
        rows = self._rows(
            "SELECT this.work, this.reading FROM version AS this JOIN"
            " (SELECT work, max(version) AS version FROM version GROUP BY work HAVING count(*) > 1) AS newest"
            " ON this.work = newest.work AND this.version = newest.version"
            " WHERE EXISTS (SELECT 1 FROM version AS old JOIN mark ON mark.article = old.article"
            " WHERE old.work = this.work AND old.strand = this.strand AND old.article <> this.article)"
        )
        found: dict[str, int] = {}
        for work, reading in rows:
            article = self.article(reading)
            if article and (count := len(standing_elsewhere(self.marks(article).lost))):
                found[str(work)] = count
        return found

    def keep_place(self, work: str, article: Article, span: Span, unfolded: Sequence[Span] = ()) -> None:
        """Keep where the reader is in a work: the sentence under the cursor, and the first sentence of each open panel."""
        bookmark = Bookmark(article.id, span, *around(article.text, span), tuple(unfolded))
        with self._writing():
            values = self._strand_of(work, article), encode(bookmark)
            self._connection.execute("INSERT OR REPLACE INTO place (work, body) VALUES (?, ?)", values)

    def place(self, work: str, article: Article) -> Bookmark | None:
        """Where the reader was in a work, as a place in this article; none if it was never open or the place is gone."""
        row = self._row("SELECT body FROM place WHERE work = ?", self._strand_of(work, article))
        bookmark = _decoded(Bookmark, row[0]) if row else None
        if bookmark is None or bookmark.article == article.id:
            return bookmark
        span = find(article.text, bookmark.span, bookmark.quote, bookmark.before, bookmark.after, loosely=True)
        return bookmark._replace(article=article.id, span=span, unfolded=()) if span else None

    def _strand_of(self, work: str, article: Article) -> str:
        """What a place is kept under: a work, and for another article that took its name, the strand, on a line of its own."""
        row = self._row(
            "SELECT CAST(strand AS INTEGER) FROM version WHERE work = ? AND article = ? ORDER BY version DESC LIMIT 1",
            work,
            article.id,
        )
        return work if row is None or row[0] <= 1 else f"{work}\n{row[0]}"

    # SQLite

    def _versions(self, statement: str, *values: str) -> tuple[Version, ...]:
        return _sound(Version, self._rows(statement, *values))

    def _row(self, statement: str, *values: str) -> sqlite3.Row | None:
        rows = self._rows(statement, *values)
        return rows[0] if rows else None

    def _rows(self, statement: str, *values: str | int) -> list[sqlite3.Row]:
        with self._lock, self._told():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction; what is written in it is on the disk when it ends."""
        with self._lock, self._told():
            if self._file != (_identity(self._path) if self._file else None):
                raise LibraryError(
                    f"The library at {self._path} was moved or replaced, nothing was kept; start the program again."
                )
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says as a sentence for the reader."""
        try:
            yield
        except sqlite_file.FAILURES as error:
            if sqlite_file.is_damage(error) and self._path:
                database_file.suspect(self._path)
            raise LibraryError(_sentence(error, self._path)) from None


def _identity(path: str) -> tuple[int, int] | None:
    """What tells the file at a path from another one that takes its place; none if there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib takes longer to import than all of this
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sentence(error: Exception, path: str) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if sqlite_file.is_damage(error):
        return f"The library at {path} is damaged; what can be saved of it will be when the program starts again."
    if sqlite_file.is_full(error, path):
        return "The disk is full, nothing was kept; make room and do it again."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "Another program holds the library, nothing was kept; do it again in a moment."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM):
        return f"The library at {path} cannot be written to any more, nothing was kept."
    return f"The library failed, nothing was kept: {error}"


def _sound(kind: type[R], rows: Sequence[sqlite3.Row]) -> tuple[R, ...]:
    """The records that rows hold; one that another program spoilt, or put escape sequences in, counts as not there."""
    found: list[R] = []
    for row in rows:
        with suppress(DamagedError):
            found.append(build(kind, dict(zip(kind._fields, row, strict=True))))
    return tuple(found)


def _decoded(kind: type[T], body: object) -> T | None:
    try:
        return decode(kind, body) if isinstance(body, str) else None
    except DamagedError:
        return None


def _place(article: Article, mark: Mark) -> Span | None:
    if mark.article == article.id and around(article.text, mark.span)[0] == mark.quote:
        return mark.span
    return _find(article.text, mark.span, mark.quote, mark.before, mark.after, loosely=mark.what != "read")


@lru_cache(maxsize=1024)
def _find(text: str, span: Span, quote: str, before: str, after: str, *, loosely: bool) -> Span | None:
    """Undoing, redoing and marking again give events with the same quote."""
    return find(text, span, quote, before, after, loosely=loosely)
