"""Programs that are killed while they write to a library: `python killing.py WORK FOLDER TIMES`, a process of its own.

Each time a child is forked that does the work, and killed after a moment that chance decides. What it said over a pipe before,
one line for each thing that it holds for kept, is told on standard output as JSON: a list for each kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefing.library import Library, make
from tests.briefing.library.articles import article, sentences
from tests.briefing.library.earlier import write_earlier

TEXT = "The ferry left at noon. Nobody was hurt. The council met in the evening.\nA second vote is planned. The mayor left."


def write(path: str, tell: Callable[[str], None]) -> None:
    """Mark without end, one event and two in turn, and tell each that was kept."""
    one, lines = article(TEXT), sentences(TEXT)
    library = Library.open(path)
    for number in range(1_000_000):
        marks = [make(one, line, "flag") for line in lines[: 1 + number % 2]]
        library.add_marks(marks)
        tell(" ".join(mark.id for mark in marks))


def begin(path: str, tell: Callable[[str], None]) -> None:
    """Begin a library, and another one, and so on; tell each that is there."""
    for number in range(1_000_000):
        Library.open(f"{path}-{number}").close()
        tell(f"{path}-{number}")


def migrate(path: str, tell: Callable[[str], None]) -> None:
    """Open the library of an earlier version, and tell that it is open."""
    Library.open(path)
    tell(path)
    signal.pause()


def killed(work: Callable[[str, Callable[[str], None]], None], path: str, after: int, pause: float) -> list[str]:
    """What a child says that does some work and is killed some seconds after it has said a number of lines."""
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        work(path, lambda line: _send(into, line))
        os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="ascii", newline="\n") as lines:
        said = [lines.readline() for _ in range(after)]
        time.sleep(pause)
        os.kill(pid, signal.SIGKILL)
        said += lines.readlines()
    os.waitpid(pid, 0)
    return [line[:-1] for line in said if line.endswith("\n")]


def _send(into: int, line: str) -> None:
    os.write(into, f"{line}\n".encode())


def main() -> None:
    """Run as a program."""
    what, folder, times = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    work = {"write": write, "begin": begin, "migrate": migrate}[what]
    longest = 0.0
    for number in range(-1, times):  # the first is let live, to learn how long one thing takes
        path = folder / ("library.sqlite3" if what == "write" and number >= 0 else f"{number}.sqlite3")
        if what == "migrate":
            write_earlier(path, 60)
        if number < 0:
            before = time.monotonic()
            killed(work, str(path), 1, 0)
            longest = 1.5 * (time.monotonic() - before)
            continue
        after, pause = (0, longest) if what == "migrate" else (random.randrange(4), longest / 3)
        said = killed(work, str(path), after, random.uniform(0, pause))
        sys.stdout.write(json.dumps([str(path), said]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
