"""Write `tui/settings/themes.toml`: the colours of Textual's themes, which the first frame needs before Textual is imported.

python docs/scripts/themes.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual.theme import BUILTIN_THEMES

FILE = Path(__file__).parents[2] / "tui" / "settings" / "themes.toml"
COLOURS = ("foreground", "background", "accent", "success", "warning", "primary")
HEAD = """# The colours of Textual's themes by their names, written by docs/scripts/themes.py.
# Those whose names begin with `ansi` have the terminal's own colours, and are not here.
"""


def tables() -> Iterator[str]:
    """A table of TOML a theme."""
    for name, theme in BUILTIN_THEMES.items():
        if theme.ansi:
            continue
        colours = theme.to_color_system().generate()
        lines = [f"[{name}]", *(f'{colour} = "{colours[colour][:7].lower()}"' for colour in COLOURS)]
        yield "\n".join(lines)


def text() -> str:
    """The whole file."""
    return "\n\n".join([HEAD.rstrip(), *tables()]) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
