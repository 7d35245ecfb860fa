"""ctrl+c always works: whatever the program waits for, in whatever command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.line import Line, python
from tui.options import exit_status

TEXT = "The ferry left at noon. Nobody was hurt.\nThe council met in the evening.\n"


def program(folder: Path, mode: str, *words: str) -> Line:
    (folder / "ferry.txt").write_text(TEXT)
    command = python("-m", "tests.tui.slow_program", mode, str(folder / "log"), *words, str(folder / "ferry.txt"))
    return Line(command, environment={"BRIEFING_HOME": str(folder)})


def has_asked(folder: Path) -> bool:
    """Whether the worker has its job."""
    log = folder / "log"
    return log.exists() and "read" in log.read_text()


@pytest.mark.parametrize("command", ["print", "add"])
@pytest.mark.parametrize("mode", ["is stopped", "spins", "is stopped when it has opened"])
def test_a_command_that_waits_for_its_worker_can_be_interrupted(command: str, mode: str, tmp_path: Path) -> None:
    with program(tmp_path, mode, command) as line:
        line.until(lambda: has_asked(tmp_path), "the worker's job")
        line.send("\x03")
        line.until(line.ended, "the end")
        assert line.status == exit_status.INTERRUPTED


@pytest.mark.parametrize("mode", ["is stopped", "spins"])
def test_before_there_is_anything_to_show_ctrl_c_ends_the_program(mode: str, tmp_path: Path) -> None:
    with program(tmp_path, mode) as line:
        line.until(lambda: has_asked(tmp_path), "the worker's job")
        line.send("\x03")
        line.until(line.ended, "the end")
        assert line.attributes() == line.before


@pytest.mark.parametrize("mode", ["is stopped when it has opened", "spins when it has opened"])
def test_while_an_article_is_parsed_the_screen_answers_and_ctrl_c_gives_it_up(mode: str, tmp_path: Path) -> None:
    with program(tmp_path, mode) as line:
        line.until(lambda: line.shows("The ferry left at noon."), "the article")
        line.quiet(1.0)
        line.send("?")
        line.until(lambda: line.shows("What the keys do"), "the help")
        line.send("q")
        line.until(lambda: line.shows("The ferry left at noon."), "the article")
        line.send("\x03")
        line.until(lambda: line.shows("Cancelled"), "the answer")
        line.send("\x03")
        line.until(line.ended, "the end")
        assert line.attributes() == line.before
