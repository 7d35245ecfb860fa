"""The command that asks for a command by its name."""

from __future__ import annotations

from tui.commands.command import Command, Program


class Palette(Command):
    """Ask for a command by its name; also :q, :42 for a sentence, :w FILE."""

    id, keys = "palette", (":", "ctrl+p")
    everywhere = True

    def _do(self, on: Program) -> None:
        on.show_palette()
