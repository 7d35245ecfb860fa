"""Standard input on a line: the article comes from it, the keys from the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.limits import Limits
from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line

PROGRAM = f"{sys.executable} -c 'import sys; from tui.cli import main; sys.exit(main())'"


@pytest.fixture(name="known")
def a_known_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, str]]:
    """A file that the library has the briefing of, so that no model is loaded."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return put(briefing_of(60), tmp_path), {"BRIEFING_HOME": str(tmp_path)}


def shell(command: str, environment: dict[str, str]) -> Line:
    return Line(["/bin/sh", "-c", command], environment=environment)


@pytest.mark.parametrize("command", ["cat {0} | {1} -", "{1} - < {0}", "{1} < {0}", "cat {0} | {1}"])
def test_the_article_comes_from_standard_input_and_the_keys_from_the_terminal(
    known: tuple[Path, dict[str, str]], command: str
) -> None:
    file, environment = known
    with shell(command.format(file, PROGRAM), environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.quiet()
        place = line.glass.place()
        line.send("j")
        line.until(lambda: line.glass.place() != place, "the answer to a key")
        line.send("q")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 0
        assert line.attributes() == line.before


def test_a_slow_pipe_is_waited_for(known: tuple[Path, dict[str, str]]) -> None:
    file, environment = known
    with shell(f"(head -c 100 {file}; sleep .5; tail -c +101 {file}) | {PROGRAM} -", environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.send("q")
        line.until(line.ended, "the end")


def test_a_pipe_that_never_says_anything_can_be_interrupted(known: tuple[Path, dict[str, str]]) -> None:
    with shell(f"exec 3<&0; sleep 30 | exec {PROGRAM} -", known[1]) as line:
        time.sleep(0.3)
        begin = time.monotonic()
        line.send("\x03")
        line.until(line.ended, "the end")
        assert time.monotonic() - begin < 2
        assert line.attributes() == line.before


def test_a_pipe_without_an_end_is_given_up_at_the_limit(known: tuple[Path, dict[str, str]]) -> None:
    with shell(f"yes | {PROGRAM} -", known[1]) as line:
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert f"Standard input is larger than {Limits().size // 1_000_000} MB" in line.written.decode()


def test_a_closed_standard_input_is_one_sentence(known: tuple[Path, dict[str, str]]) -> None:
    with shell(f"{PROGRAM} - <&-", known[1]) as line:
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert "Standard input cannot be read: it is closed." in " ".join(line.written.decode().split())


def test_a_closed_standard_input_keeps_nothing_else_from_being_read(known: tuple[Path, dict[str, str]]) -> None:
    file, environment = known
    with shell(f"{PROGRAM} {file} - <&-", environment) as line:
        line.until(lambda: line.glass.display[0].rstrip().endswith(" read"), "the panels")
        line.quiet()
        line.send("]")
        line.until(lambda: line.shows("it is closed"), "what became of the other")
        line.send("Q")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert line.attributes() == line.before


def test_an_empty_standard_input_is_one_sentence(known: tuple[Path, dict[str, str]]) -> None:
    with shell(f"{PROGRAM} - </dev/null", known[1]) as line:
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert line.written.decode().strip().count("\n") == 0


def test_without_any_terminal_the_article_is_printed(known: tuple[Path, dict[str, str]]) -> None:
    file, environment = known
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "-"],
        input=file.read_bytes(),
        capture_output=True,
        env={**os.environ, **environment},
        start_new_session=True,
        check=True,
        timeout=20,
    )
    assert len(done.stdout) > 1_000
    assert done.stderr == b""
