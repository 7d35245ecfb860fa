"""Small articles for tests of who is who: paragraphs as passages, and attributions made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Actor, Article, Attribution, Span
from briefing.parsing import actors, linguistics
from briefing.parsing.actors import speakers
from briefing.parsing.linguistics import Passage


def passages(*paragraphs: str, headline: str | None = None) -> tuple[Passage, ...]:
    """The passages of an article with these paragraphs."""
    parts = ([headline] if headline else []) + list(paragraphs)
    spans, at = [], 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    article = Article(
        id="0",
        kind="text",
        text="\n\n".join(parts),
        paragraphs=tuple(spans[1:] if headline else spans),
        headline=spans[0] if headline else None,
    )
    return tuple(linguistics.passages([article]))


def named(*paragraphs: str, headline: str | None = None) -> dict[str, Actor]:
    """The named actors of an article under their names."""
    return {actor.name: actor for actor in actors.find(passages(*paragraphs, headline=headline))}


def resolved(paragraphs: Sequence[str], *sources: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    """The speaker's name, and by what it was found, for each source with its cue, in text order."""
    read = passages(*paragraphs)
    text = "\n\n".join(paragraphs)
    said, at = [], 0
    for number, (source, cue) in enumerate(sources):
        match = re.search(rf"\b{re.escape(source)}\b", text[at:])
        assert match is not None
        start = at + match.start()
        here = Span(start, start + len(source))
        places = (text.find(cue, here.end), text.rfind(cue, 0, start))
        near = min((i for i in places if i >= 0), key=lambda i: abs(i - start))
        end = next((i for i in range(start, len(text)) if text[i] in ".\n"), len(text))
        said.append(
            Attribution(
                id=number,
                article=0,
                source=(here,),
                cue=(Span(near, near + len(cue)),),
                content=(Span(min(here.end, end), end),),
            )
        )
        at = here.end
    found, everybody = speakers.resolve(said, actors.find(read), read)
    return [(everybody[x.speaker].name if x.speaker is not None else None, x.speaker_by) for x in found]
