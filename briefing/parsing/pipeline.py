"""The order of the steps from articles to a briefing, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model import Actor, Article, Attribution, Briefing, Panel, Sentence, Span, TimeExpression, Topic
from briefing.parsing import actors, attributions, linguistics, panels, sentences, signals, speakers, times

STEPS = ("words", "times", "names", "voices", "panels")
"""The steps in their order, by the names under which progress is told."""

Told = Callable[[str], None]


def parse(
    articles: Sequence[Article], topics: Sequence[Topic] = (), *, version: str = "", told: Told = lambda step: None
) -> Briefing:
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
    said, who = speakers.resolve(attributions.find(passages), named, passages)
    told("panels")
    groups = panels.build(lines, passages, who, topics)
    return Briefing(
        parser=version,
        articles=tuple(articles),
        sentences=tuple(_sentence(line, said, who, when) for line in lines),
        attributions=said,
        actors=who,
        times=when,
        panels=groups,
    )


def leave_whole(articles: Sequence[Article], why: str, *, version: str = "") -> Briefing:
    """A briefing of articles that cannot be parsed: each paragraph counts as one sentence, in one panel an article."""
    lines: list[Sentence] = []
    whole: list[Panel] = []
    for number, article in enumerate(articles):
        first = len(lines)
        lines += [Sentence(first + i, number, span, i) for i, span in enumerate(article.paragraphs)]
        if first < len(lines):
            title = " ".join(article.words(article.headline or article.paragraphs[0]).split()[:5])
            whole.append(Panel(title, lead=first, sentences=tuple(range(first, len(lines)))))
    return Briefing(
        parser=version, parsed=False, articles=tuple(articles), sentences=tuple(lines), panels=tuple(whole), why=why
    )


def _sentence(
    line: sentences.Line, said: Sequence[Attribution], who: Sequence[Actor], when: Sequence[TimeExpression]
) -> Sentence:
    article, span = line.passage.article, line.span
    return Sentence(
        id=line.id,
        article=article,
        span=span,
        paragraph=line.paragraph,
        signals=signals.find(line),
        attributions=tuple(
            x.id for x in said if x.article == article and any(_touch(span, s) for s in (*x.source, *x.cue, *x.content))
        ),
        actors=tuple(x.id for x in who if any(m.article == article and _touch(span, m.span) for m in x.mentions)),
        times=tuple(x.id for x in when if x.article == article and _touch(span, x.span)),
    )


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
