"""Open an installed `briefing` in a pseudo-terminal, wait for the panels of the sample, quit, and check the exit status."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

SECONDS = 60
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[=>78]")


def main(command: list[str]) -> int:
    """Run the command; 0 if it showed panels and quit cleanly when asked."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execv(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, end = b"", time.monotonic() + SECONDS
    while time.monotonic() < end and not re.search(rb"7 sentences", ESCAPES.sub(b"", seen)):
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
    else:
        os.write(terminal, b"q")
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                pass
    else:
        os.kill(child, 9)
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    shown = b"7 sentences" in ESCAPES.sub(b"", seen)
    print(f"panels shown: {shown}, exit status {code}")
    if not shown:
        print(ESCAPES.sub(b" ", seen).decode("utf-8", "replace"))
    return 0 if shown and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
