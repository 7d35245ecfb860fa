"""A briefing as plain text: one sentence a row, so that `grep`, `diff` and screen readers can work with it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import Briefing
from briefing.rendering.outline import NO_REVIEW, Review, outline


def render(briefing: Briefing, review: Review = NO_REVIEW) -> str:
    """The briefing as plain text, ending in a newline."""
    return "\n".join(_lines(briefing, review)) + "\n"


def _lines(briefing: Briefing, review: Review) -> Iterator[str]:
    shown = outline(briefing, review)
    yield from (f"[{status}]" for status in shown.status)
    yield shown.headline
    yield from shown.head
    if shown.why:
        yield f"[{shown.why}]"
    if shown.hidden:
        yield f"[{shown.hidden}]"
    if shown.gist:
        yield ""
        yield "[in brief]"
        yield from (f"   {words}" for words in shown.gist)
    for number, section in enumerate(shown.sections, 1):
        yield ""
        yield f"{number}. {section.title}  [{' · '.join(section.counts)}]"
        if section.tags:
            yield f"   [{' · '.join(section.tags)}]"
        for entry in section.entries:
            yield from (f"   == {heading} ==" for heading in entry.headings)
            yield f"   {entry.words}"
            if told := (*entry.remarks, *entry.marks):
                yield f"      [{' · '.join(told)}]"
            yield from (f"      [note] {line}" for line in entry.note.split("\n") if line)
    if shown.aside:
        yield ""
        yield shown.aside
        for reason, words in shown.set_aside:
            yield f"   {words}"
            yield f"      [{reason}]"
