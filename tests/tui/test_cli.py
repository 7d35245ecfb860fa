"""The command: what it prints, where its complaints go, and its exit status."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefing.codec import decode_briefing
from briefing.version import __version__
from tests.conftest import SAMPLE
from tui import cli
from tui.options import exit_status

COMMAND = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))


def run(*words: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, timeout=120, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_json_of_several_inputs_is_one_object_a_line_in_the_order_given(tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text("Rain Falls on the Harbor\n\nThe mayor said it would rain again on Friday. Nobody minded.\n")
    done = run("print", "--as", "json", SAMPLE, tmp_path / "missing.txt", second)
    briefings = [decode_briefing(line) for line in done.stdout.splitlines()]
    assert [briefing.articles[0].origin for briefing in briefings] == [str(SAMPLE), str(second)]
    assert all(briefing.parsed for briefing in briefings)
    assert done.returncode == exit_status.SOME_FAILED
    assert done.stderr.decode().splitlines() == [f"briefing: There is no file {tmp_path / 'missing.txt'}."]


def test_where_standard_output_is_no_terminal_plain_text_is_printed_and_nothing_is_escaped() -> None:
    done = run(SAMPLE, stdin=subprocess.DEVNULL)
    assert done.returncode == exit_status.DONE
    assert b"\x1b" not in done.stdout
    assert "senior American official, unnamed" in done.stdout.decode()


def test_an_article_on_standard_input_is_read() -> None:
    done = run("print", "--as", "json", "-", input=b"The mayor said it would rain. Nobody minded.")
    assert json.loads(done.stdout)["articles"][0]["text"] == "The mayor said it would rain. Nobody minded."


def test_a_closed_pipe_ends_quietly() -> None:
    process = subprocess.Popen([*COMMAND, "print", str(SAMPLE)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == exit_status.DONE
    assert complaints == b""


def test_an_article_is_printed_although_a_later_version_wrote_the_library(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with closing(sqlite3.connect(tmp_path / "home" / "library.sqlite3")) as library:
        library.execute("PRAGMA user_version = 99")
    done = run("print", "-", input=b"The mayor said it would rain. Nobody minded.")
    assert done.returncode == exit_status.DONE
    assert b"Nobody minded." in done.stdout
    assert b"A later version of the program wrote the library" in done.stderr


def test_printing_writes_nothing_to_the_library(tmp_path: Path) -> None:
    run("print", "-", input=b"The mayor said it would rain. Nobody minded.")
    assert not (tmp_path / "home").exists()


def test_what_is_added_is_listed_until_it_is_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "rain.txt"
    article.write_text("The mayor said it would rain. Nobody minded.")
    assert cli.main(["add", str(article)]) == exit_status.DONE
    assert cli.main(["list"]) == exit_status.DONE
    assert str(article) in capsys.readouterr().out
    article.unlink()
    assert cli.main(["forget", str(article)]) == exit_status.DONE
    assert cli.main(["list"]) == exit_status.DONE
    assert capsys.readouterr().out == ""
    assert cli.main(["forget", str(article)]) == exit_status.SOME_FAILED


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == exit_status.DONE
    assert capsys.readouterr().out == f"briefing {__version__}\n"


def test_the_doctor_names_versions_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == exit_status.DONE
    told = capsys.readouterr().out
    assert __version__ in told
    assert str(tmp_path / "home") in told


@pytest.mark.parametrize("words", ["--version", "--help", "print"])
def test_what_needs_no_screen_never_imports_textual(words: str) -> None:
    look = "import sys, tui.cli; tui.cli.main(sys.argv[1:]); assert 'textual' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", look, words], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_a_topics_file_names_panels(tmp_path: Path) -> None:
    topics = tmp_path / "topics.toml"
    topics.write_text('[[topic]]\nname = "Rain watch"\nterms = ["rain", "flood"]\n')
    text = (
        "Rain and floods hit the valley on Monday. The flood closed two roads, police said. More rain is expected.\n\n"
        "Separately, the theater named a new director. Ann Lee will direct her first opera in May. The theater seats 900.\n"
    )
    done = run("print", "--as", "json", "--topics", topics, "-", input=text.encode())
    assert "Rain watch" in [panel["topic"] for panel in json.loads(done.stdout)["panels"]]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[topic]]\nterms = ['x']", "no name"),
        ("[[topic]]\nname = 'x'", "needs terms"),
        ("nonsense", "not TOML"),
        (f"a = {'[' * 40_000}", "not TOML"),
        ("[topic]", "[[topic]]"),
    ],
)
def test_a_mistake_in_the_topics_file_is_one_sentence(
    tmp_path: Path, written: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    topics = tmp_path / "topics.toml"
    topics.write_text(written)
    assert cli.main(["print", "--topics", str(topics), str(SAMPLE)]) == exit_status.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


@pytest.mark.parametrize("words", [["print"], ["add"], ["--linear"], []], ids=["print", "add", "linear", "screen"])
@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "nothing"])
def test_topics_that_are_no_file_are_refused_at_once(words: list[str], kind: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    named = "/dev/zero" if kind == "device" else tmp_path / kind
    done = run(*words, "--topics", named, SAMPLE, stdin=subprocess.DEVNULL)
    assert done.returncode == exit_status.USAGE
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"briefing: The topics file {named} ")


def test_a_file_that_is_gone_is_printed_as_the_library_has_it_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text("The ferry left at noon. Nobody was hurt, the mayor said.")
    assert run("add", file).returncode == exit_status.DONE
    file.unlink()
    said = f"briefing: The file is gone, the library's copy was opened: {file}"
    for command in ("print", "add"):
        done = run(command, file, tmp_path / "never.txt")
        assert done.stderr.decode().splitlines() == [said, f"briefing: There is no file {tmp_path / 'never.txt'}."]
        assert done.returncode == exit_status.SOME_FAILED
        assert (b"The ferry left at noon." in done.stdout) is (command == "print")
    done = run("--linear", file, input=b"quit\n")
    assert done.returncode == exit_status.DONE
    assert said.removeprefix("briefing: ") in done.stdout.decode()
