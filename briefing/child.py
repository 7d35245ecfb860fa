"""The worker as a child process: started, asked, watched, ended. One clear sentence if it fails, never more."""

from __future__ import annotations

import os
import sys
from _thread import start_new_thread
from collections.abc import Iterator
from contextlib import suppress
from select import POLLERR, POLLHUP, POLLIN, POLLOUT, poll
from time import monotonic
from typing import TYPE_CHECKING

from briefing.errors import DamagedError, WorkerError
from briefing.messages import OUT_OF_MEMORY, Answer, Done, Job, Progress, from_line, to_line

if TYPE_CHECKING:
    from subprocess import Popen

LONGEST_LINE = 128_000_000
"""Most bytes of one answer: a briefing of the largest text has about a tenth of it."""

MOST_STEPS = 16
"""Most steps of an article, each of which has the time that a job's limits give."""

_CHUNK = 1 << 20
_WORDS = {OUT_OF_MEMORY: "parsing takes more memory than it may use", -9: "parsing was killed", -24: "parsing took too long"}


class Child:
    """A worker that is started when it is first needed, and again if it has ended. For one thread at a time, but `kill`."""

    def __init__(self, command: tuple[str, ...] = (), *, log: int | None = None) -> None:
        """`command` starts it, by default the worker of this package; its standard error goes to the descriptor `log`."""
        self._command = command or (sys.executable, "-P", "-m", "briefing.worker")
        self._log = log
        self._process: Popen[bytes] | None = None
        self._rest = bytearray()

    def start(self) -> None:
        """Start the worker ahead of its first job. Raises `WorkerError` if it cannot be started."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._rest.clear()
            self._process = self._begin()

    def ask(self, job: Job) -> Iterator[Answer]:
        """The answers to a job, `Done` last, as they come.

        Raises `WorkerError` if the worker dies, says what makes no sense, or says nothing new about an article for as many
        seconds as the job's limits give it. It is ended then, and if the iterator is closed before the last answer.
        """
        done = False
        try:
            for answer in self._answers(job):
                done = isinstance(answer, Done)
                yield answer
        finally:
            if not done:
                self.stop()

    def kill(self) -> None:
        """End the worker at once, from any thread; who waits for its answers is told that it was killed."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the worker at once and let go of it, for the thread that asks it. Nobody waits until its memory is given back."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        with suppress(RuntimeError):  # while the interpreter ends no thread can be started, and nobody need be told
            start_new_thread(process.wait, ())

    def _answers(self, job: Job) -> Iterator[Answer]:
        self.start()
        heard = False
        for attempt in range(2):
            try:
                for answer in self._exchange(job):
                    heard = True
                    yield answer
            except _EndedError as ended:
                # One that ended itself, for it had nothing to do, just before it was asked is no failure.
                if heard or attempt or ended.status != 0:
                    raise WorkerError(f"{_WORDS.get(ended.status or 0, 'parsing ended unexpectedly')}.") from None
                self.start()
            else:
                return

    def _exchange(self, job: Job) -> Iterator[Answer]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _EndedError(None)
        asked, told = process.stdin.fileno(), process.stdout.fileno()
        waiting = memoryview(to_line(job))
        watch = poll()
        watch.register(told, POLLIN)
        watch.register(asked, POLLOUT)
        deadline = monotonic() + job.limits.seconds
        steps = 0
        while True:
            left = deadline - monotonic()
            ready = dict(watch.poll(max(0, left) * 1000))
            if not ready:
                raise WorkerError(f"parsing took longer than {job.limits.seconds} seconds and was stopped.")
            try:
                if waiting and ready.get(asked, 0) & (POLLOUT | POLLERR | POLLHUP):
                    waiting = waiting[os.write(asked, waiting[:_CHUNK]) :]
                    if not waiting:
                        watch.unregister(asked)
            except BrokenPipeError:
                watch.unregister(asked)
                waiting = waiting[:0]
            except BlockingIOError:
                pass
            if ready.get(told, 0):
                for line in self._lines(process, told):
                    answer = _understood(line, job.number)
                    steps = steps + 1 if isinstance(answer, Progress) else 0
                    if steps <= MOST_STEPS:
                        deadline = monotonic() + job.limits.seconds
                    yield answer
                    if isinstance(answer, Done):
                        return

    def _lines(self, process: Popen[bytes], told: int) -> Iterator[bytes]:
        data = os.read(told, _CHUNK)
        if not data:
            raise _EndedError(process.wait())
        first, *more = data.split(b"\n")
        self._rest += first
        for part in more:
            line = bytes(self._rest)
            self._rest[:] = part
            yield line
        if len(self._rest) > LONGEST_LINE:
            raise WorkerError("parsing gave an answer without an end.")

    def _begin(self) -> Popen[bytes]:
        from subprocess import DEVNULL, PIPE, Popen  # noqa: PLC0415 - a second opening starts no worker

        try:
            process = Popen(  # noqa: S603 - our own interpreter and module
                self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL if self._log is None else self._log,
                bufsize=0,
                env=_environment(),
                start_new_session=True,  # an interrupt at the terminal is the reader's, not the worker's
            )
        except OSError as error:
            raise WorkerError(f"parsing cannot be started: {error.strerror}.") from None
        if process.stdin:
            os.set_blocking(process.stdin.fileno(), False)
        return process


class _EndedError(Exception):
    """The worker is gone; `status` is its exit status, below zero the signal that ended it."""

    def __init__(self, status: int | None) -> None:
        self.status = status


def _understood(line: bytes, number: int) -> Answer:
    try:
        answer = from_line(line)
    except DamagedError:
        raise WorkerError("parsing gave an answer that makes no sense.") from None
    if isinstance(answer, Job) or answer.job != number:
        raise WorkerError("parsing gave an answer that was not asked for.")
    return answer


def _environment() -> dict[str, str]:
    """The reader's environment, in which the worker also finds a package that was found beside a script or in the folder."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - see briefing.digest
    environment = dict(os.environ)
    first = sys.path[0] if sys.path else ""
    if os.path.abspath(first) == root:  # noqa: PTH100
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH", ""))))
    return environment
