"""The log of `--debug`, for a report of a fault: bounded, and as clean as what is shown.

Everything goes through a pipe, at whose end a thread cleans each line and writes it down: what this program tells, and what the
worker and its libraries print.
"""

from __future__ import annotations

import os
import sys
import traceback
from threading import Thread
from time import gmtime, strftime

from briefing import policy
from briefing.errors import SettingsError
from briefing.paths import state_folder
from briefing.sanitise import clean_line
from briefing.version import __version__

FILE = "debug.log"

MOST_BYTES = 1_000_000
"""Bytes of a log; what comes after that is left out, and said to be."""

_LONGEST_LINE = 2_000


class Log:
    """A log that is being written. `descriptor` takes lines from anyone, also from a child process."""

    def __init__(self, path: str) -> None:
        """Begin a log at a path, in place of one that is there. Raises `SettingsError` if it cannot be written.

        Raises `NotAllowedError` where that is no place for a log.
        """
        self.path = path
        place = policy.in_force().own(path)
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
            self._file = place.open(os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise SettingsError(f"The log {path} cannot be written: {error.strerror}.") from None
        self._left = MOST_BYTES
        end, self.descriptor = os.pipe()
        self._thread = Thread(target=self._write, args=(end,), name="log", daemon=True)
        self._thread.start()

    def say(self, words: str) -> None:
        """Write a line down."""
        tell(self.descriptor, words)

    def close(self) -> None:
        """End the log, with all that was said before; a child that still runs may go on speaking to nobody."""
        os.close(self.descriptor)
        self._thread.join(1)

    def _write(self, end: int) -> None:
        with open(end, "rb") as lines:
            for line in iter(lambda: lines.readline(_LONGEST_LINE), b""):
                self._keep(f"{strftime('%H:%M:%S', gmtime())} {clean_line(line.decode('utf-8', 'replace'))}\n".encode())

    def _keep(self, line: bytes) -> None:
        if self._left < 0:
            return
        self._left -= len(line)
        os.write(self._file, line if self._left >= 0 else b"The log is full; the rest is left out.\n")


def begin(words: list[str]) -> Log:
    """Begin the log of a run with these words on the command line."""
    log = Log(os.path.join(state_folder(), FILE))  # noqa: PTH118
    log.say(f"briefing {__version__}, Python {sys.version.split()[0]}, {sys.platform}, TERM {os.environ.get('TERM', '')}")
    log.say(f"asked: {' '.join(words)}")
    return log


def tell(descriptor: int | None, words: str) -> None:
    """Write a line into the log whose descriptor this is; nothing without one."""
    if descriptor is not None:
        os.write(descriptor, words.replace("\n", " ").encode("utf-8", "replace")[:_LONGEST_LINE] + b"\n")


def told(error: BaseException) -> list[str]:
    """An exception with the way that it came, line by line."""
    return "".join(traceback.format_exception(error)).splitlines()
