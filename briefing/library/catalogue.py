"""The works of the library as a list shows them: a summary row each, so that listing decodes no briefing.

A row is made with the version that it is of, and is noted as stale, in the same transaction, by whatever changes its counts:
marks, another briefing, another version. A stale one is reckoned anew when it is to be shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from typing import NamedTuple

from briefing.codec import build, decode_briefing
from briefing.errors import DamagedError, LibraryError
from briefing.library.marks import Placed, fold
from briefing.model import SAMPLE_WORK, Article, Briefing
from briefing.sanitise import is_clean
from briefing.unparsed import unparsed

_LONGEST = 300
"""Characters of a headline that a list keeps."""

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


_FORM = (int, *[str] * 6, *[int] * 6)
"""The types of the fields of a work."""


class Catalogue:
    """What the library says of its works as a list; the rest of the library is the subclass."""

    _connection: sqlite3.Connection

    def _rows(self, statement: str, *values: str | int) -> list[sqlite3.Row]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def article(self, reading: str) -> Article | None:
        """The article of a reading."""
        raise NotImplementedError

    def marks(self, article: Article) -> Placed:
        """The events on an article."""
        raise NotImplementedError

    def has_works(self) -> bool:
        """Whether there is any work."""
        return bool(self._rows("SELECT 1 FROM summary LIMIT 1"))

    def order(self) -> tuple[list[int], int]:
        """The numbers of all works, those with unread lines first, the newest first; and how many have unread lines."""
        stale = self._rows("SELECT number FROM summary WHERE stale = 1 ORDER BY number DESC LIMIT ?", _RENEWED)
        if stale:
            self._renew([int(number) for (number,) in stale])
        unread, read = (self._numbers(done) for done in (0, 1))
        return unread + read, len(unread)

    def listed(self, numbers: Sequence[int]) -> dict[int, Work]:
        """The works with some numbers, as far as they are there and sound; what is stale is reckoned anew."""
        found = self._listed(numbers)
        stale = [number for number, work in found.items() if work.stale]
        if stale:
            self._renew(stale)
            found |= self._listed(stale)
        return found

    def headlines(self) -> dict[int, str]:
        """The headline of each work by its number."""
        joined, headlines = self._rows("SELECT group_concat(number), group_concat(headline, char(10)) FROM summary")[0]
        numbers, parts = _whole_numbers(joined), str(headlines).split("\n")
        if len(numbers) == len(parts):
            return dict(zip(numbers, parts, strict=True))
        return {int(number): str(headline) for number, headline in self._rows("SELECT number, headline FROM summary")}

    def number_of(self, work: str) -> int | None:
        """The number of a work."""
        return next((int(number) for (number,) in self._rows("SELECT number FROM summary WHERE work = ?", work)), None)

    def newest(self, work: str) -> str | None:
        """The reading of the newest version of a work; none if there is no such work."""
        rows = self._rows("SELECT reading FROM version WHERE work = ? ORDER BY version DESC LIMIT 1", work)
        return str(rows[0][0]) if rows else None

    def _numbers(self, done: int) -> list[int]:
        """The numbers of the works with unread lines, or of those without, the newest first."""
        # One text is ten times as fast to fetch as a row for each. SQLite keeps the order of a query within `group_concat`.
        ordered = "SELECT number FROM summary WHERE done = ? ORDER BY seq DESC"
        return _whole_numbers(self._rows(f"SELECT group_concat(number) FROM ({ordered})", done)[0][0])  # noqa: S608

    # What is called within a transaction

    def _summarise(self, seq: int, work: str, given: str, article: Article, briefing: Briefing | None) -> None:
        """Make the row of a work whose newest version this is. Without a briefing, or where there may be marks, it is stale."""
        if work == SAMPLE_WORK:
            return
        marked = self._rows(
            "SELECT 1 FROM version WHERE work = ?1 AND seq <> ?2 UNION SELECT 1 FROM version WHERE article = ?3 AND seq <> ?2"
            " UNION SELECT 1 FROM mark WHERE article = ?3 LIMIT 1",
            work,
            seq,
            article.id,
        )
        counts = (len(briefing.panels), len(briefing.sentences)) if briefing else (0, 0)
        self._connection.execute(
            "INSERT INTO summary (seq, work, headline, site, published, panels, sentences, stale)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (work) DO UPDATE SET seq = excluded.seq, headline = excluded.headline, site = excluded.site,"
            " published = excluded.published, panels = excluded.panels, sentences = excluded.sentences, stale = 1, done = 0",
            (seq, work, *_head(article, given), *counts, int(bool(marked) or briefing is None)),
        )

    def _stale_by_marks(self, articles: Iterable[str]) -> None:
        """Note that marks came to articles: the works that have them, and those that share an article with such a work."""
        self._connection.executemany(
            "UPDATE summary SET stale = 1 WHERE work IN (SELECT work FROM version WHERE article IN (SELECT article FROM version"
            " WHERE work IN (SELECT work FROM version WHERE article = ?)))",
            [(article,) for article in dict.fromkeys(articles)],
        )

    def _stale_by_briefing(self, readings: Iterable[str]) -> None:
        """Note that readings have another briefing."""
        self._connection.executemany(
            "UPDATE summary SET stale = 1 WHERE seq IN (SELECT seq FROM version WHERE article IN"
            " (SELECT id FROM article WHERE reading = ?1) AND reading = ?1)",
            [(reading,) for reading in readings],
        )

    # Reckoning

    def _listed(self, numbers: Sequence[int]) -> dict[int, Work]:
        found: dict[int, Work] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            rows = self._rows(
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

    def _renew(self, numbers: Sequence[int]) -> None:
        """Reckon the counts of works anew, from their newest version, its last briefing, and the marks on it."""
        with suppress(LibraryError), self._writing():  # what cannot be kept is shown as it was
            for number in numbers:
                rows = self._rows(
                    "SELECT reading, given FROM summary JOIN version USING (seq) WHERE number = ? AND stale = 1", number
                )
                if rows:
                    self._reckon(number, str(rows[0][0]), str(rows[0][1]))

    def _reckon(self, number: int, reading: str, given: str) -> None:
        article = self.article(reading)
        if article is None:
            self._connection.execute("UPDATE summary SET stale = 0 WHERE number = ?", (number,))
            return
        briefing = self._last_briefing(reading) or unparsed((article,), "")
        states = fold(briefing, self.marks(article).found)
        read = sum(state.read for state in states)
        values = (
            *_head(article, given),
            len(briefing.panels),
            len(states),
            read,
            sum(state.flag for state in states),
            sum(bool(state.note) for state in states),
            int(0 < len(states) <= read),
            number,
        )
        self._connection.execute(
            "UPDATE summary SET headline = ?, site = ?, published = ?, panels = ?, sentences = ?, read = ?,"
            " flags = ?, notes = ?, done = ?, stale = 0 WHERE number = ?",
            values,
        )

    def _last_briefing(self, reading: str) -> Briefing | None:
        rows = self._rows(
            "SELECT body FROM briefing JOIN briefing_of USING (key) WHERE reading = ? ORDER BY briefing.rowid DESC LIMIT 1",
            reading,
        )
        try:
            return decode_briefing(rows[0][0]) if rows else None
        except DamagedError:
            return None


def _whole_numbers(joined: str | None) -> list[int]:
    return list(map(int, joined.split(","))) if joined else []


def _are_sound(rows: Sequence[sqlite3.Row]) -> bool:
    """Whether all rows have the form of a work and sanitised strings only, looked at in one go."""
    strings = [value for row in rows for value in row if type(value) is str]
    return all(tuple(map(type, row)) == _FORM for row in rows) and is_clean("\n".join(strings))


def _head(article: Article, given: str) -> tuple[str, str, str]:
    """Headline, else the beginning, else the input's name; site; the day of publishing."""
    span = article.headline or next(iter(article.paragraphs), None)
    words = " ".join(article.words(span)[: _LONGEST * 2].split()) if span else given
    return words[:_LONGEST] or given, article.site or "", article.published.value[:10] if article.published else ""
