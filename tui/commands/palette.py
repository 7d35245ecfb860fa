"""The command that asks for a command by its name."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class Palette(Command):
    """Ask for a command by its name; also :q, :42 for a sentence, :w FILE."""

    id, keys = "palette", (":", "ctrl+p")

    def _do(self, on: Receiver) -> None:
        on.show_palette()
