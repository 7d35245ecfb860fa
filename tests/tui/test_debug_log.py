"""The log of `--debug`."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.sanitise import is_clean
from tui.cli import main
from tui.command_line import debug_log
from tui.options.exit_status import SOME_FAILED


def test_what_is_said_stands_clean_in_a_log_of_the_reader_s_own(tmp_path: Path):
    log = debug_log.Log(str(tmp_path / "logs" / "debug.log"))
    log.say("one\x1b[31m two")
    os.write(log.descriptor, b"\x9b31m from a child \xe2\x80\xae\n" + b"x" * 10_000 + b"\n")
    log.close()
    path = tmp_path / "logs" / "debug.log"
    text = path.read_text(encoding="utf-8")
    assert is_clean(text)
    assert text.splitlines()[0].endswith(" one two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert max(map(len, text.splitlines())) < 2_100


def test_a_log_is_bounded_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(debug_log, "MOST_BYTES", 500)
    log = debug_log.Log(str(tmp_path / "debug.log"))
    for number in range(100):
        log.say(f"line {number}")
    log.close()
    text = (tmp_path / "debug.log").read_text(encoding="utf-8")
    assert len(text) < 600
    assert text.endswith("The log is full; the rest is left out.\n")


def test_a_log_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError):
        debug_log.Log(str(tmp_path / "file" / "debug.log"))


def test_a_run_is_logged_with_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    assert main(["print", "--debug", str(tmp_path / "gone.txt")]) == SOME_FAILED
    assert "The log is " in capsys.readouterr().err
    text = (tmp_path / "debug.log").read_text(encoding="utf-8")
    assert "asked: print --debug" in text
    assert text.rstrip().endswith("exit status 1")
