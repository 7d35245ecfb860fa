"""The worker: the child process in which foreign bytes are decoded and parsed, under limits.

It is started with `python -P -m briefing.worker`, never imported by another module, and speaks JSON lines (see
`briefing.messages`) on its standard input and output. It ends when its input ends, half a minute after its last job, or when
it takes more than its limits. It writes nothing else anywhere.
"""

from __future__ import annotations

import gc
import os
import sys
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from queue import Empty, SimpleQueue
from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RUSAGE_SELF, getrlimit, getrusage, setrlimit
from threading import Thread
from time import sleep

from briefing import digest
from briefing.errors import BriefingError, DamagedError, UnreadableError, WorkerError
from briefing.gate import clean_line
from briefing.messages import OUT_OF_MEMORY, Answer, Done, Failed, Job, Limits, Opened, Parsed, Progress, from_line, to_line
from briefing.model import Article, Briefing
from briefing.whole import leave_whole

IDLE = 30.0
"""Seconds after the last job in which the worker waits for another."""

_HEAD_START = 0.05
_WATCH = 0.5
_PROCESSORS = 2
_LONGEST_WORDS = 120


def main() -> None:
    """Answer jobs until there are no more."""
    gc.disable()  # until the models are loaded
    answers, jobs = _take_descriptors()
    _limit(Limits())
    queue: SimpleQueue[Job] = SimpleQueue()
    start_new_thread(_listen, (jobs, queue))
    if not sys.platform.startswith("linux"):
        start_new_thread(_watch_memory, (Limits().mebibytes,))
    Worker(lambda answer: _write(answers, to_line(answer))).serve(queue)


class Worker:
    """Answers jobs with what `tell` sends; loads the models once, beside its other work."""

    def __init__(self, tell: Callable[[Answer], None]) -> None:
        self._tell = tell
        self._models = [Thread(target=load, daemon=True) for load in (_load_linguistics, _load_embedding)]

    def serve(self, queue: SimpleQueue[Job]) -> None:
        """Answer jobs until none comes for `IDLE` seconds."""
        from briefing import ingest  # noqa: F401, PLC0415 - the text is told first

        try:
            job: Job | None = queue.get(timeout=_HEAD_START)
        except Empty:
            self._load()
            job = _next(queue)
        while job is not None:
            self.answer(job)
            job = _next(queue)

    def answer(self, job: Job) -> None:
        """Answer one job, whatever happens."""
        _limit(job.limits)
        try:
            articles = job.articles or self._read(job)
        except MemoryError:
            articles = ()
            self._fail(job, None, WorkerError(f"{job.name} takes more memory than it may use; it is not opened."))
        except BriefingError as error:
            articles = ()
            self._fail(job, None, error)
        except Exception as error:  # whatever hostile bytes make a decoder raise
            articles = ()
            self._fail(job, None, UnreadableError(f"{job.name} cannot be read: {_named(error)}."))
        for part, article in enumerate(articles):
            _limit(job.limits)
            try:
                self._tell(Parsed(job.number, part, self._brief(job, part, article)))
            except MemoryError:
                self._fail(job, part, WorkerError("Parsing takes more memory than it may use; the article is left whole."))
        self._tell(Done(job.number, len(articles)))

    def _read(self, job: Job) -> tuple[Article, ...]:
        from briefing.ingest import Received, read  # noqa: PLC0415

        found = read(Received(job.data, job.name, job.address, job.charset), job.limits)
        for part, one in enumerate(found):
            self._tell(Opened(job.number, part, one.article, one.work))
        return tuple(one.article for one in found)

    def _brief(self, job: Job, part: int, article: Article) -> Briefing:
        """The briefing of an article, left whole if it is not in English or cannot be parsed."""
        version = digest.parser_version()
        try:
            self._load()
            article = article._replace(language=_language(article.text))
            if article.language not in (None, "en"):
                why = f"The article is not in English (its language seems to be {article.language}), so it is left whole."
                return leave_whole((article,), why, version=version)
            if not article.paragraphs:
                return Briefing(parser=version, articles=(article,))
            self._wait()
            return self._parse(job, part, article, version)
        except MemoryError:
            raise
        except Exception as error:
            if _is_out_of_memory(error):
                raise MemoryError from None
            why = str(error) if isinstance(error, BriefingError) else f"Parsing failed ({_named(error)})."
            return leave_whole((article,), why, version=version)

    def _parse(self, job: Job, part: int, article: Article, version: str) -> Briefing:
        from briefing.parsing import pipeline  # noqa: PLC0415 - takes a second

        steps = count()

        def told(step: str) -> None:
            self._tell(Progress(job.number, part, step, next(steps), len(pipeline.STEPS)))

        return pipeline.parse((article,), job.topics, version=version, told=told)

    def _load(self) -> None:
        """Begin to load the models."""
        for thread in self._models:
            if thread.ident is None:
                thread.start()

    def _wait(self) -> None:
        """Wait until the models are loaded; they are not looked through for garbage from then on."""
        for thread in self._models:
            thread.join()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _fail(self, job: Job, part: int | None, error: BriefingError) -> None:
        self._tell(Failed(job.number, part, type(error).__name__, str(error)))


def _load_linguistics() -> None:
    with suppress(Exception):  # parsing meets the same error, and says what it is
        from briefing.parsing import linguistics  # noqa: PLC0415 - takes a second

        linguistics.load()


def _load_embedding() -> None:
    with suppress(Exception):
        from briefing.parsing import embedding  # noqa: PLC0415 - takes half a second

        embedding.load()


def _language(text: str) -> str | None:
    from briefing.ingest import language  # noqa: PLC0415 - its model is loaded while the text is shown

    return language.tell(text)


def _next(queue: SimpleQueue[Job]) -> Job | None:
    try:
        return queue.get(timeout=IDLE)
    except Empty:
        return None


def _named(error: Exception) -> str:
    """What an exception of another library says, in a few words."""
    return clean_line(f"{type(error).__name__}: {error}")[:_LONGEST_WORDS]


def _is_out_of_memory(error: Exception) -> bool:
    return "bad_alloc" in str(error) or "bad allocation" in str(error) or "Failed to allocate" in str(error)


def _take_descriptors() -> tuple[int, int]:
    """Descriptors for answers and jobs that no library knows; what is printed goes where errors go."""
    answers, jobs = os.dup(1), os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return answers, jobs


def _listen(jobs: int, queue: SimpleQueue[Job]) -> None:
    """Take jobs as they come; when the desk is gone the worker is too, whatever it is at."""
    with open(jobs, "rb") as lines:
        for line in lines:
            try:
                job = from_line(line)
            except DamagedError:
                break
            if isinstance(job, Job):
                queue.put(job)
    os._exit(0)


def _write(answers: int, line: bytes) -> None:
    rest = memoryview(line)
    try:
        while rest:
            rest = rest[os.write(answers, rest) :]
    except OSError:
        os._exit(0)


def _limit(limits: Limits) -> None:
    """Bound the memory of this process, and its processor time from now on; what a system does not know is left out.

    The time that a deadline gives counts once for each processor that the embeddings may use.
    """
    used = getrusage(RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.seconds * _PROCESSORS + 1
    for what, most in ((RLIMIT_CORE, 0), (RLIMIT_AS, limits.mebibytes << 20), (RLIMIT_CPU, seconds)):
        hard = getrlimit(what)[1]
        with suppress(ValueError, OSError):
            setrlimit(what, (most if hard == RLIM_INFINITY else min(most, hard), hard))


def _watch_memory(mebibytes: int) -> None:
    """End where the system does not keep a process within its limit."""
    unit = 1 if sys.platform == "darwin" else 1024
    while getrusage(RUSAGE_SELF).ru_maxrss * unit <= mebibytes << 20:
        sleep(_WATCH)
    os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
