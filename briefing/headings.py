"""Where the headings of articles stand among the sentences of a briefing."""

from __future__ import annotations

from briefing.model import Briefing, Span


def above(briefing: Briefing) -> dict[int, tuple[Span, ...]]:
    """The headings right above sentences, by the ids of these; what a panel's title says already is not said again."""
    waiting: dict[int, list[tuple[int, Span]]] = {}
    for number, article in enumerate(briefing.articles):
        found = [(at, span) for at, span in enumerate(article.paragraphs) if article.is_heading(at)]
        if found:
            waiting[number] = found[::-1]
    if not waiting:
        return {}
    titles = {sentence: _folded(panel.title) for panel in briefing.panels for sentence in panel.sentences}
    found_above: dict[int, tuple[Span, ...]] = {}
    for sentence in briefing.sentences:
        left = waiting.get(sentence.article, [])
        spans: list[Span] = []
        while left and left[-1][0] < sentence.paragraph:
            spans.append(left.pop()[1])
        article = briefing.articles[sentence.article]
        new = tuple(span for span in spans if _folded(article.words(span)) != titles.get(sentence.id))
        if new:
            found_above[sentence.id] = new
    return found_above


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
