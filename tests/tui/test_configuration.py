"""The configuration file: what it sets, and what is said of its mistakes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.limits import Limits
from briefing.model import Topic
from tui import cli
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.options import exit_status
from tui.settings import configuration
from tui.settings.configuration import load
from tui.settings.settings import Settings


@pytest.fixture(name="file")
def a_configuration_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return tmp_path / "config.toml"


def test_a_limit_that_is_set_is_in_force_and_the_others_stay(file: Path) -> None:
    file.write_text("[limits]\nseconds = 60\nsize = 1_000_000\n")
    assert load() == ((load().settings._replace(limits=Limits(seconds=60, size=1_000_000))), ())


def test_without_a_file_all_is_as_usual(file: Path) -> None:
    assert load().settings.limits == Limits()
    assert load().mistakes == ()


def test_each_limit_can_be_set_and_its_usual_value_is_allowed() -> None:
    assert set(configuration._RANGES) == set(Limits._fields)
    for name, (least, most) in configuration._RANGES.items():
        assert least <= getattr(Limits(), name) <= most


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("[limits]\nreading = 9\nseconds = 0\n", 3, "a whole number from 1 to 3600; it stays 30"),
        ("[limits]\nreading = 9\n\nseconds = '5'\n", 4, "a whole number"),
        ("[limits]\nreading = 9\nseconds = true\n", 3, "a whole number"),
        ("[limits]\nreading = 9\nsecnods = 5\n", 3, "a limit that there is not: secnods"),
        ("limits.reading = 9\nlimits.seconds = 1.5\n", 2, "a whole number"),
        ("[limits]\nreading = 9\n[lmits]\na = 1\n", 3, "a setting that there is not: lmits"),
        ("lmits = 1\n[limits]\nreading = 9\n", 1, "a setting that there is not: lmits"),
    ],
)
def test_a_mistake_is_a_sentence_with_its_line_and_the_rest_is_in_force(file: Path, written: str, line: int, said: str) -> None:
    file.write_text(written)
    settings, (mistake,) = load()
    assert settings.limits == Limits(reading=9)
    assert f"line {line}, " in mistake
    assert said in mistake
    assert str(file) in mistake
    assert mistake.endswith(".")


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        (b"[limits]\nseconds 5\n", 2, "is not TOML"),
        (b"[limits]\nseconds = '\xff'\n", 2, "is not UTF-8"),
        (b"limits = 3\n", 1, "needs a table [limits]"),
        (b"a = " + b"[" * 40_000, 0, "is not TOML"),
        (b"#" * 200_000, 0, "is larger than"),
    ],
)
def test_a_file_that_makes_no_sense_costs_a_sentence(file: Path, written: bytes, line: int, said: str) -> None:
    file.write_bytes(written)
    settings, (mistake,) = load()
    assert settings.limits == Limits()
    assert said in mistake
    assert not line or f"line {line}" in mistake


def test_what_a_file_says_comes_out_clean(file: Path) -> None:
    file.write_text('[limits]\n"\\u001b[31mred" = 5\n')
    (mistake,) = load().mistakes
    assert "\x1b" not in mistake


def test_a_file_that_was_named_and_is_not_there_or_never_ends_is_told(file: Path) -> None:
    assert "cannot be read" in load(str(file)).mistakes[0]
    assert "cannot be read" in load(str(file.parent)).mistakes[0]
    os.mkfifo(file)
    assert load().settings.limits == Limits()


def test_the_doctor_tells_the_limits_in_force_and_the_mistakes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("[limits]\nseconds = 61\nreading = 0\n")
    assert cli.main(["doctor"]) == exit_status.DONE
    told = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "limit seconds 61" in told
    assert "limit reading 6" in told
    assert any(line.startswith("mistake ") for line in told)


def test_another_file_can_be_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = file.with_name("other.toml")
    other.write_text("[limits]\nseconds = 62\n")
    assert cli.main(["doctor", "--config", str(other)]) == exit_status.DONE
    assert "62" in capsys.readouterr().out


def test_a_mistake_stops_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("[limits]\nsize = 1\n")
    assert cli.main(["print", str(file.with_name("none.txt"))]) == exit_status.SOME_FAILED
    mistake, failure = capsys.readouterr().err.splitlines()
    assert "line 2" in mistake
    assert "none.txt" in failure


def test_keys_are_given_to_commands_by_their_ids_and_taken_from_others(file: Path) -> None:
    file.write_text('[keys]\nline_down = ["x", "g x"]\ntoggle_flag = []\n')
    settings, mistakes = load()
    assert mistakes == ()
    keymap = Keymap(COMMANDS, settings.keys)
    for keys in (("x",), ("g", "x")):
        command = keymap.command(keys)
        assert command is not None
        assert command.id == "line_down"
    assert keymap.command(("j",)) is None
    assert keymap.command(("m",)) is None
    assert keymap.keys_of("go_to_top") == ("home",)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("line_dwon = 'x'", "a command that there is not: line_dwon"),
        ("line_down = 'ctrl+j'", "another key"),
        ("line_down = 'ctrl+b'", "tmux's own"),
        ("line_down = 'crtl+x'", "there is no key crtl+x"),
        ("line_down = ['x', 'x']", "line_down has it"),
        ("line_down = ['x', 'x y']", "begins with it"),
        ("line_down = 5", "a key or a list of keys"),
        ("leave = []\nquit = []\ncancel = []", "no key to end the program"),
    ],
)
def test_a_mistake_in_the_keys_is_a_sentence_and_the_others_are_in_force(file: Path, written: str, said: str) -> None:
    file.write_text(f"[keys]\nline_up = 'X'\n{written}\n")
    settings, (mistake,) = load()
    assert said in mistake
    assert settings.keys["line_up"] == ("X",)
    assert "no key to end" in said or "line 3, " in mistake


def test_glyphs_reader_and_topics_are_set(file: Path) -> None:
    file.write_text('glyphs = "ascii"\nreader = "Ada"\n[[topic]]\nname = "Rain"\nterms = ["rain"]\n')
    settings, mistakes = load()
    assert mistakes == ()
    assert (settings.glyph_set, settings.reader) == ("ascii", "Ada")
    assert settings.topics == (Topic("Rain", ("rain",)),)


@pytest.mark.parametrize("written", ['glyphs = "big"', "reader = 3", 'topics = "/none.toml"', "[[topic]]\nname = 'x'"])
def test_other_mistakes_are_told_with_their_line(file: Path, written: str) -> None:
    file.write_text(f"# mine\n{written}\n")
    settings, (mistake,) = load()
    assert settings == Settings()
    assert "line 2, " in mistake


def test_the_example_of_the_documentation_has_no_mistake(file: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
    example = page.partition("```toml\n")[2].partition("```")[0]
    file.write_text(example)
    settings, mistakes = load()
    assert mistakes == ()
    assert settings.reader == "Ada"
    assert settings.keys["previous_article"] == ()
    assert [topic.name for topic in settings.topics] == ["Rain watch"]
