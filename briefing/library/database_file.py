"""How the library's file is opened: made, migrated, refused if a later version wrote it, set aside if it is damaged."""
# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH103, PTH107, PTH110, PTH113, PTH116, PTH120, PTH123, PTH202

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import schema

FILE = "library.sqlite3"
"""Name of the library's file in its folder."""

PATIENCE = 5.0
"""Seconds that a write waits for another program's."""

MIGRATION = 30.0
"""Seconds to wait for another program that makes, migrates or sets aside the same file."""

AT_WORK = ".damaged"
"""Ending of a damaged library's name until a new one has taken its place; then the time follows it."""

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre", "sshfs", "davfs", "gpfs", "drvfs", "vboxsf", "prl_fs")
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
        if not os.access(folder, os.W_OK) or (is_file(path) and not os.access(path, os.W_OK)):
            raise PermissionError
        return _open_writable(path)
    except (OSError, *FAILURES) as error:
        reason = "its disk is full" if is_full(error, path) else "it cannot be written to"
        if _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
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
    for immutable in (False, True) if copied_from and size(copied_from) else ():
        connection = _nowhere()
        with suppress(*FAILURES), closing(connect(copied_from or "", "ro", immutable=immutable)) as source:
            source.backup(connection)
            _bring_up(connection)
            if _has_tables(connection):
                return Opened(connection, kept=False, notice=notice)
        connection.close()
    connection = _nowhere()
    connection.executescript(schema.TABLES)
    return Opened(connection, kept=False, notice=notice)


def suspect(path: str) -> None:
    """Have the file looked through when it is opened the next time, since it seems to be damaged."""
    with suppress(OSError):
        os.close(os.open(suspicion(path), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))


def suspicion(path: str) -> str:
    """The file whose being there says that the library is to be looked through."""
    return f"{path}.suspect"


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is no library, or a broken one."""
    return isinstance(error, UnicodeDecodeError) or _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_full(error: Exception, path: str) -> bool:
    """Whether an error comes of a full disk; SQLite calls some of them failures to write."""
    from errno import EDQUOT, ENOSPC  # noqa: PLC0415

    if isinstance(error, OSError):
        return error.errno in (ENOSPC, EDQUOT)
    if _code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        with suppress(OSError):
            return os.statvfs(os.path.dirname(path) or ".").f_bavail == 0
    return _code(error) == sqlite3.SQLITE_FULL


def is_file(path: str) -> bool:
    """Whether a path leads to a regular file: reading anything else may wait for ever."""
    return os.path.isfile(path)


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


def make(connection: sqlite3.Connection, path: str) -> None:
    """Make the tables of this version in an empty file."""
    # The mode stays with the file; a log needs memory shared by all who write, which a network does not give.
    if not _is_on_network(path):
        connection.execute("PRAGMA journal_mode = WAL")
    _bring_up(connection)


def _open_writable(path: str) -> Opened:
    usual = None if os.path.exists(suspicion(path)) else _as_it_should_be(path, "rw")
    if usual:
        return Opened(usual)
    with _alone(path):
        notice = None
        if not is_sound(path) or os.path.lexists(path + AT_WORK):
            from briefing.library import rescue  # noqa: PLC0415 - a library that is as it should be needs none

            suspect(path)  # until all is done, however often it is begun
            notice = rescue.set_aside(path)
        with suppress(FileNotFoundError):
            os.remove(suspicion(path))
        _refuse_later(path)
        connection = connect(path, "rw")
        version = _version(connection)
        if version == 0:
            make(connection, path)
        elif version < schema.VERSION:
            _migrate(connection, path, version)
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
    if not is_file(path):
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
    if not size(path):
        return None
    connection = None
    with suppress(*FAILURES):
        connection = connect(path, mode)
        if _version(connection) == schema.VERSION and _has_tables(connection):
            return connection
    if connection:
        connection.close()
    return None


def size(path: str) -> int:
    """Bytes of a regular file; 0 where there is none."""
    try:
        return os.path.getsize(path) if is_file(path) else 0
    except OSError:
        return 0


def _text(data: bytes) -> str:
    """A text as SQLite keeps it; bytes that are none, which damage left, cost their row no more than themselves."""
    return data.decode("utf-8", "replace")


def _nowhere() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= _TABLES


def is_sound(path: str) -> bool:
    """Whether the file is empty, or a whole library of this version, an earlier or a later one."""
    if not is_file(path):
        return False
    if not size(path) and size(f"{os.path.realpath(path)}-wal"):
        return False  # SQLite would drop the log of a file that was cut to nothing
    try:
        with closing(connect(path, "rw")) as connection:
            version = _version(connection)
            if version == 0:
                return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
            if version > schema.VERSION:
                return True
            whole = version < schema.VERSION or _has_tables(connection)
            return whole and bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except FAILURES as error:
        if is_damage(error):
            return False
        raise


def _migrate(connection: sqlite3.Connection, path: str, version: int) -> None:
    """Bring the tables to this version, all or nothing; a copy of the file as it was stays beside it."""
    try:
        _copy(connection, f"{path}.version-{version}")
        _bring_up(connection)
    except FAILURES as error:
        connection.close()
        if _code(error) in _DISK:
            raise
        raise LibraryError(
            f"The library at {path} could not be brought to this version; it is left as it was: {error}"
        ) from None


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
        os.replace(part, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.remove(part)
        raise


def _bring_up(connection: sqlite3.Connection) -> None:
    """Make the tables of this version, or those of an earlier one to them; all or nothing, and once among programs."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        for step in (schema.MIGRATIONS[number] for number in range(version, schema.VERSION)) if version else (schema.TABLES,):
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


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


def _code(error: Exception) -> int:
    """The primary result code of SQLite behind an error; 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


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
