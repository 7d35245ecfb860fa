"""What tests of attributions share: a text's attributions as words instead of places."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.model import Article, Attribution, Span
from briefing.parsing import attributions, linguistics


class Told(NamedTuple):
    """An attribution's words, its parts joined by ` … `."""

    source: str
    cue: str
    content: str
    attribution: Attribution


@cache
def told(text: str, headline: str | None = None) -> tuple[Told, ...]:
    """Who says what in a text whose paragraphs are its lines, with a headline above or without."""
    whole = text if headline is None else f"{headline}\n{text}"
    lines = [Span(*line.span()) for line in re.finditer("[^\n]+", whole)]
    head = None if headline is None else lines.pop(0)
    article = Article("0", "text", whole, tuple(lines), headline=head)
    found = attributions.find(tuple(linguistics.passages([article])))
    return tuple(Told(_words(whole, x.source), _words(whole, x.cue), _words(whole, x.content), x) for x in found)


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)
