"""The program: what commands act on, and what comes of keys. The application and `--linear` are its two faces."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from briefing.desk import Kept
from briefing.inputs import Named
from briefing.library import Library, Work
from tui.commands.command import Command
from tui.commands.keymap import Keymap, Pending
from tui.commands.program import Cancel
from tui.commands.registry import COMMANDS
from tui.review.article_view import ArticleView
from tui.screen.rows import Frame
from tui.screen.view import View
from tui.session import opening
from tui.session.article_lists import ArticleLists
from tui.session.context import Context
from tui.session.face import Face, Timer
from tui.session.loader import Opener
from tui.session.progress import Pace
from tui.session.queue import Queue
from tui.session.view_stack import Looking, Reading, ViewStack
from tui.settings.settings import Settings

if TYPE_CHECKING:
    from tui.lists.library import LibraryListing
    from tui.session.works import Works

PAUSE = 1.0
"""Seconds without a key after which the reader's place is kept, for a program that is killed."""


class Program:
    """Articles that are read and the library that they come from: what is on the screen of them, and what keys do to it.

    `first` is what was painted already of the first input's first article; or `listing` the library, without any input.
    """

    def __init__(
        self,
        face: Face,
        desk: Opener,
        library: Library,
        inputs: Sequence[Named | Kept | str],
        *,
        settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
        first: ArticleView | None = None,
        listing: LibraryListing | None = None,
    ) -> None:
        self.keymap = Keymap(COMMANDS, settings.keys)
        self._face = face
        self._desk = desk
        self._stack = ViewStack()
        self._context = Context(face, desk, library, settings, self.keymap, self._stack, Pace())
        self._lists = ArticleLists(self._context)
        self._pending = Pending(self.keymap)
        self._called: list[str] = []
        self._pause: Timer | None = None
        self._is_cancelled = False
        self._works: Works | None = None
        if listing is not None:
            self._of_library(listing)
            self._stack.begin(Looking(listing))
        else:
            self._stack.begin(opening.of_inputs(self._context, inputs, first))

    # What is on the screen

    @property
    def view(self) -> View:
        """What is on the screen."""
        return self._stack.view

    @property
    def queue(self) -> Queue | None:
        """The queue that is read, on the screen or below what is looked at; none where only the library is open."""
        reading = self._stack.reading
        return None if reading is None else reading.queue

    def frame(self, columns: int, rows: int) -> Frame:
        """The whole screen at a size."""
        return self._stack.frame(columns, rows, self._pending.hints())

    @property
    def has_failed(self) -> bool:
        """Whether an input that is read, or one in whose place it was opened, gave no article."""
        return self._stack.has_failed

    # From the beginning to the end

    def start(self) -> None:
        """Begin to open the inputs."""
        for reading in self._stack.readings:
            reading.start()

    def stop(self) -> None:
        """Listen no longer."""
        for reading in self._stack.readings:
            reading.loader.stop()
        if self._works is not None:
            self._works.stop()

    def finish(self) -> None:
        """Keep what was being written and where the reader was; for the very end."""
        reading = self._stack.reading
        if reading is not None:
            reading.view.keep_draft()
            reading.queue.keep_place()

    def quit(self) -> None:
        """End the program."""
        self._face.end(1 if self.has_failed else 0)

    def cancel(self) -> None:
        """Stop parsing and adding, if they are going on; the second time in a row, end the program."""
        if self._is_cancelled:
            self.quit()
            return
        self._is_cancelled = True
        key = self._context.settings.glyphs.own(self.keymap.key_of("cancel"))
        again = f"{key} again" if key else "The same again"
        self.view.say("Cancelled" if self.give_up() else f"{again} ends the program")

    def give_up(self) -> bool:
        """Stop parsing and adding; false if neither goes on."""
        works, queue = self._works, self.queue
        if not (works is not None and works.is_adding) and not (queue is not None and queue.is_busy):
            return False
        if works is not None:
            works.stop()
        self._desk.cancel()
        return True

    # Keys, pastes and the mouse

    def press(self, key: str) -> None:
        """Take a key: what is asked has it first, else it is a command's. What was said before it is said no more."""
        view, top = self._stack.view, self._stack.top
        view.notice = ""
        command = self.keymap.command((key,)) if key.startswith("ctrl+") else None
        if command is not None and command.always:
            self.do(command)
        elif not view.press(key):
            if isinstance(top, Reading):
                top.queue.touch()
            if key == "escape" and not self._pending.keys:
                self._escape()
            elif (command := self._pending.press(key)) is not None:
                self.do(command)

    def paste(self, text: str) -> None:
        """Give pasted text to what is asked."""
        self.view.notice = ""
        if not self.view.paste(text):
            self.view.say("There is nothing to paste into")

    def click(self, row: int) -> None:
        """Go to what is shown in a row of the screen."""
        self.view.notice = ""
        self.view.click(row)

    def scroll(self, rows: int) -> None:
        """Scroll by rows, down if they are above zero."""
        self.view.scroll(rows)

    def do(self, command: type[Command]) -> None:
        """Do what a command says."""
        if command is not Cancel:
            self._is_cancelled = False
        command().run(self)
        top = self._stack.top
        if isinstance(top, Reading):
            if self._pause is not None:
                self._pause.stop()
            self._pause = self._face.start_timer(PAUSE, top.queue.keep_place)

    def show_palette(self) -> None:
        """Ask for a command by its name, in the status line of what is on the screen."""
        from tui.session import palette, taking_out  # noqa: PLC0415 - many readers know the keys

        view = self.view
        export = partial(taking_out.export, self._context)
        caller = palette.Caller(self.do, view.go_to_number, export, view.say)
        view.ask(palette.prompt(self.keymap, caller, self._called, lambda text: self._called.insert(0, text)))

    # Leaving

    def leave(self) -> None:
        """Leave what was begun within the view, else the view for what lies below it, else the program."""
        if self.view.leave():
            return
        if self._stack.is_bottom:
            self.quit()
        else:
            self._back()

    def _escape(self) -> None:
        """Leave what was begun or is only looked at; escape leaves no article, and never the program."""
        if not self.view.leave() and isinstance(self._stack.top, Looking) and not self._stack.is_bottom:
            self._back()

    def _back(self) -> None:
        """Come back to what lies below: from an article to the library, with the cursor on its work."""
        top = self._stack.top
        if isinstance(top, Reading):
            self._of_library().close(top)
        else:
            self._stack.pop()

    # The articles of a queue

    def finish_article(self) -> None:
        """Go on to the next unread article of the queue, or say that all is read."""
        if reading := self._stack.current():
            reading.queue.finish_article()
            reading.want()

    def turn_article(self, step: int) -> None:
        """Go to another article of the queue."""
        if reading := self._stack.current():
            reading.queue.turn_article(step)
            reading.want()

    def swap_in(self) -> bool:
        """Put panels that are ready in place of the paragraphs on the screen; false if there are none waiting."""
        top = self._stack.top
        return isinstance(top, Reading) and top.queue.swap_in()

    # The library

    def show_library(self) -> None:
        """Show the library, or go back there if the article was opened from it, or leave it for the article."""
        self._of_library().show()

    def open(self, works: Sequence[Work]) -> None:
        """Open works of the library as a queue."""
        self._of_library().open(works)

    def _of_library(self, listing: LibraryListing | None = None) -> Works:
        """The library's part of the program, made when it is first wanted."""
        from tui.session.works import Works  # noqa: PLC0415 - most articles are read without a look at the library

        if self._works is None:
            self._works = Works(self._context, listing)
        return self._works

    # What is looked at above an article

    def show_help(self) -> None:
        """Show what the keys do."""
        from tui.lists.help import HelpListing  # noqa: PLC0415 - many readers know the keys

        if not self._stack.leaves("help"):
            self._stack.push(Looking(HelpListing(self.keymap, self._context.settings.glyphs), "help"))

    def show_original(self) -> None:
        """Show the line in its original."""
        self._lists.show_original()

    def show_about(self) -> None:
        """Show what is known about the article."""
        self._lists.show_about()

    def show_filters(self) -> None:
        """Show what the lines can be narrowed to."""
        self._lists.show_filters()

    def show_who(self) -> None:
        """Show who says what."""
        self._lists.show_who()

    def show_when(self) -> None:
        """Show what is said to happen when."""
        self._lists.show_when()

    # What leaves the program, and the terminal

    def send_lines(self) -> None:
        """Send the line, or the selected ones, to the clipboard."""
        from tui.session import taking_out  # noqa: PLC0415 - not needed before a key is pressed

        taking_out.send_lines(self._context)

    def send_panel(self) -> None:
        """Send the panel to the clipboard."""
        from tui.session import taking_out  # noqa: PLC0415

        taking_out.send_panel(self._context)

    def ask_export(self) -> None:
        """Ask for a file to export to."""
        from tui.session import taking_out  # noqa: PLC0415

        taking_out.ask_export(self._context)

    def edit_outside(self, text: str) -> str:
        """What the reader's editor makes of a text, on the terminal that is left to it meanwhile. Raises `BriefingError`."""
        from tui.session import external_editor  # noqa: PLC0415 - few notes are written there

        return external_editor.edit(text, self._face.lend_terminal)

    def redraw(self) -> None:
        """Paint the screen anew."""
        self._face.redraw()

    def suspend(self) -> None:
        """Give the terminal back to the shell for a while, if there is one."""
        from tui.terminal import shell  # noqa: PLC0415 - most readers stay

        if why_not := shell.why_not():
            self.view.say(why_not)
        else:
            self._face.suspend_to_shell()
