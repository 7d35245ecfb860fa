"""Inputs opened as a queue that is read: what the desk says of them in its thread is shown as it comes."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.desk import Kept, Progressed
from briefing.inputs import Named
from briefing.library import Work
from briefing.sanitise import clean_line
from tui.review.article_view import ArticleView
from tui.review.draft import Placeholder
from tui.session.context import Context
from tui.session.loader import Loader
from tui.session.queue import Heard, Queue, review_of
from tui.session.view_stack import Reading


def of_inputs(context: Context, inputs: Sequence[Named | Kept | str], first: ArticleView | None = None) -> Reading:
    """Inputs as a queue; `first` is what was painted already of the first input's first article."""
    names = [clean_line(given) if isinstance(given, str) else given.given for given in inputs]
    if not names:
        names, first = [""], Placeholder("", "Nothing is open", keymap=context.keymap, glyphs=context.settings.glyphs)
    return _reading(context, names, inputs, first)


def of_works(context: Context, works: Sequence[Work]) -> Reading:
    """Works of the library as a queue, the first with its panels at once if they are known."""
    inputs = [Kept(work.given, work.work) for work in works]
    known = context.desk.recall(inputs[0])
    first = None
    if known:
        first = review_of(
            known[0],
            context.library,
            queue=(1, len(inputs)),
            size=context.stack.size,
            settings=context.settings,
            keymap=context.keymap,
        )
    return _reading(context, [work.headline for work in works], inputs, first)


def _reading(
    context: Context, names: Sequence[str], inputs: Sequence[Named | Kept | str], first: ArticleView | None
) -> Reading:
    queue = Queue(
        names,
        context.library,
        settings=context.settings,
        keymap=context.keymap,
        size=lambda: context.stack.size,
        first=first,
    )

    def hear(heard: Heard) -> None:
        queue.hear(heard)
        if reading := context.stack.reading:
            reading.want()
        if not isinstance(heard.event, Progressed) or context.pace.is_due():
            context.face.show()

    return Reading(queue, Loader(context.desk, inputs, lambda heard: context.face.call_back(lambda: hear(heard))))
