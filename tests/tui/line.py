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
from contextlib import suppress
from pathlib import Path

from tests.tui.glass import Glass

ROOT = Path(__file__).parent.parent.parent
SECONDS = 20.0
"""How long a test waits for what it expects."""

UNWANTED = ("LINES", "COLUMNS", "TMUX", "STY", "NO_COLOR", "ESCDELAY", "PYTHONDONTWRITEBYTECODE", "PYTEST_CURRENT_TEST")


class Line:
    """Runs a command as the leader of a session on its own terminal; `written` is all that came over the line.

    With `shell` the leader is what a shell is, and the command a job of it, which can be stopped and continued.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        stdin: str | None = None,
        shell: bool = False,
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
        told, tell = os.pipe()
        self.leader = os.fork()
        if self.leader == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in (0, 1, 2):
                    os.dup2(slave, descriptor)
                if shell:
                    begin_job()
                os.write(tell, str(os.getpid()).encode())
                if stdin is not None:
                    os.dup2(os.open(stdin, os.O_RDONLY), 0)
                os.closerange(3, 256)
                os.chdir(ROOT)
                os.execvpe(command[0], list(command), given)
            finally:
                os._exit(127)
        os.close(tell)
        self.pid = int(os.read(told, 20))
        os.close(told)

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
            pid, status = os.waitpid(self.leader, os.WNOHANG)
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
            os.waitpid(self.leader, 0)
        for descriptor in (self.master, self.slave):
            if descriptor >= 0:
                os.close(descriptor)


def begin_job() -> None:
    """Go on in a child, as a job that has the terminal; the parent waits for it, and ends with its status."""
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        while os.tcgetpgrp(0) != os.getpgrp():
            time.sleep(0.001)
        return
    with suppress(PermissionError):  # it has done so itself
        os.setpgid(job, job)
    os.tcsetpgrp(0, job)
    status = os.waitstatus_to_exitcode(os.waitpid(job, 0)[1])
    if status < 0:
        os.kill(os.getpid(), -status)
    os._exit(status)


def python(*words: str) -> list[str]:
    return [sys.executable, *words]
