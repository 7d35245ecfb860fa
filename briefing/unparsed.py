"""The briefing of articles that are not parsed."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Briefing, Panel, Sentence

_TITLE_WORDS = 5


def unparsed(articles: Sequence[Article], why: str, *, version: str = "") -> Briefing:
    """The briefing of articles that are not parsed: each paragraph, but no heading, is a sentence, in one panel an article."""
    lines: list[Sentence] = []
    panels: list[Panel] = []
    for number, article in enumerate(articles):
        first = len(lines)
        said = [(i, span) for i, span in enumerate(article.paragraphs) if not article.is_heading(i)]
        lines += [Sentence(id_, number, span, i) for id_, (i, span) in enumerate(said, first)]
        if first < len(lines):
            title = " ".join(article.words(article.headline or article.paragraphs[0]).split()[:_TITLE_WORDS])
            panels.append(Panel(title, lead=first, sentences=tuple(range(first, len(lines)))))
    return Briefing(
        parser=version, parsed=False, articles=tuple(articles), sentences=tuple(lines), panels=tuple(panels), why=why
    )
