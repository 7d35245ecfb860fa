"""How the time of reading and parsing grows: four times the text must take about four times as long, no more than eight.

    uv run python -m tests.benchmarks.growth

Prints a row a step and a text, with the seconds for the shorter and the longer one and their ratio; exit status 1 on a miss.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress

from briefing import ingest
from briefing.errors import UnreadableError
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


def reading(before: str, after: str = "") -> Callable[[str], None]:
    """Read a text between the beginning and the end of a format."""

    def read(text: str) -> None:
        with suppress(UnreadableError):  # what is refused was looked at too
            ingest.read(ingest.Received(f"{before}{text}{after}".encode(), "input"))

    return read


def step(which: str) -> Callable[[str], float]:
    """The seconds of one step of parsing, in a text that is read and whose other steps are done too."""

    def measured(text: str) -> float:
        began: dict[str, float] = {}
        articles = tuple(one.article for one in ingest.read(ingest.Received(text.encode(), "text")))
        pipeline.parse(articles, told=lambda name: began.update({name: time.process_time()}))
        began["end"] = time.process_time()
        names = [*pipeline.STEPS, "end"]
        return began[names[names.index(which) + 1]] - began[which]

    return measured


FORMATS: dict[str, tuple[str, str, str]] = {
    "text": ("", NEWS, ""),
    "html": ("<!doctype html><html><body><h1>The bridge</h1>", f"<p>{NEWS.strip()}</p>\n", "</body></html>"),
    "html, nested": ("<!doctype html><html><body>", "<div><p>The bridge opens in May.</p>", "</body></html>"),
    "html, tags": ("<!doctype html><html><body><p>It opens in May.</p>", "<b>", "</body></html>"),
    "mail": ("From: Ada Quill <a@example.org>\nSubject: The bridge\nDate: Tue, 5 Mar 2024 10:00:00 +0000\n\n", NEWS, ""),
    "mbox": ("", f"From a@example.org Tue Mar  5 10:00:00 2024\nFrom: a@example.org\nSubject: The bridge\n\n{NEWS}", ""),
    "feed": (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>',
        f"<item><title>The bridge</title><description>{NEWS.strip()}</description></item>",
        "</channel></rss>",
    ),
    "nitf": ("<nitf><body><body.content>", f"<p>{NEWS.strip()}</p>", "</body.content></body></nitf>"),
    "markdown": ("# The bridge\n\n## What was said\n\n", f"*Today*: {NEWS}", ""),
}
"""The beginning, the repeated part and the end of an input of each format."""


def main() -> int:
    """Measure every step; 1 if one of them grows too fast."""
    cases: list[tuple[str, Callable[[str], float | None], str, int]] = [
        *(("times", time_rules, unit, 6_000) for unit in TIMES),
        ("tellings", tellings, "he said that the dog and ", 4_000),
        ("tellings", tellings, "“She said, “he said: “no, ", 4_000),
        *((f"read {name}", reading(before, after), unit, 60_000) for name, (before, unit, after) in FORMATS.items()),
    ]
    cases += [(f"step {name}", step(name), NEWS, 12_000) for name in pipeline.STEPS]
    missed = 0
    for name, work, unit, size in cases:
        _seconds(work, unit, size)
        short, long = _seconds(work, unit, size), _seconds(work, unit, 4 * size)
        ratio = long / max(short, 1e-4)
        missed += ratio > MOST
        said = "miss" if ratio > MOST else "ok"
        sys.stdout.write(f"{name:18} {unit[:20]!r:24} {short:8.3f} s {long:8.3f} s  x {ratio:4.1f}  {said}\n")
    return 1 if missed else 0


def _seconds(work: Callable[[str], float | None], unit: str, size: int) -> float:
    """What some work says that it took, else the processor time until it is done."""
    text = unit * (size // len(unit))
    began = time.process_time()
    said = work(text)
    return time.process_time() - began if said is None else said


if __name__ == "__main__":
    sys.exit(main())
