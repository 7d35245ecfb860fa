"""The application with a desk of its own, for tests of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event as Flag

from briefing.desk import Event, Opened, Progressed, Ready
from briefing.library import Library
from briefing.model import Article, Briefing, Input
from tui.app.application import BriefingApp
from tui.session.queue import Queue, draft_of, review_of
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
    queue = (1, len(names))
    first = None
    if painted and slow:
        first = draft_of(desk.briefings[0].articles[0], queue=queue, settings=settings)
    elif painted:
        first = review_of(desk.briefings[0], library, queue=queue, settings=settings)
    return kind(Queue(names, library, settings=settings, first=first), desk, names, settings=settings, library=library)
