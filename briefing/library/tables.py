"""The tables of a library made in its file, or brought from an earlier version to this one; whether they are whole."""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH105, PTH107, PTH123

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from briefing.errors import LibraryError
from briefing.library import schema, sqlite_file

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "sshfs", "davfs", "gpfs", "drvfs", "vboxsf", "prl_fs")


def make(connection: sqlite3.Connection, path: str) -> None:
    """Make the tables of this version in an empty file."""
    # The mode stays with the file; a log needs memory shared by all who write, which a network does not give.
    if not _is_on_network(path):
        connection.execute("PRAGMA journal_mode = WAL")
    bring_up(connection)


def migrate(connection: sqlite3.Connection, path: str, version: int) -> None:
    """Bring the tables to this version, all or nothing; a copy of the file as it was stays beside it."""
    try:
        _copy(connection, f"{path}.version-{version}")
        bring_up(connection)
    except sqlite_file.FAILURES as error:
        connection.close()
        if sqlite_file.is_of_the_disk(error):
            raise
        raise LibraryError(
            f"The library at {path} could not be brought to this version; it is left as it was: {error}"
        ) from None


def bring_up(connection: sqlite3.Connection) -> None:
    """Make the tables of this version, or those of an earlier one to them; all or nothing, and once among programs."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = sqlite_file.version(connection)
        for step in (schema.MIGRATIONS[number] for number in range(version, schema.VERSION)) if version else (schema.TABLES,):
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_sound(path: str) -> bool:
    """Whether the file is empty, or a whole library of this version, an earlier or a later one."""
    if not sqlite_file.is_file(path):
        return False
    if not sqlite_file.size(path) and sqlite_file.size(f"{os.path.realpath(path)}-wal"):
        return False  # SQLite would drop the log of a file that was cut to nothing
    try:
        with closing(sqlite_file.connect(path, "rw")) as connection:
            version = sqlite_file.version(connection)
            if version == 0:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
            if version > schema.VERSION:
                return True
            whole = version < schema.VERSION or sqlite_file.has_tables(connection)
            return whole and bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite_file.FAILURES as error:
        if sqlite_file.is_damage(error):
            return False
        raise


def _copy(connection: sqlite3.Connection, path: str) -> None:
    """Copy a library to a path, where there is the whole of it in the end, or what was there before."""
    part = f"{path}.part"
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.remove(part + ending)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.remove(part)
        raise


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


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
