"""What shells complete, asked of the shells themselves."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.line import Line
from tui.command_line import completion
from tui.command_line.arguments import SHELLS
from tui.options.options import ASKS_FOR_COMPLETIONS

PROMPT = "ready: "
NAMES = ("two words.txt", "it's.txt", "a, b.txt", 'said "so".txt', "my dir/inner one.txt", "print\u00e9.txt")


class Shell(Line):
    """A shell with the completions of the program, in a home with files; the program writes down which words it is given."""

    def __init__(self, shell: str, folder: Path) -> None:
        if not shutil.which(shell):
            pytest.skip(f"{shell} is not installed")
        self._heard = folder / "heard"
        home = folder / "home"
        for name in NAMES:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).touch()
        script = folder / f"script.{shell}"
        script.write_text(completion.script(shell), encoding="utf-8")
        command = {
            "bash": ["bash", "--noprofile", "--rcfile", str(folder / ".bashrc"), "-i"],
            "zsh": ["zsh", "-d", "-i"],
            "fish": ["fish", "--no-config", "-C", f"source {script}; function fish_prompt; echo '{PROMPT}'; end"],
        }[shell]
        for name in (".bashrc", ".zshrc"):
            (folder / name).write_text(f"source {script}\nPS1='{PROMPT}'\n")
        there = {"HOME": str(home), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
        super().__init__(command, environment={**there, "PATH": path_to_program(folder, self._heard)}, columns=120)
        self.until(lambda: self.shows(PROMPT.strip()), f"the prompt of {shell}")
        self.send(f" cd {home}\r")

    def completes(self, line: str) -> list[str]:
        """The words that the program is given, if the line is completed and entered."""
        self._heard.unlink(missing_ok=True)
        self.send(f"{line}\t\r")
        self.until(self._heard.exists, f"what becomes of {line}")
        return self._heard.read_text(encoding="utf-8").split("\n")[:-1]


def path_to_program(folder: Path, heard: Path) -> str:
    """A `PATH` on which the program completes as it does, and else writes down its words, the file at once whole."""
    program = folder / "bin" / "briefing"
    program.parent.mkdir()
    real = f"{shlex.quote(sys.executable)} -c 'import sys; from tui.cli import main; sys.exit(main())'"
    program.write_text(
        f'#!/bin/sh\n[ "${ASKS_FOR_COMPLETIONS}" ] && exec {real}\n'
        f"printf '%s\\n' \"$@\" > {heard}.part\nmv {heard}.part {heard}\n"
    )
    program.chmod(0o755)
    return f"{program.parent}:/usr/local/bin:/usr/bin:/bin"


@pytest.fixture(name="shell", params=SHELLS)
def a_shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    with Shell(request.param, tmp_path) as shell:
        yield shell


def test_commands_options_and_their_values_are_completed(shell: Shell) -> None:
    assert shell.completes("briefing do") == ["doctor"]
    assert shell.completes("briefing print --rec") == ["print", "--recursive"]
    assert shell.completes("briefing print --as m") == ["print", "--as", "markdown"]
    assert shell.completes("briefing print --as=m") == ["print", "--as=markdown"]
    assert shell.completes("briefing completion f") == ["completion", "fish"]
    assert shell.completes("briefing --plain") == ["--plain-driver"]


def test_a_command_is_completed_behind_its_options_and_has_no_others(shell: Shell) -> None:
    assert shell.completes("briefing --recursive fo") == ["--recursive", "forget"]
    assert shell.completes("briefing --mouse fo") == ["--mouse", "fo"]
    assert shell.completes("briefing --recursive add --deb") == ["--recursive", "add", "--debug"]
    assert shell.completes("briefing list --samp") == ["list", "--samp"]


def test_names_of_files_come_as_they_are_whatever_is_in_them(shell: Shell) -> None:
    assert shell.completes("briefing two") == ["two words.txt"]
    assert shell.completes("briefing print two\\ w") == ["print", "two words.txt"]
    assert shell.completes('briefing "two') == ["two words.txt"]
    assert shell.completes("briefing add plain.txt it") == ["add", "plain.txt", "it's.txt"]
    assert shell.completes("briefing forget a,") == ["forget", "a, b.txt"]
    assert shell.completes("briefing said") == ['said "so".txt']
    assert shell.completes("briefing print --topics tw") == ["print", "--topics", "two words.txt"]
    assert shell.completes("briefing my\\ dir/in") == ["my dir/inner one.txt"]


def test_a_home_is_completed_in(shell: Shell, tmp_path: Path) -> None:
    shell.send(" cd /\r")
    assert shell.completes("briefing ~/two") == [f"{tmp_path}/home/two words.txt"]


def test_no_file_is_offered_where_none_is_read(shell: Shell) -> None:
    assert shell.completes("briefing list two") == ["list", "two"]
    assert shell.completes("briefing completion two") == ["completion", "two"]
    assert shell.completes("briefing print --as two") == ["print", "--as", "two"]


def test_a_command_and_a_file_of_the_same_beginning_are_both_offered(shell: Shell) -> None:
    assert shell.completes("briefing prin") == ["print"]  # as far as both agree
    assert shell.completes("briefing print\u00e9") == ["print\u00e9.txt"]


def test_zsh_completes_from_its_folder_of_functions(tmp_path: Path) -> None:
    functions = tmp_path / "functions"
    functions.mkdir()
    (functions / "_briefing").write_text(completion.script("zsh"), encoding="utf-8")
    with Shell("zsh", tmp_path) as shell:
        shell.send(f" fpath=({functions} $fpath); unfunction _briefing; compinit -u -D\r")
        assert shell.completes("briefing do") == ["doctor"]
        assert shell.completes("briefing fo") == ["forget"]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_shows_what_words_mean(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(completion.script("fish"), encoding="utf-8")
    ask = f"source {tmp_path}/script; complete -C 'briefing do'; complete -C 'briefing man --h'"
    environment = {"PATH": path_to_program(tmp_path, tmp_path / "heard"), "HOME": str(tmp_path)}
    command = ["fish", "--no-config", "-c", ask]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path / "bin", timeout=60, check=True)
    assert done.stdout.decode().splitlines() == [
        "doctor\tprint versions, folders and what the terminal can",
        "--help\tprint what the words mean and end",
    ]


def test_who_asks_without_words_gets_no_answer_and_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ASKS_FOR_COMPLETIONS, "1")
    monkeypatch.delenv("COMP_WORDS", raising=False)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
