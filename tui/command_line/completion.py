"""What a shell completes: `briefing completion SHELL` prints its script, which asks the program again at each tab.

Words are answered from the definitions of the command line. Files are the shell's own: it knows how names are quoted.
"""

from __future__ import annotations

import os
from pathlib import Path

from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

from tui.command_line.arguments import PROGRAM, group
from tui.options import standard_output
from tui.options.exit_status import DONE, USAGE
from tui.options.options import ASKS_FOR_COMPLETIONS, Options


def run(options: Options) -> int:
    """Print the script of a shell."""
    standard_output.write(script(options.shell))
    return DONE


def script(shell: str) -> str:
    """What a shell reads to complete the words of the command line."""
    return Path(__file__).with_name(f"completion.{shell}").read_text(encoding="utf-8")


def answer() -> int:
    """Print what the word of `COMP_WORDS` could become that `COMP_CWORD` counts; the exit status comes back."""
    if "COMP_WORDS" not in os.environ or not os.environ.get("COMP_CWORD", "").isdecimal():
        return USAGE
    standard_output.write(_Answer(group(), {}, PROGRAM, ASKS_FOR_COMPLETIONS).complete() + "\n")
    return DONE


class _Answer(ShellComplete):
    """What is asked: a word a line, quoted as in the shell. What is answered: a word with what it means a line, or `file`."""

    name = "any"
    source_template = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        at = int(os.environ["COMP_CWORD"])
        words = [(split_arg_string(word) or [""])[0] for word in os.environ["COMP_WORDS"].split("\n")]
        # bash parts an option from its value before and after the sign
        return [word for word in words[1:at] if word != "="], "".join(words[at : at + 1])

    def format_completion(self, item: CompletionItem[str]) -> str:
        return f"plain\t{item.value}\t{item.help or ''}" if item.type == "plain" else item.type
