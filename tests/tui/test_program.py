"""The program itself on a line, with a briefing that its library knows: no model is loaded."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line

KEYS = ["j", "k", " ", "b", "\r", "J", "K", "G", "g", "zR", "zM", "r", "\x1b[B", "\x1b[A", "3", "u", "?", "q"]


@pytest.fixture(name="known")
def a_known_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], dict[str, str]]:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    program = shutil.which("briefing", path=str(Path(sys.executable).parent))
    command = [program] if program else [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
    return [*command, str(put(briefing_of(60), tmp_path))], {"BRIEFING_HOME": str(tmp_path)}


def opened(line: Line) -> Line:
    line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
    line.quiet()
    place = line.glass.place()
    line.send("j")
    line.until(lambda: line.glass.place() != place, "the answer to a key")
    line.quiet(0.3)
    return line


def test_both_drivers_show_the_same_briefing(known: tuple[list[str], dict[str, str]]) -> None:
    command, environment = known
    chance = random.Random(5)
    keys = [chance.choice(KEYS[:-2]) for _ in range(30)]
    keys += ["?", "q"]
    screens = []
    for words in ([], ["--plain-driver"]):
        home = {"BRIEFING_HOME": environment["BRIEFING_HOME"] + "/" + "-".join(["home", *words])}
        shutil.copytree(environment["BRIEFING_HOME"], home["BRIEFING_HOME"], ignore=shutil.ignore_patterns("home*"))
        seen = []
        with Line([*command, *words], environment=home) as line:
            opened(line)
            for key in keys:
                line.send(key)
                line.quiet(0.08)
                seen.append(line.glass.display)
            line.quiet(0.4)
            screens.append((line.glass.cells(), line.glass.place(), seen[-1]))
    assert screens[0] == screens[1]


@pytest.mark.parametrize("way", ["q", "Q", signal.SIGTERM, signal.SIGHUP])
def test_however_it_ends_the_terminal_is_as_it_was(known: tuple[list[str], dict[str, str]], way: str | signal.Signals) -> None:
    command, environment = known
    with Line(command, environment=environment) as line:
        opened(line)
        if isinstance(way, signal.Signals):
            os.kill(line.pid, way)
        else:
            line.send(way)
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.attributes() == line.before
        assert line.written.count(b"\x1b[?1049h") == line.written.count(b"\x1b[?1049l") == 1


def test_a_file_that_is_gone_opens_as_the_library_has_it_and_says_so(known: tuple[list[str], dict[str, str]]) -> None:
    command, environment = known
    with Line(command, environment=environment) as line:
        opened(line)
        line.send("q")
        line.until(line.ended, "the end")
    Path(command[-1]).unlink()
    with Line(command, environment=environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        assert line.glass.display[-1].startswith(" The file is gone, the library's copy was opened")
        opened(line).send("q")
        line.until(line.ended, "the end")
    assert line.status == 0


def test_a_line_dropped_in_the_middle_of_reading_keeps_the_place(known: tuple[list[str], dict[str, str]]) -> None:
    command, environment = known
    with Line(command, environment=environment) as line:
        opened(line)
        line.send("3")
        line.quiet(0.1)
        title = line.glass.display[line.glass.place()[1]]
        assert " 3 " in title
        with suppress(ProcessLookupError):
            for _ in range(3):  # a shell and a kernel both tell of it
                os.kill(line.pid, signal.SIGHUP)
                time.sleep(0.001)
        line.until(line.ended, "the end")
    with Line(command, environment=environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.quiet(0.3)
        assert line.glass.display[line.glass.place()[1]] == title


def test_a_page_and_a_move_stay_within_their_bytes(known: tuple[list[str], dict[str, str]]) -> None:
    command, environment = known
    with Line(command, environment=environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.quiet(0.6)
        assert len(line.written) <= 2_400
        line.press("zR")
        moves = sorted(len(line.press("j")) for _ in range(7))
        assert moves[3] <= 150
        assert max(len(line.press("\x1b[6~")) for _ in range(3)) <= 1_900
        assert line.quiet(1.0) == b""
