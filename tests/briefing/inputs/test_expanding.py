"""What the words of a command line name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefing.errors import ForbiddenError, InputError, NotFoundError, TooLargeError
from briefing.inputs import STANDARD_INPUT, expand, expanding, name
from briefing.sanitise import is_clean


@pytest.fixture(name="folder")
def a_folder(tmp_path: Path) -> Path:
    for file in ("b.txt", "a.txt", ".hidden", "deep/c.txt", "deep/deeper/d.txt"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("Words.")
    return tmp_path


def names(found: object) -> list[str]:
    return [Path(os.fsdecode(one.path)).name for one in found if one.path]  # type: ignore[attr-defined]


def test_inputs_come_in_the_order_given(folder: Path) -> None:
    assert names(expand([str(folder / "b.txt"), folder / "a.txt"])) == ["b.txt", "a.txt"]


def test_a_folder_is_read_one_level_deep_and_sorted(folder: Path) -> None:
    assert names(expand([folder])) == ["a.txt", "b.txt"]


def test_a_folder_is_read_with_its_folders_when_asked(folder: Path) -> None:
    assert names(expand([folder], recursive=True)) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_link_to_its_own_folder_is_not_followed(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder, target_is_directory=True)
    assert names(expand([folder], recursive=True)) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    (one,) = expand([tmp_path])
    assert isinstance(one.error, NotFoundError)
    assert "holds no files" in str(one.error)


def test_a_folder_that_may_not_be_read_says_so(ordinary: Path) -> None:
    ordinary.chmod(0)
    (one,) = expand([ordinary])
    ordinary.chmod(0o700)
    assert isinstance(one.error, ForbiddenError)


@pytest.mark.parametrize("word", ["", "/*"])
def test_a_folder_with_more_files_than_anyone_reads_is_cut_and_says_so(
    folder: Path, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        (folder / f"{number}.txt").touch()
    monkeypatch.setattr(expanding, "MOST", 5)
    *files, last = expand([f"{folder}{word}"])
    assert len(files) == 5
    assert all(file.error is None for file in files)
    assert isinstance(last.error, TooLargeError)
    assert "more than 5 files" in str(last.error)


def test_a_glob_that_the_shell_left_is_matched_and_sorted(folder: Path) -> None:
    assert names(expand([str(folder / "*.txt")])) == ["a.txt", "b.txt"]


def test_a_glob_that_matches_nothing_says_so(folder: Path) -> None:
    (one,) = expand([str(folder / "*.html")])
    assert isinstance(one.error, NotFoundError)


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "[a].txt").write_text("Words.")
    assert names(expand([str(folder / "[a].txt")])) == ["[a].txt"]


def test_a_dash_is_the_standard_input() -> None:
    (one,) = expand([STANDARD_INPUT])
    assert one.path is None
    assert one.error is None


def test_an_address_is_an_input_whose_work_is_the_address() -> None:
    (one,) = expand(["HTTPS://Example.org:443/a?b=c#d"])
    assert one.error is None
    assert (one.address, one.work, one.path) == ("https://example.org/a?b=c", "https://example.org/a?b=c", None)


def test_a_password_in_an_address_is_shown_nowhere() -> None:
    (one,) = expand(["https://anne:secret@example.org/a"])
    assert (one.given, one.work, one.credentials) == ("https://example.org/a", "https://example.org/a", "anne:secret")
    (wrong,) = expand(["gopher://anne:secret@example.org/a"])
    assert "secret" not in f"{wrong.given} {wrong.error}"


@pytest.mark.parametrize(
    "word", ["ftp://example.org/a", "file:///etc/passwd", "http://", "https://a b/", "http://[::1", "http://a:b/"]
)
def test_what_is_no_address_of_the_web_is_refused_in_one_sentence(word: str) -> None:
    (one,) = expand([word])
    assert isinstance(one.error, InputError)
    assert str(one.error).endswith(".")


@pytest.mark.parametrize("word", ["", "a\0b"])
def test_what_cannot_be_a_name_is_refused_in_one_sentence(word: str) -> None:
    (one,) = expand([word])
    assert isinstance(one.error, NotFoundError)


def test_a_name_that_commands_the_terminal_is_shown_without_the_command(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31mb\u202e.txt"
    file.write_text("Words.")
    one = name(file)
    assert is_clean(one.given)
    assert is_clean(one.work)
    assert one.path == os.fsencode(file)


@pytest.mark.skipif(sys.platform == "darwin", reason="names there are Unicode")
def test_two_files_whose_names_are_no_text_are_two_works(tmp_path: Path) -> None:
    works = {name(os.fsdecode(os.fsencode(tmp_path) + tail)).work for tail in (b"/\xff", b"/\xfe")}
    assert len(works) == 2
    assert all(map(is_clean, works))


def test_one_file_is_one_work_wherever_the_reader_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "deep")
    assert name("../a.txt").work == name(folder / "a.txt").work


def test_an_address_among_files_keeps_its_place(folder: Path) -> None:
    found = expand([str(folder / "b.txt"), "https://example.org/a", str(folder)])
    assert [one.address or names([one])[0] for one in found] == ["b.txt", "https://example.org/a", "a.txt", "b.txt"]
