"""Inputs -> briefings: the library first, then the worker, whatever becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from briefing import digest
from briefing.codec import check
from briefing.desk import Desk, Event, Failed, Gone, Opened, Progressed, Ready
from briefing.errors import NotFoundError, UnreadableError, WorkerError
from briefing.inputs import Stop, fetching, sample, web
from briefing.inputs.waiting import apart
from briefing.inputs.web import Page
from briefing.library import Library, fold, make
from briefing.limits import Limits
from briefing.model import SAMPLE_WORK, Span, Topic
from briefing.worker import client

TEXT = "The ferry left at noon. Nobody was hurt.\nThe council met in the evening."
FAKE = Path(__file__).with_name("fake_worker.py")


class Office:
    """A folder with an article, a library, and a log of what the worker was asked."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "ferry.txt"
        self.file.write_text(TEXT)
        self.log = folder / "log"
        self.library = Library.open(folder / "library" / "l.sqlite3")
        self._desks: list[Desk] = []

    def desk(self, mode: str = "works", **options: object) -> Desk:
        command = (sys.executable, "-P", str(FAKE), mode, str(self.log))
        desk = Desk(self.library, command=command, **options)  # type: ignore[arg-type]
        self._desks.append(desk)
        return desk

    def asked(self) -> list[str]:
        """What the workers were asked since the last time this was."""
        words = self.log.read_text().split() if self.log.exists() else []
        self.log.write_text("")
        return words

    def close(self) -> None:
        for desk in self._desks:
            desk.close()
        self.library.close()


@pytest.fixture(name="office")
def an_office(tmp_path: Path) -> object:
    office = Office(tmp_path)
    yield office
    office.close()


def the_end(events: list[Event]) -> Ready:
    assert isinstance(events[-1], Ready)
    return events[-1]


def test_an_input_is_opened_then_parsed_then_ready(office: Office) -> None:
    events = list(office.desk().open(office.file))
    assert [type(event) for event in events] == [Opened, Progressed, Ready]
    ready = the_end(events)
    assert ready.briefing.parsed
    assert not ready.known
    assert ready.briefing.articles[0].origin == str(office.file)


def test_a_second_opening_asks_no_worker(office: Office) -> None:
    first = the_end(list(office.desk().open(office.file)))
    office.asked()
    desk = office.desk()
    events = list(desk.open(office.file))
    assert [type(event) for event in events] == [Opened, Ready]
    assert the_end(events).known
    assert the_end(events).briefing == first.briefing
    assert desk.recall(office.file) == (first.briefing,)
    assert office.asked() == []


def test_what_was_never_opened_is_not_recalled_and_no_worker_asked(office: Office, tmp_path: Path) -> None:
    assert office.desk().recall(office.file) is None
    assert office.desk().recall(tmp_path / "none") is None
    assert office.asked() == []


def test_the_same_bytes_under_another_name_are_known_and_have_two_inputs(office: Office, tmp_path: Path) -> None:
    desk = office.desk()
    list(desk.open(office.file))
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT)
    article = the_end(list(desk.open(copy))).briefing.articles[0]
    assert article.origin == str(copy)
    assert [one.work for one in article.inputs] == [str(office.file), str(copy)]
    assert office.asked() == ["start", "read"]


def test_many_inputs_are_answered_by_one_worker(office: Office, tmp_path: Path) -> None:
    desk = office.desk()
    for number in range(5):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"{TEXT} It is number {number}.")
        assert the_end(list(desk.open(file))).briefing.parsed
    assert office.asked() == ["start", *["read"] * 5]


def test_asking_for_another_reading_asks_the_worker_again(office: Office) -> None:
    list(office.desk().open(office.file))
    office.asked()
    desk = office.desk(again=True)
    assert desk.recall(office.file) is None
    assert not the_end(list(desk.open(office.file))).known
    assert office.asked() == ["start", "read"]


def test_another_version_of_the_parser_parses_the_same_reading(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    list(office.desk().open(office.file))
    office.asked()
    monkeypatch.setattr(digest, "parser_version", lambda: "another")
    events = list(office.desk().open(office.file))
    assert [type(event) for event in events] == [Opened, Progressed, Ready]
    assert office.asked() == ["start", "parse"]


def test_other_topics_cost_no_parse(office: Office) -> None:
    list(office.desk().open(office.file))
    office.asked()
    topics = (Topic("The ferry", ("ferry",)),)
    ready = the_end(list(office.desk(topics=topics).open(office.file)))
    assert ready.known
    assert [panel.topic for panel in ready.briefing.panels if panel.topic] == ["The ferry"]
    assert office.asked() == []
    (recalled,) = office.desk(topics=topics).recall(office.file) or ()
    assert recalled.panels == ready.briefing.panels
    (plain,) = office.desk().recall(office.file) or ()
    assert not any(panel.topic for panel in plain.panels)


def test_without_keeping_nothing_is_written_to_the_library(office: Office) -> None:
    ready = the_end(list(office.desk(keep=False).open(office.file)))
    assert ready.briefing.parsed
    assert office.library.works() == ()
    assert office.desk().recall(office.file) is None


def test_an_input_with_several_articles_gives_a_briefing_each(office: Office) -> None:
    office.file.write_text(f"{TEXT}\f{TEXT} And more.\fA third. It is short.")
    events = list(office.desk().open(office.file))
    assert [event.part for event in events if isinstance(event, Opened)] == [0, 1, 2]
    assert [event.part for event in events if isinstance(event, Ready)] == [0, 1, 2]
    assert len({work.work for work in office.library.works()}) == 3
    assert len(office.desk().recall(office.file) or ()) == 3


def test_the_sample_is_kept_but_not_listed(office: Office) -> None:
    desk = office.desk()
    list(desk.open(sample()))
    assert desk.recall(sample())
    assert office.library.works() == ()


def test_what_is_not_there_fails_without_a_worker(office: Office, tmp_path: Path) -> None:
    (event,) = office.desk().open(tmp_path / "none.txt")
    assert isinstance(event, Failed)
    assert isinstance(event.error, NotFoundError)
    assert office.asked() == []


def test_what_the_worker_cannot_read_fails_in_its_words(office: Office) -> None:
    (event,) = office.desk("refuses").open(office.file)
    assert isinstance(event, Failed)
    assert isinstance(event.error, UnreadableError)
    assert str(event.error) == f"{office.file} is empty."


QUICK = Limits(seconds=1, reading=1, starting=1)


@pytest.mark.parametrize(
    "mode",
    [
        *("dies when it has opened", "hangs when it has opened", "opens one and hangs", "opens one and fails"),
        *("has no memory", "lies", "points nowhere"),
    ],
)
def test_whatever_becomes_of_the_worker_the_opened_article_stays_readable(mode: str, office: Office) -> None:
    events = list(office.desk(mode, limits=QUICK).open(office.file))
    assert isinstance(events[0], Opened)
    ready = the_end(events)
    assert not ready.briefing.parsed
    assert ready.briefing.articles[0].text == TEXT
    assert [ready.briefing.words(line) for line in ready.briefing.sentences] == TEXT.split("\n")
    assert ready.briefing.why
    assert ready.briefing.why.endswith(".")
    check(ready.briefing)


@pytest.mark.parametrize("mode", ["dies", "hangs", "babbles"])
def test_a_worker_that_fails_before_it_has_opened_costs_one_sentence(mode: str, office: Office) -> None:
    (event,) = office.desk(mode, limits=QUICK).open(office.file)
    assert isinstance(event, Failed)
    assert isinstance(event.error, WorkerError)
    assert str(office.file) in str(event.error)


def test_a_worker_that_does_not_listen_to_a_long_article_costs_one_sentence(office: Office) -> None:
    office.file.write_text("Nobody listens. " * 100_000)
    (event,) = office.desk("is deaf", limits=QUICK).open(office.file)
    assert isinstance(event, Failed)
    assert "longer than 1 second" in str(event.error)


def test_an_answer_without_an_end_is_not_taken(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LONGEST_LINE", 10_000)
    (event,) = office.desk("never ends its line").open(office.file)
    assert isinstance(event, Failed)
    assert "without an end" in str(event.error)


def test_a_worker_that_cannot_be_started_costs_one_sentence(office: Office) -> None:
    desk = Desk(office.library, command=("/nowhere/python",))
    (event,) = desk.open(office.file)
    assert isinstance(event, Failed)
    assert isinstance(event.error, WorkerError)


def test_a_briefing_that_came_before_the_worker_failed_is_kept(office: Office) -> None:
    events = list(office.desk("repeats itself").open(office.file))
    assert [event.briefing.parsed for event in events if isinstance(event, Ready)] == [True]


@pytest.mark.parametrize("mode", ["dies when it has opened", "cannot parse"])
def test_after_a_failure_the_next_input_has_a_new_worker_and_the_failed_one_is_tried_again(mode: str, office: Office) -> None:
    list(office.desk(mode).open(office.file))
    office.asked()
    assert the_end(list(office.desk().open(office.file))).briefing.parsed
    assert office.asked() == ["start", "parse"]


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("opens one and hangs", "Reading it took longer than 1 second and was stopped."),
        ("opens one and fails", "The rest takes more memory than it may use."),
    ],
)
def test_articles_before_one_that_cannot_be_read_are_shown_and_all_is_read_again_the_next_time(
    mode: str, why: str, office: Office
) -> None:
    office.file.write_text(f"{TEXT}\f{TEXT} More.")
    (ready,) = (event for event in office.desk(mode, limits=QUICK).open(office.file) if isinstance(event, Ready))
    assert ready.briefing.why == why
    again = [event for event in office.desk().open(office.file) if isinstance(event, Ready)]
    assert [event.briefing.parsed for event in again] == [True, True]


def test_a_worker_that_ended_for_want_of_jobs_is_started_again_unseen(office: Office, tmp_path: Path) -> None:
    desk = office.desk("ends")
    assert the_end(list(desk.open(office.file))).briefing.parsed
    (tmp_path / "b.txt").write_text(f"{TEXT} More.")
    assert the_end(list(desk.open(tmp_path / "b.txt"))).briefing.parsed
    assert office.asked() == ["start", "read"] * 2


def wait_for(what: Callable[[], bool]) -> None:
    end = monotonic() + 5
    while not what() and monotonic() < end:
        sleep(0.01)
    assert what()


@pytest.mark.parametrize("end", [Desk.cancel, Desk.close])
def test_a_job_that_is_given_up_leaves_the_article_whole_at_once(end: Callable[[Desk], None], office: Office) -> None:
    desk = office.desk("hangs when it has opened")
    events: list[Event] = []
    thread = Thread(target=lambda: events.extend(desk.open(office.file)))
    thread.start()
    wait_for(lambda: "read" in (office.log.read_text() if office.log.exists() else ""))
    begin = monotonic()
    end(desk)
    thread.join(5)
    assert monotonic() - begin < 1
    if events and isinstance(events[-1], Ready):
        assert not events[-1].briefing.parsed
    else:
        assert [type(event) for event in events] == [Failed]


def test_a_desk_that_is_not_listened_to_any_more_ends_its_worker(office: Office) -> None:
    desk = office.desk("hangs when it has opened")
    events = desk.open(office.file)
    assert isinstance(next(events), Opened)
    process = desk._workers._clients[0]._process
    assert process is not None
    events.close()  # type: ignore[attr-defined] # it is a generator
    assert process.wait(5) != 0


def test_marks_survive_another_version_of_the_parser_and_an_updated_article(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing = the_end(list(office.desk().open(office.file))).briefing
    article = briefing.articles[0]
    office.library.add_marks(
        [make(article, briefing.sentences[1].span, "flag"), make(article, briefing.sentences[2].span, "read")]
    )
    monkeypatch.setattr(digest, "parser_version", lambda: "another")
    office.file.write_text("An update came first. " + TEXT)
    briefing = the_end(list(office.desk().open(office.file))).briefing
    placed = office.library.marks(briefing.articles[0])
    assert placed.lost == ()
    states = fold(briefing, placed.found)
    assert [(state.flag, state.read) for state in states] == [(False, False), (False, False), (True, False), (False, True)]


def test_a_second_opening_loads_neither_models_nor_what_starts_processes(office: Office, tmp_path: Path) -> None:
    list(office.desk().open(office.file))
    code = f"""
import sys
from briefing.desk import Desk, Ready
from briefing.library import Library
desk = Desk(Library.open({str(tmp_path / "library" / "l.sqlite3")!r}))
assert desk.recall({str(office.file)!r})
assert [event.known for event in desk.open({str(office.file)!r}) if isinstance(event, Ready)] == [True]
desk.close()
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"spacy", "numpy", "onnxruntime", "tokenizers", "py3langid", "textual", "rich", "thinc"}
    slow = {"subprocess", "asyncio", "tempfile", "dataclasses", "inspect", "pathlib", "threading"}
    assert not loaded & (heavy | slow | {"briefing.ingest", "briefing.parsing", "briefing.worker.server"})


# Many inputs


def files(office: Office, *texts: str) -> list[Path]:
    """Files that hold these texts, by name in this order."""
    found = [office.file.with_name(f"{number}.txt") for number in range(len(texts))]
    for file, text in zip(found, texts, strict=True):
        file.write_text(text)
    return found


def ready(events: Iterable[Event]) -> list[Ready]:
    return [event for event in events if isinstance(event, Ready)]


def test_two_workers_work_on_two_inputs_at_the_same_time(office: Office) -> None:
    inputs = files(office, TEXT, f"{TEXT} More.")
    told = ready(office.desk("waits for another", workers=2).open_all(inputs))
    assert [event.briefing.parsed for event in told] == [True, True]
    assert sorted(office.asked()) == ["read", "read", "start", "start"]


def test_no_more_workers_are_started_than_a_desk_may_have_and_none_for_what_is_known(office: Office) -> None:
    inputs = files(office, *[f"{TEXT} It is number {number}." for number in range(6)])
    assert len(ready(office.desk(workers=2).open_all(inputs))) == 6
    assert office.asked().count("start") <= 2
    assert all(event.known for event in ready(office.desk(workers=2).open_all(inputs)))
    assert office.asked() == []
    assert len(ready(office.desk(workers=1, again=True).open_all(inputs))) == 6
    assert office.asked().count("start") == 1


def test_what_becomes_of_many_inputs_is_told_in_the_order_given_whichever_is_done_first(office: Office) -> None:
    inputs = [
        *files(office, TEXT, *[f"{TEXT} It is number {number}." for number in range(1, 20)]),
        office.file.with_name("none"),
    ]
    events = list(office.desk("is slow at the first", workers=2).open_all(inputs))
    assert list(dict.fromkeys(event.given for event in events)) == list(map(str, inputs))
    assert isinstance(events[-1], Failed)
    assert office.asked().count("read") == 20


def test_versions_of_a_work_are_kept_in_the_order_in_which_they_were_given(office: Office) -> None:
    first, second = files(office, written("urn:ferry:7", TEXT), written("urn:ferry:7", f"{TEXT} An update."))
    list(office.desk("is slow at the first", workers=2).open_all([first, second]))
    assert [version.given for version in office.library.versions("urn:ferry:7")] == [str(first), str(second)]


def test_who_listens_no_longer_to_many_inputs_waits_for_none_of_them(office: Office) -> None:
    desk = office.desk("hangs when it has opened", workers=2)
    events = desk.open_all(files(office, *[f"{TEXT} It is number {number}." for number in range(9)]))
    assert isinstance(next(events), Opened)
    begin = monotonic()
    events.close()  # type: ignore[attr-defined] # it is a generator
    assert monotonic() - begin < 5
    assert office.asked().count("read") <= 2


def test_a_mistake_of_the_program_is_not_swallowed_where_many_inputs_are_opened(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.desk(workers=2)
    monkeypatch.setattr(desk, "_fetch", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(desk.open_all(files(office, TEXT, TEXT)))


def test_an_input_that_hangs_keeps_no_other_thread_from_its_own(office: Office) -> None:
    hangs, works = files(office, TEXT, f"{TEXT} More.")
    desk = office.desk("hangs at the first", workers=2)
    thread = Thread(target=lambda: list(desk.open(hangs, number=0)))
    thread.start()
    wait_for(lambda: "read" in (office.log.read_text() if office.log.exists() else ""))
    assert the_end(list(desk.open(works, number=1))).briefing.parsed
    desk.cancel()
    thread.join(5)
    assert not thread.is_alive()


# Files that are gone


def test_a_file_that_is_gone_opens_as_the_library_has_it(office: Office) -> None:
    first = the_end(list(office.desk().open(office.file)))
    office.asked()
    office.file.unlink()
    for desk in (office.desk(), office.desk(keep=False)):
        gone, opened, told = desk.open(office.file)
        assert isinstance(gone, Gone)
        assert gone.message == f"The file is gone, the library's copy was opened: {office.file}"
        assert isinstance(opened, Opened)
        assert isinstance(told, Ready)
        assert (told.briefing.articles[0].text, told.known) == (first.briefing.articles[0].text, True)
    assert office.asked() == []


def test_a_file_that_is_gone_is_parsed_anew_from_the_library_if_asked_for(office: Office) -> None:
    list(office.desk().open(office.file))
    office.asked()
    office.file.unlink()
    gone, *_, told = office.desk(again=True).open(office.file)
    assert isinstance(gone, Gone)
    assert isinstance(told, Ready)
    assert told.briefing.parsed
    assert office.asked() == ["start", "parse"]


def test_all_articles_of_a_file_that_is_gone_are_opened_in_their_order(office: Office, tmp_path: Path) -> None:
    office.file.write_text("\f".join([written("urn:ferry:2", TEXT), written("urn:ferry:1", f"{TEXT} More."), OTHER]))
    copy = tmp_path / "copy.txt"
    copy.write_text(f"{OTHER}\f{TEXT} Alone.")  # holds the last of them too, and was read after it
    before = [event.briefing.articles[0].text for event in ready(office.desk().open(office.file))]
    list(office.desk().open(copy))
    office.file.unlink()
    after = ready(office.desk().open(office.file))
    assert [event.briefing.articles[0].text for event in after] == before
    assert [event.part for event in after] == [0, 1, 2]


def test_what_is_gone_and_was_never_opened_fails(office: Office, pages: Web) -> None:
    list(office.desk().open(office.file))
    for named in (str(office.file.with_name("never.txt")), "https://news.example/gone", str(office.file / "beyond")):
        (event,) = office.desk().open(named)
        assert isinstance(event, Failed)


# Addresses


PAGE = "https://news.example/ferry"


class Web:
    """What addresses give in place of the web, and which of them were asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.asked: list[str] = []
        self.hangs = False
        monkeypatch.setattr(web, "get", self.get)

    def get(self, address: str, name: str, *, stop: Stop, **_: object) -> Page:
        self.asked.append(address)
        if self.hangs:
            return apart(lambda: sleep(5), name, stop)  # type: ignore[return-value] # it never does
        if address not in self.pages:
            raise NotFoundError(f"There is nothing at {name}.")
        final, text = self.pages[address]
        return Page(text.encode(), final, "utf-8")


@pytest.fixture(name="pages")
def some_pages(monkeypatch: pytest.MonkeyPatch) -> Web:
    found = Web(monkeypatch)
    found.pages = {"https://short.example/x": (PAGE, TEXT), PAGE: (PAGE, TEXT)}
    return found


def test_an_address_that_the_library_holds_opens_without_network_or_worker(office: Office, pages: Web) -> None:
    assert office.desk().recall("https://short.example/x") is None
    assert pages.asked == []
    first = the_end(list(office.desk().open("https://short.example/x")))
    assert [one.work for one in first.briefing.articles[0].inputs] == [PAGE]
    office.asked()
    pages.pages.clear()
    desk = office.desk()
    for named in ("https://short.example/x", "HTTPS://news.example:443/ferry#part"):
        ready = the_end(list(desk.open(named)))
        assert ready.known
        assert ready.briefing.articles[0].origin == named
        assert desk.recall(named) == (ready.briefing,)
    assert len(pages.asked) == 1
    assert office.asked() == []
    assert [one.work for one in office.library.works()] == [PAGE]


def test_an_address_is_fetched_again_when_another_reading_is_asked_for(office: Office, pages: Web) -> None:
    list(office.desk().open(PAGE))
    pages.pages[PAGE] = PAGE, f"An update came first. {TEXT}"
    assert the_end(list(office.desk().open(PAGE))).briefing.articles[0].text == TEXT
    desk = office.desk(again=True)
    assert desk.recall(PAGE) is None
    assert the_end(list(desk.open(PAGE))).briefing.articles[0].text.startswith("An update")
    assert the_end(list(office.desk().open(PAGE))).briefing.articles[0].text.startswith("An update")
    assert [version.version for version in office.library.versions(PAGE)] == [1, 2]
    assert len(pages.asked) == 2


def test_another_version_of_the_parser_parses_a_page_without_network(
    office: Office, pages: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(office.desk().open(PAGE))
    office.asked()
    monkeypatch.setattr(digest, "parser_version", lambda: "another")
    assert office.desk().recall(PAGE) is None
    assert not the_end(list(office.desk().open(PAGE))).known
    assert office.asked() == ["start", "parse"]
    assert len(pages.asked) == 1


def test_without_keeping_an_address_is_fetched_each_time(office: Office, pages: Web) -> None:
    for _ in range(2):
        assert the_end(list(office.desk(keep=False).open(PAGE))).briefing.parsed
    assert len(pages.asked) == 2
    assert office.library.fetched(PAGE) is None


def test_an_address_that_gives_nothing_fails_in_one_sentence_and_is_tried_again(office: Office, pages: Web) -> None:
    for _ in range(2):
        (event,) = office.desk().open("https://news.example/gone")
        assert isinstance(event, Failed)
        assert isinstance(event.error, NotFoundError)
    assert len(pages.asked) == 2
    assert office.asked() == []


def test_a_page_that_is_no_article_is_not_taken_for_known(office: Office, pages: Web) -> None:
    (event,) = office.desk("refuses").open(PAGE)
    assert isinstance(event, Failed)
    assert the_end(list(office.desk().open(PAGE))).briefing.parsed
    assert len(pages.asked) == 2


@pytest.mark.parametrize("end", [Desk.cancel, Desk.close])
def test_a_fetch_that_hangs_is_given_up_at_once(end: Callable[[Desk], None], office: Office, pages: Web) -> None:
    pages.hangs = True
    desk = office.desk()
    events: list[Event] = []
    thread = Thread(target=lambda: events.extend(desk.open(PAGE)))
    thread.start()
    wait_for(lambda: bool(pages.asked))
    begin = monotonic()
    end(desk)
    thread.join(5)
    assert monotonic() - begin < 0.5
    (event,) = events
    assert isinstance(event, Failed)
    assert str(event.error) == f"Opening {PAGE} was cancelled."


def test_what_was_given_up_before_it_was_fetched_is_not_fetched(office: Office, pages: Web) -> None:
    desk = office.desk()
    events = desk.open(PAGE)
    pages.hangs = True
    known = desk._known
    desk._known = lambda named: desk.cancel() or known(named)  # type: ignore[method-assign,func-returns-value]
    (event,) = events
    assert isinstance(event, Failed)
    assert "was cancelled" in str(event.error)


def test_a_file_system_that_hangs_is_given_up_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(fetching.os, "stat", lambda path, **_: begun.append(path) or sleep(5))
    desk = office.desk()
    events: list[Event] = []
    thread = Thread(target=lambda: events.extend(desk.open(office.file)))
    thread.start()
    wait_for(lambda: bool(begun))
    begin = monotonic()
    desk.cancel()
    thread.join(5)
    assert monotonic() - begin < 0.5
    assert [str(event.error) for event in events if isinstance(event, Failed)] == [f"Opening {office.file} was cancelled."]


# Readings and works


def test_the_same_bytes_give_the_same_article_until_another_reading_is_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(office.desk().open(office.file))
    monkeypatch.setattr(digest, "parser_version", lambda: "another")
    assert the_end(list(office.desk("reads otherwise").open(office.file))).briefing.articles[0].text == TEXT
    again = the_end(list(office.desk("reads otherwise", again=True).open(office.file)))
    assert again.briefing.articles[0].text == TEXT.upper()
    assert the_end(list(office.desk().open(office.file))).briefing.articles[0].text == TEXT.upper()


NAMES = ["https://news.example/ferry", "mid:7@news.example", "urn:ferry:7", ""]
OTHER = "Rain is expected on all coasts. The wind turns to the west.\nIt stays cold for a week."


def written(work: str, text: str) -> str:
    return f"Work: {work}\n{text}" if work else text


@pytest.mark.parametrize("work", NAMES)
def test_an_article_keeps_the_name_of_its_work_wherever_it_lies(office: Office, tmp_path: Path, work: str) -> None:
    office.file.write_text(written(work, TEXT))
    list(office.desk().open(office.file))
    office.file.rename(tmp_path / "moved.txt")
    ready = the_end(list(office.desk().open(tmp_path / "moved.txt")))
    assert ready.known
    assert ready.briefing.articles[0].inputs[-1].work == (work or str(tmp_path / "moved.txt"))
    assert len(office.library.works()) == (1 if work else 2)


@pytest.mark.parametrize("work", NAMES)
def test_another_text_that_takes_the_name_of_a_work_takes_no_marks_and_parts_none(office: Office, work: str) -> None:
    """The hostile text has the same name, or stands at the same path; then the work itself is updated."""
    office.file.write_text(written(work, TEXT))
    article = the_end(list(office.desk().open(office.file))).briefing.articles[0]
    (mine,) = [one.work for one in article.inputs]
    flag = make(article, Span(article.text.index("Nobody"), article.text.index(" hurt.") + 6), "flag")
    office.library.add_marks([flag])
    office.file.write_text(written(work, OTHER))
    other = the_end(list(office.desk().open(office.file))).briefing.articles[0]
    assert [one.work for one in other.inputs] == [mine]
    assert office.library.marks(other) == ((), ())
    office.file.write_text(written(work, f"{TEXT} An update came last."))
    updated = the_end(list(office.desk().open(office.file))).briefing.articles[0]
    assert [updated.words(mark.span) for mark in office.library.marks(updated).found] == [flag.quote]


def test_a_page_cannot_take_the_name_of_a_file_or_of_another_site(office: Office, pages: Web) -> None:
    list(office.desk().open(office.file))
    for name in (str(office.file), "https://bank.example/report", "sample:"):
        pages.pages[PAGE] = PAGE, written(name, TEXT)
        list(office.desk(again=True).open(PAGE))
    assert len(office.library.versions(str(office.file))) == 1
    assert office.library.versions("https://bank.example/report") == office.library.versions("sample:") == ()


def test_two_articles_of_one_input_with_one_name_are_two_works(office: Office) -> None:
    office.file.write_text("\f".join(written("mid:7@news.example", text) for text in (TEXT, OTHER)))
    desk = office.desk()
    list(desk.open(office.file))
    works = [one.briefing.articles[0].inputs[-1].work for one in desk.open(office.file) if isinstance(one, Ready)]
    assert len(set(works)) == 2
    assert sorted(one.work for one in office.library.works()) == sorted(works)
    assert [briefing.articles[0].inputs[-1].work for briefing in desk.recall(office.file) or ()] == works


def test_the_sample_keeps_its_work_whatever_it_says(office: Office) -> None:
    office.file.write_text(written("https://news.example/a", TEXT))
    named = sample()._replace(path=os.fsencode(office.file))
    article = the_end(list(office.desk().open(named))).briefing.articles[0]
    assert [one.work for one in article.inputs] == [SAMPLE_WORK]


def test_a_work_is_found_by_what_it_was_opened_from(office: Office, pages: Web) -> None:
    pages.pages[PAGE] = PAGE, written("https://news.example/2024/ferry", TEXT)
    pages.pages["https://short.example/x"] = PAGE, written("https://news.example/2024/ferry", TEXT)
    list(office.desk().open("https://short.example/x"))
    for named in (PAGE, "https://short.example/x", "https://news.example/2024/ferry"):
        assert office.library.works_of(named) == ("https://news.example/2024/ferry",)
    assert [one.input for one in office.library.works()] == [PAGE]
    assert office.library.forget("https://news.example/2024/ferry").works
    assert office.library.fetched(PAGE) is office.library.fetched("https://short.example/x") is None
