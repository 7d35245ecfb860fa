"""A briefing of articles that cannot be parsed."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Briefing, Panel, Sentence

_TITLE_WORDS = 5


def leave_whole(articles: Sequence[Article], why: str, *, version: str = "") -> Briefing:
    """A briefing of articles that cannot be parsed: a paragraph, but no heading, is a sentence, and an article one panel."""
    lines: list[Sentence] = []
    whole: list[Panel] = []
    for number, article in enumerate(articles):
        first = len(lines)
        said = [(i, span) for i, span in enumerate(article.paragraphs) if not article.is_heading(i)]
        lines += [Sentence(id_, number, span, i) for id_, (i, span) in enumerate(said, first)]
        if first < len(lines):
            title = " ".join(article.words(article.headline or article.paragraphs[0]).split()[:_TITLE_WORDS])
            whole.append(Panel(title, lead=first, sentences=tuple(range(first, len(lines)))))
    return Briefing(
        parser=version, parsed=False, articles=tuple(articles), sentences=tuple(lines), panels=tuple(whole), why=why
    )
