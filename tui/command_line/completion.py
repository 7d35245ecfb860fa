"""`briefing completion SHELL` and `briefing man`: scripts and a page, made from the definitions of the command line."""

from __future__ import annotations

from argparse import Action, ArgumentParser
from collections.abc import Iterator

from briefing.version import __version__
from tui.command_line.arguments import ABOUT, AFTER, parser_of
from tui.options.options import COMMANDS

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """What a shell reads to complete commands, options, and what options take; files else."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def _bash() -> str:
    cases = "".join(f'        {name or "*"}) words="{_words(name)}";;\n' for name in (*COMMANDS, ""))
    values = ""
    for action in _options("print"):
        if action.choices:
            offered = " ".join(map(str, action.choices))
            reply = f'COMPREPLY=($(compgen -W "{offered}" -- "$word")); return'
            values += f"        {'|'.join(action.option_strings)}) {reply};;\n"
    return f"""\
# bash completion for briefing: put "source <(briefing completion bash)" into ~/.bashrc
_briefing() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words
    case "$before" in
{values}    esac
    case "${{COMP_WORDS[1]}}" in
{cases}    esac
    COMPREPLY=()
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    elif ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W "{" ".join(COMMANDS)}" -- "$word"))
    elif [[ ${{COMP_WORDS[1]}} == completion ]]; then
        COMPREPLY=($(compgen -W "{" ".join(SHELLS)}" -- "$word"))
    fi
}}
complete -o default -F _briefing briefing
"""


def _zsh() -> str:
    # zsh runs bash's completions as they are
    return f"# zsh completion for briefing: put “source <(briefing completion zsh)” into ~/.zshrc\n{_ZSH}{_bash()}"


_ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"


def _fish() -> str:
    lines = ["# fish completion for briefing: briefing completion fish > ~/.config/fish/completions/briefing.fish"]
    lines += [f"complete -c briefing -n __fish_use_subcommand -a {name}" for name in COMMANDS]
    lines.append(f"complete -c briefing -n '__fish_seen_subcommand_from completion' -f -a '{' '.join(SHELLS)}'")
    for name in ("", *COMMANDS):
        seen = f"'__fish_seen_subcommand_from {name}'" if name else "__fish_use_subcommand"
        for action in _options(name):
            long = next(option for option in action.option_strings if option.startswith("--"))
            takes = f" -x -a '{' '.join(map(str, action.choices))}'" if action.choices else " -r" if action.metavar else ""
            said = (action.help or "").replace("\\", "\\\\").replace("'", "\\'")
            lines.append(f"complete -c briefing -n {seen} -l {long[2:]}{takes} -d '{said}'")
    return "\n".join(lines) + "\n"


def manual() -> str:
    """The manual page, as roff."""
    about, _, usage = ABOUT.partition("\n\n")
    parts = [
        f'.TH BRIEFING 1 "" "briefing {__version__}"',
        f".SH NAME\nbriefing \\- {_roff('read news articles as foldable panels')}",
        f".SH SYNOPSIS\n.nf\n{_roff(usage.rstrip())}\n.fi",
        f".SH DESCRIPTION\n{_roff(about)}\n.PP\n{_roff(AFTER.strip())}",
        ".SH OPTIONS",
    ]
    told: set[str] = set()
    for name in ("", *COMMANDS):
        for action in _options(name):
            option = ", ".join(action.option_strings)
            if option not in told:
                told.add(option)
                value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
                parts.append(f".TP\n.B {_roff(f'{option} {value}'.strip())}\n{_roff(action.help or '')}")
    return "\n".join(parts) + "\n"


def _roff(text: str) -> str:
    """Text in which roff finds no requests."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in text.splitlines())


def _words(command: str) -> str:
    return " ".join(option for action in _options(command) for option in action.option_strings)


def _options(command: str) -> Iterator[Action]:
    parser: ArgumentParser = parser_of(command)
    yield from (action for action in parser._actions if action.option_strings)  # noqa: SLF001 - argparse has no other way
