"""The application: the program on a screen of Textual's. All that is shown and done is decided in `tui.session.program`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from textual.app import App, SuspendNotSupported
from textual.driver import Driver
from textual.message import Message
from textual.timer import Timer

from briefing.desk import Kept
from briefing.errors import BriefingError, SettingsError
from briefing.inputs import Named
from briefing.library import Library
from tui.app.driver import redraw
from tui.app.driver_choice import choose
from tui.app.screen import ProgramScreen
from tui.app.textual_private import GuardedApp
from tui.lists.library import LibraryListing
from tui.review.article_view import ArticleView
from tui.session.loader import Opener
from tui.session.program import Program
from tui.settings.settings import Settings
from tui.terminal.early_frame import Held


class CalledBack(Message, bubble=False):
    """Something is to be done that was asked for in another thread."""

    def __init__(self, what: Callable[[], object]) -> None:
        super().__init__()
        self.what = what


class BriefingApp(GuardedApp, inherit_bindings=False):
    """Shows a program on one screen, and does for it what needs the terminal."""

    TITLE = "briefing"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; color: ansi_default; }"

    def __init__(
        self,
        desk: Opener,
        library: Library,
        inputs: Sequence[Named | Kept | str],
        *,
        settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
        driver: type[Driver] | None = None,
        first: ArticleView | None = None,
        listing: LibraryListing | None = None,
    ) -> None:
        super().__init__(driver)
        # Both have to be known before anything is drawn: set later, NO_COLOR gives black on black, and scrolling is animated.
        self.set_reactive(App.theme, "ansi-dark")
        self.animation_level = "none"
        self.program = Program(self, desk, library, inputs, settings=settings, first=first, listing=listing)
        self._looks = settings.looks

    def get_default_screen(self) -> ProgramScreen:
        """The one screen."""
        return ProgramScreen(self.program, self._looks)

    def on_mount(self) -> None:
        """Begin to open the inputs."""
        self.program.start()

    def on_unmount(self) -> None:
        """Listen no longer."""
        self.program.stop()

    def on_called_back(self, message: CalledBack) -> None:
        """Do what was asked for in another thread."""
        message.what()

    # What the program asks of its face

    def show(self) -> None:
        """Show what is so by now."""
        if isinstance(self.screen, ProgramScreen):
            self.screen.paint()

    @contextmanager
    def lend_terminal(self) -> Iterator[None]:
        """Leave the terminal to another program meanwhile."""
        failure: BriefingError | None = None
        try:
            with self.suspend():  # which takes the terminal back only where nothing is raised in it
                try:
                    yield
                except BriefingError as error:
                    failure = error
        except SuspendNotSupported:
            raise SettingsError("There is no terminal for an editor here") from None
        if failure is not None:
            raise failure

    def suspend_to_shell(self) -> None:
        """Give the terminal back to the shell for a while."""
        self.action_suspend_process()

    def redraw(self) -> None:
        """Paint the screen anew."""
        redraw(self)

    def end(self, status: int) -> None:
        """End with an exit status."""
        self.exit(status)

    def call_back(self, what: Callable[[], object]) -> None:
        """Do something soon in the thread that has the program, asked from any other."""
        self.post_message(CalledBack(what))

    def start_timer(self, seconds: float, what: Callable[[], object]) -> Timer:
        """Do something after a while, unless it is stopped before."""
        return self.set_timer(seconds, what)


def run(
    desk: Opener,
    library: Library,
    inputs: Sequence[Named | str],
    *,
    settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot be changed
    held: Held | None = None,
    first: ArticleView | None = None,
    listing: LibraryListing | None = None,
    log: Callable[[str], None] = lambda _: None,
) -> int:
    """Open inputs on the terminal until the reader has had enough; the exit status comes back.

    `held` is the terminal as it was painted early, and `first` what was painted there of the first input's first article; or
    `listing` the library that was painted there, without any input. `log` is told what is worth a log. The caller ends the
    desk.
    """
    driver, sentence = choose(held, plain=settings.plain_driver)
    app = BriefingApp(desk, library, inputs, settings=settings, driver=driver, first=first, listing=listing)
    if sentence:
        app.program.view.say(sentence)
        log(sentence)
    status = app.run(mouse=settings.mouse)
    app.program.finish()
    if app.failure is not None:
        raise app.failure
    if app.return_code == 1 and status is None:
        raise RuntimeError("something went wrong that Textual does not tell")
    return app.return_code or status or 0
