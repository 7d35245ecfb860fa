"""A program on a pseudo-terminal: what it writes, and what a terminal would show of it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.tui.glass import Glass

ROOT = Path(__file__).parent.parent.parent
SECONDS = 20.0
"""How long a test waits for what it expects."""

UNWANTED = ("LINES", "COLUMNS", "TMUX", "STY", "NO_COLOR", "ESCDELAY", "PYTHONDONTWRITEBYTECODE", "PYTEST_CURRENT_TEST")


class Line:
    """Runs a command as the leader of a session on its own terminal; `written` is all that came over the line."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        stdin: str | None = None,
    ) -> None:
        self.master, slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(slave)
        self.slave = slave  # kept open, so that attributes can be read when the program is gone
        self.glass = Glass(columns, rows)
        self.written = b""
        self.status: int | None = None
        self.dropped = False
        utf_8 = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        given = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **utf_8, **(environment or {})}
        for gone in UNWANTED:
            if gone not in (environment or {}):
                given.pop(gone, None)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in (0, 1, 2):
                    os.dup2(slave, descriptor)
                if stdin is not None:
                    os.dup2(os.open(stdin, os.O_RDONLY), 0)
                os.closerange(3, 256)
                os.chdir(ROOT)
                os.execvpe(command[0], list(command), given)
            finally:
                os._exit(127)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str | bytes) -> None:
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def pump(self, seconds: float) -> bytes:
        """What comes within some seconds, or nothing."""
        if self.dropped or not select.select([self.master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self.dropped = True
        self.written += data
        self.glass.feed(data)
        return data

    def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Read on until something holds; fails if it does not."""
        end = time.perf_counter() + SECONDS
        while not holds():
            if time.perf_counter() > end:
                raise AssertionError(f"{what or 'it'} never came; the screen shows\n" + "\n".join(self.glass.display))
            self.pump(0.02)

    def shows(self, text: str) -> bool:
        return any(text in row for row in self.glass.display)

    def quiet(self, seconds: float = 0.15) -> bytes:
        """What comes until nothing has come for some seconds."""
        got = b""
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end and (data := self.pump(seconds)):
            got += data
        return got

    def press(self, keys: str | bytes) -> bytes:
        self.send(keys)
        return self.quiet()

    def attributes(self) -> list[object]:
        return termios.tcgetattr(self.slave)

    def ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def stopped(self) -> bool:
        state = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2][0]
        return state == "T"

    def hang_up(self) -> None:
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = -1
        self.dropped = True

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *error: object) -> None:
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)


def python(*words: str) -> list[str]:
    return [sys.executable, *words]
