"""A full disk: one clear sentence, nothing corrupted, and all as before when there is room again.

The disk is a small file system of its own where tests may mount one; elsewhere files are kept from growing.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from briefing.errors import LibraryError
from briefing.library import Library, database_file, make
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import EARLIER, write_earlier
from tests.briefing.library.earlier import ONE as EARLIER_ONE

TEXT = "The ferry left at noon. Nobody was hurt."
ONE = article(TEXT)
LINES = sentences(TEXT)


class Disk:
    """A folder on a disk that can be filled, up to some bytes, and emptied again."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder = folder
        self._mounted = mounted
        self._soft, self._hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, left: int = 0) -> None:
        if not self._mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (max(1, left), self._hard))
            return
        with (self.folder / "filler").open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        if left:
            os.truncate(self.folder / "filler", max(0, (self.folder / "filler").stat().st_size - left))

    def empty(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._soft, self._hard))
        (self.folder / "filler").unlink(missing_ok=True)


@pytest.fixture(name="disk")
def a_small_disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    with suppress(FileNotFoundError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            try:
                yield Disk(folder, mounted=True)
            finally:
                subprocess.run(["umount", "-l", str(folder)], check=True)
            return
    disk = Disk(folder, mounted=False)
    try:
        yield disk
    finally:
        disk.empty()


FULL = "disk is full|cannot be written"


def filled(library: Library, disk: Disk) -> list[str]:
    """Mark until nothing more can be kept; the ids of what was acknowledged come back."""
    kept: list[str] = []

    def go_on() -> None:
        for _ in range(3_000):
            marks = [make(ONE, line, "note", "long " * 60) for line in LINES]
            library.add_marks(marks)
            kept.extend(mark.id for mark in marks)

    disk.fill()
    with pytest.raises(LibraryError, match=FULL) as failure:
        go_on()
    assert "\n" not in str(failure.value)
    return kept


def ids(library: Library) -> list[str]:
    return [mark.id for mark in library.marks(ONE).found]


def test_what_was_acknowledged_before_the_disk_was_full_is_there_and_what_was_refused_is_not(disk: Disk) -> None:
    path = disk.folder / "data" / "library.sqlite3"
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag")])
    kept = [*ids(library), *filled(library, disk)]
    assert ids(library) == kept
    with pytest.raises(LibraryError, match=FULL):
        library.add_marks([make(ONE, LINES[0], "note", "x" * 9_000)])
    disk.empty()
    library.add_marks([make(ONE, LINES[0], "flag")])
    assert len(ids(library)) == len(kept) + 1
    library.close()
    again = Library.open(path)
    assert again.notice is None
    assert ids(again)[: len(kept)] == kept
    again.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_closing_on_a_full_disk_loses_nothing(disk: Disk) -> None:
    path = disk.folder / "data" / "library.sqlite3"
    library = Library.open(path)
    kept = filled(library, disk)
    library.close()
    disk.empty()
    again = Library.open(path)
    assert ids(again) == kept
    again.close()


def test_a_library_is_not_begun_on_a_full_disk_and_that_is_said(disk: Disk) -> None:
    path = disk.folder / "data" / "library.sqlite3"
    path.parent.mkdir()
    disk.fill()
    library = Library.open(path)
    assert not library.keeps
    assert library.notice
    assert "Marks are not kept" in library.notice
    library.add_marks([make(ONE, LINES[0], "flag")])
    assert len(ids(library)) == 1
    library.close()
    disk.empty()
    again = Library.open(path)
    assert again.keeps
    assert again.notice is None
    again.close()


@pytest.mark.parametrize("left", [0, 4_096, 16_384, 40_960])
def test_an_earlier_library_stays_as_it_was_and_is_shown_where_the_disk_is_too_full_to_migrate(disk: Disk, left: int) -> None:
    path = disk.folder / "data" / "library.sqlite3"
    write_earlier(path, 200)
    disk.fill(left)
    library = Library.open(path)
    assert not library.keeps
    assert library.notice
    assert "Marks are not kept" in library.notice
    assert len(library.marks(EARLIER_ONE).found) == 200
    library.close()
    copy = Path(f"{path}.version-{EARLIER}")
    if copy.exists():
        with closing(sqlite3.connect(copy)) as raw:
            assert raw.execute("SELECT count(*) FROM mark").fetchone() == (200,)
    disk.empty()
    again = Library.open(path)
    assert again.keeps
    assert len(again.marks(EARLIER_ONE).found) == 200
    again.close()
    assert copy.exists()
    assert not list(path.parent.glob("*.part*"))


def test_a_damaged_library_waits_for_room_before_it_is_set_aside(disk: Disk) -> None:
    path = disk.folder / "data" / "library.sqlite3"
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag") for _ in range(300)])
    library.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    database_file.suspect(str(path))
    disk.fill(8_192)
    library = Library.open(path)
    assert not library.keeps
    assert library.notice
    library.close()
    disk.empty()
    again = Library.open(path)
    assert again.keeps
    assert again.notice
    assert "saved" in again.notice
    assert len(ids(again)) > 50
    again.close()
    assert len([file for file in path.parent.glob("*.damaged*") if not file.name.endswith(("-shm", "-wal"))]) == 1
