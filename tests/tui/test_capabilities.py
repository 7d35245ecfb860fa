"""What is known of a terminal without asking it."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.line import ROOT

TRUE = 1 << 24
COLOURS_IN_TERMINFO = 13
"""Where a compiled entry has the number of colours among its numbers (terminfo(5), `max_colors`)."""


def known(code: str = "", **environment: str) -> str:
    """The colours that are known of a terminal, and whether curses was imported to know them."""
    ask = "from tui.terminal import capabilities; print(capabilities.know().colours, bool(sys.modules.get('curses')))"
    kept = {name: value for name, value in os.environ.items() if name not in ("COLORTERM", "NO_COLOR", "TERM")}
    command = [sys.executable, "-c", f"import sys\n{code}\n{ask}"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=kept | environment).stdout.strip()


def describe(folder: Path, term: str, colours: int) -> str:
    """A folder of terminfo that knows one terminal."""
    numbers = [-1] * COLOURS_IN_TERMINFO + [colours]
    names = f"{term}|a terminal of a test\0".encode()
    names += b"\0" * (len(names) % 2)
    entry = struct.pack("<6h", 0o432, len(names), 0, len(numbers), 0, 0) + names + struct.pack(f"<{len(numbers)}h", *numbers)
    for initial in (term[0], f"{ord(term[0]):x}"):
        (folder / initial).mkdir()
        (folder / initial / term).write_bytes(entry)
    return str(folder)


@pytest.mark.parametrize(
    ("term", "colours"),
    [
        ("xterm", 16),
        ("linux", 16),
        ("screen", 16),
        ("vt100", 0),
        ("xterm-mono", 0),
        ("some-unknown-terminal", 16),
        ("../x", 16),
    ],
)
def test_colours_are_those_of_terminfo(term: str, colours: int) -> None:
    assert known(TERM=term) == f"{colours} True"


@pytest.mark.parametrize(("told", "colours"), [(-1, 0), (2, 0), (8, 16), (16, 16), (88, 16), (256, 256), (32767, 32767)])
def test_a_terminal_that_only_terminfo_knows_has_its_colours(tmp_path: Path, told: int, colours: int) -> None:
    assert known(TERM="harbour", TERMINFO=describe(tmp_path, "harbour", told)) == f"{colours} True"


def test_what_the_environment_says_comes_first_and_needs_no_curses(tmp_path: Path) -> None:
    assert known(TERM="vt100", COLORTERM="truecolor") == f"{TRUE} False"
    assert known(TERM="tmux-256color") == "256 False"
    assert known(TERM="xterm-256color", COLORTERM="truecolor", NO_COLOR="1") == "0 False"
    assert known(TERM="dumb", COLORTERM="truecolor") == "0 False"


def test_without_curses_a_terminal_has_sixteen_colours() -> None:
    assert known("sys.modules['curses'] = None", TERM="xterm") == "16 False"


def test_a_name_that_is_no_text_is_not_known() -> None:
    assert known("import os; os.environb[b'TERM'] = b'x\\xff'") == "16 True"
