"""But for addresses that the reader names, the program works where no socket may be opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import seeds
from tests.tui.line import Line
from tui.options import exit_status

COMMAND = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
WATCH = Path(__file__).parent / "offline"


@pytest.fixture(name="watched")
def a_program_without_sockets(tmp_path: Path) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(WATCH), os.environ.get("PYTHONPATH", ""))))
    return {"PYTHONPATH": path, "BRIEFING_SOCKETS": str(tmp_path / "sockets"), "BRIEFING_HOME": str(tmp_path / "home")}


@pytest.fixture(name="inputs")
def an_input_of_each_kind(tmp_path: Path) -> list[Path]:
    (tmp_path / "in").mkdir()
    paths = [tmp_path / "in" / f"{number}-{kind}" for number, kind in enumerate(seeds.readable())]
    for path, kind in zip(paths, seeds.readable(), strict=True):
        path.write_bytes(seeds.BUILT[kind][0]())
    return paths


PROBE = "tried socket.__new__ in urllib3/util/connection.py"
"""What comes with spaCy looks at its import whether this machine has a second family of addresses, and asks nobody."""


def tried(watched: dict[str, str]) -> tuple[list[str], list[str]]:
    """The processes that were watched, and what they tried."""
    lines = Path(watched["BRIEFING_SOCKETS"]).read_text().splitlines()
    attempts = [line for line in lines if line.startswith("tried") and line != PROBE]
    return [line for line in lines if line.startswith("watched")], attempts


def run(watched: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, env={**os.environ, **watched})


def test_the_watch_itself_forbids_sockets_and_tells(watched: dict[str, str]) -> None:
    words = "import socket; socket.socketpair(); socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, check=False, env={**os.environ, **watched})
    assert b"no sockets" in done.stderr
    assert tried(watched)[1] == ["tried socket.getaddrinfo in <string>"]


def test_articles_of_every_kind_are_read_parsed_kept_and_printed_without_a_socket(
    watched: dict[str, str], inputs: list[Path]
) -> None:
    done = run(watched, "add", *inputs)
    assert done.returncode == exit_status.DONE, done.stderr
    done = run(watched, "print", "--as", "json", *inputs)
    assert done.returncode == exit_status.DONE, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["articles"][0]["kind"] for one in printed} >= set(seeds.readable()) - {"mbox"}
    assert {one["articles"][0]["origin"] for one in printed} == set(map(str, inputs))
    assert all(one["parsed"] for one in printed)
    listed = run(watched, "list")
    assert listed.returncode == exit_status.DONE
    assert len(listed.stdout.splitlines()) >= len(inputs)
    assert run(watched, "doctor").returncode == exit_status.DONE
    processes, attempts = tried(watched)
    assert attempts == []
    assert any("briefing.worker" in process for process in processes)


def test_the_screen_opens_an_article_parses_it_and_takes_marks_without_a_socket(
    watched: dict[str, str], inputs: list[Path]
) -> None:
    with Line([*COMMAND, str(inputs[0]), str(inputs[1])], environment=watched) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.press("jmr?q ")
        line.send("Q")
        line.until(line.ended, "the end")
    assert line.status == 0
    processes, attempts = tried(watched)
    assert attempts == []
    assert any("briefing.worker" in process for process in processes)
