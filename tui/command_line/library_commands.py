"""`briefing add`, `list` and `forget`: the library from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefing.desk import Desk, Failed, Gone, Ready
from briefing.inputs import Named
from briefing.library import Library
from tui.options import standard_output
from tui.options.exit_status import DONE, SOME_FAILED, complain, failed
from tui.options.options import Options
from tui.session.start import Start


def run(options: Options) -> int:
    """Run one of the three commands and give back its exit status."""
    with Start(options) as start:
        if options.command == "list":
            return _list(start.library)
        if options.command == "forget":
            return _forget(start.library, start.inputs())
        for notice in start.notices:
            complain(notice)
        return _add(start.desk, start.inputs())


def _list(library: Library) -> int:
    lost = library.lost()
    for work in library.works():
        count = lost.get(work.work, 0)
        told = f"  ({count} {'mark' if count == 1 else 'marks'} found no place in this version)" if count else ""
        standard_output.write(f"{work.when[:10]}  {work.given}{told}\n")
    return DONE


def _forget(library: Library, inputs: Sequence[Named]) -> int:
    status = DONE
    for one in inputs:  # a file that is gone from the disk is forgotten by the path that it had
        if one.error or not library.forget(*library.works_of(one.work)).works:
            complain(str(one.error or f"{one.given} is not in the library."))
            status = SOME_FAILED
    return status


def _add(desk: Desk, inputs: Sequence[Named]) -> int:
    status, done = DONE, 0
    shows = sys.stderr.isatty()
    for event in desk.open_all(inputs):
        if shows:
            sys.stderr.write("\r\x1b[K")
        if isinstance(event, Gone):
            complain(event.message)
        elif isinstance(event, Failed):
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
