"""Works forgotten with all that no other work needs, and brought back from what was forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.library import readings, schema, summaries, versions
from briefing.library.database import Database, decoded

_IN_ORDER = ("bytes", "fetched", "version", "mark")
"""The tables whose rows are numbered in the order in which they came, by a column `seq`, which is their first."""

_BY_NAME = ("article", "briefing", "briefing_of", "place", "summary")

_FEW = 16
"""Readings that SQLite looks for itself among the bytes; decoding all of them is better for more."""


class Forgotten(NamedTuple):
    """Works that were forgotten, their rows by table, and the last number that each numbered table has left."""

    works: tuple[str, ...]
    rows: Mapping[str, Sequence[sqlite3.Row]]
    last: Mapping[str, int]


def forget(database: Database, works: Iterable[str]) -> Forgotten:
    """Forget those of some works that are there, and of their articles, briefings and marks what no other work needs."""
    rows: dict[str, list[sqlite3.Row]] = {table: [] for table in (*_IN_ORDER, *_BY_NAME)}
    with database.writing():
        found = tuple(work for work in dict.fromkeys(works) if _forget(database, work, rows))
        if rows["article"]:
            _forget_bytes(database, {str(reading) for reading, *_ in rows["article"]}, rows)
        last = {table: database.rows(f"SELECT coalesce(max(seq), 0) FROM {table}")[0][0] for table in _IN_ORDER}  # noqa: S608
    return Forgotten(found, rows, last)


def bring_back(database: Database, forgotten: Forgotten) -> None:
    """Put works back as they were; what came meanwhile comes after it, also of the same works."""
    with database.writing():
        for table in _IN_ORDER:
            _make_room(database, table, forgotten)
        added = {work: _take(database, "version", "work = ? ORDER BY version", work) for work in forgotten.works}
        for work in forgotten.works:
            database.run("DELETE FROM summary WHERE work = ?", (work,))
        for table, rows in forgotten.rows.items():
            if rows:
                database.run_many(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608
        for seq, work, _, _, _, reading, given, made, input_ in (row for rows in added.values() for row in rows):
            article = readings.article(database, reading)
            if article is not None:
                versions.append(database, seq, work, article, reading, given, made, input_)
        if not all(database.rows("SELECT 1 FROM summary WHERE work = ?", work) for work in forgotten.works):
            database.run(schema.FILL)  # another work was given the number of one
        summaries.note_works(database, forgotten.works)
        summaries.note_marks(database, {str(row[4]) for row in forgotten.rows["version"]})


def _forget(database: Database, work: str, rows: dict[str, list[sqlite3.Row]]) -> bool:
    """Forget a work but for the bytes that it was read from; false if there is no such work."""
    alone = database.rows(
        "SELECT DISTINCT article FROM version AS this WHERE work = ? AND NOT EXISTS"
        " (SELECT 1 FROM version AS other WHERE other.article = this.article AND other.work <> this.work)",
        work,
    )
    gone = _take(database, "version", "work = ? ORDER BY seq", work)
    rows["version"] += gone
    rows["summary"] += _take(database, "summary", "work = ?", work)
    # A work's later strands stand under its name and a newline.
    rows["place"] += _take(database, "place", "work = ?1 OR (work >= ?1 || char(10) AND work < ?1 || char(11))", work)
    for (article,) in alone:
        rows["mark"] += _take(database, "mark", "article = ? ORDER BY seq", article)
        for reading, *_ in database.rows("SELECT reading FROM article WHERE id = ?", article):
            of_it = "key IN (SELECT key FROM briefing_of WHERE reading = ?) ORDER BY rowid"
            rows["briefing"] += _take(database, "briefing", of_it, reading)
            rows["briefing_of"] += _take(database, "briefing_of", "reading = ?", reading)
        rows["article"] += _take(database, "article", "id = ?", article)
    return bool(gone)


def _forget_bytes(database: Database, readings: set[str], rows: dict[str, list[sqlite3.Row]]) -> None:
    """Forget which bytes gave some readings, looking through all of them once, and which addresses gave those bytes."""
    few = readings if len(readings) <= _FEW else ()
    which = " OR ".join("instr(readings, ?)" for _ in few) or "1"
    for seq, names in database.rows(f"SELECT seq, readings FROM bytes WHERE {which} ORDER BY seq", *few):  # noqa: S608
        if not readings.isdisjoint(decoded(tuple[str, ...], names) or ()):
            rows["bytes"] += _take(database, "bytes", "seq = ?", seq)
    rows["fetched"] += _take(database, "fetched", "sha256 NOT IN (SELECT sha256 FROM bytes) ORDER BY seq")


def _take(database: Database, table: str, which: str, *values: str | int) -> list[sqlite3.Row]:
    """Delete rows of a table, which come back, in an order if `which` ends with one."""
    condition, _, _ = which.partition(" ORDER BY ")
    rows = database.rows(f"SELECT * FROM {table} WHERE {which}", *values)  # noqa: S608 - words of our own
    if rows:
        database.run(f"DELETE FROM {table} WHERE {condition}", values)  # noqa: S608
    return rows


def _make_room(database: Database, table: str, forgotten: Forgotten) -> None:
    """Number rows that came after the forgotten ones anew where they have taken their numbers."""
    last = forgotten.last[table]
    further = max((row[0] for row in forgotten.rows[table]), default=0) - last
    if further <= 0 or not database.rows(f"SELECT 1 FROM {table} WHERE seq > ? LIMIT 1", last):  # noqa: S608
        return
    # By way of numbers below zero, since two rows may not have the same in between.
    database.run(f"UPDATE {table} SET seq = -(seq + ?) WHERE seq > ?", (further, last))  # noqa: S608
    database.run(f"UPDATE {table} SET seq = -seq WHERE seq < 0")  # noqa: S608
    if table == "version":
        database.run("UPDATE summary SET seq = seq + ? WHERE seq > ?", (further, last))
