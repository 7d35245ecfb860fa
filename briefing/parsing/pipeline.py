"""The order of the steps from articles to a briefing, and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from briefing.model import Actor, Article, Attribution, Briefing, Sentence, Span, TimeExpression
from briefing.parsing import actors, attributions, linguistics, panels, sentences, signals, times
from briefing.parsing.actors import speakers

STEPS = ("words", "times", "names", "voices", "panels")
"""The steps in their order, by the names under which progress is told."""

Told = Callable[[str], None]


def _untold(_: str) -> None:
    """What hears the steps where nobody asked to."""


def parse(articles: Sequence[Article], *, version: str = "", told: Told = _untold) -> Briefing:
    """A briefing of articles in English; `told` hears each step's name as it begins.

    A pure function of its arguments: no clock, no environment, no file but its own data. `version` goes into `parser`.
    """
    told("words")
    passages = tuple(linguistics.passages(articles))
    lines = sentences.split(passages)
    told("times")
    when = times.find(passages, articles)
    told("names")
    named = actors.find(passages)
    told("voices")
    resolved, who = speakers.resolve(attributions.find(passages), named, passages)
    told("panels")
    built = panels.build(lines, passages, articles, resolved)
    briefing = Briefing(
        parser=version,
        articles=tuple(articles),
        sentences=tuple(_sentences(lines, resolved, who, when)),
        attributions=resolved,
        actors=who,
        times=when,
        panels=built.panels,
        gist=built.gist,
    )
    return briefing._replace(panels=panels.with_parts(briefing, lines))


class _Touched:
    """Which sentences spans of the articles touch."""

    def __init__(self, lines: Sequence[sentences.Line]) -> None:
        self._lines = lines
        self._places = [(line.passage.article, line.span) for line in lines]
        self._starts = [(article, span.start) for article, span in self._places]

    def by(self, article: int, span: Span) -> range:
        """The ids of the sentences that a span touches: neighbours, since sentences do not overlap."""
        end = bisect_left(self._starts, (article, span.end))
        start = end
        while start and self._places[start - 1][0] == article and self._places[start - 1][1].end > span.start:
            start -= 1
        return range(start, end)


def _sentences(
    lines: Sequence[sentences.Line], resolved: Sequence[Attribution], who: Sequence[Actor], when: Sequence[TimeExpression]
) -> Iterator[Sentence]:
    """The sentences of the briefing, each with what touches it."""
    touched = _Touched(lines)
    of: tuple[list[set[int]], ...] = tuple([set() for _ in lines] for _ in range(3))
    for kind, thing, article, span in (
        *((0, x.id, x.article, span) for x in resolved for span in (*x.source, *x.cue, *x.content)),
        *((1, x.id, mention.article, mention.span) for x in who for mention in x.mentions),
        *((2, x.id, x.article, x.span) for x in when),
    ):
        for number in touched.by(article, span):
            of[kind][number].add(thing)
    for line in lines:
        attributed, named, timed = (tuple(sorted(kind[line.id])) for kind in of)
        yield Sentence(line.id, line.passage.article, line.span, line.paragraph, signals.find(line), attributed, named, timed)
