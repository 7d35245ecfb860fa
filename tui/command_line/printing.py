"""`briefing print`, and what stands for the screen where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefing.desk import Desk, Failed, Ready
from briefing.errors import NewerLibraryError
from briefing.inputs import Named, expand, sample
from briefing.library import Library
from briefing.rendering import renderer
from tui.options.exit_status import DONE, SOME_FAILED, complain, failed
from tui.options.options import Asked
from tui.settings import topics
from tui.settings.configuration import load


def run(asked: Asked) -> int:
    """Print the inputs in the order given, each as soon as it is ready; the models are loaded once, the library only read."""
    configured = load(asked.config)
    for mistake in configured.mistakes:
        complain(mistake)
    library = _library()
    desk = Desk(
        library,
        topics=topics.read(asked.topics) if asked.topics else configured.settings.topics,
        limits=configured.settings.limits,
        again=asked.again,
        private=asked.allow_private,
        log=asked.log,
        keep=False,
    )
    try:
        return _print(desk, named(asked), asked.form)
    finally:
        desk.close()
        library.close()


def named(asked: Asked) -> list[Named]:
    """What is to be opened: the inputs in their order, else the sample."""
    inputs = expand(asked.inputs, recursive=asked.recursive)
    return [sample(), *inputs] if asked.sample or not inputs else inputs


def _library() -> Library:
    """The library as it is; an empty one in place of a later version's, which is no reason to print nothing."""
    try:
        return Library.open(readonly=True)
    except NewerLibraryError as error:
        complain(str(error))
        return Library.in_memory()


def _print(desk: Desk, inputs: Sequence[Named], form: str) -> int:
    render = renderer(form)
    status, written = DONE, 0
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr] # it is a text file
    for one in inputs:
        for event in desk.open(one):
            if isinstance(event, Ready):
                if written and form in ("text", "markdown"):
                    sys.stdout.write("\n")
                sys.stdout.write(render(event.briefing))
                sys.stdout.flush()
                written += 1
                if failed(event.briefing):
                    complain(f"{event.given}: {event.briefing.why}")
                    status = SOME_FAILED
            elif isinstance(event, Failed):
                complain(str(event.error))
                status = SOME_FAILED
    return status
