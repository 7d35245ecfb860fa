"""What part a panel plays in its article: the news, the reaction to it, how it came about, what is to come, a detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model import Briefing, Panel, PartKind, Sentence
from briefing.parsing.sentences import Line
from briefing.voices import voices

MOSTLY = 0.85
"""Share of sentences with a voice from which on a panel, most of it in quotation marks, is a reaction."""
QUOTED = 0.65
"""Share of sentences with quotation marks in a reaction."""
TO_COME = 0.4
"""Share of sentences with a plan or a forecast from which on a panel, little of it in the past, is about what is to come."""
PAST = 0.4
"""Share of sentences in the past that such a panel has at most."""
LONG_AGO = 0.25
"""Share of sentences that name a year before the article's from which on a panel tells what was before."""
OWN_WORDS = 0.5
"""Share of sentences with a voice below which a panel that is neither the first nor the last tells a detail."""
FEWEST = 6
"""Sentences of such a panel at least."""
NEWS_REACHES = 0.4
"""Share of an article that the news can take; a panel that begins within it can still be the news, whatever it tells."""

_MARKS = frozenset('"“”„«»')
_AHEAD = frozenset({"plan", "forecast"})


def with_parts(briefing: Briefing, lines: Sequence[Line]) -> tuple[Panel, ...]:
    """The panels of a briefing, each with its part where that is sure enough."""
    last = len(briefing.panels) - 1
    return tuple(
        panel._replace(part=_part(briefing, [lines[i] for i in panel.sentences], first=number == 0, last=number == last))
        for number, panel in enumerate(briefing.panels)
    )


def _part(briefing: Briefing, lines: Sequence[Line], *, first: bool, last: bool) -> PartKind | None:
    if first:
        return "news"
    if lines[0].id < NEWS_REACHES * len(briefing.sentences):
        return None
    sentences = [briefing.sentences[line.id] for line in lines]

    def share(holds: Callable[[Sentence, Line], object]) -> float:
        return sum(bool(holds(sentence, line)) for sentence, line in zip(sentences, lines, strict=True)) / len(lines)

    voiced = share(lambda sentence, _: voices(briefing, sentence))
    ahead = share(lambda sentence, _: any(signal.kind in _AHEAD for signal in sentence.signals))
    if ahead >= TO_COME and share(lambda _, line: line.words.root.tag_ == "VBD") < PAST:
        return "next"
    if voiced >= MOSTLY and share(lambda _, line: not _MARKS.isdisjoint(line.words.text)) >= QUOTED:
        return "reaction"
    if share(lambda sentence, _: _is_before(briefing, sentence)) >= LONG_AGO:
        return "background"
    if voiced < OWN_WORDS and len(lines) >= FEWEST and not last:
        return "detail"
    return None


def _is_before(briefing: Briefing, sentence: Sentence) -> bool:
    """Whether a sentence names a year before the one in which its article was published."""
    published = briefing.articles[sentence.article].published
    if published is None or not published.value:
        return False
    values = (briefing.times[number].value or "" for number in sentence.times)
    return any(value[:4].isdecimal() and value[:4] < published.value[:4] for value in values)
