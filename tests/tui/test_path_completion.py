"""Paths are completed in prompts as in a shell, whatever is in their names."""

from __future__ import annotations

import os
import threading
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sanitise import is_clean
from tui.screen.prompt import Prompt
from tui.session import path_completion
from tui.session.adding import split
from tui.session.path_completion import of_path, of_words

NAMES = ["two words.txt", "two  spaces.txt", "it's here.txt", 'said "so".txt', "back\\slash.txt", "plain.txt", "-", "a b c.txt"]


@pytest.fixture(name="folder", scope="module")
def a_folder_with_names_of_all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for name in (*NAMES, ".hidden", "my dir/inner one.txt", "my dir/other.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    return folder


@pytest.fixture(name="here")
def standing_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("pl", ["plain.txt"]),
        ("a.txt pl", ["a.txt plain.txt"]),
        ("two\\ w", ["two\\ words.txt"]),
        ("'two w", ["'two words.txt'"]),
        ('x "two w', ['x "two words.txt"']),
        ("two w", ["two\\ words.txt"]),
        ("two ", ["two\\ \\ spaces.txt", "two\\ words.txt"]),
        ("x.txt two w", ["x.txt two\\ words.txt"]),
        ("a b", ["a\\ b\\ c.txt"]),
        ("it", ["it\\'s\\ here.txt"]),
        ("it's h", ["it\\'s\\ here.txt"]),
        ("'it'\\''s", ["'it'\\''s here.txt'"]),
        ("said", ['said\\ \\"so\\".txt']),
        ('"said \\"', ['"said \\"so\\".txt"']),
        ("back", ["back\\\\slash.txt"]),
        ("my", ["my\\ dir/"]),
        ("my\\ dir/", ["my\\ dir/inner\\ one.txt", "my\\ dir/other.txt"]),
        ("'my dir/'in", ["my\\ dir/inner\\ one.txt"]),
        ("my dir/in", ["my\\ dir/inner\\ one.txt"]),
        ("~", ["~/"]),
        ("~/pl", ["~/plain.txt"]),
        ("x ~/my dir/o", ["x ~/my\\ dir/other.txt"]),
        (".h", [".hidden"]),
        ("-", ["./-"]),
        ("nothing", []),
        ("none/x", []),
        ("plain.txt/x", []),
        ("https://x.test/1 pl", ["https://x.test/1 plain.txt"]),
    ],
)
def test_the_last_word_becomes_a_path_that_is_there(written: str, becomes: list[str], here: Path) -> None:
    assert list(of_words(written)) == becomes


def test_what_is_offered_is_one_word_that_names_the_file(here: Path) -> None:
    offered = [word for beginning in ("", "'", '"') for word in of_words(f"first.txt {beginning}")]
    names = [split(words)[1:] for words in offered]
    assert sorted(names) == sorted([[name if name != "-" else "./-"] for name in (*NAMES, "my dir/")] * 3)


@given(st.lists(st.sampled_from([" ", "'", '"', "\\", "a", "two w", "my dir/", "~", "/", "-"]), max_size=6).map("".join))
def test_whatever_is_written_what_is_offered_is_there(folder: Path, written: str) -> None:
    with chdir(folder):
        for offered in of_words(written):
            assert is_clean(offered)
            assert os.path.lexists(split(offered)[-1])


def test_a_prompt_for_one_path_takes_it_as_it_is(here: Path) -> None:
    assert list(of_path("two w")) == ["two words.txt"]
    assert list(of_path("~/my dir/in")) == ["~/my dir/inner one.txt"]
    assert list(of_path("'two")) == []


def test_tab_completes_a_name_with_spaces(here: Path) -> None:
    added: list[str] = []
    prompt = Prompt("Add: ", added.append, complete=of_words)
    for key in ("p", "l", "tab", "space", "t", "w", "o", "space", "w", "tab", "enter"):
        prompt.press(key)
    assert [split(words) for words in added] == [["plain.txt", "two words.txt"]]


def test_names_that_could_command_a_terminal_are_not_offered(tmp_path: Path) -> None:
    for name in ("x\x1b[31m", "x\n2", "x\u202e", "xfine"):
        (tmp_path / name).touch()
    assert list(of_words(f"{tmp_path}/x")) == [f"{tmp_path}/xfine"]


def test_a_folder_on_a_disk_that_hangs_offers_nothing_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = threading.Event()
    monkeypatch.setattr(path_completion, "_PATIENCE", 0.01)
    monkeypatch.setattr("os.scandir", lambda _: hangs.wait())
    assert of_words("a b /net/home/ne") == ()
    assert of_path("/net/home/ne") == ()
    hangs.set()
