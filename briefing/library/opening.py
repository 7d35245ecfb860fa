"""How the library's file is opened: made, migrated, refused if a later version wrote it, set aside if it is damaged."""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH103, PTH104, PTH107, PTH110, PTH113, PTH119, PTH120, PTH123

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from time import gmtime, strftime
from typing import NamedTuple

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import schema

FILE = "library.sqlite3"
"""Name of the library's file in its folder."""

PATIENCE = 5.0
"""Seconds that a write waits for another program's."""

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "sshfs", "davfs", "gpfs", "drvfs", "vboxsf", "prl_fs")
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")
"""Bytes that stand for themselves in the address by which SQLite is given a path."""


class Opened(NamedTuple):
    """A connection; `kept` is false where what is written is forgotten at the end; `notice` is a sentence for the reader."""

    connection: sqlite3.Connection
    kept: bool = True
    notice: str | None = None


def open_file(path: str) -> Opened:
    """The library at a path, made if there is none. Raises `NewerLibraryError`; what else goes wrong ends in memory."""
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        if not os.access(path, os.W_OK) or not os.access(folder, os.W_OK):
            raise PermissionError
        return _open_writable(path)
    except (OSError, sqlite3.Error) as error:
        reason = "its disk is full" if _is_full(error) else "it cannot be written to"
        return in_memory(f"Marks are not kept: the library is at {path}, and {reason}.", copied_from=path)


def open_for_reading(path: str) -> Opened:
    """The library at a path as it is: nothing is made, migrated or set aside; an empty one where there is none."""
    connection = _as_it_should_be(path, "ro")
    return Opened(connection, kept=False) if connection else in_memory(None)


def in_memory(notice: str | None, *, copied_from: str | None = None) -> Opened:
    """A library that lasts as long as the program; with what the file at a path holds, if it can be read."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if copied_from and os.path.isfile(copied_from):
        with suppress(sqlite3.Error), closing(_connect(copied_from, "ro", immutable=True)) as source:
            if _version(source) == schema.VERSION and _has_tables(source):
                source.backup(connection)
                return Opened(connection, kept=False, notice=notice)
    connection.executescript(schema.TABLES)
    return Opened(connection, kept=False, notice=notice)


def suspect(path: str) -> None:
    """Have the file looked through when it is opened the next time, since it seems to be damaged."""
    with suppress(OSError):
        os.close(os.open(_suspicion(path), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no library, or a broken one."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _open_writable(path: str) -> Opened:
    usual = None if os.path.exists(_suspicion(path)) else _as_it_should_be(path, "rw")
    if usual:
        return Opened(usual)
    with _alone(path):
        notice = None
        if not _is_sound(path):
            notice = _set_aside(path)
        with suppress(FileNotFoundError):
            os.remove(_suspicion(path))
        connection = _connect(path, "rw")
        version = _version(connection)
        if version > schema.VERSION:
            connection.close()
            raise NewerLibraryError(f"A later version of the program wrote the library at {path}; it is left as it is.")
        if version == 0:
            _make(connection, path)
        elif version < schema.VERSION:
            _migrate(connection, path, version)
        return Opened(connection, notice=notice)


def _as_it_should_be(path: str, mode: str) -> sqlite3.Connection | None:
    """A connection to a library of this version; none where there is something else, or nothing."""
    connection = None
    with suppress(sqlite3.Error):
        connection = _connect(path, mode)
        if _version(connection) == schema.VERSION and _has_tables(connection):
            return connection
    if connection:
        connection.close()
    return None


def _connect(path: str, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    name = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))
    address = f"file:{name}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    connection.execute("PRAGMA trusted_schema = OFF")
    # A mark that was acknowledged survives a loss of power, not only a kill.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return names >= {"article", "bytes", "briefing", "briefing_of", "version", "mark", "place"}


def _is_sound(path: str) -> bool:
    """Whether the file is empty, of another version, or a whole library."""
    try:
        with closing(_connect(path, "rw")) as connection:
            version = _version(connection)
            if version == 0:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
            if version != schema.VERSION:
                return True
            return _has_tables(connection) and bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def _make(connection: sqlite3.Connection, path: str) -> None:
    # The mode stays with the file; a log needs memory shared by all who write, which a network does not give.
    if not _is_on_network(path):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"BEGIN IMMEDIATE; {schema.TABLES} PRAGMA user_version = {schema.VERSION}; COMMIT")


def _migrate(connection: sqlite3.Connection, path: str, version: int) -> None:
    """Bring the tables to this version, all or nothing; a copy of the file as it was stays beside it."""
    copy = f"{path}.version-{version}"
    with suppress(FileExistsError):
        os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    steps = " ".join(schema.MIGRATIONS[number] for number in range(version, schema.VERSION))
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {schema.VERSION}; COMMIT")
    except sqlite3.Error as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        connection.close()
        raise LibraryError(
            f"The library at {path} could not be brought to this version; it is left as it was: {error}"
        ) from None


def _set_aside(path: str) -> str:
    """Move a damaged library out of the way and begin a new one with the marks that can still be read."""
    aside = f"{path}.damaged-{strftime('%Y%m%dT%H%M%S', gmtime())}-{os.getpid()}"
    os.rename(path, aside)
    for ending in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            os.rename(path + ending, aside + ending)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    with closing(_connect(path, "rw")) as connection:
        _make(connection, path)
        saved = _save(aside, connection)
    told = f"{saved} marks and places were saved from it" if saved else "no mark could be saved from it"
    return f"The library was damaged and a new one was begun; {told}, and the old one is kept as {os.path.basename(aside)}."


def _save(damaged: str, connection: sqlite3.Connection) -> int:
    """Copy what cannot be made again, from both ends of each table towards the damage; how many rows came through."""
    saved = 0
    for table, columns in schema.PRECIOUS.items():
        into = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"  # noqa: S608
        rows: list[tuple[object, ...]] = []
        for order in ("ASC", "DESC"):
            part: list[tuple[object, ...]] = []
            with suppress(sqlite3.Error), closing(_connect(damaged, "rw")) as source:
                part.extend(source.execute(f"SELECT {columns} FROM {table} ORDER BY rowid {order}"))  # noqa: S608
            rows += part if order == "ASC" else part[::-1]
        with suppress(sqlite3.Error):
            saved += connection.executemany(into, rows).rowcount
    return saved


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Keep other programs from making, migrating or setting aside the same file meanwhile."""
    from fcntl import LOCK_EX, flock  # noqa: PLC0415 - not needed where the library is as it should be

    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with suppress(OSError):  # a network home may know no locks
            flock(descriptor, LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _code(error: Exception) -> int:
    """The primary result code of SQLite behind an error; 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _suspicion(path: str) -> str:
    return f"{path}.suspect"


def _is_full(error: Exception) -> bool:
    from errno import EDQUOT, ENOSPC  # noqa: PLC0415

    if isinstance(error, OSError):
        return error.errno in (ENOSPC, EDQUOT)
    return _code(error) == sqlite3.SQLITE_FULL


def _is_on_network(path: str) -> bool:
    """Whether a path lies on a network file system, as far as the system tells."""
    try:
        with open("/proc/self/mounts", encoding="utf-8", errors="replace") as file:
            mounts = [line.split(" ")[1:3] for line in file]
    except (OSError, IndexError):
        return False
    whole = os.path.realpath(path)
    under = [(len(point), kind) for point, kind in mounts if whole.startswith(point.replace("\\040", " ").rstrip("/") + "/")]
    return any(name in max(under)[1] for name in _NETWORK) if under else False
