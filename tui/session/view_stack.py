"""What is on the screen now, and what lies below it, to which leaving comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.review.article_view import ArticleView
from tui.screen.rows import Frame
from tui.screen.status_line import Hint
from tui.screen.view import View
from tui.session.loader import Loader
from tui.session.queue import Queue


class Reading(NamedTuple):
    """A queue of articles that is read, and what opens them."""

    queue: Queue
    loader: Loader

    @property
    def view(self) -> ArticleView:
        """The article that is read."""
        return self.queue.view

    def start(self) -> None:
        """Begin to open the inputs."""
        self.want()
        self.loader.start()

    def want(self) -> None:
        """Open as many inputs as are wanted by now."""
        self.loader.want(self.queue.wanted)

    def end(self) -> None:
        """Keep where the reader is, and open no more."""
        self.queue.keep_place()
        self.loader.stop()


class Looking(NamedTuple):
    """A view that is looked at; the command with the id `again`, which showed it, leaves it too."""

    view: View
    again: str = ""


class ViewStack:
    """Queues that are read and views that are looked at, each above the one that it was called from.

    `size` is the terminal's, in columns and rows: what comes on the screen is laid out for it before it is drawn.
    """

    def __init__(self, size: tuple[int, int] = (80, 24)) -> None:
        self.size = size
        self._layers: list[Reading | Looking] = []
        self._has_failed = False

    @property
    def top(self) -> Reading | Looking:
        """What is on the screen."""
        return self._layers[-1]

    @property
    def view(self) -> View:
        """The view on the screen."""
        return self._layers[-1].view

    @property
    def is_bottom(self) -> bool:
        """Whether nothing lies below what is on the screen."""
        return len(self._layers) == 1

    @property
    def readings(self) -> Iterator[Reading]:
        """What is read, on the screen or below it, the nearest first."""
        return (layer for layer in reversed(self._layers) if isinstance(layer, Reading))

    @property
    def reading(self) -> Reading | None:
        """What is read, on the screen or nearest below it."""
        return next(self.readings, None)

    @property
    def has_failed(self) -> bool:
        """Whether an input that is read, or one in whose place it was opened, gave no article."""
        reading = self.reading
        return self._has_failed or (reading is not None and reading.queue.has_failed)

    def current(self) -> Reading | None:
        """What is read on the screen; where something else stands there the reader is told that the key does nothing."""
        if isinstance(self.top, Reading):
            return self.top
        self.view.refuse()
        return None

    def frame(self, columns: int, rows: int, waiting: Sequence[Hint]) -> Frame:
        """The whole screen at a size."""
        self.size = columns, rows
        return self.view.frame(columns, rows, waiting)

    def begin(self, layer: Reading | Looking) -> None:
        """Begin with what was laid out and painted already, if anything was."""
        self._layers = [layer]

    def push(self, layer: Reading | Looking) -> None:
        """Put something above."""
        self._layers.append(layer)
        self.view.resize(*self.size)

    def replace(self, reading: Reading) -> None:
        """Read something in place of what is read on the screen, which is ended."""
        self._has_failed = self.has_failed
        if isinstance(self.top, Reading):
            self.top.end()
        self._layers[-1] = reading
        self.view.resize(*self.size)

    def pop(self) -> None:
        """Take away what is on the screen."""
        self._layers.pop()
        self.view.resize(*self.size)
        self.view.resume()

    def leaves(self, again: str) -> bool:
        """Leave what a command showed, if it is on the screen; whether it was."""
        top = self.top
        if not isinstance(top, Looking) or top.again != again:
            return False
        if not top.view.leave():
            self.pop()
        return True
