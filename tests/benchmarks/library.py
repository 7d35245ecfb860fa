"""The library's screen, of ten thousand works against ten, as ratios within one run: `python -m tests.benchmarks.library`.

First what its list does, then how `briefing` alone starts with it, at 80 x 24 on a pseudo-terminal. Exit status 1 on a miss.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefing import digest
from briefing.library import Library
from briefing.library.database_file import FILE
from briefing.model import Published
from tests.benchmarks.built import briefing_of
from tests.benchmarks.measure import Program, import_textual, start
from tui.lists.library import LibraryListing

WORKS = 10_000
FEW = 10
RUNS = 15
MOST = 2.0
"""How many times as long a move may take in the large library as in the small one."""
MOVE = 2.0
"""Milliseconds that a move may take in any case: ten works are all on one page, of many a page is fetched."""
ITSELF = 20.0
"""The same for what looks at every work once: putting them in order, and four letters of words that are found."""
START_BYTES = 2_600
"""More than at an article: each of the twenty rows is full of text."""
START = 0.3
"""Start to first full frame, against the import of Textual in the same run."""


def main() -> int:
    """Measure, report, and say whether a budget was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=9, help="starts with each library (default 9)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        homes = {count: Path(folder) / str(count) for count in (FEW, WORKS)}
        few, many = _times([_built(home, count) for count, home in homes.items()])
        missed = _report(few, many) + _report_starts(homes, given.rounds)
    sys.stdout.write("every budget is kept\n" if not missed else f"{missed} missed\n")
    return 1 if missed else 0


def _report(few: dict[str, float], many: dict[str, float]) -> int:
    missed = 0
    sys.stdout.write(f"{'':<28}{f'{FEW} works':>12}{f'{WORKS:,} works':>14}{'ratio':>8}\n")
    for name, before in few.items():
        after = many[name]
        late = after > max(before * MOST, ITSELF if name in ("open", "find") else MOVE)
        missed += late
        sys.stdout.write(f"{name:<28}{before:>9.2f} ms{after:>11.2f} ms{after / before:>7.1f}x{'  missed' if late else ''}\n")
    return missed


def _report_starts(homes: dict[int, Path], rounds: int) -> int:
    """Start the program alone with each library in turn."""
    program = shutil.which("briefing", path=str(Path(sys.executable).parent)) or "briefing"
    imports: list[float] = []
    starts: dict[int, list[tuple[float, ...]]] = {count: [] for count in homes}
    import_textual()
    for _ in range(rounds):
        for count, home in homes.items():
            imports.append(import_textual())
            starts[count].append(start(Program([program], {"BRIEFING_HOME": str(home)})))
    base = statistics.median(imports)
    found = [[statistics.median(figure) for figure in zip(*starts[count], strict=True)] for count in homes]
    missed = 0
    for at, (name, divisor, most, unit) in enumerate(
        (("bytes at start", 1.0, START_BYTES, ""), ("start to first full frame", base, START, "x"))
    ):
        few, many = (figures[at] / divisor for figures in found)
        late = max(few, many) > most
        missed += late
        form = ".2f" if unit else ".0f"
        sys.stdout.write(f"{name:<28}{few:>11{form}}{unit:<1}{many:>13{form}}{unit}{'  missed' if late else ''}\n")
    return missed


def _built(home: Path, count: int) -> Path:
    """A library of so many works of a few sentences, in a home of its own."""
    home.mkdir()
    path = home / FILE
    library = Library.open(path)
    library._database.connection.execute("PRAGMA synchronous = OFF")
    for number in range(count):
        briefing = briefing_of(6, seed=number)
        article = briefing.articles[0]._replace(published=Published(f"2024-{number % 12 + 1:02}-01", None))
        briefing = briefing._replace(articles=(article,))
        (reading,) = library.keep_readings(digest.of_bytes(article.text.encode()), [article])
        library.keep_briefing(f"{number}", [reading.name], briefing)
        name = f"/news/{number}.txt"
        library.keep_version(name, article, reading.name, name, name, briefing)
    library.close()
    return path


def _times(paths: list[Path]) -> list[dict[str, float]]:
    """The shortest of some runs of each, in milliseconds, for each library; they take turns."""
    times: list[dict[str, float]] = [{} for _ in paths]
    for path, found in [*zip(paths, times, strict=True)] * RUNS:
        library = Library.open(path)
        made: list[LibraryListing] = []
        _time(found, "open", lambda library=library, made=made: made.append(LibraryListing(library)))  # type: ignore[misc]
        listing = made[0]
        _time(found, "first frame", lambda listing=listing: listing.frame(80, 24))  # type: ignore[misc]
        for name in ("line_down", "half_down", "page_down", "go_to_bottom", "go_to_top"):
            _time(found, name, lambda listing=listing, name=name: (getattr(listing, name)(), listing.frame(80, 24)))  # type: ignore[misc]
        _time(found, "find", lambda listing=listing: (listing.begin_search(), [listing.press(key) for key in "long"]))  # type: ignore[misc]
        library.close()
    return times


def _time(found: dict[str, float], name: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    found[name] = min(found.get(name, 1e9), (time.perf_counter() - started) * 1000)


if __name__ == "__main__":
    sys.exit(main())
