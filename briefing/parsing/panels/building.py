"""The panels of a briefing: which sentences belong together, under which title, and which of them leads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from briefing.model import Article, Attribution, Panel, Place
from briefing.parsing import embedding
from briefing.parsing.embedding import Matrix
from briefing.parsing.linguistics import Passage
from briefing.parsing.panels.gist import gist
from briefing.parsing.panels.grouping import Group, group
from briefing.parsing.panels.leads import lead
from briefing.parsing.panels.titles import Title, choose
from briefing.parsing.sentences import Line

FALLBACK_WORDS = 5


class Built(NamedTuple):
    """The panels in the order of their first sentences, and the sentences that tell the news."""

    panels: tuple[Panel, ...]
    gist: tuple[int, ...]


def build(
    lines: Sequence[Line],
    passages: Sequence[Passage],
    articles: Sequence[Article],
    said: Sequence[Attribution],
) -> Built:
    """The panels and the gist. Each sentence stands in exactly one panel."""
    head = [passage for passage in passages if passage.paragraph is None]
    news = _vectors(head)
    groups = group(lines, articles, news)
    told = _told(lines, said)
    leads = [lead(own, first=number == 0, told=told) for number, own in enumerate(groups)]
    names = choose(groups, head, said, [_words(own.heading, articles) for own in groups], news)
    made = (_panel(own, title, tags, first) for own, first, (title, tags) in zip(groups, leads, names, strict=True))
    return Built(tuple(made), gist(groups, leads, told))


def _words(place: Place | None, articles: Sequence[Article]) -> str:
    return " ".join(articles[place.article].words(place.span).split()) if place else ""


def _vectors(head: Sequence[Passage]) -> Matrix:
    if not head:
        return np.zeros((0, 0), np.float32)
    return embedding.embed([" ".join(passage.doc.text.split()) for passage in head])


def _told(lines: Sequence[Line], said: Sequence[Attribution]) -> frozenset[int]:
    """The sentences that have the cue of an attribution whose source is named."""
    starts = [(line.passage.article, line.span.start) for line in lines]
    cues = ((x.article, cue.start) for x in said if x.source for cue in x.cue)
    return frozenset(lines[at - 1].id for at in (bisect_right(starts, cue) for cue in cues) if at)


def _panel(own: Group, title: Title | None, tags: Sequence[Title], first: int) -> Panel:
    sentences, named = tuple(line.id for line in own.lines), tuple(tag.text for tag in tags)
    words = " ".join(own.lines[0].words.text.split()[:FALLBACK_WORDS])
    return Panel(
        title.text if title else words,
        (title.place,) if title else (),
        named,
        own.lines[first].id,
        sentences,
        heading=own.heading,
    )
