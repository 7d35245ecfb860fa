"""Commands that take something out: to the clipboard, or to a file."""

from __future__ import annotations

from tui.commands.command import Command, Receiver


class SendLine(Command):
    """Send the line to the terminal's clipboard, with who says it and where it is from."""

    id, keys = "send_line", ("y",)

    def _do(self, on: Receiver) -> None:
        on.send_lines()


class SendPanel(Command):
    """Send the whole panel to the terminal's clipboard."""

    id, keys = "send_panel", ("Y",)

    def _do(self, on: Receiver) -> None:
        on.send_panel()


class Export(Command):
    """Export the briefing with notes and marks: Markdown, HTML, JSON or text."""

    id, keys = "export", ("e",)

    def _do(self, on: Receiver) -> None:
        on.ask_export()
