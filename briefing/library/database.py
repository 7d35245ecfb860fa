"""The library's database: how all of the library asks it and writes to it, and what it says in the reader's words."""

from __future__ import annotations

import os
import sqlite3
from _thread import RLock  # `threading` takes longer to import, and gives the same
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple, TypeVar

from briefing.codec import build, decode
from briefing.errors import DamagedError, LibraryError
from briefing.library import database_file, sqlite_file

T = TypeVar("T")
R = TypeVar("R", bound=NamedTuple)


class Database:
    """A connection that all who use a library share. What cannot be decoded any more counts as not there.

    `keeps` is false where what is written is forgotten at the end; `notice` is a sentence about how it was opened.
    """

    def __init__(self, opened: database_file.Opened, path: str = "") -> None:
        self.connection = opened.connection
        self.keeps = opened.kept
        self.notice = opened.notice
        self._path = path
        self._file = _identity(path) if opened.kept else None
        self._lock = RLock()

    def close(self) -> None:
        """Close the file; what was acknowledged is in it already."""
        with self._lock:
            self.connection.close()

    def rows(self, statement: str, *values: str | int) -> list[sqlite3.Row]:
        """What a query finds."""
        with self._lock, self._told():
            return self.connection.execute(statement, values).fetchall()

    def row(self, statement: str, *values: str | int) -> sqlite3.Row | None:
        """The first row that a query finds."""
        return next(iter(self.rows(statement, *values)), None)

    def run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Change something, within `writing`."""
        return self.connection.execute(statement, values)

    def run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something once a row, within `writing`."""
        self.connection.executemany(statement, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; what is written in it is on the disk when it ends."""
        with self._lock, self._told():
            if self._file != (_identity(self._path) if self._file else None):
                raise LibraryError(
                    f"The library at {self._path} was moved or replaced, nothing was kept; start the program again."
                )
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
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


def sound(kind: type[R], rows: Sequence[sqlite3.Row]) -> tuple[R, ...]:
    """The records that rows hold; one that another program spoilt, or put escape sequences in, counts as not there."""
    found: list[R] = []
    for row in rows:
        with suppress(DamagedError):
            found.append(build(kind, dict(zip(kind._fields, row, strict=True))))
    return tuple(found)


def decoded(kind: type[T], body: object) -> T | None:
    """What a row has as JSON; one that another program spoilt, or that damage left, counts as not there."""
    try:
        return decode(kind, body) if isinstance(body, str) else None
    except DamagedError:
        return None
