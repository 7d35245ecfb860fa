"""Private names of Textual stand in one file, and the program does without them where they are gone."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

from tests.benchmarks.built import briefing_of, put
from tests.tui.line import ROOT, Line

PRIVATE = ROOT / "tui" / "app" / "textual_private.py"
OTHERS = [path for path in sorted((ROOT / "tui").rglob("*.py")) if path != PRIVATE]

MOVED = """
import textual.drivers.linux_driver
from textual import _xterm_parser as moved
moved.MovedParser = moved.XTermParser
del moved.XTermParser
"""
RENAMED = """
from textual.app import App
App._renamed = App._fatal_error
del App._fatal_error
handle = App._handle_exception
App._handle_exception = lambda self, error: (setattr(self, "_return_code", 1), self._renamed())
"""
CHANGED = """
import textual.drivers.linux_driver
from textual import _xterm_parser as changed
class XTermParser(changed.XTermParser):
    def feed(self, data):
        return [message for message in super().feed(data) if len(data) == 1]
changed.XTermParser = XTermParser
"""
FAILING = """
from tui.review.review import Review
def broken(self):
    secret = "foreign \\x1b[31m"
    raise RuntimeError(secret)
Review.toggle_flag = broken
"""
WATCHED = """
import builtins
real = builtins.__import__
def watch(name, globals=None, locals=None, fromlist=(), level=0):
    importer = (globals or {}).get("__name__", "")
    private = [part for part in (*name.split("."), *(fromlist or ())) if part.startswith("_") and part != "__future__"]
    if importer.split(".")[0] in ("tui", "briefing") and name.split(".")[0] == "textual" and private:
        with open(LOG, "a") as log:
            log.write(f"{importer}: {name} {fromlist}\\n")
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = watch
"""
MAIN = "\nimport sys\nfrom tui.cli import main\nsys.exit(main())\n"


@pytest.fixture(name="file")
def a_known_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the library has the briefing of, so that no model is loaded."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return put(briefing_of(12), tmp_path)


def opened(code: str, file: Path, *words: str, columns: int = 80) -> Line:
    command = [sys.executable, "-c", code + MAIN, *words, str(file)]
    return Line(command, environment={"BRIEFING_HOME": str(file.parent)}, columns=columns)


def private_names(source: str) -> list[str]:
    """What of Textual a module imports that has an underscore before it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "textual":
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] == "textual"]
    return [name for name in found if "._" in name]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_one_file_alone_has_private_names_of_textual(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert private_names(source) == []
    assert path.parent.name != "app" or "SLF001" not in source


def classes_on_textual() -> list[type]:
    modules = [
        importlib.import_module(f"tui.app.{path.stem}") for path in PRIVATE.parent.glob("*.py") if path.stem != "__init__"
    ]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", classes_on_textual(), ids=lambda kind: kind.__name__)
def test_no_method_stands_in_the_place_of_a_private_one_of_textual(kind: type) -> None:
    bases = [base for base in kind.__mro__ if base.__module__.split(".")[0] == "textual"]
    own = [
        name for name, value in vars(kind).items() if name[0] == "_" != name[1] and isinstance(value, FunctionType | property)
    ]
    replaced = [name for name in own if any(hasattr(base, name) for base in bases)]
    assert replaced == (["_fatal_error"] if kind.__module__ == "tui.app.textual_private" else [])


@pytest.mark.parametrize(("code", "name"), [(MOVED, "XTermParser"), (CHANGED, "XTermParser"), (RENAMED, "_fatal_error")])
def test_without_them_textual_s_own_driver_serves_and_one_sentence_says_so(file: Path, code: str, name: str) -> None:
    with opened(code, file, "--debug") as line:
        line.until(lambda: line.shows(f"Textual's own driver is used: this Textual has no {name}"), "the sentence")
        line.quiet(0.5)
        line.send("r")
        line.until(lambda: line.shows("1/12 read"), "the answer to a key")
        assert not line.shows("own driver")
        line.send("\x1b[B")
        line.send("q")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 0
        assert line.attributes() == line.before
        assert b"\x1b[?1049l" in line.written
    log = (file.parent / "debug.log").read_text(encoding="utf-8")
    assert f"this Textual has no {name}" in log


@pytest.mark.parametrize("words", [[], ["--plain-driver"]], ids=["ours", "stock"])
def test_a_mistake_shows_nothing_foreign_even_where_textual_tells_it_otherwise(file: Path, words: list[str]) -> None:
    with opened(RENAMED + FAILING, file, *words) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.quiet(0.5)
        line.send("m")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 1
        assert line.attributes() == line.before
        assert b"foreign" not in line.written
        assert line.written.count(b"briefing: The program made a mistake") == 1


def test_the_plain_driver_imports_nothing_private(file: Path, tmp_path: Path) -> None:
    log = tmp_path / "imports"
    imported = []
    for words in (["--plain-driver"], []):
        log.write_text("")
        with opened(f"LOG = {str(log)!r}" + WATCHED, file, *words) as line:
            line.until(lambda line=line: line.shows("/12 read"), "the panels")
            line.quiet(0.5)
            line.press("r")
            line.send("q")
            line.until(line.ended, "the end")
            assert line.status == 0
        imported.append(log.read_text())
    assert imported[0] == ""
    assert "XTermParser" in imported[1]  # that is, the watch sees what is imported


@pytest.mark.parametrize("code", [MOVED, RENAMED])
def test_the_plain_driver_says_nothing_of_what_is_missing(file: Path, code: str) -> None:
    with opened(code, file, "--plain-driver") as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.quiet(0.5)
        assert b"own driver" not in line.written
        line.send("q")
        line.until(line.ended, "the end")
        assert line.status == 0


@pytest.mark.parametrize(("code", "said"), [("", "the program's own"), (MOVED, "Textual's own driver is used")])
def test_the_doctor_tells_which_driver_is_used(tmp_path: Path, code: str, said: str) -> None:
    command = [sys.executable, "-c", code + MAIN, "doctor"]
    environment = {**os.environ, "BRIEFING_HOME": str(tmp_path)}
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout
    assert re.search(rf"^driver +{said}", told, re.MULTILINE)


@pytest.mark.parametrize("words", [[], ["--plain-driver"]], ids=["ours", "stock"])
def test_garbage_is_collected_again_whichever_driver_serves(file: Path, words: list[str]) -> None:
    code = (
        "import gc\nfrom tui.review.review import Review\nReview.toggle_flag = lambda self: self.say(f'gc {gc.isenabled()}')\n"
    )
    with opened(code, file, *words) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.send("r")
        line.until(lambda: line.shows("1/12 read"), "the answer to a key, which comes after the first frame")
        line.send("m")
        line.until(lambda: line.shows("gc "), "the answer")
        assert line.shows("gc True")
