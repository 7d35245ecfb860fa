"""The process in which foreign bytes are decoded and parsed, under limits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, sleep

import pytest

from briefing import digest, ingest
from briefing.codec import check
from briefing.desk import Desk, Opened, Progressed, Ready
from briefing.errors import ParsingError
from briefing.library import Library
from briefing.limits import Limits
from briefing.model import Briefing
from briefing.worker import server
from briefing.worker.messages import AllOpened, Answer, Begun, Done, Failed, Job, Parsed, from_line, to_line
from briefing.worker.messages import Opened as Told
from tests.briefing.library.articles import article, briefing

TEXT = "The ferry left the harbour at noon. Nobody was hurt, the operator said.\n\nThe council met in the evening."
FRENCH = (
    "Le conseil municipal a décidé hier soir de fermer la jetée pendant tout l'hiver, malgré l'opposition des pêcheurs, "
    "qui craignent de perdre leur travail et demandent au maire de revenir sur sa décision avant la fin du mois."
)


def as_it_stands(received: ingest.Received, limits: Limits) -> tuple[ingest.Read, ...]:
    return (ingest.Read(article(received.data.decode())),)


@pytest.fixture(name="answers")
def the_answers_to_jobs(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Answer]]:
    """Answers jobs in this process, with `read` and `parse` in the place of the real ones and no models."""

    def answer(
        *jobs: Job,
        read: Callable[[ingest.Received, Limits], tuple[ingest.Read, ...]] = as_it_stands,
        parse: Callable[[Job], Briefing] = lambda job: briefing(job.data.decode()),
    ) -> list[Answer]:
        told: list[Answer] = []
        monkeypatch.setattr(server.sandbox, "limit", lambda *_, **__: None)
        monkeypatch.setattr(server, "IDLE", 0.01)
        monkeypatch.setattr(ingest, "articles", read)
        monkeypatch.setattr(server.Worker, "_load", lambda self: None)
        monkeypatch.setattr(server.Worker, "_wait", lambda self: None)
        monkeypatch.setattr(server.Worker, "_parse", lambda self, job, part, one, version: parse(job))
        queue: SimpleQueue[Job] = SimpleQueue()
        for job in jobs:
            queue.put(job)
        server.Worker(told.append).serve(queue)
        return told

    return answer


def failing(error: BaseException) -> Callable[..., object]:
    def fail(*_: object) -> object:
        raise error

    return fail


JOB = Job(1, "ferry.txt", TEXT.encode())


def test_a_job_is_answered_with_its_article_then_its_briefing(answers: Callable[..., list[Answer]]) -> None:
    assert [type(answer) for answer in answers(JOB)] == [Begun, Told, AllOpened, Parsed, Done]


def test_all_articles_are_opened_before_the_first_is_parsed(answers: Callable[..., list[Answer]]) -> None:
    told = answers(JOB, read=lambda *_: (ingest.Read(article("One.")), ingest.Read(article("Two."), "urn:two")))
    assert [type(answer) for answer in told] == [Begun, Told, Told, AllOpened, Parsed, Parsed, Done]


def test_articles_that_were_read_before_are_only_parsed(answers: Callable[..., list[Answer]]) -> None:
    told = answers(Job(1, "ferry.txt", articles=(article(TEXT),)), read=failing(AssertionError()))
    assert [type(answer) for answer in told] == [Parsed, Done]


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd bytes"), RecursionError(), UnicodeError()])
def test_bytes_that_cannot_be_read_cost_one_sentence_and_the_next_job_is_answered(
    error: Exception, answers: Callable[..., list[Answer]]
) -> None:
    failures = iter((error,))

    def read(received: ingest.Received, limits: Limits) -> tuple[ingest.Read, ...]:
        for failure in failures:
            raise failure
        return (ingest.Read(article(received.data.decode())),)

    told = answers(JOB, JOB._replace(number=2), read=read)
    assert [type(answer) for answer in told] == [Begun, Failed, Done, Begun, Told, AllOpened, Parsed, Done]
    assert isinstance(told[1], Failed)
    assert "ferry.txt" in told[1].message
    assert told[1].part is None


@pytest.mark.parametrize(
    "error", [ValueError("odd words"), RecursionError(), KeyError("\x1b[31m"), ParsingError("No weights.")]
)
def test_an_article_that_cannot_be_parsed_is_left_whole(error: Exception, answers: Callable[..., list[Answer]]) -> None:
    parsed = answers(JOB, parse=failing(error))[3]
    assert isinstance(parsed, Parsed)
    assert not parsed.briefing.parsed
    assert [parsed.briefing.words(line) for line in parsed.briefing.sentences] == TEXT.split("\n\n")
    assert parsed.briefing.why
    check(parsed.briefing)
    assert from_line(to_line(parsed)) == parsed


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("std::bad_alloc")])
def test_parsing_that_runs_out_of_memory_fails_and_the_next_job_is_answered(
    error: Exception, answers: Callable[..., list[Answer]]
) -> None:
    told = answers(JOB, JOB._replace(number=2), parse=failing(error))
    assert [type(answer) for answer in told] == [Begun, Told, AllOpened, Failed, Done] * 2
    assert isinstance(told[3], Failed)
    assert "memory" in told[3].message


def test_what_is_not_english_is_left_whole_and_says_so(answers: Callable[..., list[Answer]]) -> None:
    parsed = answers(Job(1, "jetée.txt", FRENCH.encode()), parse=failing(AssertionError("parsed")))[3]
    assert isinstance(parsed, Parsed)
    assert not parsed.briefing.parsed
    assert parsed.briefing.articles[0].language == "fr"
    assert parsed.briefing.why
    assert "not in English" in parsed.briefing.why


def test_an_article_without_a_body_is_a_briefing_without_panels(answers: Callable[..., list[Answer]]) -> None:
    parsed = answers(JOB, read=lambda *_: (ingest.Read(article("Only a headline")._replace(paragraphs=())),))[3]
    assert isinstance(parsed, Parsed)
    assert parsed.briefing.parsed
    assert parsed.briefing.panels == ()


Started = Callable[..., "subprocess.Popen[bytes]"]

HARNESS = """
import ctypes, os, resource, socket, subprocess, sys, time
sys.path.append({root!r})
from briefing import ingest
from briefing.worker import server
from tests.briefing.library.articles import article, briefing
server.Worker._load = server.Worker._wait = lambda self: None
server.Worker._parse = lambda self, job, part, one, version: briefing(one.text)
def read(received, limits):
    name, data = received.name, received.data
    {body}
    return (ingest.Read(article(data.decode())),)
ingest.articles = read
server.IDLE = {idle}
server.main()
"""


@pytest.fixture(name="started")
def how_a_worker_is_started() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a real worker that reads with the statements of `body` and parses without models."""
    running: list[subprocess.Popen[bytes]] = []

    def start(body: str = "pass", *, idle: float = 30) -> subprocess.Popen[bytes]:
        code = HARNESS.format(root=str(Path(__file__).parents[2]), body=body, idle=idle)
        command = [sys.executable, "-P", "-c", code]
        running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def ask(process: subprocess.Popen[bytes], job: Job) -> list[Answer]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(to_line(job))
    process.stdin.flush()
    told: list[Answer] = []
    while not told or not isinstance(told[-1], Done):
        answer = from_line(process.stdout.readline())
        assert not isinstance(answer, Job)
        told.append(answer)
    return told


def test_what_libraries_print_never_mixes_with_the_answers(started: Started) -> None:
    process = started("print('Loading…', flush=True); import os; os.write(1, b'more')")
    assert [type(answer) for answer in ask(process, JOB)] == [Begun, Told, AllOpened, Parsed, Done]


on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit holds on Linux")


@on_linux
@pytest.mark.parametrize("taking", ["bytearray(1100 << 20)", "[bytearray(50 << 20) for _ in range(22)]", "'a' * (1 << 31)"])
def test_taking_too_much_memory_costs_one_sentence_and_the_worker_goes_on(taking: str, started: Started) -> None:
    process = started(f"if name == 'bomb': {taking}")
    told = ask(process, JOB._replace(name="bomb"))
    assert [type(answer) for answer in told] == [Begun, Failed, Done]
    assert isinstance(told[1], Failed)
    assert told[1].message == "bomb takes more memory than it may use; it is not opened."
    assert [type(answer) for answer in ask(process, JOB)] == [Begun, Told, AllOpened, Parsed, Done]


@on_linux
def test_reading_may_use_no_more_than_a_gibibyte_and_write_no_file(started: Started) -> None:
    limits = "resource.getrlimit(resource.RLIMIT_AS)[0] >> 20, resource.getrlimit(resource.RLIMIT_FSIZE)[0]"
    told = ask(started(f"data = b'%d %d and so on.' % ({limits})"), JOB)
    assert isinstance(told[1], Told)
    mebibytes, writes = map(int, told[1].article.text.split()[:2])
    assert 600 < mebibytes < 1_100
    assert writes == 0


@on_linux
def test_each_job_has_its_own_limit_of_processor_time(started: Started) -> None:
    process = started("data = str(resource.getrlimit(resource.RLIMIT_CPU)[0]).encode() + b' seconds.'")
    told = ask(process, JOB._replace(limits=Limits(reading=7)))
    assert isinstance(told[1], Told)
    assert 14 <= int(told[1].article.text.split()[0]) <= 18


@pytest.mark.parametrize(
    "wanted",
    ["socket.socket()", "subprocess.run(['true'])", "os.fork()", "os.system('true')", "socket.getaddrinfo('a.invalid', 80)"],
)
def test_no_library_reaches_the_network_or_starts_a_process(wanted: str, started: Started) -> None:
    told = ask(started(f"if name == 'bad': {wanted}"), JOB._replace(name="bad"))
    assert isinstance(told[1], Failed)
    assert "is not for the worker" in told[1].message


def test_reading_leaves_no_file_behind(started: Started, tmp_path: Path) -> None:
    file = tmp_path / "left"
    told = ask(started(f"open({str(file)!r}, 'w').write('x' * 100000)"), JOB)
    assert isinstance(told[1], Failed)
    assert file.stat().st_size == 0


@on_linux
def test_a_worker_that_is_stopped_ends_with_who_started_it() -> None:
    code = """
import os, signal, subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-P", "-m", "briefing.worker"], stdin=subprocess.PIPE, start_new_session=True)
while "_ctypes" not in open(f"/proc/{worker.pid}/maps").read():
    time.sleep(0.01)
time.sleep(0.1)
os.kill(worker.pid, signal.SIGSTOP)
print(worker.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    end = monotonic() + 5
    while is_alive(int(done.stdout)) and monotonic() < end:
        sleep(0.01)
    assert not is_alive(int(done.stdout))


def is_alive(number: int) -> bool:
    """Whether a process runs, or is stopped; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def test_a_worker_ends_when_no_job_comes(started: Started) -> None:
    process = started(idle=0.1)
    ask(process, JOB)
    assert process.wait(5) == 0


def test_a_worker_ends_at_once_when_the_desk_is_gone_whatever_it_is_at(started: Started) -> None:
    process = started("time.sleep(60)")
    assert process.stdin
    process.stdin.write(to_line(JOB))
    process.stdin.flush()
    begin = monotonic()
    process.stdin.close()
    process.stdin = None
    assert process.wait(5) == 0
    assert monotonic() - begin < 2


def test_a_worker_that_is_asked_nonsense_ends(started: Started) -> None:
    process = started()
    assert process.stdin
    process.stdin.write(b"hello\n")
    process.stdin.flush()
    assert process.wait(5) == 0


def test_an_article_is_told_before_any_model_is_imported() -> None:
    code = """
import sys
from queue import SimpleQueue
from briefing.worker import server
from briefing.worker.messages import AllOpened, Begun, Job, Opened
def tell(answer):
    if isinstance(answer, Begun):
        return
    assert isinstance(answer, Opened)
    heavy = {"spacy", "numpy", "onnxruntime", "tokenizers", "py3langid"} & set(sys.modules)
    print("heavy:", *heavy)
    raise SystemExit
queue = SimpleQueue()
queue.put(Job(1, "a", b"The ferry left the harbour at noon. Nobody was hurt."))
server.Worker(tell).serve(queue)
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "heavy:\n", done.stderr


def test_the_real_worker_parses_where_the_reader_stands_in_a_folder_with_modules_of_the_same_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "briefing.py", "spacy.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong module')")
    (tmp_path / "ferry.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    desk = Desk(Library.in_memory())
    try:
        events = list(desk.open("ferry.txt"))
    finally:
        desk.close()
    assert isinstance(events[0], Opened)
    steps = [(event.done, event.of) for event in events if isinstance(event, Progressed)]
    assert steps == [(number, len(steps)) for number in range(len(steps))]
    ready = events[-1]
    assert isinstance(ready, Ready)
    assert ready.briefing.parsed, ready.briefing.why
    assert ready.briefing.parser == digest.parser_version()
    assert len(ready.briefing.sentences) == 3
