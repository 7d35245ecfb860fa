"""What the worker gives up, and what it may take: processor time, memory, files, other processes, the network."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from resource import (
    RLIM_INFINITY,
    RLIMIT_AS,
    RLIMIT_CORE,
    RLIMIT_CPU,
    RLIMIT_FSIZE,
    RLIMIT_NOFILE,
    RUSAGE_SELF,
    getpagesize,
    getrlimit,
    getrusage,
    setrlimit,
)
from signal import SIGKILL
from stat import S_ISREG
from time import sleep

from briefing.worker.messages import OUT_OF_MEMORY

_WATCH = 0.1
_PROCESSORS = 2
_OPEN_FILES = 256
_SLACK = 64 << 20
"""Bytes that were reserved and may come into use without being asked for again; so much is left for reading in any case."""
_PR_SET_PDEATHSIG = 1
_REFUSED = frozenset(
    (
        *("socket.__new__", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.fork", "os.forkpty"),
        *("os.posix_spawn", "os.exec", "os.startfile", "os.spawn", "pty.spawn"),
    )
)
_watched: list[int] = []


def restrain() -> None:
    """Give up for good what reading and parsing need not: other processes, the network, core files, many open files.

    The audit hook stops libraries, not machine code. On Linux the system ends the worker when the desk is gone, even where the
    worker is stopped or its interpreter held up.
    """
    _set_soft(RLIMIT_CORE, 0)
    _set_soft(RLIMIT_NOFILE, _OPEN_FILES)
    sys.addaudithook(_refuse)
    if sys.platform.startswith("linux"):
        with suppress(Exception):
            from ctypes import CDLL  # noqa: PLC0415

            CDLL(None).prctl(_PR_SET_PDEATHSIG, SIGKILL)


def _refuse(event: str, _arguments: object) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is not for the worker")


def limit(seconds: int, mebibytes: int, *, resident: int = 0, writes: bool = True) -> None:
    """Bound what this process takes from now on: its processor time, its address space, and what it writes to files.

    The seconds of a deadline count once for each processor that the embeddings may use. `resident` bounds the MiB in use:
    no more addresses are given out than are wanting to it. What a system does not know is left out.
    """
    used = getrusage(RUSAGE_SELF)
    _set_soft(RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds * _PROCESSORS + 1)
    most = mebibytes << 20
    if resident:
        with suppress(OSError, ValueError):
            with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib would delay the article
                addresses, pages = (int(number) * getpagesize() for number in file.read().split()[:2])
            most = min(most, addresses + max((resident << 20) - pages - _SLACK, _SLACK))
    _set_soft(RLIMIT_AS, most)
    if not S_ISREG(os.fstat(2).st_mode):  # else it is a log
        _set_soft(RLIMIT_FSIZE, RLIM_INFINITY if writes else 0)
    _watched.append((resident or mebibytes) << 20)
    del _watched[:-1]


def _set_soft(what: int, most: int) -> None:
    hard = getrlimit(what)[1]
    if hard != RLIM_INFINITY:
        most = hard if most == RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        setrlimit(what, (most, hard))


def watch_memory() -> None:
    """End where the system does not keep a process within its limit."""
    unit = 1 if sys.platform == "darwin" else 1024
    while not _watched or getrusage(RUSAGE_SELF).ru_maxrss * unit <= _watched[-1]:
        sleep(_WATCH)
    os._exit(OUT_OF_MEMORY)
