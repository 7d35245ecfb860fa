"""Many iterations at once, told one after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")

AHEAD = 8
"""Iterations that may be begun beyond the one that is told."""

MOST_WAITING = 64
"""Things of one iteration that wait to be told; it goes on when there are fewer."""


def in_order(
    begin: Callable[[int], Iterator[T]], count: int, at_once: int, give_up: Callable[[], object]
) -> Generator[T, None, None]:
    """What `count` iterations give, in the order of their numbers, while `at_once` of them run in threads of their own.

    What one of them raises is raised in its turn. Where it ends early, `give_up` has those end that run, and is waited for.
    """
    ahead: deque[_Ahead[T]] = deque()
    numbers = iter(range(count))
    with ThreadPoolExecutor(at_once, thread_name_prefix="opener") as pool:
        try:
            while True:
                while len(ahead) <= AHEAD and (number := next(numbers, None)) is not None:
                    ahead.append(_Ahead(pool, begin, number))
                if not ahead:
                    return
                while things := ahead[0].wait():
                    yield from things
                ahead.popleft()
        except BaseException:
            for one in ahead:
                one.stop()
            give_up()
            raise


class _Ahead(Generic[T]):
    """An iteration in a thread, and what it has given that was not told yet."""

    def __init__(self, pool: ThreadPoolExecutor, begin: Callable[[int], Iterator[T]], number: int) -> None:
        self._changed = Condition()
        self._given: list[T] = []
        self._stopped = False
        self._run: Future[None] = pool.submit(self._iterate, begin, number)
        self._run.add_done_callback(lambda _: self._notify())

    def wait(self) -> list[T]:
        """What it gives next; nothing at its end. Raises what it raised."""
        with self._changed:
            self._changed.wait_for(lambda: self._given or self._run.done())
            things, self._given = self._given, []
            self._changed.notify_all()
        if not things:
            self._run.result()
        return things

    def stop(self) -> None:
        """Begin no more, or take in nothing more."""
        self._run.cancel()
        self._stopped = True
        self._notify()

    def _notify(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _iterate(self, begin: Callable[[int], Iterator[T]], number: int) -> None:
        for thing in begin(number):
            with self._changed:
                self._changed.wait_for(lambda: self._stopped or len(self._given) < MOST_WAITING)
                if self._stopped:
                    return
                self._given.append(thing)
                self._changed.notify_all()
