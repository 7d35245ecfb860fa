"""Our driver and Textual's own leave the same screen, in every view of the real program."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.built import briefing_of, put
from tests.tui.line import SECONDS, Line

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
SILENCE = 0.04
"""Seconds without a byte from either after which what they show is compared, again and again until it is the same."""

VIEWS = {
    "who": ("wjj\x06J", "\r"),
    "filter": ("fj j", "\rjF"),
    "search": ("/har", "\rnnq"),
    "note": ("a東e\u0301x\ry", "\x13j"),
    "original": ("ojj ", "qJ"),
    "when": ("djk", "q"),
    "about": ("i ", "q"),
    "aside": ("xj", "x"),
    "help": ("? b", "q"),
    "select": ("vjj", "mu"),
}
"""Keys that come into each view and move in it, and those that leave it."""


def seen(line: Line) -> object:
    """What a terminal shows, whatever the time at which each of the two was started."""
    said = line.shows("Came in")
    cells = [[("0", *cell[1:]) if said and str(cell[0]).isdigit() else cell for cell in row] for row in line.glass.cells()]
    return cells, line.glass.place()


def show_the_same(ours: Line, stock: Line, what: str) -> None:
    end = time.perf_counter() + SECONDS
    while True:
        while ours.pump(SILENCE) or stock.pump(SILENCE):
            pass
        same = seen(ours) == seen(stock)
        if same or time.perf_counter() > end:
            break
    assert same, "\n".join([f"{what}:", *ours.glass.display, "but Textual's own:", *stock.glass.display])


@pytest.mark.parametrize(
    ("columns", "views"),
    [(80, list(VIEWS)), (40, list(VIEWS)[::2]), (130, list(VIEWS)[1::2])],
    ids=["80", "40", "130"],
)
def test_both_drivers_leave_the_same_screen_in_every_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int, views: list[str]
) -> None:
    homes = [tmp_path / "ours", tmp_path / "stock"]
    homes[0].mkdir()
    monkeypatch.setenv("BRIEFING_HOME", str(homes[0]))
    file = put(briefing_of(30), homes[0])
    shutil.copytree(*homes)
    lines = [
        Line([*PROGRAM, *words, str(file)], columns=columns, environment={"BRIEFING_HOME": str(home)})
        for home, words in zip(homes, ([], ["--plain-driver"]), strict=True)
    ]
    with lines[0] as ours, lines[1] as stock:
        for line in lines:
            line.until(lambda line=line: line.shows("0/30"), "the panels")
            line.send("J")
        for line in lines:
            line.until(lambda line=line: line.glass.place()[1] > 4, "the answer to a key")
        for view in views:
            for keys in VIEWS[view]:
                for key in keys:
                    for line in lines:
                        line.send(key)
                    time.sleep(0.005)
                show_the_same(ours, stock, f"{view}, after {keys!r}")
        assert all(line.attributes() != line.before for line in lines)
