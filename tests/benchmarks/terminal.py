"""The budgets of the screen, measured in one run: `python -m tests.benchmarks.terminal`. Exit status 1 on a miss.

Figures are those of a second opening, at 80 x 24 in truecolor, on the sample and on built briefings of 500 and of 10,000
sentences, and beside them stock Textual and less. Times depend on what else the machine does: read them against the import.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.built import briefing_of, put
from tests.benchmarks.measure import Figures, Keys, Program, first_text, import_textual, measure
from tests.benchmarks.stock import SAMPLE
from tests.tui.line import Line

PROGRAM = shutil.which("briefing", path=str(Path(sys.executable).parent)) or "briefing"


class Budget(NamedTuple):
    """One row of the table: its name, the figure, its most, its unit, and whether it holds for the largest too."""

    name: str
    figure: Callable[[Figures, float], float | None]
    most: float
    unit: str = ""
    largest: bool = True


BUDGETS = [
    Budget("bytes at start", lambda f, _: f.start_bytes, 2_400),
    Budget("bytes for a cursor move", lambda f, _: f.cursor_bytes, 150),
    Budget("bytes for a page", lambda f, _: f.page_bytes, 1_900),
    Budget("bytes for a fold", lambda f, _: f.fold_bytes, 1_900),
    Budget("bytes for a scrolled row", lambda f, _: f.scrolled, 150),
    Budget("bytes idle", lambda f, _: f.idle_bytes, 0),
    Budget("wakeups a second", lambda f, _: f.wakeups, 1),
    Budget("start to first full frame", lambda f, base: f.full_frame / base, 0.3, "x", largest=False),
    Budget("start to first key answered", lambda f, base: f.first_key / base, 1.5, "x", largest=False),
    Budget("key to last byte: cursor", lambda f, _: f.cursor_ms, 5, "ms", largest=False),
    Budget("key to last byte: page", lambda f, _: f.page_ms, 10, "ms", largest=False),
    Budget("key to last byte: fold", lambda f, _: f.fold_ms, 10, "ms", largest=False),
    Budget("quit: terminal restored", lambda f, _: f.restored, 10, "ms"),
    Budget("quit: process gone", lambda f, _: f.gone, 50, "ms"),
]
LARGEST = "10,000"
FIRST_TEXT = 1.0
"""When the text of a plain file stands on the screen at its first opening, against the import."""
AGAINST_SAMPLE = 2.0
"""How much slower the largest briefing may answer than the sample."""


def main() -> int:
    """Measure, print the table, and say whether every budget is kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="starts and ends of each program (default 5)")
    parser.add_argument("--presses", type=int, default=15, help="presses of each key (default 15)")
    parser.add_argument("--alone", action="store_true", help="leave out stock Textual and less")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFING_HOME"] = home
        figures, base = _all(Path(home), given.rounds, given.presses, alone=given.alone)
        missed = _report(figures, base) + _report_first(Path(home), given.rounds)
    _say("\nevery budget is kept" if not missed else f"\n{missed} missed")
    return 1 if missed else 0


def _all(home: Path, rounds: int, presses: int, *, alone: bool) -> tuple[dict[str, Figures], float]:
    environment = {"BRIEFING_HOME": str(home)}
    files = {"sample": SAMPLE} | {f"{count:,}": put(briefing_of(count), home) for count in (500, 10_000)}
    _first_opening([PROGRAM, str(SAMPLE)], environment)
    programs = {name: Program([PROGRAM, str(file)], environment) for name, file in files.items()}
    if not alone:
        stock = Keys(prelude=("\t",), home="\x1b[H", cursor="\x1b[B", back="\x1b[A")
        programs["stock"] = Program([sys.executable, "-m", "tests.benchmarks.stock"], {}, stock)
        if shutil.which("less"):
            less = Keys(prelude=(), fold="")
            programs["less"] = Program(["less", str(files["500"])], {"LESS": "", "LESSHISTFILE": "-"}, less)
    return measure(programs, rounds, presses)


def _first_opening(command: list[str], environment: dict[str, str]) -> None:
    # Parses the sample, so that what is measured is a second opening.
    with Line(command, environment=environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels of the sample")
        line.send("q")
        line.until(line.ended, "the end")


def _report(figures: dict[str, Figures], base: float) -> int:
    missed = 0
    _say(f"import textual.app: {base:.0f} ms, load {os.getloadavg()[0]:.1f}\n")
    _say(f"{'':<32}{'budget':>8}" + "".join(f"{name:>10}" for name in figures))
    for budget in BUDGETS:
        cells, miss = "", ""
        for name, found in figures.items():
            value = budget.figure(found, base)
            cells += f"{'-' if value is None else _number(value, budget.unit):>10}"
            held_to = budget.largest or name != LARGEST
            if name not in ("stock", "less") and held_to and value is not None and value > budget.most:
                miss += f"  missed: {name}"
        missed += bool(miss)
        _say(f"{budget.name:<32}{_number(budget.most, budget.unit):>8}{cells}{miss}")
    _say(f"{'rows that a page changes':<40}" + "".join(f"{found.page_rows:>10.0f}" for found in figures.values()))
    sample, large = figures["sample"], figures[LARGEST]
    for part in ("cursor_ms", "page_ms", "fold_ms"):
        ratio = getattr(large, part) / getattr(sample, part)
        miss = "  missed" if ratio > AGAINST_SAMPLE else ""
        missed += bool(miss)
        _say(f"{f'10,000 against sample: {part[:-3]}':<32}{AGAINST_SAMPLE:>7.1f}x{ratio:>9.2f}x{miss}")
    return missed


def _report_first(home: Path, rounds: int) -> int:
    """Open files of which nothing is known, each time from an empty home."""
    imports: list[float] = []
    times: dict[str, list[float]] = {"sample": [], "500": []}
    files = {"sample": SAMPLE, "500": home / "built-500.txt"}
    for number in range(rounds):
        for name, file in files.items():
            imports.append(import_textual())
            times[name].append(first_text([PROGRAM, str(file)], home / f"{name}-{number}"))
    found = [statistics.median(times[name]) / statistics.median(imports) for name in files]
    miss = "  missed" if max(found) > FIRST_TEXT else ""
    _say(f"{'first opening: text on screen':<32}{FIRST_TEXT:>7.2f}x" + "".join(f"{ratio:>9.2f}x" for ratio in found) + miss)
    return bool(miss)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _number(value: float, unit: str) -> str:
    return f"{value:.2f}x" if unit == "x" else f"{value:.1f}" if unit == "ms" or value % 1 else f"{value:.0f}"


if __name__ == "__main__":
    sys.exit(main())
