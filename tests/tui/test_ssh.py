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
def a_private_sshd(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """The command that opens a terminal over ssh; a test may give more lines of the server's configuration."""
    assert SSHD
    more = str(getattr(request, "param", "")).replace("@", str(tmp_path))
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
        "Subsystem": "sftp internal-sftp",
    }
    (keys / "config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()) + more)
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


# Served to others, as docs/served.md says

PAGE = (ROOT / "docs" / "served.md").read_text(encoding="utf-8")
BRIEFING = Path(sys.executable).with_name("briefing")


def of_page(line: str, tmp: str) -> str:
    """A line of the page, with this machine's paths."""
    line = line.replace("/opt/briefing/bin/briefing", str(BRIEFING)).replace("/srv/news", f"{tmp}/news")
    return line.replace("/var/lib/briefing/anna", f"{tmp}/home").replace(
        "/var/lib/briefing/$LOGNAME", f"{tmp}/home-of-$LOGNAME"
    )


def forced(page: str, tmp: str) -> str:
    """The part of the page for the server's configuration, for everybody."""
    lines = page.partition("Match Group briefing-readers\n")[2].partition("```")[0]
    return of_page(f"Match All\n{lines}", tmp)


@pytest.fixture(name="top")
def a_folder_beside_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "news"
    top.mkdir()
    (top / "story.txt").write_text("Rain Falls\n\nThe mayor said it would rain again on Friday. Nobody minded.\n")
    (tmp_path / "secret.txt").write_text("The secret said it was one. It was.")
    return top


def serve(tmp_path: Path, starts: str) -> None:
    """Let my key have the line of the page that starts so."""
    line = next(line for line in PAGE.splitlines() if line.startswith(starts))
    key = (tmp_path / "keys" / "mine.pub").read_text()
    options = line.partition(" ssh-ed25519 ")[0]
    (tmp_path / "keys" / "authorized").write_text(f"{of_page(options, str(tmp_path))} {key}")


def attacked(command: list[str], top: Path) -> None:
    """Try every way out of the screen, and see that each is refused."""
    with Line(command) as line:
        line.until(lambda: line.shows("Rain") or line.shows("sentences") or line.shows("read"), "the screen")
        line.quiet(0.5)
        tries = [
            (":w ../x.md\r", "Not allowed here: ../x.md is outside the folder."),
            (":w /tmp/x.md\r", "Not allowed here: /tmp/x.md is outside the folder."),
            ("\x1a", "Not allowed here: leaving the program for a shell."),
            ("ja\x0f", "Not allowed here: another program to edit with."),
            ("\x1bLa../secret.txt\r", "Not allowed here: ../secret.txt is outside the folder."),
            ("a/etc/passwd\r", "Not allowed here: /etc/passwd is outside the folder."),
            ("ahttp://127.0.0.1:22/\r", "Not allowed here: 127.0.0.1 is on a private network."),
            ("astory.txt\r", "1 work added"),
            ("q:w x.md\r", "Written to x.md"),
        ]
        for keys, said in tries:
            for key in keys:
                line.send(key)
                line.quiet(0.02)
            line.until(lambda said=said: line.shows(said), said)  # type: ignore[misc]
        line.send("Q")
        line.until(line.ended, "the end")
    assert sorted(path.name for path in top.iterdir()) == ["story.txt", "x.md"]
    assert not (top.parent / "x.md").exists()


def says(ssh: list[str], *words: str) -> tuple[str, str]:
    """What is written, and complained of, where ssh is asked for something else than a terminal."""
    command = [ssh[0], "-T", *ssh[2:], *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    return done.stdout, done.stderr


def test_a_key_opens_the_program_and_nothing_else(ssh: list[str], tmp_path: Path, top: Path) -> None:
    serve(tmp_path, "restrict,pty,command=")
    attacked(ssh, top)
    assert (tmp_path / "home" / "library.sqlite3").exists()
    for wanted in (["cat", "/etc/passwd"], ["-s", "sftp"]):
        told, complaints = says(ssh, *wanted)
        assert " voices]" in told, (wanted, complaints)  # the sample article, printed


@pytest.mark.parametrize("ssh", [forced(PAGE, "@")], indirect=True, ids=["configuration"])
def test_the_servers_configuration_opens_the_program_and_nothing_else(ssh: list[str], tmp_path: Path, top: Path) -> None:
    attacked(ssh, top)
    assert (tmp_path / f"home-of-{getpass.getuser()}" / "library.sqlite3").exists()


def test_words_of_the_reader_are_words_of_the_program(ssh: list[str], tmp_path: Path, top: Path) -> None:
    serve(tmp_path, "command=")
    assert "rain again" in says(ssh, "print", "story.txt")[0]
    for word in ("../secret.txt", "../*", "/etc/pass*", "$HOME", "`id`", ";id", "--config=/etc/passwd", "--restricted=/"):
        out, error = says(ssh, "print", f"'{word}'", "/etc/passwd")
        assert "root:" not in out + error
        assert "uid=" not in out + error
        assert "Not allowed here" in error or "given twice" in error
