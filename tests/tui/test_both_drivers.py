"""Our driver and Textual's own leave the same screen, in every view of the real program."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]

VIEWS = {
    "who": ["w", "j", "j", "\x06", "J", "\r"],
    "when": ["d", "j", "k", "q"],
    "filter": ["f", "j", " ", "\r", "j", "F"],
    "original": ["o", "j", "j", " ", "q", "J"],
    "about": ["i", " ", "q"],
    "aside": ["x", "j", "x"],
    "help": ["?", " ", "b", "q"],
    "search": ["/", "h", "a", "r", "\r", "n", "n", "q"],
    "note": ["a", "東", "e\u0301", "x", "\r", "y", "\x13", "j"],
    "select": ["v", "j", "j", "m", "u"],
}


@pytest.mark.parametrize("columns", [40, 80, 130])
def test_both_drivers_leave_the_same_screen_in_every_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    chance = random.Random(columns)
    lines = []
    for name, words in (("ours", []), ("stock", ["--plain-driver"])):
        home = tmp_path / name
        home.mkdir()
        monkeypatch.setenv("BRIEFING_HOME", str(home))
        file = put(briefing_of(30), home)
        lines.append(Line([*PROGRAM, *words, str(file)], columns=columns, environment={"BRIEFING_HOME": str(home)}))
    with lines[0] as ours, lines[1] as stock:
        for line in lines:
            line.until(lambda line=line: line.shows("0/30"), "the panels")
            line.quiet(0.8)
        for view in chance.sample(sorted(VIEWS), len(VIEWS)):
            for key in VIEWS[view]:
                for line in lines:
                    line.send(key)
                for line in lines:
                    line.quiet(0.12)
            assert ours.glass.cells() == stock.glass.cells(), view
            assert ours.glass.place() == stock.glass.place(), view
