"""What only a face of the program can do: the application on a screen, or `--linear` row by row."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class Timer(Protocol):
    """Something that is to be done later."""

    def stop(self) -> None:
        """Let it be."""


class Face(Protocol):
    """A face hands keys or words to the program and shows what comes of it; this is what the program asks of it."""

    def show(self) -> None:
        """Show what is so by now."""

    def copy_to_clipboard(self, text: str) -> None:
        """Send a text to the reader's clipboard."""

    def lend_terminal(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program meanwhile. Raises `BriefingError` if there is none to leave."""

    def suspend_to_shell(self) -> None:
        """Give the terminal back to the shell for a while."""

    def redraw(self) -> None:
        """Paint the screen anew."""

    def end(self, status: int) -> None:
        """End with an exit status."""

    def call_back(self, what: Callable[[], object]) -> None:
        """Do something soon in the thread that has the program, asked from any other."""

    def start_timer(self, seconds: float, what: Callable[[], object]) -> Timer:
        """Do something after a while, unless it is stopped before."""
