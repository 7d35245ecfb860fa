"""Waiting for what may never answer, a network or a file system, so that who waits can be interrupted and can give up."""

from __future__ import annotations

from _thread import RLock, allocate_lock, start_new_thread  # `threading` takes longer to import, and gives the same
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from briefing.errors import InputError

T = TypeVar("T")


class StoppedError(InputError):
    """The reader gave it up."""


class Stop:
    """By which one thread gives up what others wait for; once it is set it stays so."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._calls: list[Callable[[], object]] = []
        self._is_set = False

    def set(self) -> None:
        """Give up, from any thread."""
        with self._lock:
            self._is_set = True
            calls, self._calls = self._calls, []
        for call in calls:
            with suppress(Exception):  # what ends already cannot be ended
                call()

    def __bool__(self) -> bool:
        """Whether it is set."""
        return self._is_set

    def then(self, call: Callable[[], object]) -> None:
        """Have something called when it is set; at once if it is."""
        with self._lock:
            if not self._is_set:
                self._calls.append(call)
                return
        call()


def apart(work: Callable[[], T], name: str, stop: Stop | None = None, seconds: float = -1) -> T:
    """What some work gives that may block for ever: it is done in a thread of its own, which nobody joins.

    So an interrupt gets through to who waits, even while a file system hangs. Raises what the work raises, `StoppedError` once
    `stop` is set, and `TimeoutError` after so many seconds, of which there is no end if they are below zero.
    """
    found: list[T] = []
    failed: list[BaseException] = []
    done = allocate_lock()
    done.acquire()

    def release() -> None:
        with suppress(RuntimeError):  # released before
            done.release()

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            failed.append(error)
        finally:
            release()

    if stop is not None:
        stop.then(release)
    start_new_thread(run, ())
    if not done.acquire(timeout=seconds):
        raise TimeoutError
    if found:
        return found[0]
    if failed and not stop:  # what fails because it was given up was given up
        raise failed[0]
    raise StoppedError(f"Opening {name} was cancelled.")
