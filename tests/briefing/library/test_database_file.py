"""How the library's file is opened, whatever state it and its folder are in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import LibraryError, NewerLibraryError
from briefing.library import Library, database_file, make, schema, tables
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import ONE as EARLIER_ONE
from tests.briefing.library.earlier import write_earlier

TEXT = "The ferry left at noon. Nobody was hurt."
ONE = article(TEXT)
LINES = sentences(TEXT)


@pytest.fixture(name="path")
def a_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


def marked(path: Path, count: int = 1) -> None:
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag") for _ in range(count)])
    library.close()


def marks(path: Path) -> int:
    library = Library.open(path)
    found = len(library.marks(ONE).found)
    library.close()
    return found


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_and_the_files_are_the_readers_alone(path: Path) -> None:
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag")])
    assert mode(path.parent) == 0o700
    assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    library.close()


def test_it_lives_where_the_reader_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "mine"))
    Library.open().close()
    assert (tmp_path / "mine" / database_file.FILE).exists()
    monkeypatch.delenv("BRIEFING_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    Library.open().close()
    assert (tmp_path / "xdg" / "briefing" / database_file.FILE).exists()


def test_it_writes_ahead_and_waits_for_the_disk(path: Path) -> None:
    library = Library.open(path)
    assert library._database.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert library._database.connection.execute("PRAGMA synchronous").fetchone() == (2,)
    library.close()


def test_on_a_network_it_keeps_a_rollback_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_is_on_network", lambda _: True)
    library = Library.open(path)
    assert library._database.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert library._database.connection.execute("PRAGMA synchronous").fetchone() == (2,)
    library.close()
    marked(path)
    assert marks(path) == 1


def test_one_that_a_later_version_wrote_is_refused_and_left_as_it_is(path: Path) -> None:
    marked(path)
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NewerLibraryError):
        Library.open(path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*damaged*"))


def test_an_article_can_be_read_also_where_a_later_version_wrote_the_library(path: Path) -> None:
    marked(path)
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    raw.close()
    library = Library.at_hand(path)
    assert not library.keeps
    assert library.notice
    assert "Marks are not kept" in library.notice
    library.close()


OPENER = """
import sys
sys.path.append(sys.argv[2])
from briefing.library import Library, make
from tests.briefing.library.test_database_file import LINES, ONE
library = Library.open(sys.argv[1])
assert library.keeps
library.add_marks([make(ONE, LINES[0], "flag")])
print(library.notice)
library.close()
"""


def opened_by_several(path: Path) -> list[str]:
    """What four programs that open the library at the same time are told."""
    command = [sys.executable, "-c", OPENER, str(path), str(Path(__file__).parents[3])]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate()[0].strip() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    return told


def test_programs_that_begin_a_library_at_the_same_time_share_it(path: Path) -> None:
    assert opened_by_several(path) == ["None"] * 4
    assert marks(path) == 4


def test_programs_that_find_a_damaged_one_at_the_same_time_set_it_aside_once(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no library at all")
    assert sorted(opened_by_several(path))[:3] == ["None"] * 3
    assert len(list(path.parent.glob("*damaged*"))) == 1
    assert marks(path) == 4


def test_programs_that_find_an_earlier_one_at_the_same_time_share_it_too(path: Path) -> None:
    write_earlier(path, 3)
    assert opened_by_several(path) == ["None"] * 4
    assert marks(path) == 4
    library = Library.open(path)
    assert len(library.marks(EARLIER_ONE).found) == 3
    library.close()


def older(path: Path, monkeypatch: pytest.MonkeyPatch, statements: str) -> None:
    """Make the library at a path one of an earlier version, which the statements bring to this one."""
    marked(path)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {schema.VERSION - 1: statements})


def test_an_earlier_one_is_brought_to_this_version_and_a_copy_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, monkeypatch, "CREATE TABLE added (x); INSERT INTO added VALUES (1);")
    assert marks(path) == 1
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT x FROM added").fetchall() == [(1,)]
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    raw.close()
    copy = Path(f"{path}.version-{schema.VERSION - 1}")
    assert mode(copy) == 0o600
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT count(*) FROM mark").fetchone() == (1,)
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
    raw.close()


def test_one_that_cannot_be_brought_to_this_version_stays_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, monkeypatch, "CREATE TABLE added (x); INSERT INTO nothing VALUES (1);")
    with pytest.raises(LibraryError, match="left as it was"):
        Library.open(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
        assert raw.execute("SELECT name FROM sqlite_master WHERE name = 'added'").fetchall() == []
    raw.close()


@pytest.mark.parametrize("content", [b"no library at all", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_library_is_set_aside_and_a_new_one_begun(content: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    library = Library.open(path)
    assert library.notice
    assert library.keeps
    library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()
    (aside,) = path.parent.glob("*damaged*")
    assert aside.read_bytes() == content
    assert marks(path) == 1


def test_the_library_of_another_program_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE songs (x)")
    raw.close()
    library = Library.open(path)
    assert library.notice
    library.close()


def test_marks_are_saved_from_a_damaged_library(path: Path) -> None:
    marked(path, 200)
    with path.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096 * 2)
    library = Library.open(path)
    with pytest.raises(LibraryError, match="damaged"):
        library.marks(ONE)
    library.close()
    again = Library.open(path)
    assert again.notice
    assert "saved" in again.notice
    assert len(again.marks(ONE).found) > 20
    again.close()
    assert Library.open(path).notice is None


def test_where_nothing_can_be_written_it_lives_in_memory_and_says_so(ordinary: Path) -> None:
    path = ordinary / "data" / "library.sqlite3"
    path.parent.mkdir()
    path.parent.chmod(0o500)
    library = Library.open(path)
    path.parent.chmod(0o700)
    assert not library.keeps
    assert library.notice
    assert "Marks are not kept" in library.notice
    library.add_marks([make(ONE, LINES[0], "flag")])
    assert len(library.marks(ONE).found) == 1
    library.close()


def test_what_a_killed_program_left_in_the_log_is_shown_where_nothing_can_be_written(
    ordinary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ordinary / "data" / "library.sqlite3"
    left = ordinary / "left"
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag") for _ in range(3)])
    shutil.copytree(path.parent, left)  # as a kill would leave it
    library.close()
    assert (left / f"{path.name}-wal").stat().st_size
    left.chmod(0o500)
    monkeypatch.setattr(database_file.os, "access", lambda *_: False)  # it asks for the user who began the tests
    read = Library.open(left / path.name)
    assert not read.keeps
    assert read.notice
    assert len(read.marks(ONE).found) == 3
    read.close()
    left.chmod(0o700)
    monkeypatch.undo()
    assert marks(left / path.name) == 3


def test_what_a_killed_program_left_in_a_rollback_journal_is_rolled_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_is_on_network", lambda _: True)
    marked(path, 3)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")  # so that pages of what is not committed reach the file
    raw.execute("BEGIN")
    for number in range(2_000):
        raw.execute("INSERT INTO mark (id, article, body) VALUES (?, '', ?)", (str(number), "x" * 300))
    shutil.copytree(path.parent, tmp_path / "left")
    raw.execute("ROLLBACK")
    raw.close()
    left = tmp_path / "left" / path.name
    assert Path(f"{left}-journal").stat().st_size
    assert marks(left) == 3


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    library = Library.open(tmp_path / "file" / "data" / "library.sqlite3")
    assert not library.keeps
    assert library.notice
    library.close()


def test_one_that_may_only_be_read_shows_its_marks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked(path)
    monkeypatch.setattr(database_file.os, "access", lambda *_: False)
    library = Library.open(path)
    assert not library.keeps
    assert len(library.marks(ONE).found) == 1
    library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()
    monkeypatch.undo()
    assert marks(path) == 1


def test_opening_it_for_reading_changes_nothing_on_the_disk(path: Path) -> None:
    library = Library.open(path, readonly=True)
    assert library.works() == ()
    assert library.notice is None
    library.close()
    assert not path.parent.exists()
    marked(path)
    before = sorted((file.name, file.read_bytes()) for file in path.parent.iterdir())
    library = Library.open(path, readonly=True)
    assert len(library.marks(ONE).found) == 1
    with pytest.raises(LibraryError):
        library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()
    assert (
        sorted((file.name, file.read_bytes()) for file in path.parent.iterdir() if not file.name.endswith(("-shm", "-wal")))
        == before
    )


def test_a_path_with_signs_of_its_own_is_that_path(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20 é" / "l.sqlite3"
    marked(path)
    assert path.exists()
    assert marks(path) == 1
