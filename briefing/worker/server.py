"""The worker: the child process in which foreign bytes are decoded and parsed, under limits.

It is started with `python -P -m briefing.worker`, never imported by another module, and speaks JSON lines (see
`briefing.worker.messages`) on its standard input and output. It ends when its input ends, half a minute after its last
job, or when it takes more than its limits. It writes nothing else anywhere.
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
from threading import Thread

from briefing import digest
from briefing.errors import BriefingError, DamagedError, UnreadableError, WorkerError
from briefing.model import Article, Briefing
from briefing.sanitise import clean_line
from briefing.unparsed import unparsed
from briefing.worker import sandbox
from briefing.worker.messages import (
    AllOpened,
    Answer,
    Begun,
    Done,
    Failed,
    Job,
    Opened,
    Parsed,
    Progress,
    from_line,
    to_line,
)

IDLE = 30.0
"""Seconds after the last job in which the worker waits for another."""

_HEAD_START = 0.05
_LONGEST_WORDS = 120


def main() -> None:
    """Answer jobs until there are no more."""
    gc.disable()  # until the models are loaded
    answers, jobs = _take_descriptors()
    sandbox.restrain()
    queue: SimpleQueue[Job] = SimpleQueue()
    start_new_thread(_listen, (jobs, queue))
    if not sys.platform.startswith("linux"):
        start_new_thread(sandbox.watch_memory, ())
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
        try:
            articles = job.articles or self._read(job)
        except MemoryError:
            articles = ()
            self._fail(job, None, WorkerError(f"{job.name} takes more memory than it may use; it is not opened."))
        except BriefingError as error:
            articles = ()
            self._fail(job, None, error)
        except Exception as error:  # noqa: BLE001 - hostile bytes may make a decoder raise anything; it costs the reader a sentence
            articles = ()
            self._fail(job, None, UnreadableError(f"{job.name} cannot be read: {_named(error)}."))
        for part, article in enumerate(articles):
            try:
                self._tell(Parsed(job.number, part, self._brief(job, part, article)))
            except MemoryError:
                self._fail(job, part, WorkerError("Parsing takes more memory than it may use; the article is left whole."))
        self._tell(Done(job.number, len(articles)))

    def _read(self, job: Job) -> tuple[Article, ...]:
        """The articles of the job's bytes, each told as soon as it is read; no models are loaded meanwhile, to save memory."""
        from briefing.ingest import Received, articles, prepare  # noqa: PLC0415

        if any(thread.is_alive() for thread in self._models):
            self._wait()
        sandbox.limit(job.limits.starting, job.limits.mebibytes)
        prepare(job.data, job.limits)
        sandbox.limit(job.limits.reading, job.limits.mebibytes, resident=job.limits.reading_mebibytes, writes=False)
        self._tell(Begun(job.number))
        found: list[Article] = []
        for one in articles(Received(job.data, job.name, job.address, job.charset), job.limits):
            self._tell(Opened(job.number, len(found), one.article, one.work))
            found.append(one.article)
        self._tell(AllOpened(job.number, len(found)))
        return tuple(found)

    def _brief(self, job: Job, part: int, article: Article) -> Briefing:
        """The briefing of an article, unparsed if it is not in English or cannot be parsed."""
        version = digest.parser_version()
        sandbox.limit(job.limits.starting, job.limits.mebibytes)
        try:
            self._load()
            article = article._replace(language=_language(article.text))
            if article.language not in (None, "en"):
                why = f"The article is not in English (its language seems to be {article.language}), so it is left whole."
                return unparsed((article,), why, version=version)
            if not article.paragraphs:
                return Briefing(parser=version, articles=(article,))
            self._wait()
            sandbox.limit(job.limits.seconds, job.limits.mebibytes, writes=False)
            return self._parse(job, part, article, version)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of the parser costs the panels, never the article
            if _is_out_of_memory(error):
                raise MemoryError from None
            why = str(error) if isinstance(error, BriefingError) else f"Parsing failed ({_named(error)})."
            return unparsed((article,), why, version=version)

    def _parse(self, job: Job, part: int, article: Article, version: str) -> Briefing:
        from briefing.parsing import pipeline  # noqa: PLC0415 - takes a second

        steps = count()

        def told(step: str) -> None:
            self._tell(Progress(job.number, part, step, next(steps), len(pipeline.STEPS)))

        return pipeline.parse((article,), version=version, told=told)

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
