"""A library of a later version is refused untouched, one of an earlier version is brought to this one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import Library, database_file, make, schema, sqlite_file, tables
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import EARLIER, ONE, TEXT, write_earlier

LATER = schema.VERSION + 1


@pytest.fixture(name="path")
def a_path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "library.sqlite3"


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def later(path: Path, mode: str, version: int = LATER) -> None:
    """A later version's library as a kill leaves it: with what it wrote last still in its log."""
    elsewhere = path.parent.parent / "elsewhere"
    elsewhere.mkdir()
    with closing(sqlite3.connect(elsewhere / path.name, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA journal_mode = {mode}")
        raw.executescript(f"{schema.TABLES} PRAGMA user_version = {schema.VERSION};")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.executescript(f"BEGIN; CREATE TABLE more (x); PRAGMA user_version = {version}; COMMIT")
        raw.execute("INSERT INTO more VALUES (1)")
        shutil.copytree(elsewhere, path.parent, dirs_exist_ok=True)


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
@pytest.mark.parametrize("readonly", [False, True])
def test_a_later_one_is_refused_and_no_byte_of_its_files_changes(path: Path, mode: str, readonly: bool) -> None:
    later(path, mode)
    before = everything(path.parent)
    assert (f"{path.name}-wal" in before) == (mode == "WAL")
    with pytest.raises(NewerLibraryError, match="later version"):
        Library.open(path, readonly=readonly)
    assert everything(path.parent) == before


def test_a_later_one_is_refused_also_where_it_seems_damaged(path: Path) -> None:
    later(path, "DELETE")
    database_file.suspect(str(path))
    before = everything(path.parent)
    with pytest.raises(NewerLibraryError):
        Library.open(path)
    assert everything(path.parent) == before


def test_this_version_in_the_log_is_no_later_one(path: Path) -> None:
    later(path, "WAL", schema.VERSION)
    library = Library.open(path)
    assert library.keeps
    assert library.notice is None
    library.close()


def test_an_earlier_one_is_brought_to_this_version_once(path: Path) -> None:
    write_earlier(path, 5)
    for _ in range(2):
        library = Library.open(path)
        assert library.keeps
        assert library.notice is None
        assert len(library.marks(ONE).found) == 5
        assert [work.work for work in library.works()] == ["/a.txt"]
        (reading,) = library.readings("f00d")
        assert library.article(reading.name) == ONE
        library.close()
    copy = Path(f"{path}.version-{EARLIER}")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT count(*) FROM mark").fetchone() == (5,)
        assert raw.execute("PRAGMA user_version").fetchone() == (EARLIER,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_tables_of_a_migrated_library_are_those_of_a_new_one(path: Path) -> None:
    def tables(of: Path) -> dict[str, set[tuple[object, ...]]]:
        with closing(sqlite3.connect(of)) as raw:
            names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")]
            return {name: {row[1:6] for row in raw.execute(f"PRAGMA table_info({name})")} for name in names}

    write_earlier(path, 1)
    Library.open(path).close()
    new = path.with_name("new.sqlite3")
    Library.open(new).close()
    assert tables(path) == tables(new)


def test_an_earlier_one_can_be_read_where_nothing_may_be_changed(path: Path) -> None:
    write_earlier(path, 5)
    before = everything(path.parent)
    library = Library.open(path, readonly=True)
    assert len(library.marks(ONE).found) == 5
    library.close()
    assert everything(path.parent)[path.name] == before[path.name]
    assert not Path(f"{path}.version-{EARLIER}").exists()


def test_a_program_of_the_earlier_version_that_still_runs_loses_nothing(path: Path) -> None:
    write_earlier(path, 1)
    running = sqlite3.connect(path, isolation_level=None)
    running.execute("SELECT count(*) FROM mark").fetchone()
    library = Library.open(path)
    old = make(ONE, sentences(TEXT)[1], "flag")
    running.execute("INSERT INTO mark (id, article, body) SELECT ?, article, replace(body, id, ?) FROM mark", (old.id, old.id))
    running.execute("INSERT INTO bytes (sha256, readings, made) VALUES ('beef', '[]', '')")
    running.close()
    assert old.id in {mark.id for mark in library.marks(ONE).found}
    assert library.readings("beef") == ()
    library.close()


def test_two_programs_that_migrate_without_locks_do_it_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_earlier(path, 3)
    first = sqlite_file.connect(str(path), "rw")
    copy = tables._copy

    def meanwhile(connection: sqlite3.Connection, to: str) -> None:
        copy(connection, to)
        tables.bring_up(first)

    monkeypatch.setattr(tables, "_copy", meanwhile)
    library = Library.open(path)
    assert library.keeps
    assert len(library.marks(ONE).found) == 3
    library.close()
    first.close()


def test_one_that_waits_too_long_for_another_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl  # noqa: PLC0415

    write_earlier(path, 1)
    monkeypatch.setattr(database_file, "MIGRATION", 0.05)
    with Path(f"{path}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LibraryError, match="Another program"):
            Library.open(path)
        library = Library.at_hand(path)
        assert not library.keeps
        library.close()
    assert article(TEXT) == ONE
