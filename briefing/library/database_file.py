"""How the library's file is opened: made, migrated, refused if a later version wrote it, set aside if it is damaged."""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH103, PTH107, PTH110, PTH116, PTH120, PTH123

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import schema, sqlite_file

FILE = "library.sqlite3"
"""Name of the library's file in its folder."""

MIGRATION = 30.0
"""Seconds to wait for another program that makes, migrates or sets aside the same file."""


class Opened(NamedTuple):
    """A connection; `kept` is false where what is written is forgotten at the end; `notice` is a sentence for the reader."""

    connection: sqlite3.Connection
    kept: bool = True
    notice: str | None = None


def open_file(path: str) -> Opened:
    """The library at a path, made if there is none. Raises `NewerLibraryError`; what else goes wrong ends in memory."""
    _refuse_later(path)
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        _refuse_missing(path)
        if not os.access(folder, os.W_OK) or (sqlite_file.is_file(path) and not os.access(path, os.W_OK)):
            raise PermissionError
        return _open_writable(path)
    except (OSError, *sqlite_file.FAILURES) as error:
        reason = "its disk is full" if sqlite_file.is_full(error, path) else "it cannot be written to"
        if sqlite_file.is_held(error):
            reason = "another program holds it"
        return in_memory(f"Marks are not kept: the library is at {path}, and {reason}.", copied_from=path)


def open_for_reading(path: str) -> Opened:
    """The library at a path as it is: nothing is made, migrated or set aside; an empty one where there is none.

    Raises `NewerLibraryError`.
    """
    _refuse_later(path)
    connection = _as_it_should_be(path, "ro")
    return Opened(connection, kept=False) if connection else in_memory(None, copied_from=path)


def in_memory(notice: str | None, *, copied_from: str | None = None) -> Opened:
    """A library that lasts as long as the program; with what the file at a path holds, if it can be read."""
    for immutable in (False, True) if copied_from and sqlite_file.size(copied_from) else ():
        from briefing.library import tables  # noqa: PLC0415 - a library that can be written to needs none

        connection = sqlite_file.nowhere()
        with (
            suppress(*sqlite_file.FAILURES),
            closing(sqlite_file.connect(copied_from or "", "ro", immutable=immutable)) as source,
        ):
            source.backup(connection)
            tables.bring_up(connection)
            if sqlite_file.has_tables(connection):
                return Opened(connection, kept=False, notice=notice)
        connection.close()
    connection = sqlite_file.nowhere()
    connection.executescript(schema.TABLES)
    return Opened(connection, kept=False, notice=notice)


def suspect(path: str) -> None:
    """Have the file looked through when it is opened the next time, since it seems to be damaged."""
    with suppress(OSError):
        os.close(os.open(suspicion(path), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))


def suspicion(path: str) -> str:
    """The file whose being there says that the library is to be looked through."""
    return f"{path}.suspect"


def _open_writable(path: str) -> Opened:
    usual = None if os.path.exists(suspicion(path)) else _as_it_should_be(path, "rw")
    if usual:
        return Opened(usual)
    from briefing.library import rescue, tables  # noqa: PLC0415 - a library that is as it should be needs neither

    with _alone(path):
        notice = None
        if not tables.is_sound(path) or os.path.lexists(path + rescue.AT_WORK):
            suspect(path)  # until all is done, however often it is begun
            notice = rescue.set_aside(path)
        with suppress(FileNotFoundError):
            os.remove(suspicion(path))
        _refuse_later(path)
        connection = sqlite_file.connect(path, "rw")
        version = sqlite_file.version(connection)
        if version == 0:
            tables.make(connection, path)
        elif version < schema.VERSION:
            tables.migrate(connection, path, version)
        return Opened(connection, notice=notice)


def _refuse_missing(path: str) -> None:
    """Raise `OSError` where a link leads nowhere, to a disk perhaps that is not there now; a loop of links is set aside."""
    from errno import ELOOP  # noqa: PLC0415

    try:
        os.stat(path)
    except OSError as error:
        if error.errno != ELOOP:
            raise


def _refuse_later(path: str) -> None:
    """Raise `NewerLibraryError` for a library of a later version, before SQLite opens and thereby changes its files."""
    if _version_on_disk(path) > schema.VERSION:
        raise NewerLibraryError(f"A later version of the program wrote the library at {path}; it is left as it is.")


def _version_on_disk(path: str) -> int:
    """The version that a file and its write-ahead log say, by SQLite's file format; 0 where they say none."""
    if not sqlite_file.is_file(path):
        return 0
    version = 0
    with suppress(OSError):
        with open(path, "rb", buffering=0) as file:
            header = file.read(100)
        if header.startswith(b"SQLite format 3\0") and len(header) == 100:
            version = int.from_bytes(header[60:64], "big")
        with open(f"{os.path.realpath(path)}-wal", "rb", buffering=0) as log:
            version = _version_in_log(log.fileno()) or version
    return version


def _version_in_log(log: int) -> int:
    """The version in the last committed first page that a write-ahead log holds; 0 if it holds none."""
    head = os.pread(log, 32, 0)
    size, salts = int.from_bytes(head[8:12], "big"), head[16:24]
    committed, waiting, at = 0, 0, 32
    while size and len(frame := os.pread(log, 24, at)) == 24 and frame[8:16] == salts:
        if frame[:4] == b"\0\0\0\1":
            waiting = int.from_bytes(os.pread(log, 4, at + 24 + 60), "big")
        if frame[4:8] != bytes(4):
            committed = waiting
        at += 24 + size
    return committed


def _as_it_should_be(path: str, mode: str) -> sqlite3.Connection | None:
    """A connection to a library of this version; none where there is something else, or nothing."""
    if not sqlite_file.size(path):
        return None
    connection = None
    with suppress(*sqlite_file.FAILURES):
        connection = sqlite_file.connect(path, mode)
        if sqlite_file.version(connection) == schema.VERSION and sqlite_file.has_tables(connection):
            return connection
    if connection:
        connection.close()
    return None


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Keep other programs from making, migrating or setting aside the same file meanwhile. Raises `LibraryError`."""
    from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 - not needed where the library is as it should be
    from time import monotonic, sleep  # noqa: PLC0415

    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        end = monotonic() + MIGRATION
        with suppress(OSError):  # a network home may know no locks
            while True:
                try:
                    flock(descriptor, LOCK_EX | LOCK_NB)
                    break
                except BlockingIOError:
                    if monotonic() > end:
                        raise LibraryError(
                            f"Another program is at work on the library at {path}; try again when it is done."
                        ) from None
                    sleep(0.02)
        yield
    finally:
        os.close(descriptor)
