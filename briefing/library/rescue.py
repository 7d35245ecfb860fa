"""What becomes of a damaged library: it is set aside, and what can still be read of it begins a new one.

A kill at any moment loses nothing. The damaged file has two names until the new one is whole and takes its place; who opens
the library next goes on from there.
"""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH104, PTH105, PTH107, PTH110, PTH119, PTH121

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from errno import EIO, ENOSPC
from time import gmtime, strftime

from briefing.library import schema, sqlite_file, tables

AT_WORK = ".damaged"
"""Ending of a damaged library's name until a new one has taken its place; then the time follows it."""

KEPT = ("mark", "place", "version", "fetched", "bytes", "article")
"""The tables that are saved, the dearest first. Briefings are made anew."""

_SIDES = ("-wal", "-journal")
_COUNTED = KEPT[:2]


def set_aside(path: str) -> str:
    """Put what is at a path out of the way and begin a new library there; a sentence for the reader comes back.

    For one program at a time. Raises `OSError` and `sqlite3.Error`; it can be called again.
    """
    work, new = f"{path}{AT_WORK}", f"{path}.new"
    if os.path.lexists(work) and not _is_unfinished(path, work):
        aside = _name_for_good(work)
        if tables.is_sound(path):
            return _told(path, aside)
    if not os.path.lexists(work):
        for ending in (*_SIDES, ""):  # the file itself last: where it has its second name, the others have theirs
            _link(path + ending, work + ending)
    _remove(new, "", "-wal", "-shm", "-journal")
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    with closing(sqlite_file.connect(new, "rw")) as connection:
        tables.make(connection, new)
        _save(work, connection)
    _remove(path, "-wal", "-shm", "-journal")
    os.replace(new, path)
    return _told(path, _name_for_good(work))


def _told(path: str, aside: str) -> str:
    with closing(sqlite_file.connect(path, "ro")) as connection:
        saved = sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED)  # noqa: S608
    told = f"{saved} marks and places were saved from it" if saved else "no mark could be saved from it"
    return f"The library was damaged and a new one was begun; {told}, and the old one is kept as {os.path.basename(aside)}."


def _is_unfinished(path: str, work: str) -> bool:
    """Whether what was begun before is to be gone on with: the new library has not taken its place yet."""
    return not os.path.lexists(path) or (os.path.exists(path) and os.path.exists(work) and os.path.samefile(path, work))


def _link(path: str, to: str) -> None:
    """Give a file a second name, or another one where it can have but one."""
    _remove(to, "")
    try:
        os.link(path, to, follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError:
        os.rename(path, to)


def _name_for_good(work: str) -> str:
    stem = f"{work}-{strftime('%Y%m%dT%H%M%S', gmtime())}-{os.getpid()}"
    aside, number = stem, 1
    while os.path.lexists(aside):
        aside, number = f"{stem}-{number}", number + 1
    for ending in (*_SIDES, "-shm", ""):
        with suppress(FileNotFoundError):
            os.rename(work + ending, aside + ending)
    return aside


def _remove(path: str, *endings: str) -> None:
    for ending in endings:
        with suppress(FileNotFoundError):
            os.remove(path + ending)


def _save(damaged: str, connection: sqlite3.Connection) -> None:
    """Copy what cannot be made again, from both ends of each table towards the damage."""
    if not sqlite_file.size(damaged):  # SQLite would drop the log of an empty file
        return
    connection.execute("BEGIN IMMEDIATE")
    for table in KEPT:
        for order in ("ASC", "DESC"):
            with suppress(*sqlite_file.FAILURES), closing(sqlite_file.connect(damaged, "rw", damaged=True)) as source:
                _save_table(table, order, source, connection)
    connection.execute(schema.FILL)
    connection.execute("COMMIT")


def _save_table(table: str, order: str, source: sqlite3.Connection, connection: sqlite3.Connection) -> None:
    """Copy rows until one cannot be read, with the columns that both libraries have."""
    names = set(_columns(source, table))
    columns = [name for name in _columns(connection, table) if name in names]
    into = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    for row in source.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}"):  # noqa: S608
        try:
            connection.execute(into, row)
        except sqlite3.IntegrityError:  # a row that came out of the damage
            continue
        except sqlite3.Error as error:
            raise OSError(ENOSPC if sqlite_file.is_full(error, "") else EIO, str(error)) from None


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
