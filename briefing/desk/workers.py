"""The workers of a desk: so many child processes at most, each with one job at a time."""

from __future__ import annotations

from _thread import LockType, allocate_lock  # `threading` takes longer to import, and gives the same
from collections.abc import Callable, Iterator

from briefing.worker.client import Client
from briefing.worker.messages import Answer, Job

MOST = 4
"""Most processes that parse at a time: each holds the models, some 350 MB."""


class Workers:
    """Workers that are started as jobs need them, `most` at a time; a job beyond them waits for one."""

    def __init__(self, make: Callable[[], Client], most: int) -> None:
        self._make = make
        self._most = most
        self._lock = allocate_lock()
        self._clients: list[Client] = []
        self._idle: list[Client] = []
        self._waiting: list[LockType] = []

    def ask(self, job: Job, given_up: Callable[[], bool]) -> Iterator[Answer]:
        """The answers to a job, as `Client.ask` gives them."""
        client = self._take()
        try:
            yield from client.ask(job, given_up)
        finally:
            with self._lock:
                self._idle.append(client)
                waiting, self._waiting = self._waiting, []
            for turn in waiting:
                turn.release()

    def kill(self) -> None:
        """Give up all jobs and end the workers at once, from any thread."""
        with self._lock:
            for client in self._clients:
                client.kill()

    def close(self) -> None:
        """`kill`, and start none of them from now on."""
        with self._lock:
            for client in self._clients:
                client.close()
            for client in self._idle:
                client.stop()

    def _take(self) -> Client:
        """A worker that has no job: one that may be running already rather than another."""
        while True:
            with self._lock:
                if self._idle:
                    return self._idle.pop()
                if len(self._clients) < self._most:
                    self._clients.append(self._make())
                    return self._clients[-1]
                turn = allocate_lock()
                turn.acquire()
                self._waiting.append(turn)
            turn.acquire()
