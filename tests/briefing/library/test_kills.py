"""A program that is killed at any moment loses nothing that it had said was kept."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.library import Library, database_file, make, rescue, schema, tables
from tests.briefing.library import killing
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import EARLIER, ONE, write_earlier

ROOT = Path(__file__).parents[3]
LINES = sentences(killing.TEXT)


def told(work: str, folder: Path, times: int) -> list[tuple[Path, list[str]]]:
    """The paths of the libraries and what was said of each, in the order of the kills."""
    command = [sys.executable, "-m", "tests.briefing.library.killing", work, str(folder), str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return [(Path(path), said) for path, said in map(json.loads, done.stdout.splitlines())]


def kept(path: Path) -> set[str]:
    library = Library.open(path)
    assert library.keeps
    assert library.notice is None
    found = library.marks(article(killing.TEXT)).found
    library.close()
    return {mark.id for mark in found}


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as raw:
        return bool(raw.execute("PRAGMA integrity_check").fetchone() == ("ok",))


def test_every_mark_that_was_acknowledged_survives_200_kills(tmp_path: Path) -> None:
    kills = told("write", tmp_path, 200)
    assert len(kills) == 200
    acknowledged = [name for _, said in kills for line in said for name in line.split()]
    assert len(acknowledged) > 100
    found = kept(tmp_path / "library.sqlite3")
    assert set(acknowledged) <= found
    assert sound(tmp_path / "library.sqlite3")


def test_a_library_whose_beginning_was_cut_short_is_begun_by_the_next_program(tmp_path: Path) -> None:
    for path, said in told("begin", tmp_path, 20):
        for begun in {*said, f"{path}-{len(said)}"}:  # the last of them was being begun
            assert kept(Path(begun)) == set()
    assert not list(tmp_path.glob("*damaged*"))


def test_a_migration_that_is_killed_leaves_the_old_library_or_the_new_one_and_never_half_a_copy(tmp_path: Path) -> None:
    finished = 0
    for path, said in told("migrate", tmp_path, 25):
        finished += bool(said)
        copy = Path(f"{path}.version-{EARLIER}")
        if copy.exists():
            with closing(sqlite3.connect(copy)) as raw:
                assert raw.execute("SELECT count(*) FROM mark").fetchone() == (60,)
                assert raw.execute("PRAGMA user_version").fetchone() == (EARLIER,)
        library = Library.open(path)
        assert library.notice is None
        assert len(library.marks(ONE).found) == 60
        library.close()
        assert copy.exists()
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert 0 < finished < 25


class Killed(BaseException):
    """Stands for a kill: nothing of the program runs on."""


STEPS = ("link", "rename", "remove", "replace")


def killed_at(step: int, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether some work was cut short before its call number `step` that changes a folder."""
    left = step

    def counted(call: Callable[..., None]) -> Callable[..., None]:
        def count(*words: object, **named: object) -> None:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            call(*words, **named)

        return count

    with monkeypatch.context() as patched:
        for name in STEPS:
            patched.setattr(rescue.os, name, counted(getattr(os, name)))
        try:
            work()
        except Killed:
            return True
    return False


def damaged(path: Path) -> int:
    """Write a library whose header is lost, with marks in its log too; how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    library = Library.open(path)
    library.add_marks([make(article(killing.TEXT), LINES[0], "flag") for _ in range(300)])
    library.close()
    library = Library.open(path)
    library.add_marks([make(article(killing.TEXT), LINES[1], "flag") for _ in range(2)])
    log = Path(f"{path}-wal").read_bytes()
    library.close()
    Path(f"{path}-wal").write_bytes(log)
    database_file.suspect(str(path))
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8192)
    return 302


@pytest.mark.parametrize("step", range(16))
def test_setting_a_damaged_library_aside_can_be_killed_at_each_step(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged(tmp_path / "whole" / "library.sqlite3")
    damaged(tmp_path / "cut" / "library.sqlite3")
    whole = Library.open(tmp_path / "whole" / "library.sqlite3")
    saved = len(whole.marks(article(killing.TEXT)).found)
    whole.close()
    assert saved > 100
    path = tmp_path / "cut" / "library.sqlite3"
    was_killed = killed_at(step, lambda: Library.open(path).close(), monkeypatch)
    again = Library.open(path)
    assert len(again.marks(article(killing.TEXT)).found) == saved
    again.close()
    asides = list(path.parent.glob("*.damaged-*[0-9]"))
    assert len(asides) == 1
    assert sorted(file.name for file in path.parent.glob("*.new*")) == []
    assert was_killed or step > 8


def test_a_copy_of_an_earlier_library_is_never_overwritten_by_half_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite3"
    write_earlier(path, 3)
    copy = Path(f"{path}.version-{EARLIER}")
    copy.write_bytes(b"what was there before")
    Path(f"{path}.version-{EARLIER}.part").write_bytes(b"half of another")

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tables.os, "replace", killed)
        with pytest.raises(Killed):
            Library.open(path)
    assert copy.read_bytes() == b"what was there before"
    Library.open(path).close()
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT count(*) FROM mark").fetchone() == (3,)
    assert not list(tmp_path.glob("*.part*"))
