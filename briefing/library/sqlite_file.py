"""A library's file as SQLite has it: connections to it, which version and tables it has, and what errors say of it."""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH113, PTH120, PTH202

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress

from briefing.library import schema

PATIENCE = 5.0
"""Seconds that a write waits for another program's."""

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")
"""Bytes that stand for themselves in the address by which SQLite is given a path."""

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; where it would quote damaged names in a message, Python only says that it cannot decode them."""

_DISK = (
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
)
"""What the disk or another program is to blame for, not what the library holds."""

_TABLES = frozenset(part.split(" ", 1)[0] for part in schema.TABLES.split("CREATE TABLE ")[1:])


def connect(path: str, mode: str, *, immutable: bool = False, damaged: bool = False) -> sqlite3.Connection:
    """A connection to the file at a path, which is not made; to a `damaged` one that is shorter than it says, too."""
    name = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))
    address = f"file:{name}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    connection.text_factory = _text
    try:
        if damaged:
            connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # A mark that was acknowledged survives a loss of power, not only a kill.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def nowhere() -> sqlite3.Connection:
    """A connection to a library that is forgotten when it is closed."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables; 0 where there are none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether all tables of this version are there."""
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= _TABLES


def is_file(path: str) -> bool:
    """Whether a path leads to a regular file: reading anything else may wait for ever."""
    return os.path.isfile(path)


def size(path: str) -> int:
    """Bytes of a regular file; 0 where there is none."""
    try:
        return os.path.getsize(path) if is_file(path) else 0
    except OSError:
        return 0


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is no library, or a broken one."""
    return isinstance(error, UnicodeDecodeError) or _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_held(error: Exception) -> bool:
    """Whether another program holds the file."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_of_the_disk(error: Exception) -> bool:
    """Whether the disk or another program is to blame, not what the library holds."""
    return _code(error) in _DISK


def is_full(error: Exception, path: str) -> bool:
    """Whether an error comes of a full disk; SQLite calls some of them failures to write."""
    from errno import EDQUOT, ENOSPC  # noqa: PLC0415

    if isinstance(error, OSError):
        return error.errno in (ENOSPC, EDQUOT)
    if _code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        with suppress(OSError):
            return os.statvfs(os.path.dirname(path) or ".").f_bavail == 0
    return _code(error) == sqlite3.SQLITE_FULL


def _code(error: Exception) -> int:
    """The primary result code of SQLite behind an error; 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _text(data: bytes) -> str:
    """A text as SQLite keeps it; bytes that are none, which damage left, cost their row no more than themselves."""
    return data.decode("utf-8", "replace")
