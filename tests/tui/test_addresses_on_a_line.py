"""An address on the screen: it is fetched while keys are answered, and can be given up."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from briefing.library import Library
from tests.benchmarks.built import briefing_of, put
from tests.briefing.inputs.servers import Answer, Server, serving
from tests.tui.line import Line, python

PROGRAM = python("-c", "import sys; from tui.cli import main; sys.exit(main())")


@pytest.fixture(name="server")
def a_server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


@pytest.fixture(name="home")
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return {"BRIEFING_HOME": str(tmp_path)}


@pytest.mark.parametrize("keys", ["\x03\x03", "q"])
def test_a_fetch_that_hangs_is_seen_and_given_up_by_a_key(server: Server, home: dict[str, str], keys: str) -> None:
    over = Event()

    def hangs(handler: BaseHTTPRequestHandler) -> None:
        over.wait(20)

    server.answers["/"] = Answer(writes=hangs)
    with Line([*PROGRAM, "--allow-private", server.address()], environment=home) as line:
        line.until(lambda: server.asked, "the request")
        line.until(lambda: line.shows("Opening") or line.shows("Fetching"), "what is going on")
        line.until(lambda: line.shows("q quit"), "the keys")
        line.send(keys[0])
        if keys[1:]:
            line.until(lambda: line.shows("was cancelled"), "what became of it")
            line.send(keys[1])
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.attributes() == line.before
    over.set()


def test_a_private_address_is_refused_in_one_sentence(server: Server, home: dict[str, str]) -> None:
    with Line([*PROGRAM, server.address()], environment=home) as line:
        line.until(lambda: line.shows("is a machine of a private"), "the refusal")
        line.send("q")
        line.until(line.ended, "the end")
        assert line.status == 1
        assert server.asked == []


def test_an_address_that_the_library_has_stands_on_the_first_frame_without_network(
    home: dict[str, str], tmp_path: Path
) -> None:
    file = put(briefing_of(60), tmp_path)
    library = Library.open()
    (sha256,) = (row[0] for row in library._database.connection.execute("SELECT sha256 FROM bytes"))
    library.keep_fetched("https://news.example/a", "https://news.example/b", sha256)
    library.close()
    file.unlink()
    with Line([*PROGRAM, "https://news.example/a"], environment=home) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.quiet()
        line.send("q")
        line.until(line.ended, "the end")
        assert line.status == 0
    with Line(PROGRAM, environment=home) as line:  # it is the library's now
        line.until(lambda: line.glass.display[0].startswith(" Library"), "the library")
        line.quiet()
        line.send("\r")
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.send("q")
        line.until(lambda: line.glass.display[0].startswith(" Library"), "the library")
        line.send("q")
        line.until(line.ended, "the end")
