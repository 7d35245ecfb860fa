"""A worker without models, for tests of the desk: reads lines as paragraphs, and misbehaves in the way that its argument names.

Started as `python -P fake_worker.py MODE LOG`; it notes each start and each job in the file LOG.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from ctypes import CDLL
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from briefing import digest
from briefing.model import Article
from briefing.unparsed import unparsed
from briefing.worker.messages import AllOpened, Answer, Begun, Done, Failed, Job, Opened, Parsed, Progress, from_line, to_line
from tests.briefing.library.articles import article, briefing


def say(answer: Answer) -> None:
    sys.stdout.buffer.write(to_line(answer))
    sys.stdout.buffer.flush()


def note(log: str, words: str) -> None:
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(words + "\n")


def spin() -> None:
    """Work in machine code that lets no other thread of Python run."""
    int("7" * 4_000) ** 400_000


def wait_for_another(log: str) -> None:
    """Wait until another worker was asked for something too."""
    end = time.monotonic() + 10
    while Path(log).read_text(encoding="utf-8").count("read") < 2:
        if time.monotonic() > end:
            sys.exit("no other worker was asked")
        time.sleep(0.01)


def misbehave(job: Job, mode: str) -> None:
    """What some modes do as soon as they are asked."""
    if mode == "is slow at the first" and job.number == 0:
        time.sleep(0.5)
    if mode == "hangs at the first" and job.number == 0:
        time.sleep(60)
    if mode == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "hangs":
        time.sleep(60)
    if mode == "babbles":
        sys.stdout.write("Loading the models…\n")
        sys.stdout.flush()
    if mode == "never ends its line":
        sys.stdout.write("x" * 100_000)
        sys.stdout.flush()
        time.sleep(60)
    if mode == "is stopped":
        os.kill(os.getpid(), signal.SIGSTOP)
    if mode == "spins":
        spin()
    if mode == "begins and hangs":
        say(Begun(job.number))
        time.sleep(60)
    if mode == "begins for ever":
        while True:
            say(Begun(job.number))
    if mode == "drips":
        while True:
            sys.stdout.write("x")
            sys.stdout.flush()
            time.sleep(0.02)
    if mode == "closes its pipes":
        os.close(0)
        os.close(1)
        time.sleep(60)
    if mode == "leaves a child":
        if os.fork():
            os._exit(1)
        time.sleep(60)


def work_of(one: Article) -> str:
    """What an article names its work: the rest of a first line that begins with `Work: `."""
    first = one.text.partition("\n")[0]
    return first.removeprefix("Work: ") if first.startswith("Work: ") else ""


def answer(job: Job, mode: str) -> None:
    """Answer a job; a form feed parts the articles that its bytes hold."""
    misbehave(job, mode)
    if mode == "refuses":
        say(Failed(job.number, None, "UnreadableError", f"{job.name} is empty."))
        say(Done(job.number, 0))
        return
    articles: tuple[Article, ...] = job.articles
    if not articles:
        say(Begun(job.number))
        texts = job.data.decode().split("\f")
        articles = tuple(article(text.upper() if mode == "reads otherwise" else text) for text in texts)
        for part, one in enumerate(articles):
            say(Opened(job.number, part, one, work_of(one)))
            if mode == "opens one and fails":
                say(Failed(job.number, None, "WorkerError", "The rest takes more memory than it may use."))
                say(Done(job.number, 0))
                return
            if mode == "opens one and hangs":
                time.sleep(60)
        say(AllOpened(job.number, len(articles)))
    if mode == "dies when it has opened":
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "hangs when it has opened":
        time.sleep(60)
    if mode == "is stopped when it has opened":
        os.kill(os.getpid(), signal.SIGSTOP)
    if mode == "spins when it has opened":
        spin()
    while mode == "makes progress for ever":
        say(Progress(job.number, 0, "words", 0, 1))
    for part, one in enumerate(articles):
        say(Progress(job.number, part, "words", 0, 1))
        if mode == "has no memory":
            say(Failed(job.number, part, "WorkerError", "Parsing takes more memory than it may use."))
            continue
        text = one.text if mode != "lies" else one.text.replace("ferry", "train")
        made = briefing(text, parser=digest.parser_version())
        if mode == "cannot parse":
            made = unparsed((one,), "Parsing failed (ValueError).", version=digest.parser_version())
        if mode == "points nowhere":
            made = made._replace(panels=(made.panels[0]._replace(lead=99),))
        for _ in range(2 if mode == "repeats itself" else 1):
            say(Parsed(job.number, part, made))
    say(Done(job.number, len(articles)))


def main() -> None:
    mode, log = sys.argv[1:]
    if sys.platform.startswith("linux"):
        CDLL(None).prctl(1, signal.SIGKILL)  # as the real one: it ends with who started it, even where it is stopped
    note(log, f"start {os.getpid()}" if mode == "leaves a child" else "start")
    if mode == "is deaf":
        time.sleep(60)
    for line in sys.stdin.buffer:
        job = from_line(line)
        assert isinstance(job, Job)
        note(log, "parse" if job.articles else "read")
        if mode == "waits for another":
            wait_for_another(log)
        answer(job, mode)
        if mode == "ends":
            return


main()
