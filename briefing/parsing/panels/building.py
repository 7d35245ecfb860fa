"""The panels of a briefing: which sentences belong together, under which title, and which of them leads."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Actor, Panel, Topic
from briefing.parsing.linguistics import Passage
from briefing.parsing.panels.grouping import Group, group
from briefing.parsing.panels.leads import lead
from briefing.parsing.panels.titles import Title, choose
from briefing.parsing.sentences import Line

FALLBACK_WORDS = 5


def build(
    lines: Sequence[Line], passages: Sequence[Passage], actors: Sequence[Actor], topics: Sequence[Topic]
) -> tuple[Panel, ...]:
    """The panels: the one with the first sentence first, then by number of sentences, first appearance breaking ties.

    Each sentence stands in exactly one. The panel of a watched topic bears the topic's name, which has no place in the text.
    """
    groups = group(lines, topics)
    head = [passage for passage in passages if passage.paragraph is None]
    names = choose([[(x.passage, x.start, x.end) for x in own.lines] for own in groups], head, actors)
    return tuple(_panel(own, title, tags, topics) for own, (title, tags) in zip(groups, names, strict=True))


def _panel(own: Group, title: Title | None, tags: Sequence[Title], topics: Sequence[Topic]) -> Panel:
    stems = title.stems if title else frozenset()
    first = own.lines[lead([line.words for line in own.lines], own.central, stems)].id
    sentences, named = tuple(line.id for line in own.lines), tuple(tag.text for tag in tags)
    if own.topic is not None:
        topic = topics[own.topic].name
        return Panel(topic, tags=named, lead=first, sentences=sentences, topic=topic)
    if title:
        return Panel(title.text, title.places, named, first, sentences)
    return Panel(" ".join(own.lines[0].words.text.split()[:FALLBACK_WORDS]), tags=named, lead=first, sentences=sentences)
