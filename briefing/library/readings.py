"""What bytes and addresses gave: readings by their bytes, articles and briefings by their digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from briefing import digest
from briefing.codec import decode_briefing, encode
from briefing.errors import DamagedError
from briefing.library import summaries
from briefing.library.database import Database, decoded, sound
from briefing.library.marks import now
from briefing.model import Article, Briefing

MOST_BRIEFINGS = 4
"""Briefings that are kept of a reading, by as many versions of the parser, topics or limits; older ones can be made again."""


class Reading(NamedTuple):
    """The digest of a reading, and the name that its article gives its work, empty if it gives none."""

    name: str
    work: str = ""


class Fetched(NamedTuple):
    """What an address gave: the address after all redirects, the sha256 of its bytes, and when."""

    final: str
    sha256: str
    when: str


def of_bytes(database: Database, sha256: str) -> tuple[Reading, ...]:
    """The readings that were made of bytes, in the order of the articles in them; empty if none was."""
    row = database.row("SELECT readings, works FROM bytes WHERE sha256 = ? ORDER BY seq DESC LIMIT 1", sha256)
    names, works = (decoded(tuple[str, ...], column) or () for column in row) if row else ((), ())
    return tuple(map(Reading, names, works if len(works) == len(names) else ("",) * len(names)))


def article(database: Database, reading: str) -> Article | None:
    """The article of a reading."""
    row = database.row("SELECT body FROM article WHERE reading = ?", reading)
    return decoded(Article, row[0]) if row else None


def briefing(database: Database, key: str) -> Briefing | None:
    """The briefing under a digest; its articles name no inputs."""
    return _briefing(database.row("SELECT body FROM briefing WHERE key = ?", key))


def keep(database: Database, sha256: str, articles: Sequence[Article], works: Sequence[str] = ()) -> tuple[Reading, ...]:
    """Keep what bytes were read as, with the names that the articles give their works; the readings come back."""
    bare = [one._replace(origin=None, inputs=(), language=None) for one in articles]
    names = tuple(map(digest.of_reading, bare))
    made = tuple(map(Reading, names, works or ("",) * len(names)))
    with database.writing():
        database.run_many(
            "INSERT OR IGNORE INTO article (reading, id, body) VALUES (?, ?, ?)",
            [(name, one.id, encode(one)) for name, one in zip(names, bare, strict=True)],
        )
        if of_bytes(database, sha256) != made:
            values = (sha256, encode(names), now(), encode(tuple(reading.work for reading in made)))
            database.run("INSERT INTO bytes (sha256, readings, made, works) VALUES (?, ?, ?, ?)", values)
    return made


def keep_briefing(database: Database, key: str, readings: Sequence[str], made: Briefing) -> None:
    """Keep a briefing of readings under its digest; of each, the `MOST_BRIEFINGS` last ones stay."""
    bare = made._replace(articles=tuple(one._replace(origin=None, inputs=()) for one in made.articles))
    with database.writing():
        database.run("INSERT OR REPLACE INTO briefing (key, body) VALUES (?, ?)", (key, encode(bare)))
        database.run_many("INSERT OR IGNORE INTO briefing_of (reading, key) VALUES (?, ?)", [(name, key) for name in readings])
        for name in readings:
            old = database.rows(
                "SELECT key FROM briefing_of JOIN briefing USING (key) WHERE reading = ?"
                " ORDER BY briefing.rowid DESC LIMIT -1 OFFSET ?",
                name,
                MOST_BRIEFINGS,
            )
            database.run_many("DELETE FROM briefing WHERE key = ?", old)
            database.run_many("DELETE FROM briefing_of WHERE key = ?", old)
        summaries.note_briefing(database, readings)


def last_briefing(database: Database, reading: str) -> Briefing | None:
    """The briefing of a reading that was kept last."""
    row = database.row(
        "SELECT body FROM briefing JOIN briefing_of USING (key) WHERE reading = ? ORDER BY briefing.rowid DESC LIMIT 1",
        reading,
    )
    return _briefing(row)


def _briefing(row: sqlite3.Row | None) -> Briefing | None:
    try:
        return decode_briefing(row[0]) if row else None
    except DamagedError:
        return None


def fetched(database: Database, address: str) -> Fetched | None:
    """What an address gave when it was last fetched; none if it never was."""
    rows = database.rows("SELECT final, sha256, made FROM fetched WHERE address = ? ORDER BY seq DESC LIMIT 1", address)
    return next(iter(sound(Fetched, rows)), None)


def keep_fetched(database: Database, address: str, final: str, sha256: str) -> None:
    """Note which bytes an address gave, and the one that it led to by redirects."""
    with database.writing():
        for one in dict.fromkeys((address, final)):
            before = fetched(database, one)
            if before is None or (before.final, before.sha256) != (final, sha256):
                values = one, final, sha256, now()
                database.run("INSERT INTO fetched (address, final, sha256, made) VALUES (?, ?, ?, ?)", values)
