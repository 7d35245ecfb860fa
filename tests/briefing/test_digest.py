"""The version of the parser: what changes it, what does not, and what work it takes to know it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from briefing import digest, uncommented
from tests.conftest import SAMPLE
from tui import cli

ROOT = Path(__file__).parents[2]
CODE = '''"""A module."""

MOST = 4  # of them


def most() -> int:
    """The most."""
    # It is four.
    return MOST
'''


class Installation:
    """A package with little in it, libraries, and a data folder, which the digest takes for its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.package, self.site, self.home = folder / "briefing", folder / "site", folder / "home"
        for name in ("parsing/actors", "ingest", "worker"):
            (self.package / name).mkdir(parents=True)
        for name in digest.DECIDING:
            if name.endswith(".py"):
                self.write(name, CODE)
        self.write("parsing/actors/names.py", CODE)
        self.write("parsing/words.toml", '# Words.\nwords = ["may", "#"]\n')
        self.write("parsing/wordpiece.vocab.txt", "[PAD]\n# of it\n")
        for name in ("spacy-3.8.1", "lxml-6.0", "textual-8.0"):
            (self.site / f"{name}.dist-info").mkdir(parents=True)
        self.home.mkdir()
        self.opened: list[str] = []
        monkeypatch.setenv("BRIEFING_HOME", str(self.home))
        monkeypatch.setattr(digest, "__file__", str(self.package / "digest.py"))
        monkeypatch.setattr(digest, "open", self._open, raising=False)
        monkeypatch.setattr(digest, "_SETTLED", -60)  # what a test writes counts as written long ago
        monkeypatch.setattr(sys, "path", [str(self.site)])

    def write(self, name: str, text: str) -> None:
        (self.package / name).write_text(text)

    def version(self) -> str:
        """The version as a new process finds it, and keeps it; `opened` are the files that it has opened for that."""
        self.forget()
        self.opened.clear()
        found = digest.parser_version()
        opened, self.opened = self.opened, []
        digest.keep_parser_version()
        self.opened = opened
        return found

    @staticmethod
    def forget() -> None:
        for known in (digest.parser_version, digest._files, digest._libraries):
            known.cache_clear()
        digest._worked_out.clear()

    def _open(self, file: str, *words: str, **more: object) -> object:
        self.opened.append(str(file))
        return open(file, *words, **more)  # type: ignore[call-overload] # noqa: PTH123


@pytest.fixture(name="installed")
def an_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    yield Installation(tmp_path, monkeypatch)
    Installation.forget()


REMARKS = [
    ("codec.py", CODE.replace("# of them", "# of all")),
    ("codec.py", CODE.replace("  # of them", "")),
    ("limits.py", CODE.replace("The most.", "How many there are,\n\n    at most.")),
    ("parsing/actors/names.py", CODE.replace('    """The most."""\n    # It is four.\n', "")),
    ("worker/server.py", CODE.replace("\n\n\n", "\n\n\n\n    # Much may be said.\n\n")),
    ("unparsed.py", CODE.replace("\n", "\r\n")),
    ("parsing/words.toml", '# Other words.\n\nwords = ["may", "#"]  # two\n'),
]


@pytest.mark.parametrize(("name", "text"), REMARKS)
def test_a_changed_remark_costs_nobody_a_new_parse(name: str, text: str, installed: Installation) -> None:
    before = installed.version()
    installed.write(name, text)
    assert installed.version() == before


MEANINGS = [
    ("codec.py", CODE.replace("4", "5")),
    ("sanitise.py", CODE.replace("return MOST", "return -MOST")),
    ("model.py", CODE.replace("MOST = 4", 'MOST = "4"')),
    ("limits.py", CODE.replace("MOST = 4", 'MOST = "# 4"')),
    ("unparsed.py", CODE.replace("    return", "return")),
    ("worker/server.py", CODE + "most()\n"),
    ("ingest/new.py", ""),
    ("parsing/words.toml", 'words = ["may", "# "]\n'),
    ("parsing/wordpiece.vocab.txt", "[PAD]\n# of them\n"),
]


@pytest.mark.parametrize(("name", "text"), MEANINGS)
def test_whatever_decides_a_result_changes_the_version(name: str, text: str, installed: Installation) -> None:
    before = installed.version()
    installed.write(name, text)
    assert installed.version() != before


def test_a_file_that_has_another_name_or_is_gone_changes_the_version(installed: Installation) -> None:
    before = installed.version()
    (installed.package / "parsing/words.toml").rename(installed.package / "parsing/terms.toml")
    renamed = installed.version()
    (installed.package / "parsing/terms.toml").unlink()
    assert len({before, renamed, installed.version()}) == 3


def test_a_library_of_another_version_changes_it_and_one_that_decides_nothing_does_not(installed: Installation) -> None:
    before = installed.version()
    (installed.site / "textual-8.0.dist-info").rename(installed.site / "textual-9.0.dist-info")
    assert installed.version() == before
    (installed.site / "spacy-3.8.1.dist-info").rename(installed.site / "spacy-3.8.2.dist-info")
    other = installed.version()
    (installed.site / "lxml-6.0.dist-info").rmdir()
    assert len({before, other, installed.version()}) == 3


def test_the_library_that_is_imported_counts_not_one_behind_it(installed: Installation, tmp_path: Path) -> None:
    before = installed.version()
    (tmp_path / "later" / "spacy-2.0.dist-info").mkdir(parents=True)
    sys.path.append(str(tmp_path / "later"))
    assert installed.version() == before
    sys.path.reverse()
    assert installed.version() != before


def test_what_lies_beside_the_code_and_does_nothing_changes_nothing(installed: Installation) -> None:
    before = installed.version()
    (installed.package / "parsing" / "__pycache__").mkdir()
    for name in ("parsing/__pycache__/names.pyc", "parsing/.hidden", "parsing/words.toml~", "wording.py"):
        installed.write(name, "changed = 1")
    assert installed.version() == before


# What it takes


def test_a_version_that_is_known_is_read_from_one_file(installed: Installation) -> None:
    before = installed.version()
    assert len(installed.opened) == 1 + len(list(installed.package.rglob("*.*")))
    assert installed.version() == before
    assert installed.opened == [str(installed.home / digest.KEPT)]


def test_the_code_is_read_again_once_it_was_changed_and_then_not_any_more(installed: Installation) -> None:
    before = installed.version()
    installed.write(*REMARKS[0])
    assert installed.version() == before
    assert len(installed.opened) > 1
    assert installed.version() == before
    assert len(installed.opened) == 1


def test_a_change_that_leaves_size_and_time_as_they_were_is_found(installed: Installation) -> None:
    before = installed.version()
    file = installed.package / "codec.py"
    times = file.stat()
    installed.write("codec.py", CODE.replace("4", "5"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert installed.version() != before


def test_what_was_changed_just_now_is_not_relied_on(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "_SETTLED", 60)
    installed.version()
    assert list(installed.home.iterdir()) == []


def test_installations_that_share_a_data_folder_take_turns(installed: Installation) -> None:
    known = installed.site / "numpy-0.dist-info"
    known.mkdir()
    versions = []
    for number in range(digest._MOST_KEPT + 1):
        known = known.rename(installed.site / f"numpy-{number}.dist-info")
        versions.append(installed.version())
    assert len(set(versions)) == len(versions)
    for number, is_kept in ((digest._MOST_KEPT, True), (1, True), (0, False)):
        known = known.rename(installed.site / f"numpy-{number}.dist-info")
        assert installed.version() == versions[number]
        assert (len(installed.opened) == 1) is is_kept


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"one two\n", b"one\n\n", b"x" * 100_000])
def test_a_kept_version_that_is_damaged_is_worked_out_again(damage: bytes, installed: Installation) -> None:
    before = installed.version()
    (installed.home / digest.KEPT).write_bytes(damage)
    assert installed.version() == before
    assert installed.version() == before
    assert len(installed.opened) == 1


def test_a_data_folder_that_cannot_be_written_costs_nothing_but_the_work(installed: Installation) -> None:
    installed.home.rmdir()
    before = installed.version()
    assert installed.version() == before
    assert not installed.home.exists()


def test_the_version_is_kept_by_what_writes_to_the_library_and_not_by_what_prints(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("BRIEFING_HOME", str(home))
    for command in ("print", "add"):
        Installation.forget()
        assert digest.parser_version()
        assert cli.main([command, str(SAMPLE.with_name("none.txt"))]) == 1
        assert (home / digest.KEPT).exists() is (command == "add")
    Installation.forget()


# What it covers

DECIDES_NOTHING = {
    "briefing": "an empty package",
    "briefing.digest": "makes the keys",
    "briefing.errors": "says what went wrong, which is not kept",
    "briefing.paths": "where data lies",
    "briefing.policy": "what may be reached; the worker reaches for nothing",
    "briefing.policy.policy": "as above",
    "briefing.worker": "an empty package",
    "briefing.worker.messages": "carries what was decided",
    "briefing.worker.sandbox": "what the process may take; what it stops is not kept",
}


def test_all_that_the_worker_imports_of_the_program_decides_or_is_known_not_to() -> None:
    code = """
import pkgutil, sys, importlib
import briefing.ingest, briefing.parsing, briefing.worker.server
for package in (briefing.ingest, briefing.parsing):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(*(name for name in sys.modules if name.partition(".")[0] in ("briefing", "tui")))
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    deciding = {f"briefing.{name.removesuffix('.py').replace('/', '.')}" for name in digest.DECIDING}
    left = {name for name in done.stdout.split() if not any(name == one or name.startswith(f"{one}.") for one in deciding)}
    assert left == DECIDES_NOTHING.keys()


SHOWN_OR_FETCHED = {"textual", "rich", "wcwidth", "click", "httpx", "httpcore", "idna", "certifi"}


def test_each_dependency_decides_or_is_known_not_to() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["pdf"]]
    names = {re.split(r"[<>=;~! ]", one)[0].lower().replace("-", "_") for one in named}
    assert names - SHOWN_OR_FETCHED == names & set(digest.LIBRARIES)


def test_the_versions_are_those_that_the_installation_has() -> None:
    for line in digest._libraries():
        name, told = line.split(" ", 1)
        try:
            assert told == version(name)
        except PackageNotFoundError:
            assert told == "-"


# Source files without remarks


def statements(source: bytes) -> list[list[object]]:
    """The tokens of each statement and its column, as Python itself reads them; without those that are strings alone."""
    aside = (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER)
    found: list[list[object]] = [[]]
    alone = True
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        if token.type == tokenize.NEWLINE:
            if alone:
                found.pop()
            found.append([])
            alone = True
        elif token.type not in aside:
            found[-1] += [(token.type, token.string), *([] if found[-1] else [token.start[1]])]
            alone = alone and token.type == tokenize.STRING and token.string.lower().startswith(('"', "'", "r", "u"))
    return found


PIECES = [
    '"""One."""\n',
    "def f(a='#', b=\"'\"):\n    r'''Two # \\\\'''\n    return a\n",
    "x = (\n    'a'  # b\n\n    'c'\n)\n",
    "y = [\n    'alone'\n]\n",
    "z = 1 + \\\n    2  # three\n",
    "'' ''\n",
    "b'bytes'\n",
    "f'{x}'\n",
    "t = '''a\n\n# not a remark\n  '''  # one\n",
    "{'a':\n 'b'\n}\n",
    "class C:\n    'Doc.'\n    x: int = 3\n    'of x'\n",
    "if x: 'not alone'\n",
    "'a'; x = 2\n",
    "u = '\\\\'  # '\n",
    "w = '\\'' # \"\n",
]


@pytest.mark.parametrize("source", [*PIECES, "".join(PIECES), "".join(reversed(PIECES)), "# only\n", "", "x = 1"])
def test_a_python_file_without_remarks_has_the_same_statements(source: str) -> None:
    made = uncommented.python(source.encode())
    assert statements(made + b"\n") == statements(source.encode())
    assert uncommented.python(made) == made


def test_every_python_file_of_the_program_keeps_its_statements() -> None:
    for path in [*(ROOT / "briefing").rglob("*.py"), *(ROOT / "tui").rglob("*.py")]:
        source = path.read_bytes()
        assert statements(uncommented.python(source) + b"\n") == statements(source), path


TABLES = [
    "a = 1 # '\nb = '#'\n",
    "a = '\\' # \"\n",
    'a = """\n\n# kept\n""" # gone\n',
    "a = '''\n\"# kept''' # gone\n",
    'a = """b"""" # say "x"\nc = """d""""" # "\n',
    "a = '''b'''' # it's\n",
    '# x\n\n[[a]]\nb = [ # c\n  "\\"#", # d\n]\n',
]


@pytest.mark.parametrize("source", TABLES)
def test_a_toml_file_without_remarks_says_the_same(source: str) -> None:
    made = uncommented.toml(source.encode())
    assert tomllib.loads(made.decode()) == tomllib.loads(source)
    assert b"gone" not in made


def test_every_toml_file_of_the_program_says_the_same() -> None:
    for path in (ROOT / "briefing").rglob("*.toml"):
        made = uncommented.toml(path.read_bytes()).decode()
        assert tomllib.loads(made) == tomllib.loads(path.read_text(encoding="utf-8"))
