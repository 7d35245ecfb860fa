"""`briefing add`, `list` and `forget`: the library from the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from briefing.desk import Desk, Event, Failed, Ready
from briefing.inputs import Named, expand
from briefing.library import Library
from tui.options.exit_status import DONE, SOME_FAILED, complain, failed
from tui.options.options import Asked
from tui.settings import topics
from tui.settings.configuration import load

MOST_WORKERS = 4
"""Most processes that parse at a time: each holds the models, some 350 MB."""


def run(asked: Asked) -> int:
    """Run one of the three commands and give back its exit status."""
    library = Library.open(readonly=asked.command == "list")
    try:
        if asked.command == "list":
            return _list(library)
        inputs = expand(asked.inputs, recursive=asked.recursive)
        if asked.command == "forget":
            return _forget(library, inputs)
        if library.notice:
            complain(library.notice)
        return _add(library, asked, inputs)
    finally:
        library.close()


def _list(library: Library) -> int:
    lost = library.lost()
    for work in library.works():
        count = lost.get(work.work, 0)
        told = f"  ({count} {'mark' if count == 1 else 'marks'} found no place in this version)" if count else ""
        sys.stdout.write(f"{work.when[:10]}  {work.given}{told}\n")
    return DONE


def _forget(library: Library, inputs: Sequence[Named]) -> int:
    status = DONE
    for one in inputs:  # a file that is gone from the disk is forgotten by the path that it had
        if one.error or not library.forget(*library.works_of(one.work)):
            complain(str(one.error or f"{one.given} is not in the library."))
            status = SOME_FAILED
    return status


def _add(library: Library, asked: Asked, inputs: Sequence[Named]) -> int:
    status, done = DONE, 0
    shows = sys.stderr.isatty()
    for event in _parsed(library, asked, inputs):
        if shows:
            sys.stderr.write("\r\x1b[K")
        if isinstance(event, Failed):
            complain(str(event.error))
            status = SOME_FAILED
        elif isinstance(event, Ready) and event.briefing.why:
            complain(f"{event.given}: {event.briefing.why}")
            status = SOME_FAILED if failed(event.briefing) else status
        done += isinstance(event, Failed | Ready)
        if shows:
            sys.stderr.write(f"{done} of {max(done, len(inputs))} added")
            sys.stderr.flush()
    if shows and inputs:
        sys.stderr.write("\n")
    return status


def _parsed(library: Library, asked: Asked, inputs: Sequence[Named]) -> Iterator[Event]:
    """What becomes of the inputs, in the order in which they are done: one desk and one worker a processor."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only this command works on many at a time
    from queue import Empty, SimpleQueue  # noqa: PLC0415

    configured = load(asked.config)
    for mistake in configured.mistakes:
        complain(mistake)
    watched = topics.read(asked.topics) if asked.topics else configured.settings.topics
    waiting: SimpleQueue[Named] = SimpleQueue()
    for one in inputs:
        waiting.put(one)
    told: SimpleQueue[Event | None] = SimpleQueue()
    desks = [
        Desk(
            library,
            topics=watched,
            limits=configured.settings.limits,
            again=asked.again,
            private=asked.allow_private,
            log=asked.log,
        )
        for _ in range(min(MOST_WORKERS, os.cpu_count() or 1, max(1, len(inputs))))
    ]

    def work(desk: Desk) -> None:
        try:
            with suppress(Empty):
                while True:
                    for event in desk.open(waiting.get_nowait()):
                        told.put(event)
        finally:
            told.put(None)

    with ThreadPoolExecutor(len(desks)) as pool:
        try:
            working = [pool.submit(work, desk) for desk in desks]
            left = len(desks)
            while left:
                event = told.get()
                if event is None:
                    left -= 1
                else:
                    yield event
            for thread in working:
                thread.result()  # what no desk tells as an event is not swallowed
        finally:
            with suppress(Empty):
                while True:
                    waiting.get_nowait()
            for desk in desks:
                desk.close()
