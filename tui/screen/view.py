"""What a screen shows and commands act on, without Textual: rows, at whose end is a status line that can ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tui.screen import status_line
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Frame, Row
from tui.screen.status_line import Hint

AROUND_BODY = 4
"""Rows of a screen that are not its body: header, two rules, status line."""

Cursor = tuple[int, int]
"""Column and row of the terminal's cursor on the screen."""

Outside = Callable[[str], str]
"""What another program makes of a text; none if it could not be started or gave nothing."""


class Asking(Protocol):
    """What has the end of the screen and takes every key until it has its answer."""

    def press(self, key: str) -> bool:
        """Take a key; false once nothing is asked any more."""

    def paste(self, text: str) -> bool:
        """Take pasted text; false once nothing is asked any more."""

    def height(self, rows: int) -> int:
        """How many rows of a screen it takes."""

    def draw(self, columns: int, rows: int, glyphs: Glyphs) -> Frame:
        """So many rows, and the cursor in them."""


class View:
    """What is on a screen, and all that commands ask of one: a view has a method of its own for what it can do.

    What a view does not know it answers with a sentence; only reading on and going in and out are moves where they are nothing
    else.
    """

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        self.glyphs = glyphs
        self.notice = ""
        """What the status line says until the next key."""
        self.progress = ""
        """One cell at the end of the status line."""
        self.asking: Asking | None = None
        """What takes the keys for now."""

    # What is shown

    def frame(self, columns: int, rows: int, waiting: Sequence[Hint] = ()) -> Frame:
        """The whole screen at a size. `waiting` are keys that wait for more, and what can follow them."""
        raise NotImplementedError

    def resize(self, columns: int, rows: int) -> None:
        """Lay out for a size, so that a page is as long as the screen before it is drawn."""

    def resume(self) -> None:
        """Be on the screen again, after what lay above was left."""

    @property
    def hints(self) -> Sequence[Hint]:
        """What the status line says while there is nothing else to say."""
        return ()

    def _foot(self, columns: int, rows: int, waiting: Sequence[Hint]) -> tuple[tuple[Row, ...], Cursor | None]:
        """The end of a screen: the status line, or what is asked with its cursor."""
        if self.asking is not None:
            asked = self.asking.draw(columns, self.asking.height(rows), self.glyphs)
            return asked.rows, (asked.cursor[0], rows - len(asked.rows) + asked.cursor[1])
        notice = "" if waiting else self.notice
        line = status_line.status(notice, waiting or self.hints, self.progress, columns, self.glyphs)
        return (line,), None

    # What is said and asked

    def say(self, notice: str) -> None:
        """Say something in the status line until the next key, unless something is being said."""
        self.notice = self.notice or notice

    def show_progress(self, done: int, of: int) -> None:
        """Show in one cell how much is done of what goes on."""
        steps = self.glyphs.progress
        self.progress = steps[min(len(steps) - 1, done * len(steps) // max(1, of))]

    def end_progress(self) -> None:
        """Show no progress any more."""
        self.progress = ""

    def ask(self, asking: Asking) -> None:
        """Let something take the keys until it has its answer."""
        self.asking = asking

    def press(self, key: str) -> bool:
        """Give a key to what is being asked; false if nothing is."""
        asking = self.asking
        if asking is None:
            return False
        if not asking.press(key) and self.asking is asking:
            self.asking = None
        return True

    def paste(self, text: str) -> bool:
        """Give pasted text to what is being asked; false if nothing is."""
        asking = self.asking
        if asking is None:
            return False
        if not asking.paste(text) and self.asking is asking:
            self.asking = None
        return True

    def keep_draft(self) -> None:
        """Keep what is being written, for a program that ends before the reader could."""

    def leave(self) -> bool:
        """Leave what was begun within the view, the last first; false if there was nothing."""
        return False

    def refuse(self) -> None:
        """Say that a key means nothing here."""
        self.say("That key does nothing here")

    # Moving

    def line_down(self) -> None:
        """To the next line."""
        self.refuse()

    def line_up(self) -> None:
        """To the line before."""
        self.refuse()

    def section_down(self) -> None:
        """To the next title."""
        self.refuse()

    def section_up(self) -> None:
        """To the title before."""
        self.refuse()

    def go_to_top(self) -> None:
        """To the beginning."""
        self.refuse()

    def go_to_bottom(self) -> None:
        """To the end."""
        self.refuse()

    def page_down(self) -> None:
        """A page down."""
        self.refuse()

    def page_up(self) -> None:
        """A page up."""
        self.refuse()

    def half_down(self) -> None:
        """Half a page down."""
        self.refuse()

    def half_up(self) -> None:
        """Half a page up."""
        self.refuse()

    def scroll(self, rows: int) -> None:
        """Scroll by rows, down if they are above zero; marks nothing."""

    def click(self, row: int) -> None:
        """Go to what is shown in a row of the screen."""

    def go_to_number(self, number: int) -> None:
        """To a sentence or an item by its number, from 1."""
        self.say(f"There is no sentence {number}")

    def go_to_panel(self, number: int) -> None:  # noqa: ARG002 - only some views have panels
        """To a panel by its number."""
        self.refuse()

    def remember(self) -> None:
        """Remember where a leap starts."""

    def go_back(self) -> None:
        """To where the last leap started."""
        self.refuse()

    # Opening and choosing

    def toggle(self) -> bool:
        """Open, close or choose what the cursor stands on; false if nothing is ever opened or chosen here."""
        return False

    def fold(self) -> None:
        """Close what the cursor is in."""
        self.refuse()

    def unfold(self) -> None:
        """Open what the cursor is in."""
        self.refuse()

    def fold_or_parent(self) -> None:
        """Out of what the cursor is in, or up."""
        self.line_up()

    def unfold_or_enter(self) -> None:
        """Into what the cursor stands on, or down."""
        self.line_down()

    def fold_all(self) -> None:
        """Close everything."""
        self.refuse()

    def unfold_all(self) -> None:
        """Open everything."""
        self.refuse()

    # Searching

    def begin_search(self) -> None:
        """Ask what to search."""
        self.refuse()

    def next_match(self, step: int) -> None:  # noqa: ARG002 - not everything can be searched
        """To the next place that has what is searched, or the one before."""
        self.refuse()

    # Reading and marking

    def read_on(self) -> bool:
        """Go on, marking what was seen if it can be marked; true where nothing comes next."""
        self.page_down()
        return False

    def previous_unread(self) -> None:
        """To the line before that is not read."""
        self.refuse()

    def toggle_read(self) -> None:
        """Mark as read, or as unread."""
        self.refuse()

    def mark_panel_read(self) -> None:
        """Mark the whole panel as read."""
        self.refuse()

    def toggle_flag(self) -> None:
        """Flag, or take the flag away."""
        self.refuse()

    def next_flag(self) -> None:
        """To the next line that is flagged or has a note."""
        self.refuse()

    def write_note(self, outside: Outside | None = None) -> None:  # noqa: ARG002 - notes stand only on lines
        """Write what is to be added: a note, or what the list takes. `outside` lets another program edit a text."""
        self.refuse()

    def select(self) -> None:
        """Begin to select, or add to what is selected."""
        self.refuse()

    def undo(self) -> None:
        """Take the last step back."""
        self.refuse()

    def redo(self) -> None:
        """Do again what was undone last."""
        self.refuse()

    # Showing more and less

    def show_all(self) -> None:
        """Show all again that was narrowed."""
        self.refuse()

    def show_aside(self) -> None:
        """To what is set aside, and from there back."""
        self.refuse()

    def forget(self) -> None:
        """Forget what the cursor stands on, or what is selected, after asking."""
        self.refuse()
