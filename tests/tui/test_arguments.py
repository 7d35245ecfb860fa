"""The words of the command line: what they ask for, what is said of mistakes in them, and their help."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.sanitise import is_clean
from tests.tui.line import Line
from tui import cli
from tui.command_line import arguments, manual_page
from tui.options import exit_status, fast_path
from tui.options.options import COMMANDS, OPTIONS, Options

COMMAND = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
WORDS = [*COMMANDS, *(option.name for option in OPTIONS), "-", "--", "-x", "--as=json", "text", "bash", "a.txt", "b c.txt", ""]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("", Options()),
        ("a.txt -", Options(inputs=("a.txt", "-"))),
        ("a.txt --recursive b", Options(inputs=("a.txt", "b"), recursive=True)),
        ("a.txt list", Options(inputs=("a.txt", "list"))),
        ("-- add --linear", Options(inputs=("add", "--linear"))),
        ("--config=c --linear", Options(config="c", linear=True)),
        ("--config list a.txt", Options(config="list", inputs=("a.txt",))),
        ("print --as json --sample", Options(command="print", form="json", sample=True)),
        ("add --topics t x -- --y", Options(command="add", topics="t", inputs=("x", "--y"))),
        ("completion zsh", Options(command="completion", shell="zsh")),
        ("--restricted news a.txt", Options(restricted="news", inputs=("a.txt",))),
        ("man --restricted news", Options(command="man", restricted="news")),
    ],
)
def test_words_ask_for_a_command_inputs_and_options(words: str, options: Options) -> None:
    assert arguments.parse(words.split()) == options


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("--recursive add .", Options(command="add", recursive=True, inputs=(".",))),
        ("--as json print a.txt", Options(command="print", form="json", inputs=("a.txt",))),
        ("--config c --again print --sample", Options(command="print", config="c", again=True, sample=True)),
        ("--config=c list", Options(command="list", config="c")),
        ("--config doctor doctor", Options(command="doctor", config="doctor")),
        ("--recursive -- add", Options(recursive=True, inputs=("add",))),
    ],
)
def test_options_may_stand_before_the_command(words: str, options: Options) -> None:
    assert cli._options(words.split()) == options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add", "briefing add needs at least one INPUT."),
        ("forget", "briefing forget needs at least one INPUT."),
        ("print", "briefing print needs an INPUT, or --sample."),
        ("completion", "briefing completion needs a SHELL: bash, zsh or fish."),
        ("completion csh", "Invalid value for 'SHELL': 'csh' is not one of 'bash', 'zsh', 'fish'."),
        ("completion bash zsh", "briefing completion takes one SHELL: leave out zsh."),
        ("list a b", "briefing list takes no INPUT: leave out a b."),
        ("print --as pdf x", "Invalid value for '--as': 'pdf' is not one of 'text', 'markdown', 'html', 'json'."),
        ("--linear list", "--linear belongs to briefing without a command, not to briefing list."),
        ("--as json a.txt", "--as belongs to briefing print, not to briefing without a command."),
        ("list --sample", "--sample belongs to briefing without a command and briefing print, not to briefing list."),
        ("--recursiv x", "briefing has no option --recursiv; did you mean --recursive?"),
        ("--vers", "briefing has no option --vers; did you mean --version?"),
        ("print -q x", "briefing print has no option -q; briefing print --help lists its options."),
        ("x --topics", "Option '--topics' requires an argument."),
        ("--topics --sample", "--topics needs a FILE, which --sample is not."),
        ("--restricted --linear", "--restricted needs a FOLDER, which --linear is not."),
        ("--restricted a x --restricted b", "--restricted is given twice."),
        ("--restricted a list --restricted=b", "--restricted is given twice."),
        ("--sample=1", "Option '--sample' does not take a value."),
    ],
)
def test_a_mistake_in_the_words_is_one_sentence_with_status_two(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words.split()) == exit_status.USAGE
    assert capsys.readouterr() == ("", f"briefing: {said}\n")


def test_a_mistake_of_any_words_is_one_short_clean_line(capsys: pytest.CaptureFixture[str]) -> None:
    harm = "\x1b]0;owned\x07\x9b31m\u202e" + "long " * 100_000
    for words in (["--" + harm], ["print", "--as", harm, "x"], ["list", harm], ["completion", harm], ["--sample=" + harm]):
        assert cli.main(words) == exit_status.USAGE
        line = capsys.readouterr().err.removesuffix("\n")
        assert is_clean(line)
        assert "\n" not in line
        assert len(line) < 400


@given(st.lists(st.sampled_from(WORDS), max_size=6))
@settings(deadline=None, max_examples=50)
def test_what_is_read_without_click_is_read_as_click_reads_it(words: list[str]) -> None:
    options = fast_path.read(words)
    if options is not None:
        assert arguments.parse(words) == options


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=6))
@settings(deadline=None, max_examples=50)
def test_any_words_ask_for_something_or_are_a_mistake(words: list[str]) -> None:
    with suppress(UsageError):
        options = arguments.parse(words)
        assert options is None or options.command in ("", *COMMANDS)


@pytest.mark.parametrize(
    "words", ["", "a.txt b.txt", "--recursive a", "--config c a.txt", "a.txt --linear", "-- add", "--sample --mouse --topics t"]
)
def test_opening_inputs_waits_for_neither_click_nor_argparse(words: str) -> None:
    look = (
        "import sys, tui.cli; from tui.command_line import open_screen; from tui.linear import loop\n"
        "open_screen.run = loop.run = lambda options: print({'click', 'argparse'} & set(sys.modules)) or 0\n"
        "sys.exit(tui.cli.main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", look, *words.split()], capture_output=True, timeout=60, check=True)
    assert done.stdout == b"set()\n"


@pytest.mark.parametrize("columns", [30, 80, 200])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_the_width_of_the_terminal_and_no_colours(command: str, columns: int) -> None:
    environment = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "COLUMNS": "500"}
    with Line([*COMMAND, *command.split(), "--help"], columns=columns, rows=100, environment=environment) as line:
        line.until(line.ended, "the end of the help")
        line.quiet(0.05)
    assert line.status == exit_status.DONE
    assert b"\x1b" not in line.written
    rows = line.written.decode("ascii").split("\r\n")
    assert max(map(len, rows)) <= min(columns, 80)
    told = " ".join(line.written.decode().split())
    for option in OPTIONS:
        assert (f" {option.name} " in told) == (command in option.commands)


def test_the_manual_page_has_every_command_and_option_and_is_roff_without_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["man"]) == exit_status.DONE
    page = capsys.readouterr().out
    assert page == manual_page.text()
    shown = subprocess.run(
        ["groff", "-man", "-Tascii", "-P-cbou", "-ww", "-rLL=300n"],
        input=page,
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert shown.stderr == ""
    rows = [" ".join(row.split()) for row in shown.stdout.splitlines()]
    told = "\n".join(rows).lower()
    for name, command in COMMANDS.items():
        assert f"briefing {name} [options] {command.takes}".rstrip() in rows
        assert command.help.lower() in told
    for option in OPTIONS:
        assert any(row.startswith(option.name) for row in rows)
        assert option.help.lower() in told
