"""The application with a desk of its own, and a face that shows nothing, for tests of the screen and of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from queue import SimpleQueue
from threading import Event as Flag

from briefing.desk import Event, Opened, Progressed, Ready
from briefing.errors import SettingsError
from briefing.library import Library
from briefing.model import Article, Briefing, Input
from tui.app.application import BriefingApp
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.review.article_view import ArticleView
from tui.review.draft import Draft
from tui.session.face import Timer
from tui.session.queue import review_of
from tui.settings.settings import Settings


class Desk:
    """A desk that has parsed everything already; `slow` waits after an article's text until `go_on` is set."""

    def __init__(self, briefings: Sequence[Briefing], *, slow: bool = False) -> None:
        self.briefings = [with_input(briefing, f"{at}.txt") for at, briefing in enumerate(briefings)]
        self.go_on = Flag()
        self.cancelled = False
        if not slow:
            self.go_on.set()

    def open(self, given: object, *, number: int = 0) -> Iterator[Event]:
        briefing = self.briefings[number]
        yield Opened(str(given), 0, briefing.articles[0])
        yield Progressed(str(given), 0, "voices", 3, 5)
        self.go_on.wait(20)
        yield Ready(str(given), 0, briefing, known=False)

    def recall(self, given: object) -> tuple[Briefing, ...] | None:
        return None

    def cancel(self) -> None:
        self.cancelled = True


class Face:
    """A face that shows nothing; what is called back is kept until `hear`."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.copied: list[str] = []
        self.heard: SimpleQueue[Callable[[], object]] = SimpleQueue()

    def show(self) -> None: ...

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)

    def lend_terminal(self) -> AbstractContextManager[None]:
        raise SettingsError("There is no terminal here")

    def suspend_to_shell(self) -> None: ...

    def redraw(self) -> None: ...

    def end(self, status: int) -> None:
        self.status = status

    def call_back(self, what: Callable[[], object]) -> None:
        self.heard.put(what)

    def start_timer(self, seconds: float, what: Callable[[], object]) -> Timer:
        return Stopped()

    def hear(self) -> None:
        """Do what was called back by now."""
        while not self.heard.empty():
            self.heard.get()()


class Stopped:
    """A timer that never comes to its end."""

    def stop(self) -> None: ...


def with_input(briefing: Briefing, name: str) -> Briefing:
    article: Article = briefing.articles[0]._replace(inputs=(Input(name, f"/{name}", "2024-01-01T00:00:00Z"),), origin=name)
    return briefing._replace(articles=(article,))


def app_of(
    *briefings: Briefing,
    slow: bool = False,
    painted: bool = True,
    library: Library | None = None,
    settings: Settings | None = None,
    kind: type[BriefingApp] = BriefingApp,
) -> BriefingApp:
    """The application on some briefings, one an input; the first is on the screen already if it was `painted` early."""
    desk = Desk(briefings, slow=slow)
    library, settings = library or Library.in_memory(), settings or Settings()
    names = [f"{at}.txt" for at in range(len(briefings))]
    queue, keymap = (1, len(names)), Keymap(COMMANDS, settings.keys)
    first: ArticleView | None = None
    if painted and slow:
        first = Draft(desk.briefings[0].articles[0], queue=queue, keymap=keymap, glyphs=settings.glyphs)
    elif painted:
        first = review_of(desk.briefings[0], library, queue=queue, settings=settings, keymap=keymap)
    return kind(desk, library, names, settings=settings, first=first)
