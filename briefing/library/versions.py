"""Works and their versions: which article a work is now, was before, and where it came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from briefing.library import readings, summaries
from briefing.library.database import Database, decoded, sound
from briefing.library.marks import now
from briefing.model import SAMPLE_WORK, Article, Briefing, Input

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


def keep(
    database: Database,
    work: str,
    article: Article,
    reading: str,
    given: str,
    input_: str = "",
    briefing: Briefing | None = None,
) -> None:
    """Note that a work is now this article; nothing is written if it already was. `input_` is a path or an address.

    A new version that shares too little with those before is another article, and takes no marks along. What it is an
    update of is looked for among several of them, so that one that does not belong there parts nothing. A list of works
    need not decode the version's `briefing` where it is given here.
    """
    with database.writing():
        seq = append(database, None, work, article, reading, given, now(), input_)
        if seq is not None:
            summaries.put(database, seq, work, given, article, briefing)


def append(
    database: Database, seq: int | None, work: str, article: Article, reading: str, given: str, made: str, input_: str
) -> int | None:
    """Append a version to those that its work has, within a transaction. `seq` is its number among all, none for the next one.

    That comes back, none if the work already is this article.
    """
    before = database.rows(
        "SELECT CAST(version AS INTEGER), CAST(strand AS INTEGER), article, reading FROM version WHERE work = ?"
        " ORDER BY version DESC",
        work,
    )
    if before and before[0][2] == article.id and before[0][3] == reading:
        return None
    version = before[0][0] + 1 if before else 1
    values = seq, work, version, _strand(database, article, before), article.id, reading, given, made, input_
    return database.run("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid


def _strand(database: Database, article: Article, before: Sequence[sqlite3.Row]) -> int:
    """The strand of a new version: that of the same text, else of the newest version that it is an update of, else new."""
    same = next((strand for _, strand, id_, _ in before if id_ == article.id), None)
    if same is not None:
        return int(same)
    from briefing.library.same_article import is_update  # noqa: PLC0415 - few articles have another version

    for reading, strand in {row[3]: row[1] for row in before[:_LOOKED_BACK]}.items():
        old = readings.article(database, reading)
        if old is not None and is_update(old.text, article.text):
            return int(strand)
    return max((row[1] for row in before), default=0) + 1


def of_works(database: Database) -> tuple[Version, ...]:
    """The newest version of each work, the work that was read last first; without those that come with the program."""
    return _found(
        database,
        "SELECT work, max(version), article, given, made, input FROM version WHERE work <> ?"
        " GROUP BY work ORDER BY max(seq) DESC",
        SAMPLE_WORK,
    )


def of_work(database: Database, work: str) -> tuple[Version, ...]:
    """The versions of a work, oldest first."""
    return _found(
        database, "SELECT work, version, article, given, made, input FROM version WHERE work = ? ORDER BY version", work
    )


def newest(database: Database, work: str) -> str | None:
    """The reading of the newest version of a work; none if there is no such work."""
    row = database.row("SELECT reading FROM version WHERE work = ? ORDER BY version DESC LIMIT 1", work)
    return str(row[0]) if row else None


def works_of(database: Database, input_: str) -> tuple[str, ...]:
    """The works of which a version came from an absolute path or an address, oldest first."""
    found = database.rows(
        "SELECT work FROM version WHERE input = ?1 OR work = ?1 OR input IN (SELECT final FROM fetched WHERE address = ?1)"
        " GROUP BY work ORDER BY min(seq)",
        input_,
    )
    return tuple(str(work) for (work,) in found)


def works_last_from(database: Database, input_: str) -> tuple[str, ...]:
    """The works of the articles that were last read from a path, in the order in which they stood there."""
    rows = database.rows("SELECT reading, work FROM version WHERE input = ?1 OR work = ?1 ORDER BY seq DESC", input_)
    works = {str(reading): str(work) for reading, work in reversed(rows)}
    if not rows:
        return ()
    newest, work = rows[0]
    for (body,) in database.rows("SELECT readings FROM bytes WHERE instr(readings, ?) ORDER BY seq DESC", newest):
        names = decoded(tuple[str, ...], body) or ()
        if newest in names and works.keys() >= set(names):  # bytes of another path may hold the same article
            return tuple(dict.fromkeys(works[name] for name in names))
    return (str(work),)


def _found(database: Database, statement: str, *values: str) -> tuple[Version, ...]:
    return sound(Version, database.rows(statement, *values))


def inputs(database: Database, article: str) -> tuple[Input, ...]:
    """What the article with an id came in, oldest first."""
    rows = database.rows(
        "SELECT given, work, min(made) FROM version WHERE article = ? GROUP BY work ORDER BY min(seq)", article
    )
    return sound(Input, rows)
