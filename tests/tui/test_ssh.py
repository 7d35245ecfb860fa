"""Over a real ssh to this machine: a private sshd on a free port, with keys of its own."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library import Library
from tests.benchmarks.built import briefing_of, put
from tests.tui.line import ROOT, SECONDS, Line

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh") and shutil.which("ssh-keygen")), reason="openssh-server is not installed"
)
REMOTE = f"{shlex.quote(sys.executable)} -c 'import sys; from tui.cli import main; sys.exit(main())'"


@pytest.fixture(name="ssh")
def a_private_sshd(tmp_path: Path) -> Iterator[list[str]]:
    """The command that opens a terminal over ssh."""
    assert SSHD
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for name in ("host", "mine"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)], check=True)
    shutil.copy(keys / "mine.pub", keys / "authorized")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where a root's sshd shuts its other half in
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "authorized",
        "StrictModes": "no",
        "UsePAM": "no",
        "PidFile": "none",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
    }
    (keys / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    log = (keys / "log").open("w")
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(keys / "config")], stdin=subprocess.DEVNULL, stderr=log)
    try:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            assert server.poll() is None, (keys / "log").read_text()
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield [
            *("ssh", "-tt", "-F", "none", "-i", str(keys / "mine"), "-p", str(port), "-o", "IdentitiesOnly=yes"),
            *("-o", f"UserKnownHostsFile={keys / 'known'}", "-o", "StrictHostKeyChecking=accept-new", "-o", "LogLevel=ERROR"),
            f"{getpass.getuser()}@127.0.0.1",
        ]
    finally:
        server.terminate()
        server.wait(SECONDS)
        log.close()


def test_marks_made_over_ssh_are_there_after_the_line_was_dropped(
    ssh: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    file = put(briefing_of(60), tmp_path / "home")
    known = f"cd {shlex.quote(str(ROOT))} && LC_ALL=C.UTF-8 BRIEFING_HOME={shlex.quote(str(tmp_path / 'home'))} exec {REMOTE}"
    command = [*ssh, f"{known} {shlex.quote(str(file))}"]
    with Line(command) as line:
        line.until(lambda: line.shows("0/60 read"), "the panels")
        line.press("m")
        line.press("r")
        line.until(lambda: line.shows("1/60 read"), "the mark")
        os.kill(line.pid, signal.SIGKILL)
        line.until(line.ended, "the end of the line")
    with Line(command) as line:
        line.until(lambda: line.shows("1/60 read"), "the mark")
        assert line.shows("⚑")
        line.send("q")
        line.until(line.ended, "the end")
        assert line.status == 0
        line.quiet(0.1)
        assert line.attributes() == line.before
    library = Library.open(readonly=True)
    assert len(library.marks(briefing_of(60).articles[0]).found) == 2
    library.close()
