"""Inside a real tmux: wide and combining characters stand in the columns that we count."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import digest
from tests.benchmarks.built import put
from tests.tui.briefings import build
from tests.tui.line import ROOT, SECONDS, Line

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
TEXTS = [
    "東京湾の防潮堤 will be built, e\u0301te\u0301 or not, said 山田太郎 of the 市役所, and the tram 🚋 will go there.",
    "서울특별시 said so too; the cafe\u0301 of Zoe\u0308 stays, สภาเมืองกล่าวว่า, and 🌊 waves are no matter.",
    "Za\u0337\u0322lgo was here, ﾊﾝｶｸ and ｗｉｄｅ letters, and “quotes — dashes…”.",
]


class Tmux:
    """A server of our own with one pane, in which a command runs."""

    def __init__(self, folder: Path, columns: int, rows: int, command: str) -> None:
        (folder / "conf").write_text("set -g status off\nset -s escape-time 0\n")
        self._tmux = ["tmux", "-u", "-S", str(folder / "tmux"), "-f", str(folder / "conf")]
        self._ask("new-session", "-d", "-x", str(columns), "-y", str(rows), command)

    def _ask(self, *words: str) -> str:
        environment = {name: value for name, value in os.environ.items() if name not in ("TMUX", "NO_COLOR")}
        environment |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        done = subprocess.run([*self._tmux, *words], capture_output=True, env=environment, check=True, timeout=SECONDS)
        return done.stdout.decode("utf-8")

    def send(self, key: str) -> None:
        self._ask("send-keys", *(["Space"] if key == " " else ["-l", key]))

    def rows(self) -> list[str]:
        return [row.rstrip() for row in self._ask("capture-pane", "-p").split("\n")[:-1]]

    def until_it_shows_what(self, line: Line) -> None:
        end = time.monotonic() + SECONDS
        while (shown := self.rows()) != (wanted := [row.rstrip() for row in line.glass.display]):
            assert time.monotonic() < end, "\n".join([*shown, "but not", *wanted])
            line.pump(0.02)

    def end(self) -> None:
        self._ask("kill-server")


@pytest.fixture(name="file")
def a_file_of_wide_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "ours"))
    (tmp_path / "ours").mkdir()
    return put(
        build([TEXTS, TEXTS[::-1]], headline="港町フェロー 🐟 votes")._replace(parser=digest.parser_version()),
        tmp_path / "ours",
    )


@pytest.mark.parametrize("columns", [40, 80])
def test_wide_and_combining_text_keeps_its_columns_in_tmux(file: Path, tmp_path: Path, columns: int) -> None:
    shutil.copytree(tmp_path / "ours", tmp_path / "theirs")
    home = f"BRIEFING_HOME={shlex.quote(str(tmp_path / 'theirs'))}"
    command = f"cd {shlex.quote(str(ROOT))} && {home} exec {shlex.join([*PROGRAM, str(file)])}"
    tmux = Tmux(tmp_path, columns, 24, command)
    try:
        with Line([*PROGRAM, str(file)], columns=columns, environment={"BRIEFING_HOME": str(tmp_path / "ours")}) as line:
            line.until(lambda: line.shows("0/6"), "the panels")
            before = line.glass.place()
            line.send("j")
            tmux.send("j")
            line.until(lambda: line.glass.place() != before, "the answer to a key")
            for key in [*"oowjwa", "東", "e\u0301", "山 x", "\x13"]:
                tmux.until_it_shows_what(line)
                tmux.send(key)
                line.press(key)
            assert line.shows("東e\u0301山 x"), "\n".join(line.glass.display)
            tmux.until_it_shows_what(line)
    finally:
        tmux.end()
