"""An article that is not parsed is left whole, paragraph by paragraph."""

from __future__ import annotations

from briefing.codec import check
from briefing.model import Article, Block, Span
from briefing.unparsed import unparsed

ARTICLE = Article("x", "text", "Der Hafen\n\nEr ist zu.", (Span(0, 9), Span(11, 21)), blocks=(Block("heading", 2), Block()))


def test_a_heading_counts_as_no_sentence() -> None:
    briefing = unparsed((ARTICLE, ARTICLE), "It is not in English.")
    check(briefing)
    assert [(line.id, line.article, line.paragraph) for line in briefing.sentences] == [(0, 0, 1), (1, 1, 1)]
    assert [panel.sentences for panel in briefing.panels] == [(0,), (1,)]
