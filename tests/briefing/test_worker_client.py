"""A worker that does what it should not: each costs one sentence, blocks nobody, and is ended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen
from threading import Thread
from time import monotonic, sleep

import pytest

from briefing.desk import Desk, Event, Failed, Opened, Ready
from briefing.errors import WorkerError
from briefing.library import Library
from briefing.limits import Limits
from briefing.worker import client
from briefing.worker.client import Client
from briefing.worker.messages import AllOpened, Begun, Done, Job, Parsed, Progress
from briefing.worker.messages import Failed as Refused
from briefing.worker.messages import Opened as Told
from tests.briefing.library.articles import article, briefing

TEXT = "The ferry left at noon. Nobody was hurt.\nThe council met in the evening."
FAKE = Path(__file__).with_name("fake_worker.py")
QUICK = Limits(seconds=1, reading=1, starting=2)


class Office:
    """A desk with a worker of one kind, and an article."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "ferry.txt"
        self.file.write_text(TEXT)
        self.log = folder / "log"
        self.desks: list[Desk] = []

    def desk(self, mode: str, limits: Limits = QUICK) -> Desk:
        command = (sys.executable, "-P", str(FAKE), mode, str(self.log))
        self.desks.append(Desk(Library.in_memory(), command=command, limits=limits))
        return self.desks[-1]

    def noted(self) -> str:
        return self.log.read_text() if self.log.exists() else ""


@pytest.fixture(name="office")
def an_office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    for desk in office.desks:
        desk.close()


def wait_for(what: Callable[[], object], seconds: float = 10) -> None:
    end = monotonic() + seconds
    while not what() and monotonic() < end:
        sleep(0.01)
    assert what()


def is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("is deaf", "starting took longer than 2 seconds and was stopped."),
        ("is stopped", "starting took longer than 2 seconds and was stopped."),
        ("spins", "starting took longer than 2 seconds and was stopped."),
        ("drips", "starting took longer than 2 seconds and was stopped."),
        ("begins and hangs", "reading it took longer than 1 second and was stopped."),
        ("begins for ever", "reading it took longer than 1 second and was stopped."),
        ("closes its pipes", "reading it ended unexpectedly."),
        ("babbles", "parsing gave an answer that makes no sense."),
    ],
)
def test_a_worker_that_does_not_read_costs_one_sentence_in_time(mode: str, said: str, office: Office) -> None:
    desk = office.desk(mode)
    begin = monotonic()
    (event,) = desk.open(office.file)
    assert monotonic() - begin < 8
    assert isinstance(event, Failed)
    assert str(event.error) == f"{office.file} could not be read: {said}"
    assert [one._process for one in desk._workers._clients] == [None]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("is stopped when it has opened", "Parsing took longer than 2 seconds and was stopped."),
        ("spins when it has opened", "Parsing took longer than 2 seconds and was stopped."),
        ("makes progress for ever", "Parsing took longer than 1 second and was stopped."),
    ],
)
def test_a_worker_that_does_not_parse_leaves_the_article_whole_in_time(mode: str, said: str, office: Office) -> None:
    desk = office.desk(mode)
    begin = monotonic()
    *_, ready = desk.open(office.file)
    assert monotonic() - begin < 8
    assert isinstance(ready, Ready)
    assert ready.briefing.why == said
    assert ready.briefing.articles[0].text == TEXT


def test_what_a_worker_has_started_ends_with_it(office: Office) -> None:
    desk = office.desk("leaves a child")
    (event,) = desk.open(office.file)
    assert isinstance(event, Failed)
    group = int(office.noted().split()[1])
    members = [path for path in Path("/proc").glob("[0-9]*/stat") if _group(path) == group]
    assert not [path for path in members if is_alive(int(path.parent.name))]


def _group(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(") ")[2].split()[2])
    except OSError:
        return 0


@pytest.mark.parametrize(
    "mode", ["is stopped", "spins", "begins and hangs", "is stopped when it has opened", "spins when it has opened"]
)
@pytest.mark.parametrize("end", [Desk.cancel, Desk.close])
def test_any_job_can_be_given_up_at_once(mode: str, end: Callable[[Desk], None], office: Office) -> None:
    desk = office.desk(mode, Limits())
    events: list[Event] = []
    thread = Thread(target=lambda: events.extend(desk.open(office.file)))
    thread.start()
    wait_for(lambda: "read" in office.noted())
    wait_for(lambda: not mode.endswith("opened") or events)
    begin = monotonic()
    end(desk)
    thread.join(5)
    assert not thread.is_alive()
    assert monotonic() - begin < 2
    last = events[-1]
    if isinstance(last, Ready):
        assert last.briefing.why == "The reader cancelled it."
        assert last.briefing.articles[0].text == TEXT
    else:
        assert isinstance(last, Failed)
        assert str(last.error).endswith("could not be read: the reader cancelled it.")


@pytest.mark.parametrize("end", [Desk.cancel, Desk.close])
def test_what_is_given_up_before_its_worker_is_asked_leaves_no_worker(
    end: Callable[[Desk], None], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.desk("works")
    started: list[Popen[bytes]] = []
    begin = Client._begin

    def beginning(self: Client) -> Popen[bytes]:
        process = begin(self)
        started.append(process)
        end(desk)  # between the worker's start and the first that is known of it
        return process

    monkeypatch.setattr(Client, "_begin", beginning)
    (event,) = desk.open(office.file)
    assert isinstance(event, Failed)
    assert [one._process for one in desk._workers._clients] == [None]
    wait_for(lambda: not is_alive(started[0].pid))


def test_after_a_job_was_given_up_the_next_is_answered(office: Office) -> None:
    desk = office.desk("works")
    desk.cancel()
    assert isinstance(list(desk.open(office.file))[-1], Ready)


def test_a_desk_that_was_closed_starts_no_worker(office: Office) -> None:
    desk = office.desk("works")
    desk.close()
    (event,) = desk.open(office.file)
    assert isinstance(event, Failed)
    assert office.noted() == ""


def patience(*heard: object) -> client._Patience:
    waited = client._Patience(Job(1, "a", b"a", limits=Limits(starting=30, reading=6, seconds=20)))
    for answer in heard:
        waited.wait(0, answer)  # type: ignore[arg-type]
    return waited


OPENED, STEP = Told(1, 0, article("One.")), Progress(1, 0, "words", 0, 5)
NEXT = Progress(1, 1, "words", 0, 5)


@pytest.mark.parametrize(
    ("heard", "seconds"),
    [
        ((), 30),
        ((Begun(1),), 6),
        ((Begun(1), Begun(1)), 6),
        ((Begun(1), OPENED, OPENED), 6),
        ((Begun(1), OPENED, AllOpened(1, 1)), 30),
        ((Begun(1), OPENED, STEP), 20),
        ((Begun(1), OPENED, STEP, Parsed(1, 0, briefing("One."))), 30),
        ((Begun(1), OPENED, STEP, Refused(1, 0, "WorkerError", "No."), NEXT), 20),
        ((Begun(1), Done(1, 0)), 30),
    ],
)
def test_each_part_of_a_job_has_its_time(heard: tuple[object, ...], seconds: int) -> None:
    waited = patience(*heard)
    for _ in range(seconds - 1):
        waited.wait(1)
    with pytest.raises(WorkerError, match=f"longer than {seconds} seconds"):
        waited.wait(1)


def test_the_steps_of_an_article_share_their_time() -> None:
    waited = patience(Begun(1), OPENED)
    for step in range(20):  # the first of them begins it
        waited.wait(1, STEP._replace(done=step))
    with pytest.raises(WorkerError, match="parsing took longer than 20 seconds"):
        waited.wait(1)


def test_a_program_that_was_suspended_has_not_waited() -> None:
    waited = patience(Begun(1))
    waited.wait(3_600)
    waited.wait(3)


def test_opening_goes_on_where_nobody_listened_for_a_while(office: Office) -> None:
    events = office.desk("works").open(office.file)
    assert isinstance(next(events), Opened)
    sleep(1.5)
    assert isinstance(list(events)[-1], Ready)
