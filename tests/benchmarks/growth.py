"""How the time of parsing grows with the text: four times the text must take about four times as long, and no more than eight.

    uv run python -m tests.benchmarks.growth

Prints a row a step and a text, with the seconds for the shorter and the longer one and their ratio; exit status 1 on a miss.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from briefing import ingest
from briefing.model import Article, Span
from briefing.parsing import attributions, linguistics, pipeline
from briefing.parsing.times import dates, shifts, spans

MOST = 8.0
"""The greatest ratio for four times the text."""

TIMES = ("Jan. ", "1,", "the first two ", "mid-early ", "half a and a ", "'", "10:30 p.m. on ", "every other ")
NEWS = (
    "The council said on Tuesday that the bridge would open in May unless the river rises. "
    "“We are ready,” the mayor told reporters. Critics warned that the toll could double next year.\n\n"
)


def time_rules(text: str) -> None:
    """Search for time expressions."""
    for rule in (*dates.RULES, *shifts.RULES, *spans.RULES):
        for _ in rule.pattern.finditer(text):
            pass


def tellings(text: str) -> None:
    """Find attributions in a text of one paragraph."""
    attributions.find(tuple(linguistics.passages([Article("0", "text", text, (Span(0, len(text)),))])))


def whole(text: str) -> None:
    """Read and parse."""
    pipeline.parse(tuple(one.article for one in ingest.read(ingest.Received(text.encode(), "text"))))


def main() -> int:
    """Measure every step; 1 if one of them grows too fast."""
    cases: list[tuple[str, Callable[[str], None], str, int]] = [
        *(("times", time_rules, unit, 6_000) for unit in TIMES),
        ("tellings", tellings, "he said that the dog and ", 4_000),
        ("tellings", tellings, "“She said, “he said: “no, ", 4_000),
        ("all of parsing", whole, NEWS, 12_000),
    ]
    missed = 0
    for name, work, unit, size in cases:
        _seconds(work, unit, size)
        short, long = _seconds(work, unit, size), _seconds(work, unit, 4 * size)
        ratio = long / max(short, 1e-4)
        missed += ratio > MOST
        said = "miss" if ratio > MOST else "ok"
        sys.stdout.write(f"{name:16} {unit[:24]!r:28} {short:8.3f} s {long:8.3f} s  x {ratio:4.1f}  {said}\n")
    return 1 if missed else 0


def _seconds(work: Callable[[str], None], unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    began = time.process_time()
    work(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
