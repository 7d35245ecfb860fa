"""`briefing print`, and what stands for the screen where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefing.desk import Desk, Failed, Gone, Ready
from briefing.inputs import Named, sample
from briefing.rendering import renderer
from tui.options.exit_status import DONE, SOME_FAILED, complain, failed
from tui.options.options import Options
from tui.session.start import Start


def run(options: Options) -> int:
    """Print the inputs in the order given, each as soon as it is ready; the models are loaded once, the library only read."""
    with Start(options._replace(command="print")) as start:
        for notice in start.notices:
            complain(notice)
        return _print(start.desk, start.inputs() or [sample()], options.form)


def _print(desk: Desk, inputs: Sequence[Named], form: str) -> int:
    render = renderer(form)
    status, written = DONE, 0
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr] # it is a text file
    for event in desk.open_all(inputs):
        if isinstance(event, Ready):
            if written and form in ("text", "markdown"):
                sys.stdout.write("\n")
            sys.stdout.write(render(event.briefing))
            sys.stdout.flush()
            written += 1
            if failed(event.briefing):
                complain(f"{event.given}: {event.briefing.why}")
                status = SOME_FAILED
        elif isinstance(event, Gone):
            complain(event.message)
        elif isinstance(event, Failed):
            complain(str(event.error))
            status = SOME_FAILED
    return status
