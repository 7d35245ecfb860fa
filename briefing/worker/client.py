"""The worker as a child process: started, asked, watched, ended. One clear sentence if it fails, never more."""

from __future__ import annotations

import os
import sys
from _thread import start_new_thread
from collections.abc import Callable, Iterator
from contextlib import suppress
from select import POLLERR, POLLHUP, POLLIN, POLLOUT, poll
from signal import SIGKILL
from time import monotonic
from typing import TYPE_CHECKING

from briefing.errors import DamagedError, WorkerError
from briefing.worker.messages import OUT_OF_MEMORY, AllOpened, Answer, Begun, Done, Job, Opened, Progress, from_line, to_line

if TYPE_CHECKING:
    from subprocess import Popen

LONGEST_LINE = 128_000_000
"""Most bytes of one answer: a briefing of the largest text has about a tenth of it."""

CANCELLED = "the reader cancelled it."
"""What is said of a job that was given up."""

_CHUNK = 1 << 20
_SLICE = 1.0
_LAST_WORDS = 1.0
_WORDS = {OUT_OF_MEMORY: "{} takes more memory than it may use", -SIGKILL: "{} was stopped", -24: "{} took too long"}


class Client:
    """A worker that is started when it is first needed, and again if it has ended. For one thread at a time, but `kill`."""

    def __init__(self, command: tuple[str, ...] = (), *, log: int | None = None) -> None:
        """`command` starts it, by default the worker of this package; its standard error goes to the descriptor `log`."""
        self._command = command or (sys.executable, "-P", "-m", "briefing.worker")
        self._log = log
        self._process: Popen[bytes] | None = None
        self._rest = bytearray()
        self._given_up = self._closed = False

    def start(self) -> None:
        """Start the worker ahead of its first job. Raises `WorkerError` if it cannot be started."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._rest.clear()
            self._process = self._begin()
        if self._given_up or self._closed:  # while it was being started, when there was nothing to end yet
            self.stop()
            raise WorkerError(CANCELLED)

    def ask(self, job: Job, given_up: Callable[[], bool] = lambda: False) -> Iterator[Answer]:
        """The answers to a job, `Done` last, as they come; none of them if it is `given_up` before the worker is asked.

        Raises `WorkerError` if the worker dies, says what makes no sense, or takes longer for a part of its work than the job's
        limits give it. It is ended then, and if the iterator is closed before the last answer.
        """
        done = self._given_up = False
        try:
            if given_up():
                raise WorkerError(CANCELLED)
            for answer in self._answers(job):
                done = isinstance(answer, Done)
                yield answer
        finally:
            if not done:
                self.stop()

    def kill(self) -> None:
        """Give up the job that is asked, and end the worker at once, from any thread."""
        self._given_up = True
        process = self._process
        if process is not None:
            _kill(process)

    def close(self) -> None:
        """`kill`, and start none from now on."""
        self._closed = True
        self.kill()

    def stop(self) -> None:
        """End the worker at once and let go of it, for the thread that asks it. Nobody waits until its memory is given back."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        with suppress(RuntimeError):  # while the interpreter ends no thread can be started, and nobody need be told
            start_new_thread(process.wait, ())

    def _answers(self, job: Job) -> Iterator[Answer]:
        self.start()
        heard = False
        for attempt in range(2):
            patience = _Patience(job)
            try:
                for answer in self._exchange(job, patience):
                    heard = True
                    yield answer
            except _EndedError as ended:
                if self._given_up:
                    raise WorkerError(CANCELLED) from None
                # One that ended just before it was asked is no failure: it had no job, or its thread is gone.
                if heard or attempt or ended.status not in (0, -SIGKILL):
                    raise WorkerError(patience.of_end(ended.status)) from None
                self.start()
            else:
                return

    def _exchange(self, job: Job, patience: _Patience) -> Iterator[Answer]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _EndedError(None)
        asked, told = process.stdin.fileno(), process.stdout.fileno()
        waiting = memoryview(to_line(job))
        watch = poll()
        watch.register(told, POLLIN)
        watch.register(asked, POLLOUT)
        since = monotonic()
        while True:
            ready = dict(watch.poll(patience.slice * 1000))
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
                    patience.wait(monotonic() - since, answer)
                    yield answer
                    if isinstance(answer, Done):
                        return
                    since = monotonic()  # what the one who listens does meanwhile is not the worker's time
            now = monotonic()
            patience.wait(now - since)
            since = now

    def _lines(self, process: Popen[bytes], told: int) -> Iterator[bytes]:
        data = os.read(told, _CHUNK)
        if not data:
            raise _EndedError(_status(process))
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


class _Patience:
    """How long the worker may still take for what it is at, which its answers tell: starting, reading, parsing an article."""

    def __init__(self, job: Job) -> None:
        self._limits = job.limits
        self._reading = not job.articles
        self._part: int | None = None
        self._began = False
        self._begin("starting", self._limits.starting)

    @property
    def slice(self) -> float:
        """Seconds to wait until time is looked at again."""
        return max(0.0, min(_SLICE, self._left))

    def wait(self, seconds: float, answer: Answer | None = None) -> None:
        """Count seconds that were waited, and the answer that came then. Raises `WorkerError` when there is no time left.

        A program that was suspended meanwhile has not waited.
        """
        self._left -= min(seconds, 2 * _SLICE)
        if answer is not None:
            self._hear(answer)
        if self._left <= 0:
            unit = "second" if self._whole == 1 else "seconds"
            raise WorkerError(f"{self._at} took longer than {self._whole} {unit} and was stopped.")

    def _hear(self, answer: Answer) -> None:
        """Begin to wait for what comes after an answer; a second step of the same article has no time of its own."""
        if isinstance(answer, Begun):
            if not self._began:
                self._begin("reading it", self._limits.reading)
            self._began = True
        elif isinstance(answer, Progress):
            if answer.part != self._part:
                self._begin("parsing", self._limits.seconds)
            self._part = answer.part
        elif not isinstance(answer, Opened):  # all that are opened share one time
            self._reading = self._reading and not isinstance(answer, AllOpened)
            self._begin("parsing", self._limits.starting)

    def of_end(self, status: int | None) -> str:
        """What is said of a worker that ended with a status while it was waited for."""
        at = "reading it" if self._reading else "parsing"
        return _WORDS.get(status or 0, "{} ended unexpectedly").format(at) + "."

    def _begin(self, at: str, seconds: int) -> None:
        self._at, self._whole, self._left = at, seconds, float(seconds)


class _EndedError(Exception):
    """The worker is gone; `status` is its exit status, below zero the signal that ended it."""

    def __init__(self, status: int | None) -> None:
        self.status = status


def _kill(process: Popen[bytes]) -> None:
    """End a worker and what it has started, which is of its group; not after it was waited for: its number is free then."""
    if process.returncode is None:
        with suppress(OSError):
            os.killpg(process.pid, SIGKILL)
        process.kill()


def _status(process: Popen[bytes]) -> int:
    """The exit status of a worker that has closed its pipe; it is ended if it goes on all the same."""
    from subprocess import TimeoutExpired  # noqa: PLC0415 - a second opening starts no worker

    try:
        return process.wait(_LAST_WORDS)
    except TimeoutExpired:
        _kill(process)
        process.wait()
        return 1


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
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - see briefing.digest
    environment = dict(os.environ)
    first = sys.path[0] if sys.path else ""
    if os.path.abspath(first) == root:  # noqa: PTH100
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH", ""))))
    return environment
