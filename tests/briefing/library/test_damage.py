"""Whatever stands in the library's place is set aside, said, and saved from; a new library is begun."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from briefing.errors import LibraryError
from briefing.library import Library, database_file, make
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import ONE as EARLIER_ONE
from tests.briefing.library.earlier import write_earlier

TEXT = "The ferry left at noon. Nobody was hurt."
ONE = article(TEXT)
LINES = sentences(TEXT)


@pytest.fixture(name="path")
def a_path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "library.sqlite3"


def fill(path: Path, marks: int = 400) -> None:
    library = Library.open(path)
    (reading,) = library.keep_readings("f00d", [ONE])
    library.keep_version("/a.txt", ONE, reading.name, "a.txt")
    library.keep_place("/a.txt", ONE, LINES[1])
    library.add_marks([make(ONE, LINES[number % 2], "flag") for number in range(marks)])
    library.close()


def asides(path: Path) -> list[Path]:
    return [file for file in path.parent.glob("*.damaged-*") if not file.name.endswith(("-wal", "-shm", "-journal"))]


def begun_anew(path: Path) -> int:
    """How many marks the new library has."""
    library = Library.open(path)
    assert library.keeps
    assert library.notice
    assert "damaged" in library.notice
    assert asides(path)[0].name in library.notice
    found = len(library.marks(ONE).found)
    library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()
    again = Library.open(path)
    assert again.notice is None
    assert len(again.marks(ONE).found) == found + 1
    again.close()
    assert len(asides(path)) == 1
    return found


def cut(path: Path, size: int) -> None:
    os.truncate(path, size)


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "something").write_text("in it")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_loop(path: Path) -> None:
    path.symlink_to(path)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(20_000))


def a_text(path: Path) -> None:
    path.write_text("Bread, milk, eggs.\n")


def a_text_that_begins_like_one(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0Bread, milk, eggs.\n")


@pytest.mark.parametrize(
    "stand", [a_folder, a_pipe, a_loop, zeros, a_text, a_text_that_begins_like_one], ids=lambda stand: str(stand.__name__)
)
def test_what_is_no_library_is_set_aside_as_it_is(path: Path, stand: Callable[[Path], None]) -> None:
    stand(path)
    before = path.read_bytes() if path.is_file() else None
    assert begun_anew(path) == 0
    (aside,) = asides(path)
    assert before is None or aside.read_bytes() == before
    assert not aside.is_dir() or (aside / "something").read_text() == "in it"


HARM: dict[str, Callable[[Path], None]] = {
    "cut in the header": lambda path: cut(path, 60),
    "cut in the first page": lambda path: cut(path, 2_000),
    "cut in the middle": lambda path: cut(path, path.stat().st_size // 2),
    "header overwritten": lambda path: overwrite(path, 0, b"nothing of a header is left" * 4),
    "page size overwritten": lambda path: overwrite(path, 16, b"\xff\xff"),
    "first page overwritten": lambda path: overwrite(path, 100, bytes(3_000)),
    "middle overwritten": lambda path: overwrite(path, path.stat().st_size // 2 // 4096 * 4096, b"\xff" * 9_000),
    "end zeroed": lambda path: overwrite(path, path.stat().st_size - 9_000, bytes(9_000)),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_library_is_told_at_once_or_when_the_damage_is_met_and_set_aside_at_the_next_start(
    path: Path, harm: str
) -> None:
    fill(path)
    HARM[harm](path)
    library = Library.open(path)
    if library.notice is None:
        with pytest.raises(LibraryError, match="damaged"):  # noqa: PT012
            library.marks(ONE)
            library.add_marks([make(ONE, LINES[0], "flag") for _ in range(200)])
        library.close()
        library = Library.open(path)
    assert library.keeps
    assert library.notice
    assert "damaged" in library.notice
    library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()
    assert len(asides(path)) == 1
    again = Library.open(path)
    assert again.notice is None
    again.close()


@pytest.mark.parametrize("harm", ["middle overwritten", "end zeroed", "cut in the middle"])
def test_what_can_be_read_of_it_is_saved(path: Path, harm: str) -> None:
    fill(path)
    HARM[harm](path)
    database_file.suspect(str(path))
    assert begun_anew(path) > 30
    library = Library.open(path)
    kept = {mark.id for mark in library.marks(ONE).found}
    assert len(kept) > 30
    library.close()


def test_marks_keep_their_order_and_articles_their_works_when_they_are_saved(path: Path) -> None:
    fill(path)
    before = Library.open(path)
    order = [mark.id for mark in before.marks(ONE).found]
    before.close()
    with closing(sqlite3.connect(path)) as raw:  # damage to what is not precious
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'briefing'").fetchone()
    overwrite(path, (page - 1) * 4096, b"\xff" * 4096)
    database_file.suspect(str(path))
    library = Library.open(path)
    assert library.notice
    assert "401 marks and places" in library.notice
    assert [mark.id for mark in library.marks(ONE).found] == order
    assert [work.work for work in library.works()] == ["/a.txt"]
    (reading,) = library.readings("f00d")
    assert library.article(reading.name) == ONE
    place = library.place("/a.txt", ONE)
    assert place
    assert place.span == LINES[1]
    library.close()


def used(path: Path) -> LibraryError | None:
    """What goes wrong when a library is opened, read and written."""
    try:
        library = Library.open(path)
    except LibraryError as error:
        return error
    try:
        library.marks(ONE)
        library.works()
        library.add_marks([make(ONE, LINES[0], "flag")])
    except LibraryError as error:
        return error
    finally:
        library.close()
    return None


def test_flipped_bits_never_make_anything_but_a_library_or_a_clear_sentence(path: Path) -> None:
    fill(path, 60)
    whole = path.read_bytes()
    chance = Random(7)
    said: list[str] = []
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        for file in path.parent.iterdir():
            file.unlink()
        path.write_bytes(bytes(spoilt))
        said += [str(error) for _ in range(3) if (error := used(path))]
    assert said
    assert all("library" in sentence and "\n" not in sentence for sentence in said)


def test_an_earlier_version_s_damaged_library_is_saved_into_one_of_this_version(path: Path) -> None:
    write_earlier(path, 400)
    HARM["middle overwritten"](path)
    library = Library.open(path)
    assert library.keeps
    assert library.notice
    assert "saved" in library.notice
    assert len(library.marks(EARLIER_ONE).found) > 30
    library.close()


def test_an_empty_file_is_a_library_that_was_not_begun(path: Path) -> None:
    path.touch()
    library = Library.open(path)
    assert library.keeps
    assert library.notice is None
    library.close()


def test_a_file_that_was_cut_to_nothing_beside_its_log_is_set_aside_with_it(path: Path) -> None:
    fill(path)
    library = Library.open(path)
    library.add_marks([make(ONE, LINES[0], "flag")])
    log = Path(f"{path}-wal").read_bytes()
    library.close()
    path.write_bytes(b"")
    Path(f"{path}-wal").write_bytes(log)
    begun_anew(path)
    (aside,) = asides(path)
    assert Path(f"{aside}-wal").read_bytes() == log


def test_a_link_to_a_library_is_followed_and_one_that_leads_nowhere_is_left(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite3"
    path.symlink_to(elsewhere)
    library = Library.open(path)
    assert not library.keeps
    assert library.notice
    assert "cannot be written" in library.notice
    library.close()
    assert path.is_symlink()
    fill(elsewhere, 2)
    library = Library.open(path)
    assert library.keeps
    assert len(library.marks(ONE).found) == 2
    library.add_marks([make(ONE, LINES[0], "flag")])
    library.close()


def test_two_that_are_set_aside_in_one_second_have_two_names(path: Path) -> None:
    for content in (b"one", b"two"):
        path.write_bytes(content * 900)
        Library.open(path).close()
        path.unlink()
    assert sorted(file.read_bytes()[:3] for file in asides(path)) == [b"one", b"two"]
