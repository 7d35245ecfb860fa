"""`briefing print`, and what stands for the screen where there is no terminal."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.desk import Desk, Failed, Gone, Ready
from briefing.inputs import Named, sample
from briefing.rendering import renderer
from tui.options import standard_output
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
    standard_output.encode("utf-8")
    for event in desk.open_all(inputs):
        if isinstance(event, Ready):
            if written and form in ("text", "markdown"):
                standard_output.write("\n")
            standard_output.write(render(event.briefing))
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
