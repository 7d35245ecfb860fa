"""How the real program ends and stops, whatever is open: the terminal is restored, and what was written is kept."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from briefing.library import Library
from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line
from tui.session.queue import review_of

BROKEN = """
import sys
from tui.review.review import Review
def broken(self):
    raise RuntimeError("what is foreign \\x1b[31m")
Review.toggle_flag = broken
from tui.cli import main
sys.exit(main())
"""
PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


@pytest.fixture(name="file")
def a_known_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the library has the briefing of, so that no model is loaded."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return put(briefing_of(12), tmp_path)


def opened(file: Path, *words: str, shell: bool = False) -> Line:
    line = Line([*PROGRAM, *words, str(file)], environment={"BRIEFING_HOME": str(file.parent)}, shell=shell)
    line.until(lambda: line.shows("0/12 read"), "the panels")
    line.quiet()
    return line


@pytest.mark.parametrize("way", ["hang up", signal.SIGTERM, signal.SIGHUP])
def test_a_note_that_was_being_written_is_kept(file: Path, way: str | signal.Signals) -> None:
    with opened(file) as line:
        line.send("j")
        line.send("a")
        line.until(lambda: line.shows("Note"), "the editor")
        line.send("ask again")
        line.until(lambda: line.shows("ask again"), "the draft")
        if isinstance(way, signal.Signals):
            os.kill(line.pid, way)
        else:
            line.hang_up()
        line.until(line.ended, "the end")
        if isinstance(way, signal.Signals):
            line.quiet(0.1)
            assert line.attributes() == line.before
            assert line.written.endswith(b"\x1b[?1049l\r")
    library = Library.open(readonly=True)
    notes = review_of(briefing_of(12), library).marking.notes
    library.close()
    assert list(notes.values()) == ["ask again"]


@pytest.mark.parametrize("keys", ["", "/", "a", "w", "o", "f", "z"])
@pytest.mark.parametrize("way", [signal.SIGTERM, "stop"])
def test_whatever_is_open_the_terminal_is_given_back(file: Path, keys: str, way: str | signal.Signals) -> None:
    with opened(file, shell=True) as line:
        if keys:
            line.press(keys)
        if isinstance(way, signal.Signals):
            os.kill(line.pid, way)
            line.until(line.ended, "the end")
            line.quiet(0.1)
        else:
            line.send("\x1a")
            line.until(line.stopped, "the stop")
            line.quiet(0.1)
        assert line.attributes() == line.before
        assert line.written.endswith(b"\x1b[?1049l\r")


@pytest.mark.parametrize("words", [[], ["--plain-driver"]], ids=["ours", "stock"])
def test_a_mistake_of_the_program_costs_one_sentence_and_no_mark(file: Path, words: list[str]) -> None:
    with Line([sys.executable, "-c", BROKEN, *words, str(file)], environment={"BRIEFING_HOME": str(file.parent)}) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.quiet(0.5)
        line.send("r")
        line.until(lambda: line.shows("1/12 read"), "the mark")
        line.send("m")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert line.attributes() == line.before
        said = line.written[line.written.rindex(b"\x1b[?1049l") :]
        assert b"briefing: The program made a mistake (RuntimeError in tui" in said
        assert said.count(b"\n") == 1
        assert b"foreign" not in line.written
    library = Library.open(readonly=True)
    assert len(review_of(briefing_of(12), library).marking.read) == 1
    library.close()


@pytest.mark.parametrize("words", [[], ["--plain-driver"]], ids=["ours", "stock"])
def test_where_there_is_no_shell_to_go_back_to_it_says_so_and_goes_on(file: Path, words: list[str]) -> None:
    with opened(file, *words) as line:
        line.send("\x1a")
        line.until(lambda: line.shows("There is no shell to go back to"), "the sentence")
        assert not line.stopped()
        line.send("r")
        line.until(lambda: line.shows("1/12 read"), "the mark")
        line.send("a\x1a")
        line.until(lambda: line.shows("Note"), "the editor")
        line.send("still here")
        line.until(lambda: line.shows("still here"), "the draft")
        assert not line.stopped()


def test_a_note_that_is_being_written_goes_on_after_a_stop(file: Path) -> None:
    with opened(file, shell=True) as line:
        line.send("a")
        line.until(lambda: line.shows("Note"), "the editor")
        line.send("ask ")
        line.until(lambda: line.shows("ask"), "the draft")
        line.quiet()
        shown, place = line.glass.cells(), line.glass.place()
        line.send("\x1a")
        line.until(line.stopped, "the stop")
        line.quiet(0.1)
        assert line.attributes() == line.before
        line.glass.reset()
        os.kill(line.pid, signal.SIGCONT)
        line.until(lambda: line.shows("Note"), "the editor again")
        line.quiet()
        assert (line.glass.cells(), line.glass.place()) == (shown, place)
        line.send("again\x13")
        line.until(lambda: line.shows("✎ ask again"), "the note")
        line.send("q")
        line.until(line.ended, "the end")


@pytest.mark.parametrize("editor", ["false", "no-such-editor-here"])
def test_an_editor_that_fails_gives_the_terminal_back_and_leaves_the_note_as_it_was(file: Path, editor: str) -> None:
    environment = {"BRIEFING_HOME": str(file.parent), "VISUAL": editor}
    with Line([*PROGRAM, str(file)], environment=environment) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.quiet()
        for keys in ("j", "a", "ask again"):
            line.send(keys)
            line.quiet()
        line.send("\x0f")
        line.quiet(0.3)
        line.send(" twice")
        line.until(lambda: line.shows("ask again twice"), "the note on the screen again")
        line.send("\x13")
        line.quiet()
        line.send("q")
        line.until(line.ended, "the end")
    library = Library.open(readonly=True)
    notes = review_of(briefing_of(12), library).marking.notes
    library.close()
    assert list(notes.values()) == ["ask again twice"]
