"""Scripts of completion, and the manual page."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tui import cli
from tui.command_line import completion
from tui.command_line.arguments import parser_of
from tui.options import exit_status
from tui.options.options import COMMANDS


def completed(*words: str) -> list[str]:
    """What bash offers for the last of some words."""
    line = " ".join(f"'{word}'" for word in words)
    run = f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _briefing; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    text = f"{completion.script('bash')}\n{run}"
    return subprocess.run(["bash", "-c", text], capture_output=True, text=True, timeout=20, check=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_commands_options_and_their_values():
    assert completed("briefing", "do") == ["doctor"]
    assert completed("briefing", "print", "--rec") == ["--recursive"]
    assert completed("briefing", "print", "--as", "m") == ["markdown"]
    assert "--as" not in completed("briefing", "add", "--")
    assert completed("briefing", "completion", "f") == ["fish"]


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_script_has_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["completion", shell]) == exit_status.DONE
    text = capsys.readouterr().out
    for command in ("", *COMMANDS):
        for action in parser_of(command)._actions:
            assert all(option.lstrip("-") in text for option in action.option_strings)
        assert command in text


def test_the_manual_tells_every_option_and_is_roff_without_a_fault(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["man"]) == exit_status.DONE
    page = capsys.readouterr().out
    for option in ("recursive", "linear", "config FILE", "as text|markdown"):
        assert option.replace("-", "\\-") in page
    groff = shutil.which("groff")
    if groff:
        done = subprocess.run(
            [groff, "-man", "-Tascii", "-ww"], input=page, capture_output=True, text=True, timeout=20, check=True
        )
        assert done.stderr == ""
