"""The works of the library as a list shows them: a summary row each, so that listing decodes no briefing.

A row is made with the version that it is of, and is noted as stale, in the same transaction, by whatever changes its counts:
marks, another briefing, another version. A stale one is reckoned anew when it is to be shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from briefing.codec import build
from briefing.errors import DamagedError, LibraryError
from briefing.library import kept_marks, readings, summaries
from briefing.library.database import Database
from briefing.library.marks import fold
from briefing.sanitise import is_clean
from briefing.unparsed import unparsed

_RENEWED = 32
"""Stale rows that are reckoned anew before works are put in order: those whose articles were read since. Where there are
more, in a library of an earlier version, the others follow as they are shown."""

_AT_ONCE = 500
"""Rows of one query: SQLite bounds the values of a statement."""


class Work(NamedTuple):
    """A work as a list shows it; `number` is its own in this library, `published` a day or empty, `when` that of reading it."""

    number: int
    work: str
    given: str
    when: str
    headline: str
    site: str
    published: str
    panels: int
    sentences: int
    read: int
    flags: int
    notes: int
    stale: int = 0

    @property
    def is_read(self) -> bool:
        """Whether no line of it is unread."""
        return 0 < self.sentences <= self.read


_FIRST = Work._fields.index("headline")
"""The first field that is reckoned anew when marks, or another briefing, have come."""

_FORM = (int, *[str] * 6, *[int] * 6)
"""The types of the fields of a work."""


def has_works(database: Database) -> bool:
    """Whether there is any work."""
    return bool(database.rows("SELECT 1 FROM summary LIMIT 1"))


def order(database: Database) -> tuple[list[int], int]:
    """The numbers of all works, those with unread lines first, the newest first; and how many have unread lines."""
    stale = database.rows("SELECT number FROM summary WHERE stale = 1 ORDER BY number DESC LIMIT ?", _RENEWED)
    if stale:
        _renew(database, [int(number) for (number,) in stale])
    unread, read = (_numbers(database, done) for done in (0, 1))
    return unread + read, len(unread)


def listed(database: Database, numbers: Sequence[int]) -> dict[int, Work]:
    """The works with some numbers, as far as they are there and sound; what is stale is reckoned anew."""
    found = _listed(database, numbers)
    stale = [number for number, work in found.items() if work.stale]
    if stale:
        _renew(database, stale)
        found |= {number: _as_it_is(database, work) for number, work in _listed(database, stale).items()}
    return found


def headlines(database: Database) -> dict[int, str]:
    """The headline of each work by its number."""
    joined, headlines = database.rows("SELECT group_concat(number), group_concat(headline, char(10)) FROM summary")[0]
    numbers, parts = _whole_numbers(joined), str(headlines).split("\n")
    if len(numbers) == len(parts):
        return dict(zip(numbers, parts, strict=True))
    return {int(number): str(headline) for number, headline in database.rows("SELECT number, headline FROM summary")}


def number_of(database: Database, work: str) -> int | None:
    """The number of a work."""
    return next((int(number) for (number,) in database.rows("SELECT number FROM summary WHERE work = ?", work)), None)


def _numbers(database: Database, done: int) -> list[int]:
    """The numbers of the works with unread lines, or of those without, the newest first."""
    # One text is ten times as fast to fetch as a row for each. SQLite keeps the order of a query within `group_concat`.
    ordered = "SELECT number FROM summary WHERE done = ? ORDER BY seq DESC"
    return _whole_numbers(database.rows(f"SELECT group_concat(number) FROM ({ordered})", done)[0][0])  # noqa: S608


def _listed(database: Database, numbers: Sequence[int]) -> dict[int, Work]:
    found: dict[int, Work] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = database.rows(
            "SELECT number, summary.work, given, made, headline, site, published,"  # noqa: S608
            " panels, sentences, read, flags, notes, stale"
            f" FROM summary JOIN version USING (seq) WHERE number IN ({','.join('?' * len(some))})",
            *some,
        )
        if _are_sound(rows):
            found |= {row[0]: Work._make(row) for row in rows}
            continue
        for row in rows:
            with suppress(DamagedError):
                work = build(Work, dict(zip(Work._fields, row, strict=True)))
                found[work.number] = work
    return found


def _renew(database: Database, numbers: Sequence[int]) -> None:
    """Reckon stale rows anew. What cannot be kept is reckoned again when it is shown."""
    with suppress(LibraryError), database.writing():
        for number in numbers:
            reckoned = _reckoned(database, number)
            if reckoned is not None:
                database.run(
                    "UPDATE summary SET headline = ?, site = ?, published = ?, panels = ?, sentences = ?, read = ?,"
                    " flags = ?, notes = ? WHERE number = ?",
                    (*reckoned, number),
                )
            database.run(
                "UPDATE summary SET stale = 0, done = (0 < sentences AND sentences <= read) WHERE number = ?", (number,)
            )


def _as_it_is(database: Database, work: Work) -> Work:
    """A work as it is, also where that could not be kept."""
    reckoned = _reckoned(database, work.number) if work.stale else None
    return work if reckoned is None else Work._make((*work[:_FIRST], *reckoned, 0))


def _reckoned(database: Database, number: int) -> tuple[str, str, str, int, int, int, int, int] | None:
    """The fields from the headline to the notes of a stale work, by its newest version, its last briefing, and the marks on it.

    None if its article cannot be read.
    """
    row = database.row("SELECT reading, given FROM summary JOIN version USING (seq) WHERE number = ? AND stale = 1", number)
    article = readings.article(database, row[0]) if row else None
    if row is None or article is None:
        return None
    briefing = readings.last_briefing(database, row[0]) or unparsed((article,), "")
    states = fold(briefing, kept_marks.on(database, article).found)
    headline, site, published = summaries.head(article, row[1])
    read, flags = sum(state.read for state in states), sum(state.flag for state in states)
    notes = sum(bool(state.note) for state in states)
    return headline, site, published, len(briefing.panels), len(states), read, flags, notes


def _whole_numbers(joined: str | None) -> list[int]:
    return list(map(int, joined.split(","))) if joined else []


def _are_sound(rows: Sequence[sqlite3.Row]) -> bool:
    """Whether all rows have the form of a work and sanitised strings only, looked at in one go."""
    strings = [value for row in rows for value in row if type(value) is str]
    return all(tuple(map(type, row)) == _FORM for row in rows) and is_clean("\n".join(strings))
