"""What a program writes on its line, when, and what it costs: measured on a pseudo-terminal of 80 x 24."""

from __future__ import annotations

import os
import re
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.tui.glass import Glass
from tests.tui.line import Line

QUIET = 0.12
"""Seconds of silence that end the answer to a key."""
SETTLED = 0.6
"""Seconds of silence that end a start."""
KEPT = 1.5
"""Seconds after a key until a program has kept where its reader is, and idles."""
IDLE = 6.0
HALF_FULL = 14
"""Rows of 24 that have words once a text stands there: a notice, header and status line are fewer."""


class Keys(NamedTuple):
    """What is pressed: before all else, to come back between pages, for a cursor move and back, a page, and a fold."""

    prelude: Sequence[str] = ("z", "R")
    home: str = "g"
    cursor: str = "j"
    back: str = "k"
    page: str = "\x1b[6~"
    fold: str = "\r"
    quit: str = "q"


BRIEFING = Keys()


class Figures(NamedTuple):
    """Medians; times in milliseconds, `scrolled` in bytes a row; none where it was not measured."""

    start_bytes: float
    full_frame: float
    first_key: float
    cursor_bytes: float
    cursor_ms: float
    page_bytes: float
    page_ms: float
    page_rows: float
    fold_bytes: float | None
    fold_ms: float | None
    scrolled: float | None
    idle_bytes: float
    wakeups: float
    restored: float
    gone: float


class Watched(Line):
    """A line whose bytes are timed as they come, and looked at later."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        super().__init__(command, environment=environment)
        self.bursts: list[tuple[float, bytes]] = []

    def pump(self, seconds: float) -> bytes:
        if self.dropped or not select.select([self.master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.dropped = True
        self.bursts.append((time.perf_counter(), data))
        self.written += data
        for query, answer in ANSWERS:
            if query in data:
                self.send(answer)
        return data

    def answer(self, key: str, quiet: float = QUIET) -> tuple[int, float]:
        """Bytes of the answer to a key, and milliseconds until its last one."""
        begin, seen = time.perf_counter(), len(self.bursts)
        self.send(key)
        self.quiet(quiet)
        got = self.bursts[seen:]
        return sum(len(data) for _, data in got), (got[-1][0] - begin) * 1e3 if got else 0.0


ANSWERS = [
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
]
"""What a modern terminal says when it is asked."""


class Program(NamedTuple):
    """How a program is started and what is pressed in it."""

    command: Sequence[str]
    environment: dict[str, str]
    keys: Keys = BRIEFING


def measure(programs: dict[str, Program], rounds: int, presses: int) -> tuple[dict[str, Figures], float]:
    """The figures of some programs, and the milliseconds that Python needs to start and import Textual.

    Starts and ends go round and round, so that what else the machine does hurts all of them alike.
    """
    imports: list[float] = []
    starts: dict[str, list[tuple[float, ...]]] = {name: [] for name in programs}
    ends: dict[str, list[tuple[float, ...]]] = {name: [] for name in programs}
    import_textual()
    for _ in range(rounds):
        for name, program in programs.items():
            imports.append(import_textual())
            starts[name].append(start(program))
            ends[name].append(_end(program))
    found = {}
    for name, program in programs.items():
        begins, between, finishes = _medians(starts[name]), _between(program, presses), _medians(ends[name])
        found[name] = Figures(*begins, *between, *finishes)  # type: ignore[arg-type]
    return found, statistics.median(imports)


def _medians(figures: Sequence[tuple[float, ...]]) -> list[float]:
    return [statistics.median(figure) for figure in zip(*figures, strict=True)]


def import_textual() -> float:
    """The milliseconds that Python needs to start and import Textual."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True, env=environment)
    return (time.perf_counter() - begin) * 1e3


def _between(program: Program, presses: int) -> list[float | None]:
    # What keys cost, what a scrolled row costs, and what it costs to do nothing.
    keys = program.keys
    with Watched(program.command, program.environment) as line:
        _await(line)
        _prepare(line, keys)
        # To and fro near the top, where nothing scrolls.
        cursor = _medians(_answered([line.answer(keys.back if at % 2 else keys.cursor) for at in range(presses)]))
        pages, rows = [], []
        for _ in range(presses):
            line.answer(keys.home)
            before = _look(line)
            pages.append(line.answer(keys.page))
            rows.append(sum(a != b for a, b in zip(before, _look(line), strict=True)))
        line.answer(keys.home)
        folds: list[float | None] = [None, None]
        if keys.fold:
            folds = [*_medians(_answered([line.answer(keys.fold) for _ in range(presses)]))]
        _prepare(line, keys)
        scrolled = _scrolled(line, keys)
        line.quiet(KEPT)
        woken, seen = _wakeups(line.pid), len(line.written)
        time.sleep(IDLE)
        woken = _wakeups(line.pid) - woken
        line.quiet(0.0)
        return [
            *cursor,
            *_medians(_answered(pages)),
            statistics.median(rows),
            *folds,
            scrolled,
            len(line.written) - seen,
            woken / IDLE,
        ]


def _prepare(line: Watched, keys: Keys) -> None:
    for key in (*keys.prelude, keys.home):
        line.answer(key)


def _answered(answers: list[tuple[int, float]]) -> list[tuple[int, float]]:
    given = [answer for answer in answers if answer[0]]
    if len(given) * 2 < len(answers):
        raise RuntimeError("most keys brought no answer; is the program's screen long enough?")
    return given


def _await(line: Watched) -> None:
    while not line.bursts and not line.dropped:
        line.pump(0.05)
    line.quiet(SETTLED)
    if line.ended():
        raise RuntimeError(f"it ended with {line.status}: {line.written[-2000:].decode(errors='replace')}")


def start(program: Program) -> tuple[float, float, float]:
    """Bytes to a settled screen, and milliseconds to the first full frame and to the answer to a first key."""
    with Watched(program.command, program.environment) as line:
        _await(line)
        size = len(line.written)
        screens, glass = [], Glass(80, 24)
        for at, data in line.bursts:
            glass.feed(STRANGE.sub(b"", data))
            screens.append((at, glass.display))
        full = next(at for at, shown in screens if shown == screens[-1][1]) - line.started
    with Watched(program.command, program.environment) as line:
        while not line.bursts:
            line.pump(0.05)
        while time.perf_counter() - line.started < full:
            line.pump(full - (time.perf_counter() - line.started))
        line.send(program.keys.cursor)
        line.quiet(SETTLED)
        first = line.bursts[-1][0] - line.started
    return float(size), full * 1e3, first * 1e3


def first_text(command: Sequence[str], home: Path) -> float:
    """Milliseconds until the text of a file stands on the screen that nothing is known of, with an empty home."""
    with Watched(command, {"BRIEFING_HOME": str(home)}) as line:
        while not line.dropped and sum(bool(row.strip()) for row in _look(line)) < HALF_FULL:
            line.pump(0.05)
        stands = line.bursts[-1][0] - line.started
        line.send(BRIEFING.quit)
        line.until(line.ended, "the end")
    return stands * 1e3


def _scrolled(line: Watched, keys: Keys) -> float | None:
    # Bytes a row, over moves that scroll.
    line.answer(keys.home)
    total = rows = 0
    for _ in range(40):
        before = _look(line)
        size, _ = line.answer(keys.cursor)
        moved = _rows_moved(before, _look(line))
        if moved:
            total, rows = total + size, rows + moved
    return total / rows if rows else None


def _rows_moved(before: list[str], after: list[str]) -> int:
    if before == after:
        return 0
    return max(
        range(20), key=lambda by: sum(a[5:] == b[5:] and bool(a.strip()) for a, b in zip(before[by:], after, strict=False))
    )


def _look(line: Watched) -> list[str]:
    # pyte reads all again from the start only once: the glass of the line keeps up.
    pending = line.written[getattr(line, "looked", 0) :]
    line.looked = len(line.written)  # type: ignore[attr-defined]
    line.glass.feed(STRANGE.sub(b"", pending))
    return line.glass.display


STRANGE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*[ $'\"][a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
)
"""What pyte does not know."""


def _wakeups(pid: int) -> int:
    # How often its threads have waited for something; when they were made to wait is the machine's doing.
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


def _end(program: Program) -> tuple[float, float]:
    # Milliseconds from the key that quits until the terminal is restored, and until the process is gone.
    with Watched(program.command, program.environment) as line:
        _await(line)
        handle = os.pidfd_open(line.pid)
        begin, seen, restored = time.perf_counter(), len(line.written), 0.0
        line.send(program.keys.quit)
        while not select.select([handle], [], [], 0.0)[0] and time.perf_counter() - begin < 5:
            select.select([handle, line.master], [], [], 0.05)
            line.pump(0.0)
            if not restored and b"\x1b[?1049l" in line.written[seen:]:
                restored = time.perf_counter() - begin
        gone = time.perf_counter() - begin
        os.close(handle)
        line.pump(0.0)
        return (restored or gone) * 1e3, gone * 1e3
