"""What the reader is told when an article that was marked has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.desk import Desk, Ready
from briefing.library import Library, make
from briefing.model import Briefing
from tui.command_line import arguments, doctor, library_commands
from tui.options.options import Options
from tui.session.queue import review_of

FAKE = Path(__file__).parents[1] / "briefing" / "fake_worker.py"
LINES = ["The ferry left at noon with forty people.", "Nobody was hurt in the storm.", "The council met in the evening."]


@pytest.fixture(name="library")
def a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    library = Library.open()
    yield library
    library.close()


def opened(library: Library, file: Path, lines: list[str]) -> Briefing:
    file.write_text("\n".join(lines))
    desk = Desk(library, command=(sys.executable, "-P", str(FAKE), "works", str(file.with_suffix(".log"))))
    try:
        return [event.briefing for event in desk.open(file) if isinstance(event, Ready)][-1]
    finally:
        desk.close()


def test_marks_go_along_with_an_update_and_those_without_a_place_are_told(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    first = opened(library, file, LINES)
    article = first.articles[0]
    spans = [sentence.span for sentence in first.sentences]
    library.add_marks(
        [make(article, spans[0], "flag"), make(article, spans[1], "note", "How many?"), make(article, spans[2], "read")]
    )
    assert review_of(first, library).notice == ""

    second = opened(library, file, ["A new beginning.", LINES[0], LINES[2]])
    review = review_of(second, library)
    assert (sorted(review.flagged), sorted(review.read)) == ([1], [2])
    assert review.notice == "1 mark on an earlier version found no place in this one"

    assert library_commands.run(Options(command="list")) == 0
    assert "a.txt  (1 mark found no place in this version)" in capsys.readouterr().out
    assert doctor.run(Options(command="doctor")) == 0
    assert "1 work · 1 mark on earlier versions without a place in the newest" in capsys.readouterr().out


def test_a_file_that_holds_another_article_by_now_says_nothing_of_the_old_one_s_marks(library: Library, tmp_path: Path) -> None:
    first = opened(library, tmp_path / "a.txt", LINES)
    library.add_marks([make(first.articles[0], first.sentences[0].span, "flag")])
    review = review_of(opened(library, tmp_path / "a.txt", ["Rain is expected on all coasts.", "It stays cold."]), library)
    assert (review.notice, review.flagged) == ("", frozenset())


def test_private_addresses_are_asked_for_on_the_command_line() -> None:
    for command in ([], ["print"], ["add"]):
        assert arguments.parse([*command, "--allow-private", "http://localhost/"]).allow_private
        assert not arguments.parse([*command, "--again", "http://localhost/"]).allow_private
