"""When: the words that name a time, and their TIMEX3 values."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, TimeExpression
from briefing.parsing.linguistics import Passage


def find(passages: Sequence[Passage], articles: Sequence[Article]) -> tuple[TimeExpression, ...]:
    """The time expressions of the passages in text order, resolved from their article's published date where it has one."""
    return ()
