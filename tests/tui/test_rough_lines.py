"""The real program on lines that stall, terminals that change their size all the time, and pastes that mean harm."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
HOSTILE = ("\x1b[31m\x1b]52;c;aGk=\x07\x1b[2J\x9b5m\x00\x07\u202e[@click=app.quit]東e\u0301q\nQ\r\t" * 30_000)[: 1 << 20]


@pytest.fixture(name="line")
def a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """The program with an article that it knows."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    file = put(briefing_of(120), tmp_path)
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path)}) as line:
        line.until(lambda: line.shows("0/120 read"), "the panels")
        place = line.glass.place()
        line.send("j")
        line.until(lambda: line.glass.place() != place, "the answer to a key")
        yield line


def ends_well(line: Line) -> None:
    line.send("Q")
    line.until(line.ended, "the end")
    line.quiet(0.1)
    assert line.status == 0
    assert line.attributes() == line.before
    assert line.written.endswith(b"\x1b[?1049l\r")


def same_afresh(line: Line) -> None:
    """What stands on the screen is what the program would paint on an empty one."""
    line.quiet()
    shown, place = line.glass.cells(), line.glass.place()
    line.glass.reset()
    line.press("\x0c")
    assert (line.glass.cells(), line.glass.place()) == (shown, place)


def test_a_line_that_stalls_gets_the_newest_screen_and_no_more(line: Line) -> None:
    line.press("zR")
    before = len(line.written)
    for _ in range(80):  # nothing is read meanwhile: more pages than the line holds
        line.send("\x04")
        time.sleep(0.01)
    line.send("w")
    time.sleep(0.2)
    line.until(lambda: line.shows("Who says what"), "the last view")
    assert len(line.written) - before < 40_000
    same_afresh(line)
    line.press("q")
    ends_well(line)


def test_however_often_the_size_changes_the_screen_is_whole_in_the_end(line: Line) -> None:
    chance = random.Random(7)
    for view in ("", "o", "anote"):
        line.send(view)
        for _ in range(20):
            line.resize(chance.randint(1, 300), chance.randint(1, 80))
            line.send(chance.choice(["", "", "\x04" if view in ("", "o") else "x"]))
            time.sleep(0.004)
            line.pump(0)
        columns, rows = chance.randint(40, 130), chance.randint(12, 40)
        line.resize(columns, rows)
        line.quiet(0.4)
        line.glass.resize(rows, columns)
        line.glass.reset()
        line.press("\x0c")
        assert "─" * columns in line.glass.display
        same_afresh(line)
        line.press({"anote": "\x13", "": "g"}.get(view, "q"))
    assert not line.ended()
    ends_well(line)


def test_a_note_is_written_with_the_keys_of_a_shell(line: Line) -> None:
    line.press("a")
    line.press("one two 🇳🇴\x7f\x1bb\x1bd")
    line.press("Xtwo")
    assert line.shows("  one Xtwo ")
    line.press("\x05\x17\x17")
    assert not line.shows("one Xtwo")
    line.press("\x1f\x1f")
    assert line.shows("  one Xtwo ")
    line.press("\x13")
    assert line.shows("✎ one Xtwo")
    ends_well(line)


@pytest.mark.parametrize(("keys", "shown", "leave"), [("", "/120 read", ""), ("/", "/", "\x03"), ("a", "Note", "\x13")])
def test_a_megabyte_of_harm_that_is_pasted_does_none(line: Line, keys: str, shown: str, leave: str) -> None:
    line.press(keys)
    line.until(lambda: line.shows(shown))
    before = len(line.written)
    paste = b"\x1b[200~" + HOSTILE.replace("\x1b[201~", "").encode() + b"\x1b[201~"
    sending = threading.Thread(target=_send, args=(line, paste), daemon=True)
    sending.start()
    while sending.is_alive():
        line.pump(0.02)
    line.quiet(0.5)
    came = line.written[before:]
    assert len(came) < 60_000
    assert b"\x1b]" not in came
    assert b"\x07" not in came
    assert "\u202e".encode() not in came
    assert not line.ended()
    if leave:
        line.press(leave)
        line.until(lambda: line.shows("/120 read"), "the panels")
    else:
        line.press("k")  # what was said of the paste is said no more
    same_afresh(line)
    ends_well(line)


def _send(line: Line, data: bytes) -> None:
    for at in range(0, len(data), 4096):
        line.send(data[at : at + 4096])
