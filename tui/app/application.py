"""The application: a queue of articles on one screen. All that it shows is decided without Textual, in `tui.session.queue`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from briefing.desk import Kept, Progressed
from briefing.errors import BriefingError
from briefing.inputs import Named
from briefing.library import Library, Work
from briefing.sanitise import clean_line
from tui.app.driver import redraw
from tui.app.driver_choice import choose
from tui.app.library_screen import LibraryScreen
from tui.app.list_screen import ListScreen
from tui.app.review_screen import ReviewScreen
from tui.app.textual_private import GuardedApp
from tui.app.view_screen import ViewScreen
from tui.commands.command import Command
from tui.commands.hints import library_hints, list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.lists.about import AboutListing
from tui.lists.filters import FilterListing
from tui.lists.help import HelpListing
from tui.lists.library import LibraryListing
from tui.lists.list_view import Listing
from tui.lists.when import WhenListing
from tui.lists.who import WhoListing
from tui.review.filters import Choice, choices, combined, said
from tui.review.original import Original
from tui.review.review import Review
from tui.screen.view import View
from tui.session import path_completion
from tui.session.adding import Added, Adder
from tui.session.loader import Loader, Opener
from tui.session.queue import Heard, Queue, review_of
from tui.settings.settings import Settings
from tui.terminal.capabilities import know
from tui.terminal.early_frame import Held

if TYPE_CHECKING:
    from tui.session.taking_out import Out

PROGRESS_EVERY = 1.0
"""Seconds between two changes of the cell of progress."""


PAUSE = 1.0
"""Seconds without a key after which the reader's place is kept, for a program that is killed."""


class DeskSaid(Message, bubble=False):
    """The desk said something in its thread."""

    def __init__(self, heard: Heard, queue: Queue) -> None:
        super().__init__()
        self.heard = heard
        self.queue = queue


class WorksAdded(Message, bubble=False):
    """Something was added to the library, in a thread."""

    def __init__(self, added: Added) -> None:
        super().__init__()
        self.added = added


class BriefingApp(GuardedApp, inherit_bindings=False):
    """Shows a queue of articles, opens its inputs in a thread, and does what commands say."""

    TITLE = "briefing"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(
        self,
        queue: Queue,
        desk: Opener,
        inputs: Sequence[Named | str],
        *,
        settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
        driver: type[Driver] | None = None,
        library: Library | None = None,
        listing: LibraryListing | None = None,
    ) -> None:
        super().__init__(driver)
        # Both have to be known before anything is drawn: set later, NO_COLOR gives black on black, and scrolling is animated.
        self.set_reactive(App.theme, "ansi-dark")
        self.animation_level = "none"
        self.queue = queue
        self._desk = desk
        self._settings = settings
        self.looks = settings.looks
        self._keys_of_commands = Keymap(COMMANDS, settings.keys)
        self._loader = self._loads(queue, inputs)
        self._library = library
        self._listing = listing
        self._begins_in_library = listing is not None
        self._below: list[tuple[Queue, Loader]] = []
        self._adder = Adder(desk, lambda added: self.post_message(WorksAdded(added)))
        self._added_shown = 0.0
        self._progress_shown = 0.0
        self._cancelled = False
        self._called: list[str] = []
        self._pause: Timer | None = None

    @property
    def review(self) -> Review:
        """The review on the screen."""
        return self.queue.review

    def get_default_screen(self) -> Screen[None]:
        """The screen of the article, or of the library."""
        if self._begins_in_library:
            return LibraryScreen(self._keys_of_commands, self._works(), first=True)
        return ReviewScreen(self._keys_of_commands)

    def on_mount(self) -> None:
        """Begin to open the inputs."""
        self._loader.want(self.queue.wanted)
        self._loader.start()

    def on_unmount(self) -> None:
        """Listen no longer."""
        self._loader.stop()
        self._adder.stop()

    def on_desk_said(self, message: DeskSaid) -> None:
        """Show what the desk said; progress at most once a second."""
        event = message.heard.event
        message.queue.hear(message.heard)
        self._loader.want(self.queue.wanted)
        if isinstance(event, Progressed):
            if monotonic() - self._progress_shown < PROGRESS_EVERY:
                return
            self._progress_shown = monotonic()
        self._paint()

    def on_works_added(self, message: WorksAdded) -> None:
        """Show what was added, at most once a second."""
        added, listing = message.added, self._works()
        for work in added.works:
            listing.bring_back(work)
        if not added.ended and monotonic() - self._added_shown < PROGRESS_EVERY:
            return
        self._added_shown = monotonic()
        steps = self._settings.glyphs.progress
        listing.progress = "" if added.ended else steps[min(len(steps) - 1, added.done * len(steps) // max(1, added.of))]
        listing.refresh()
        if added.ended:
            listing.notice = added.message()
        if isinstance(self.screen, LibraryScreen):
            self._paint()

    def do(self, command: type[Command]) -> None:
        """Do what a command says."""
        if command.id != "cancel":
            self._cancelled = False
        command().run(self)
        self._loader.want(self.queue.wanted)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.queue.keep_place)

    # What commands ask of the program

    def finish_article(self) -> None:
        """Go on to the next unread article of the queue, or say that all is read."""
        self.queue.finish_article()

    def swap_in(self) -> bool:
        """Put panels that are ready in place of the paragraphs; false if there are none waiting."""
        return self.queue.swap_in()

    def turn_article(self, step: int) -> None:
        """Go to another article of the queue."""
        self.queue.turn_article(step)

    def show_help(self) -> None:
        """Show what the keys do."""
        listing = HelpListing(self._keys_of_commands, self._settings.glyphs)
        self._show(listing, "help")

    def show_palette(self) -> None:
        """Ask for a command by its name, in the status line of what is on the screen."""
        from tui.session import palette  # noqa: PLC0415 - many readers know the keys

        screen = self.screen
        if not isinstance(screen, ViewScreen):
            return
        shown = screen.shown
        caller = palette.Caller(screen.do, lambda number: self._go_to_number(shown, number), self._out.export, shown.say)
        shown.ask(palette.prompt(self._keys_of_commands, caller, self._called, lambda text: self._called.insert(0, text)))

    def _go_to_number(self, shown: View, number: int) -> None:
        """Go to a sentence of the article, or to an item of a list, by its number from 1."""
        if isinstance(shown, Listing):
            shown.go_to(min(number, len(shown)) - 1)
            return
        sentences = self.review.briefing.sentences
        if shown is not self.review or not 1 <= number <= len(sentences):
            count = len(sentences)
            shown.say(f"There is no sentence {number}{f'; the last is {count}' if count else ''}")
            return
        self._leap(number - 1)

    def send_lines(self) -> None:
        """Send the line, or the selected ones, to the clipboard."""
        self._out.send_lines()

    def send_panel(self) -> None:
        """Send the panel to the clipboard."""
        self._out.send_panel()

    def ask_export(self) -> None:
        """Ask for a file to export to."""
        self._out.ask_export()

    @property
    def _out(self) -> Out:
        from tui.session.taking_out import Out  # noqa: PLC0415 - not needed before a key is pressed

        return Out(self.review, self.copy_to_clipboard, know().inside)

    def edit_outside(self, text: str) -> str | None:
        """What the reader's editor makes of a text, on the terminal that the program leaves to it meanwhile."""
        from tui.session import external_editor  # noqa: PLC0415 - few notes are written there

        try:
            with self.suspend():
                return external_editor.edit(text)
        except SuspendNotSupported:
            self.review.say("There is no terminal for an editor here")
        except BriefingError as error:
            self.review.say(str(error))
        return None

    def show_original(self) -> None:
        """Show the line in its original."""
        review = self.review
        hints = list_hints(self._keys_of_commands, "")
        _, offset = review.top_place
        self._show(Original(review.briefing, review.sentence, offset, hints, self._settings.glyphs), "original")

    def show_about(self) -> None:
        """Show what is known about the article."""
        hints = list_hints(self._keys_of_commands, "")
        self._show(AboutListing(self.review.briefing, hints, self._settings.glyphs), "about")

    def show_filters(self) -> None:
        """Show what the lines can be narrowed to."""
        review = self.review
        if review.is_draft or not review.briefing.sentences:
            review.say("There are no panels yet to show a part of")
            return

        def chosen(these: Sequence[Choice]) -> None:
            self.pop_screen()
            if these:
                review.show_only(combined(these))
                review.chosen, review.only = tuple(these), said(these)
                review.say(f"Only {said(these)}")
            else:
                review.show_all()

        combine = self._keys_of_commands.hint(("read_on",), "combine", 1)
        hints = list_hints(self._keys_of_commands, "show only these", combine)
        found = choices(review.briefing, review.marking)
        self._show(FilterListing(found, review.chosen, chosen, hints, self._settings.glyphs), "filter")

    def show_who(self) -> None:
        """Show who says what."""
        hints = list_hints(self._keys_of_commands, "only theirs, or go there")
        briefing = self.review.briefing
        self._show(WhoListing(briefing, self._narrow, self._go_to, hints, self._settings.glyphs), "who")

    def show_when(self) -> None:
        """Show what is said to happen when."""
        hints = list_hints(self._keys_of_commands, "show only these lines")
        self._show(WhenListing(self.review.briefing, self._narrow, hints, self._settings.glyphs), "when")

    def _show(self, view: View, again: str) -> None:
        """Show a list above the article; the command that showed it leaves it again."""
        self.push_screen(ListScreen(self._keys_of_commands, view, again))

    def _narrow(self, sentences: frozenset[int], words: str) -> None:
        """Show only some lines of the article, those of what some words say."""
        self.pop_screen()
        self.review.show_only(sentences)
        self.review.chosen, self.review.only = (), words
        self.review.say(f"Only lines with {words}")

    def _go_to(self, sentence: int) -> None:
        """Go to a line of the article."""
        self.pop_screen()
        self._leap(sentence)

    def _leap(self, sentence: int) -> None:
        """Go to a line of the article, from where `ctrl+o` comes back."""
        self.review.remember()
        place = self.review.briefing.sentences[sentence]
        self.review.go_to_place(place.article, place.span.start)

    def show_library(self) -> None:
        """Show the library, or go back there if the article was opened from it."""
        if self._library is None:
            self.review.say("There is no library here")
        elif self._below:
            self._close()
        else:
            self.queue.keep_place()
            listing = self._works()
            listing.sort()
            for given in self.review.briefing.articles[0].inputs[-1:]:
                listing.go_to_work(given.work)
            self.push_screen(LibraryScreen(self._keys_of_commands, listing))

    def leave(self) -> None:
        """Leave what was begun within the article, then the article for the library that it came from, else the program."""
        if self.review.leave():
            return
        if self._below:
            self._close()
        else:
            self.quit()

    def _works(self) -> LibraryListing:
        """The list of the library, one for as long as the program runs."""
        if self._listing is None:
            hints = library_hints(self._keys_of_commands)
            self._listing = LibraryListing(self._library or Library.in_memory(), hints, self._settings.glyphs)
        listing = self._listing
        listing.opens, listing.adds, listing.complete = self._open, self._add, path_completion.of_words
        return listing

    def _add(self, words: str) -> None:
        """Add to the library what words name."""
        self._works().say(f"Adding {self._settings.glyphs.more}")
        self._works().progress = self._settings.glyphs.progress[0]
        self._adder.add(words)

    def _open(self, works: Sequence[Work]) -> None:
        """Open works of the library as a queue, above it."""
        library = self._library
        if library is None:
            return
        inputs = [Kept(work.given, work.work) for work in works]
        size = (self.size.width, self.size.height)
        known = self._desk.recall(inputs[0])
        first = None
        if known:
            first = review_of(known[0], library, queue=(1, len(inputs)), size=size, settings=self._settings)
        names = [work.headline for work in works]
        self._below.append((self.queue, self._loader))
        self.queue = Queue(names, library, settings=self._settings, size=size, first=first)
        self._loader = self._loads(self.queue, inputs)
        self._loader.want(self.queue.wanted)
        self._loader.start()
        self.push_screen(ReviewScreen(self._keys_of_commands))

    def _close(self) -> None:
        """Leave the queue that was opened from the library, and go back there, to the work that was read last."""
        self.queue.keep_place()
        self._loader.stop()
        for given in self.review.briefing.articles[0].inputs[-1:]:
            self._works().go_to_work(given.work)
        self.queue, self._loader = self._below.pop()
        self.pop_screen()

    def _loads(self, queue: Queue, inputs: Sequence[Named | Kept | str]) -> Loader:
        return Loader(self._desk, inputs, lambda heard: self.post_message(DeskSaid(heard, queue)))

    def quit(self) -> None:
        """End the program."""
        self.exit(1 if self.queue.has_failed else 0)

    def cancel(self) -> None:
        """Stop parsing, if it is going on; the second time in a row, end the program."""
        if self._cancelled:
            self.quit()
            return
        self._cancelled = True
        shown = self.screen.shown if isinstance(self.screen, ViewScreen) else self.review
        if self.queue.is_busy or self._adder.is_busy:
            self._adder.stop()
            self._desk.cancel()
            shown.say("Cancelled")
        else:
            shown.say("ctrl+c again ends the program")

    def forget(self) -> None:
        """Forget the works that were forgotten in the list; until now nothing of them is gone."""
        if self._library is None or self._listing is None:
            return
        with suppress(BriefingError):
            self._library.forget(*self._listing.forgotten)

    def redraw(self) -> None:
        """Paint the screen anew."""
        redraw(self)

    def suspend_to_shell(self) -> None:
        """Give the terminal back to the shell for a while."""
        self.action_suspend_process()

    def _paint(self) -> None:
        screen = self.screen
        if isinstance(screen, ViewScreen):
            screen.paint()


def run(
    desk: Opener,
    shelf: Library,
    inputs: Sequence[Named | str],
    *,
    settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
    held: Held | None = None,
    first: Review | None = None,
    listing: LibraryListing | None = None,
    log: Callable[[str], None] = lambda _: None,
) -> int:
    """Open inputs on the terminal until the reader has had enough; the exit status comes back.

    `held` is the terminal as it was painted early, and `first` the review that was painted there, of the first input's first
    article; or `listing` the library that was painted there, without any input. `log` is told what is worth a log. The caller
    ends the desk.
    """
    names = [clean_line(given) if isinstance(given, str) else given.given for given in inputs]
    if not names:
        names, first = [""], Review.note("", "Nothing is open")
    queue = Queue(names, shelf, settings=settings, first=first)
    driver, sentence = choose(held, plain=settings.plain_driver)
    if sentence:
        (listing or queue.review).say(sentence)
        log(sentence)
    app = BriefingApp(queue, desk, inputs, settings=settings, driver=driver, library=shelf, listing=listing)
    status = app.run(mouse=settings.mouse)
    app.review.keep_draft()
    app.queue.keep_place()
    app.forget()
    if app.failure is not None:
        raise app.failure
    if app.return_code == 1 and status is None:
        raise RuntimeError("something went wrong that Textual does not tell")
    return app.return_code or status or 0
