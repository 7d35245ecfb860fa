"""Runs many cases, one after the other, and tells which failed: each of them can be run again by its number."""

from __future__ import annotations

import argparse
import faulthandler
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from resource import RLIMIT_AS, setrlimit
from types import FrameType
from typing import NamedTuple

PATIENCE = 6.0
"""Seconds of processor time that a case may take."""

_HUNG = 120
_MEBIBYTES = 4_096


class Slow(BaseException):
    """A case took longer than it may."""


class Suite(NamedTuple):
    """A fuzzer: the kinds of its cases, what makes a case, what is done with it, and what it says of itself."""

    about: str
    kinds: tuple[str, ...]
    make: Callable[[Random, str], bytes]
    run: Callable[[bytes], object]


def options(about: str) -> argparse.ArgumentParser:
    """What each fuzzer is asked."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--cases", type=int, default=1_000, help="how many; they are shared among the kinds")
    parser.add_argument("--seed", default="1", help="other seeds give other cases")
    parser.add_argument("--kinds", default="", help="only these, parted by commas")
    parser.add_argument("--only", type=int, help="run this case alone, under a debugger perhaps")
    parser.add_argument("--minutes", type=float, default=600, help="end after so long, however many cases are left")
    parser.add_argument("--keep", type=Path, help="a folder for the bytes of cases that failed")
    return parser


def run(suite: Suite, asked: argparse.Namespace) -> int:
    """Run the cases; what is told is their number, the slowest, and each way in which one failed. Returns an exit status."""
    setrlimit(RLIMIT_AS, (_MEBIBYTES << 20, _MEBIBYTES << 20))
    signal.signal(signal.SIGVTALRM, _too_slow)
    kinds = tuple(kind for kind in suite.kinds if not asked.kinds or kind in asked.kinds.split(","))
    failed: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int]] = {}
    began, done = time.monotonic(), 0
    for number in range(asked.cases) if asked.only is None else (asked.only,):
        if time.monotonic() - began > asked.minutes * 60:
            break
        kind = kinds[number % len(kinds)]
        data = suite.make(Random(f"{asked.seed}/{kind}/{number}"), kind)
        if asked.keep:
            _write(asked.keep / "running", data)  # what a crash of a library leaves behind
        faulthandler.dump_traceback_later(_HUNG, exit=True)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        before = time.process_time()
        try:
            suite.run(data)
        except KeyboardInterrupt:
            break
        except (Exception, Slow) as error:
            if asked.only is not None:
                raise
            way = f"{kind}: {_way(error)}"
            if way not in failed:
                _say(f"FAILED case {number}, {way}: {str(error)[:160]!r}")
                if asked.keep:
                    _write(asked.keep / f"{kind}-{number}", data)
            failed[way] += 1
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            faulthandler.cancel_dump_traceback_later()
        done += 1
        slowest[kind] = max(slowest.get(kind, (0.0, 0)), (time.process_time() - before, number))
    seconds = time.monotonic() - began
    _say(f"{suite.about}: {done:,} cases in {seconds:.0f} s, seed {asked.seed}; {failed.total()} failed in {len(failed)} ways")
    for kind, (longest, number) in sorted(slowest.items()):
        _say(f"  {kind:10} slowest {longest:.2f} s of processor time (case {number})")
    for way, count in failed.most_common():
        _say(f"  {count:6} x {way}")
    return 1 if failed else 0


def _way(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/fuzz/running" not in frame.filename]
    ours = [frame for frame in frames if "/briefing/" in frame.filename or "/tui/" in frame.filename] or frames
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed((frames[-1:] + ours[-2:]) or []))
    return f"{type(error).__name__} at {where}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _too_slow(_number: int, _frame: FrameType | None) -> None:
    raise Slow(f"took more than {PATIENCE:g} s of processor time")


def main(suite: Suite, asked: argparse.Namespace) -> None:
    """Run a fuzzer as a program."""
    sys.exit(run(suite, asked))
