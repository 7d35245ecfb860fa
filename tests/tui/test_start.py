"""What every command works with is put together in one place: settings, library, desk, inputs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.errors import LibraryError, NewerLibraryError, UsageError
from briefing.library import database_file, schema
from tui.options.options import Options
from tui.screen.glyphs import ASCII
from tui.session.start import Start

COMMANDS = ["", "print", "add"]


@pytest.fixture(name="home")
def a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("BRIEFING_HOME", str(home))
    return home


def newer(home: Path) -> None:
    """A library that a later version of the program has written."""
    home.mkdir()
    with closing(sqlite3.connect(home / database_file.FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_desk_has_what_the_file_sets_and_what_the_words_set_before_it(command: str, home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[limits]\ncharacters = 1234\n[[topic]]\nname = "Rain"\nterms = ["rain"]\n')
    with Start(Options(command=command)) as start:
        cache = start.desk._cache
        assert cache.limits.characters == 1234
        assert [topic.name for topic in cache.topics] == ["Rain"]
        assert (cache.again, cache.keep) == (False, command != "print")
        assert cache.library is start.library
    topics = tmp_path / "topics.toml"
    topics.write_text('[[topic]]\nname = "Fog"\nterms = ["fog"]\n')
    with Start(Options(command=command, topics=str(topics), again=True, allow_private=True)) as start:
        assert [topic.name for topic in start.desk._cache.topics] == ["Fog"]
        assert start.desk._cache.again
        assert start.desk._private


@pytest.mark.parametrize("command", ["print", "list"])
def test_what_prints_or_lists_makes_nothing_on_the_disk(command: str, home: Path) -> None:
    with Start(Options(command=command)) as start:
        assert start.library.works() == ()
    assert not home.exists()


@pytest.mark.parametrize("command", ["", "add", "forget"])
def test_what_keeps_something_makes_the_library(command: str, home: Path) -> None:
    with Start(Options(command=command)) as start:
        assert start.library.keeps
    assert (home / database_file.FILE).is_file()


def test_the_library_of_a_later_version_ends_what_needs_it_and_is_told_of_where_an_article_can_be_read(home: Path) -> None:
    newer(home)
    for command in ("add", "forget", "list"):
        with Start(Options(command=command)) as start, pytest.raises(NewerLibraryError):
            assert start.library
    for command in ("", "print"):
        with Start(Options(command=command)) as start:
            assert "later version" in " ".join(start.notices)
            assert not start.library.keeps


def test_mistakes_in_the_configuration_are_noticed_and_end_nothing(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("nonsense = 3\n")
    with Start(Options()) as start:
        (notice,) = start.notices
        assert "nonsense" in notice


def test_a_topics_file_that_cannot_be_used_is_a_mistake_in_the_words(home: Path) -> None:
    with pytest.raises(UsageError):
        Start(Options(topics="/none.toml"))


def test_inputs_stand_in_their_order_the_sample_first(home: Path) -> None:
    with Start(Options(sample=True, inputs=("b.txt", "a.txt"))) as start:
        assert [one.given for one in start.inputs()][1:] == ["b.txt", "a.txt"]
        assert start.inputs()[0].work == "sample:"


def test_what_was_made_is_closed_at_the_end(home: Path) -> None:
    with Start(Options()) as start:
        assert start.desk
    with pytest.raises(LibraryError):
        start.library.has_works()
    assert start.desk._closed


def test_only_what_is_wanted_is_made(home: Path) -> None:
    with Start(Options()) as start:
        assert start.inputs() == []
        assert start.settings.drawn(unicode=False).glyphs is ASCII
    assert not home.exists()
