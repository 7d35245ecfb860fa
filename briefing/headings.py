"""Where the headings of articles stand among the sentences of a briefing."""

from __future__ import annotations

from briefing.model import Article, Briefing, Span

_MARKS = " \n*_=#:–—―-"
"""What sets a heading off and is not its words: marks around it, and what parts one from its paragraph."""


def bare(article: Article, paragraph: int) -> Span:
    """Where the words of a heading stand, without the marks at its ends."""
    start, end = article.paragraphs[paragraph]
    words = article.text[start:end]
    if not words.strip(_MARKS):
        return Span(start, end)
    return Span(end - len(words.lstrip(_MARKS)), start + len(words.rstrip(_MARKS)))


def above(briefing: Briefing) -> dict[int, tuple[str, ...]]:
    """The headings right above sentences, each on one line, by the ids of these.

    What the title of a sentence's panel says already is not said again.
    """
    waiting: dict[int, list[tuple[int, str]]] = {}
    for number, article in enumerate(briefing.articles):
        blocks = enumerate(article.blocks)
        found = [(at, " ".join(article.words(bare(article, at)).split())) for at, block in blocks if block.kind == "heading"]
        if found:
            waiting[number] = found[::-1]
    if not waiting:
        return {}
    titles = {sentence: panel.title.casefold() for panel in briefing.panels for sentence in panel.sentences}
    found_above: dict[int, tuple[str, ...]] = {}
    for sentence in briefing.sentences:
        left = waiting.get(sentence.article, [])
        headings: list[str] = []
        while left and left[-1][0] < sentence.paragraph:
            headings.append(left.pop()[1])
        if new := tuple(heading for heading in headings if heading.casefold() != titles.get(sentence.id)):
            found_above[sentence.id] = new
    return found_above
