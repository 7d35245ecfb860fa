"""Write `docs/keys.md`: every key and what it does, from the commands of the program.

python docs/scripts/keys.py
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.commands.command import Command
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS, GROUPS

FILE = Path(__file__).parents[1] / "keys.md"

HEAD = """\
# Keys

`?` shows them in the program. `:` asks for a command by words of its name or of its help; `enter` does the first that is told,
`tab` goes through the others. `:q` leaves, `:42` goes to the 42nd sentence, `:w notes.md` writes a file. Any command can have
other keys: give them to its id in the [configuration](configuration.md).

![What the keys do, in the program](pictures/help.svg)

![A command that is asked for by a word of its name](pictures/palette.svg)
"""

FOOT = """\
## While words are written

In a search, in `:`, in a note, and where the library asks what to add, as in a shell:

| key | does |
|---|---|
| `←` `→` `ctrl+b` `ctrl+f` | to the character before, after |
| `ctrl+←` `ctrl+→` `alt+b` `alt+f` | to the beginning of the word, to its end |
| `home` `end` `ctrl+a` `ctrl+e` | to the beginning of the line, to its end |
| `backspace` `delete` `ctrl+h` `ctrl+d` | delete the character before, after |
| `ctrl+w` `alt+d` `ctrl+u` `ctrl+k` | cut the word before, after, the line up to here, from here on |
| `ctrl+y` | put back what was cut |
| `ctrl+_` `ctrl+r` | undo, redo; many terminals send `ctrl+_` for `ctrl+/` too |

In a search, in `:`, and where the library asks what to add:

| key | does |
|---|---|
| `enter` | done |
| `esc` `ctrl+c` | leave it |
| `↑` `↓` | what was written before |
| `tab` | complete: a command's name, a path |

In a note, `enter` begins a new line, `ctrl+s` keeps the note, `ctrl+o` opens it in your editor, and `esc` or `ctrl+c` leaves
it, after asking if something was written. A question that ends in (y/n) is answered with `y`; any other key is a no.

This page is made by `docs/scripts/keys.py` from the program.
"""


def text() -> str:
    """The page as it stands in the file."""
    keymap = Keymap(COMMANDS)
    parts = [HEAD.rstrip()]
    for name, commands in GROUPS:
        parts += ["", f"## {name}", "", "| key | does | id |", "|---|---|---|", *_rows(commands, keymap)]
    return "\n".join([*parts, "", FOOT])


def _rows(commands: Sequence[type[Command]], keymap: Keymap) -> Iterator[str]:
    digits = [command for command in commands if command.keys == (command.id.removeprefix("panel_"),)]
    for command in commands:
        if command not in digits:
            keys = " ".join(f"`{keys}`" for keys in keymap.keys_of(command.id))
            yield f"| {keys} | {command.help().rstrip('.')} | `{command.id}` |"
        elif command is digits[0]:
            first, last = digits[0], digits[-1]
            yield f"| `{first.keys[0]}`-`{last.keys[0]}` | To the panel with that number | `{first.id}` … `{last.id}` |"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
