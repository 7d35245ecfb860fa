"""What travels to terminals of few colours and few characters, from every view of the real program."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefing.paths import config_folder
from tests.benchmarks.built import briefing_of, put
from tests.tui.line import Line

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
VIEWS = {
    "who": ("w", "Who says what"),
    "when": ("d", "when"),
    "filter": ("f", "Show only"),
    "original": ("o", "The original"),
    "about": ("i", "About the article"),
    "help": ("? ", "What the keys do"),
    "prompt": ("/har", "/har"),
    "palette": (":fla", ":fla"),
    "editor": ("aword", "Note"),
    "library": ("L", "Library"),
}
WITHOUT_COLOUR = {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"22", b"23", b"24", b"27"}
SIXTEEN = {str(code).encode() for tens in (30, 40, 90, 100) for code in range(tens, tens + 8)} | {b"39", b"49"}


def walk(home: Path, **environment: str) -> Line:
    """All that the program writes while it shows each of its views."""
    file = put(briefing_of(12), home)
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(home), **environment}) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.press("j")
        line.press("m")
        for name, (keys, shown) in VIEWS.items():
            line.send(keys)
            line.until(lambda shown=shown: line.shows(shown), name)
            line.send("j")
            line.send("\x03" if name in ("prompt", "palette") else "\x13" if name == "editor" else "q")
            line.until(lambda: line.shows("/12 read"), "the panels after " + name)
        line.send("Q")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 0
        assert line.attributes() == line.before
    return line


def codes(line: Line) -> set[bytes]:
    return {code for codes in re.findall(rb"\x1b\[([0-9;:]*)m", line.written) for code in re.split(rb"[;:]", codes)}


@pytest.fixture(name="home")
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return tmp_path


def configure(text: str) -> None:
    folder = Path(config_folder())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("theme", ["ansi", "nord"])
def test_no_colour_travels_where_none_is_wanted(home: Path, theme: str) -> None:
    configure(f'theme = "{theme}"')
    assert codes(walk(home, NO_COLOR="1")) <= WITHOUT_COLOUR


def test_a_theme_has_its_colours_where_colour_is_wanted(home: Path) -> None:
    configure('theme = "nord"')
    assert {b"38", b"48", b"2"} <= codes(walk(home))


@pytest.mark.parametrize("term", ["linux", "some-unknown-terminal"])
def test_sixteen_colours_are_enough(home: Path, term: str) -> None:
    configure('theme = "nord"')
    assert codes(walk(home, TERM=term, COLORTERM="")) <= WITHOUT_COLOUR | SIXTEEN


def test_a_terminal_that_is_not_utf_8_gets_ascii_alone(home: Path) -> None:
    line = walk(home, TERM="vt100", LANG="C", LC_ALL="C", COLORTERM="")
    assert line.written.isascii()
    assert codes(line) <= WITHOUT_COLOUR


def test_ascii_signs_can_be_had_on_any_terminal(home: Path) -> None:
    configure('glyphs = "ascii"')
    assert walk(home).written.isascii()
