"""A briefing as Markdown (CommonMark), with every character of the article that Markdown would read escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Briefing
from briefing.rendering.outline import NO_REVIEW, Review, outline

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~$&:@^=\"']")


def escape(words: str) -> str:
    """Text that CommonMark and its common extensions show as it is."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "<>&@:" else f"\\{found[0]}", words)


def render(briefing: Briefing, review: Review = NO_REVIEW) -> str:
    """The briefing as Markdown, ending in a newline."""
    return "\n".join(_lines(briefing, review)) + "\n"


def _lines(briefing: Briefing, review: Review) -> Iterator[str]:
    shown = outline(briefing, review)
    yield f"# {escape(shown.headline)}"
    for status in shown.status:
        yield ""
        yield f"**{escape(status)}**"
    for line in shown.head:
        yield ""
        yield escape(line)
    if shown.why:
        yield ""
        yield f"*{escape(shown.why)}*"
    if shown.hidden:
        yield ""
        yield f"*{escape(shown.hidden)}*"
    if shown.gist:
        yield ""
        yield "*In brief*"
        for words in shown.gist:
            yield ""
            yield f"> {escape(words)}"
    for section in shown.sections:
        yield ""
        yield f"## {escape(section.title)}"
        yield ""
        yield f"*{escape(' · '.join((*section.counts, *section.tags)))}*"
        for entry in section.entries:
            for heading in entry.headings:
                yield ""
                yield f"### {escape(heading)}"
            yield ""
            yield f"> {escape(entry.words)}"
            if told := (*entry.remarks, *entry.marks):
                yield ">"
                yield f"> *{escape(' · '.join(told))}*"
            for line in filter(None, map(str.strip, entry.note.split("\n"))):
                yield ">"
                yield f"> **Note:** {escape(line)}"
    if shown.aside:
        yield ""
        yield f"## {escape(shown.aside)}"
        yield ""
        for reason, words in shown.set_aside:
            yield f"- {escape(words)} *{escape(reason)}*"
