"""The program on a terminal, with files and names that want to do harm: nothing but colours and moves comes over the line."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from briefing import digest
from briefing.ingest import Received, read
from briefing.library import Library
from briefing.limits import Limits
from briefing.unparsed import unparsed
from tests.hostile.corpus import MARKUP, NAMES, SEQUENCES, texts
from tests.hostile.wire import forbidden
from tests.tui.line import Line


@pytest.fixture(name="home")
def an_empty_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("BRIEFING_HOME", str(home))
    return home


def program() -> list[str]:
    found = shutil.which("briefing", path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def keep(text: str, path: Path) -> Path:
    """A file, and its article, whole, in the library: no model is loaded when it is opened."""
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    articles = [one.article for one in read(Received(path.read_bytes(), path.name))]
    library = Library.open()
    readings = [reading.name for reading in library.keep_readings(digest.of_bytes(path.read_bytes()), articles)]
    limits = Limits()
    version = digest.parser_version()
    key = digest.of_briefing(readings, (limits.characters, limits.paragraphs), version)
    library.keep_briefing(key, readings, unparsed(articles, "It is left whole.", version=version))
    library.close()
    return path


def seen(home: Path, *words: str, keys: str = "", until: str = "") -> Line:
    """The program, run on a terminal until it ends, each key when the screen has settled."""
    with Line([*program(), *words], environment={"BRIEFING_HOME": str(home)}, columns=100, rows=40) as line:
        if keys:
            line.until(lambda: line.shows(until) or line.ended(), until)
            line.quiet(0.4)
        for key in keys:
            line.press(key)
        line.until(line.ended, "the end")
        line.quiet(0.1)
    return line


def test_the_screen_shows_every_text_and_is_commanded_by_none(home: Path, tmp_path: Path) -> None:
    path = keep("\n\n".join(f"The ferry was sold: {harm} on Monday." for harm in texts().values()), tmp_path / "all.txt")
    line = seen(home, str(path), keys="jjGq", until="ferry")
    assert line.status == 0
    assert forbidden(line.written, screen=True) == []


@pytest.mark.parametrize("name", MARKUP)
def test_the_screen_shows_markup_as_it_is(name: str, home: Path, tmp_path: Path) -> None:
    first = MARKUP[name].split("\n")[0]
    path = keep(f"Ferry {first[:60]}\n\nThe ferry: {first}\n\nIt sails in May.\n", tmp_path / "markup.txt")
    line = seen(home, str(path), keys="jq", until="sails in May")
    assert line.status == 0
    assert forbidden(line.written, screen=True) == []
    assert first[:20].encode() in line.written


def test_names_of_files_are_shown_safely_everywhere(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    paths = [keep(f"Ferry {at} sold\n\nThe ferry was sold.\n", folder / name) for at, name in enumerate(NAMES)]
    given = [str(path) for path in paths]
    for words, keys in (
        (["--", *given], "jj]]q"),
        (["print", "--as", "text", "--", *given], ""),
        (["print", "--as", "json", "--", *given], ""),
        (["add", "--", *given], ""),
        (["list"], ""),
        (["doctor"], ""),
        (["forget", "--", *given[:3]], ""),
    ):
        line = seen(home, *words, keys=keys, until="ferry")
        assert line.status in (0, 1), words[0]  # what is left whole counts as not parsed
        assert b"Traceback" not in line.written, words[0]
        assert forbidden(line.written, screen=bool(keys) or words[0] == "add") == [], words[0]


@pytest.mark.parametrize("command", [["print"], ["add"], ["forget"], []], ids=["print", "add", "forget", "open"])
def test_errors_say_hostile_names_safely(command: list[str], home: Path, tmp_path: Path) -> None:
    empty = tmp_path / NAMES[0]
    empty.write_bytes(b"")
    gone = [str(tmp_path / f"gone-{name}") for name in NAMES]
    line = seen(home, *command, "--", str(empty), *gone, keys="" if command else "]q", until="is empty")
    assert line.status == 1
    assert forbidden(line.written, screen=not command or command == ["add"]) == []
    assert b"Traceback" not in line.written


@pytest.mark.parametrize("name", ["title", "C1", "reordered", "click"])
def test_what_a_usage_error_or_a_settings_file_says_is_safe(name: str, home: Path, tmp_path: Path) -> None:
    harm = {**SEQUENCES, **MARKUP}[name]
    topics = tmp_path / "topics.toml"
    topics.write_text(f'[[topic]]\nname = "{harm}"\nterms = 3 {harm}\n', encoding="utf-8")
    article = keep("Ferry sold\n\nThe ferry was sold.\n", tmp_path / "ferry.txt")
    for words in (["print", f"--{harm}"], ["print", "--topics", str(topics), str(article)], ["--topics", harm, str(article)]):
        line = seen(home, *[word.replace("\x00", "") for word in words])
        assert line.status in (1, 2)
        assert forbidden(line.written, screen=False) == []
        assert b"Traceback" not in line.written
