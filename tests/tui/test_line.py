from __future__ import annotations

import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.tui.line import Line, python
from tui.terminal.capabilities import ENTER

APP = python("-m", "tests.tui.small_app")
RESTORED = b"\x1b[?1049l"


def ready(line: Line) -> Line:
    """Wait for the hand-over: the first key is answered."""
    line.until(lambda: line.shows("keys:"), "the first frame")
    line.send("g")
    line.until(lambda: line.glass.display[-1].rstrip().endswith("g"), "the answer to a key")
    line.quiet()
    return line


def left_well(line: Line) -> bool:
    after = line.written[line.written.rindex(RESTORED) - 40 :]
    return (
        line.attributes() == line.before
        and line.written.count(b"\x1b[?1049h") == line.written.count(RESTORED) == 1
        and b"\x1b[?25h" in after
        and b"\x1b[?7h" in after
        and b"\x1b[?2004l" in after
    )


def test_the_early_frame_is_the_whole_frame() -> None:
    with Line([*APP, "--slow", "1"]) as line:
        line.until(lambda: line.shows("keys:"), "the first frame")
        early, bytes_early = line.glass.cells(), len(line.written)
        assert line.written.startswith(ENTER.encode())
        assert bytes_early < 2_400
        line.send("j")
        line.until(lambda: line.shows("keys: j"), "the answer to a key typed ahead")
        first_row = line.glass.cells()[3]
        assert first_row != early[3]
        assert len(line.written) - bytes_early < 150


def test_the_hand_over_sends_nothing_and_no_terminal_is_asked_anything() -> None:
    with Line(APP) as line:
        line.until(lambda: line.shows("keys:"), "the first frame")
        before = len(line.written)
        assert line.quiet(1.5) == b""
        line.press("j")
        assert len(line.written) - before < 150
        line.send("q")
        line.until(line.ended, "the end")
        sequences = set(re.findall(rb"\x1b\[[?><=]?[0-9;]*[ -/]*[@-~]", line.written))
        modes = {sequence for sequence in sequences if sequence[-1:] in b"hl"}
        assert modes == {b"\x1b[?1049h", b"\x1b[?7l", b"\x1b[?2004h", b"\x1b[?1049l", b"\x1b[?7h", b"\x1b[?2004l", b"\x1b[?25h"}
        assert not [sequence for sequence in sequences if sequence[-1:] in b"cnpquxt"]


def test_little_travels() -> None:
    with Line(APP) as line:
        ready(line)
        moves = [len(line.press("j")) for _ in range(12)]
        pages = [len(line.press(" ")) for _ in range(4)]
        folds = [len(line.press("\r")) for _ in range(4)]
        assert sorted(moves)[6] <= 60
        assert max(pages + folds) <= 1_900
        scrolled = [len(line.press("k")) for _ in range(4)]
        assert max(scrolled) <= 170


def test_nothing_travels_while_nothing_is_done() -> None:
    with Line(APP) as line:
        ready(line)
        assert line.quiet(2.0) == b""


@pytest.mark.parametrize("way", ["q", signal.SIGTERM, signal.SIGHUP, "x"])
def test_the_terminal_is_restored(way: str | signal.Signals) -> None:
    with Line([*APP, "--fail"]) as line:
        ready(line)
        assert line.attributes() != line.before
        if isinstance(way, signal.Signals):
            os.kill(line.pid, way)
        else:
            line.send(way)
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert left_well(line)
        assert line.status == {"q": 0, "x": 1}.get(way, 128 + way if isinstance(way, int) else 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_restored_before_the_hand_over(number: signal.Signals) -> None:
    with Line([*APP, "--slow", "5"]) as line:
        line.until(lambda: line.shows("keys:"), "the first frame")
        if number == signal.SIGINT:
            line.send("\x03")
        else:
            os.kill(line.pid, number)
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert left_well(line)
        assert line.status == -number


def test_the_terminal_is_restored_when_the_start_fails() -> None:
    with Line([*APP, "--early"]) as line:
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert b"before the hand-over" in line.written[line.written.rindex(RESTORED) :]
        assert left_well(line)


def test_keys_typed_ahead_are_answered_once_and_not_echoed() -> None:
    with Line([*APP, "--slow", "0.5"]) as line:
        line.until(lambda: b"\x1b[?1049h" in line.written, "the screen")
        line.send("jjj")
        line.until(lambda: line.shows("keys: jjj"), "the answers")
        assert line.shows("▌ 3")


def test_a_dropped_line_ends_the_program() -> None:
    with Line(APP) as line:
        ready(line)
        line.hang_up()
        end = time.perf_counter() + 5
        while not line.ended() and time.perf_counter() < end:
            time.sleep(0.02)
        assert line.ended()


def test_suspending_gives_the_terminal_back_and_resuming_paints_again() -> None:
    with Line(APP, shell=True) as line:
        ready(line)
        line.press("jj")
        shown, place = line.glass.cells(), line.glass.place()
        line.send("\x1a")
        line.until(line.stopped, "the stop")
        line.quiet(0.1)
        assert line.attributes() == line.before
        assert line.written.endswith(b"\x1b[?1049l\r")
        line.glass.reset()
        os.kill(line.pid, signal.SIGCONT)
        line.until(lambda: line.shows("keys:"), "the screen")
        line.quiet()
        assert (line.glass.cells(), line.glass.place()) == (shown, place)
        assert line.attributes() != line.before
        line.send("q")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.attributes() == line.before


def test_where_no_shell_waits_a_stop_changes_nothing() -> None:
    with Line(APP) as line:
        ready(line)
        shown = line.glass.cells()
        os.kill(line.pid, signal.SIGTSTP)
        assert line.press("\x1a") == b""
        assert not line.stopped()
        line.press("j")
        assert line.glass.cells() != shown
        line.send("q")
        line.until(line.ended, "the end")
        assert left_well(line)


def test_a_stop_without_warning_is_survived() -> None:
    with Line(APP) as line:
        ready(line)
        shown = line.glass.cells()
        os.kill(line.pid, signal.SIGSTOP)
        line.until(line.stopped, "the stop")
        line.glass.reset()
        os.kill(line.pid, signal.SIGCONT)
        line.until(lambda: line.shows("keys:"), "the screen")
        line.quiet()
        assert line.glass.cells() == shown
        line.send("q")
        line.until(line.ended, "the end")
        assert line.attributes() == line.before


def test_ctrl_l_paints_the_whole_screen_again() -> None:
    with Line(APP) as line:
        ready(line)
        shown = line.glass.cells()
        line.glass.reset()
        line.press("\x0c")
        assert line.glass.cells() == shown


@pytest.mark.parametrize("size", [(40, 10), (120, 40), (81, 23)])
def test_another_size_is_painted_afresh(size: tuple[int, int]) -> None:
    with Line(APP) as line:
        ready(line)
        line.glass.resize(size[1], size[0])
        line.resize(*size)
        line.until(lambda: len([row for row in line.glass.display if row.strip()]) == size[1], "the new screen")
        line.quiet()
        resized = line.glass.cells()
        line.glass.reset()
        line.press("\x0c")
        assert line.glass.cells() == resized


def test_a_line_that_stalls_holds_up_nothing_and_gets_the_newest_screen() -> None:
    with Line(APP) as line:
        ready(line)
        for _ in range(60):  # more than the line holds: nothing is read meanwhile
            line.send(" ")
            time.sleep(0.02)
        line.send("\r")
        time.sleep(0.3)
        line.quiet(0.5)
        assert line.shows("<enter>")
        assert len(line.written) < 30_000
        stalled = line.glass.cells()
        line.glass.reset()
        line.press("\x0c")
        assert line.glass.cells() == stalled


def test_quitting_while_the_line_stalls_takes_no_time() -> None:
    with Line(APP) as line:
        ready(line)
        for _ in range(60):
            line.send(" ")
            time.sleep(0.01)
        line.send("q")
        end = time.perf_counter() + 3
        while not line.ended() and time.perf_counter() < end:
            time.sleep(0.02)
        assert line.ended()
        line.quiet(0.1)
        assert line.attributes() == line.before
        assert line.written.endswith(b"\x1b[?1049l\r")


def test_a_split_arrow_key_is_no_escape() -> None:
    with Line(APP) as line:
        ready(line)
        line.send("\x1b")
        time.sleep(0.25)
        line.send("[B")
        line.until(lambda: line.shows("<down>"), "the key")
        assert not line.shows("escape")


@pytest.mark.parametrize("answer", ["\x1b]11;rgb:ffff/eeee/dddd\x1b\\", "\x1bP>|XTerm(370)\x1b\\", "\x1b_Gi=31;OK\x1b\\"])
def test_what_the_terminal_answers_to_a_program_that_ran_before_is_no_key(answer: str) -> None:
    with Line(APP) as line:
        ready(line)
        typed = line.glass.display[-1]
        assert line.press(answer) == b""
        line.send("j")
        line.until(lambda: line.glass.display[-1].rstrip() == typed.rstrip() + "j", "the answer to a key")


def test_bell_and_clipboard_pass_and_pointer_shapes_do_not() -> None:
    with Line(APP) as line:
        ready(line)
        got = line.press("B")
        assert b"\x07" in got
        assert b"\x1b]52;c;Y2xpcA==\x07" in got
        assert b"\x1b]22" not in line.written


def test_a_pipe_on_standard_input_leaves_a_keyboard(tmp_path: Path) -> None:
    (tmp_path / "piped.txt").write_text("news")
    with Line(APP, stdin=str(tmp_path / "piped.txt")) as line:
        ready(line)
        assert line.shows("(piped)")
        line.send("q")
        line.until(line.ended, "the end")
        assert line.status == 0
        assert line.attributes() == line.before


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_be_painted_is_left_alone(term: str) -> None:
    with Line(APP, environment={"TERM": term}) as line:
        line.until(line.ended, "the end")
        assert line.status == 3
        assert b"\x1b" not in line.written


def test_no_colour_codes_where_none_are_wanted() -> None:
    with Line(APP, environment={"NO_COLOR": "1"}) as line:
        ready(line)
        line.press(" \rj")
        codes = {code for codes in re.findall(rb"\x1b\[([0-9;]*)m", line.written) for code in codes.split(b";")}
        assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"22", b"23", b"24", b"27"}


def test_ascii_where_the_terminal_is_not_utf_8() -> None:
    with Line([*APP, "--wide"], environment={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "1"}) as line:
        ready(line)
        assert line.written.isascii()
        assert line.shows("??????? 0") or line.shows("?????")


KEYS = ["j", "k", " ", "b", "\r", "\x1b[B", "\x1b[A", "x"]


@pytest.mark.parametrize("seed", [1, 2])
def test_both_drivers_leave_the_same_screen(seed: int) -> None:
    chance = random.Random(seed)
    size = {"columns": chance.choice([40, 77, 80, 100]), "rows": chance.choice([11, 24, 30])}
    with Line([*APP, "--wide"], **size) as ours, Line([*APP, "--wide", "--stock"], **size) as stock:
        ready(ours)
        ready(stock)
        for _ in range(40):
            key = chance.choice(KEYS)
            ours.send(key)
            stock.send(key)
            ours.quiet(0.06)
            stock.quiet(0.06)
        ours.quiet(0.5)
        stock.quiet(0.5)
        assert ours.glass.cells() == stock.glass.cells()
        assert ours.glass.place() == stock.glass.place()
