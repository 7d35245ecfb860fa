"""Standard output: in any encoding, closed, full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.options import exit_status

COMMAND = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


@pytest.mark.parametrize("words", ["--help", "print --help", "list", "doctor", "completion zsh", "completion fish", "man"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_streams_of_any_encoding_take_what_is_printed(words: str, encoding: str, tmp_path: Path) -> None:
    home = tmp_path / "東京"
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "BRIEFING_HOME": str(home)}
    done = subprocess.run([*COMMAND, *words.split()], env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (exit_status.DONE, b"")
    assert done.stdout.isascii() or words == "doctor"


@pytest.mark.parametrize("words", ["doctor", "man", "completion zsh", "--help", "--version", "--linear --sample", "--sample"])
def test_an_output_that_is_closed_is_one_sentence(words: str, tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, *words.split()]
    environment = {**os.environ, "BRIEFING_HOME": str(tmp_path)}
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (exit_status.SOME_FAILED, b"briefing: Standard output is closed.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("words", ["doctor", "man", "completion zsh", "--help", "--version", "print -"])
def test_an_output_that_is_full_is_one_sentence(words: str, tmp_path: Path) -> None:
    environment = {**os.environ, "BRIEFING_HOME": str(tmp_path)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *words.split()],
            env=environment,
            input=b"Der Rat hat am Montag beschlossen, dass die Stadt den Fischmarkt verkauft.",
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    said = b"briefing: Standard output cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (exit_status.SOME_FAILED, said)
