"""What a command is: keys, an id under which they can be changed, one line of help, and what it does."""

from __future__ import annotations

from typing import ClassVar, Protocol

from tui.screen.view import View


class Receiver(Protocol):
    """What commands act on: the view on the screen, and the program around it."""

    @property
    def view(self) -> View:
        """What is on the screen."""

    def finish_article(self) -> None:
        """Go on to the next unread article of the queue, or say that all is read."""

    def swap_in(self) -> bool:
        """Put panels that are ready in place of the paragraphs on the screen; false if there are none waiting."""

    def turn_article(self, step: int) -> None:
        """Go to another article of the queue."""

    def show_help(self) -> None:
        """Show what the keys do."""

    def show_palette(self) -> None:
        """Ask for a command by its name."""

    def edit_outside(self, text: str) -> str:
        """What another program makes of a text. Raises `BriefingError` if it could not be started, or failed."""

    def show_original(self) -> None:
        """Show the line in its original."""

    def show_about(self) -> None:
        """Show what is known about the article."""

    def show_filters(self) -> None:
        """Show what the lines can be narrowed to."""

    def show_who(self) -> None:
        """Show who says what."""

    def show_when(self) -> None:
        """Show what is said to happen when."""

    def send_lines(self) -> None:
        """Send the line, or the selected ones, to the clipboard."""

    def send_panel(self) -> None:
        """Send the panel to the clipboard."""

    def ask_export(self) -> None:
        """Ask for a file to export to."""

    def show_library(self) -> None:
        """Show the library."""

    def leave(self) -> None:
        """Leave what was begun within the view, else the view, else the program."""

    def quit(self) -> None:
        """End the program."""

    def cancel(self) -> None:
        """Stop what is going on; the second time in a row, end the program."""

    def redraw(self) -> None:
        """Paint the screen anew."""

    def suspend(self) -> None:
        """Give the terminal back to the shell for a while."""


class Command:
    """One thing that keys do; its docstring is its line of help.

    `keys` are sequences of key names parted by spaces: a printable key is its character, the others have Textual's names.
    """

    id: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    always: ClassVar[bool] = False
    """Whether it is done even while something is asked, or while a key waits for another."""
    leaps: ClassVar[bool] = False
    """Whether it goes so far that the reader may want to come back."""
    brief: ClassVar[str] = ""
    """What it does in a word or two, beside the other keys that can follow a pending one."""

    @classmethod
    def help(cls) -> str:
        """What it does, in one line."""
        return (cls.__doc__ or cls.id).strip()

    def run(self, on: Receiver) -> None:
        """Do it."""
        if self.leaps:
            on.view.remember()
        self._do(on)

    def _do(self, on: Receiver) -> None:
        raise NotImplementedError
