"""Where named actors and sources stand, by tokens: what the search for speakers looks up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from briefing.model import Actor, Attribution, Span
from briefing.parsing.linguistics import Doc, Passage, Token


class Index:
    """The mentions of actors and the heads of sources, for each passage by their tokens.

    `heads` gives the actor whose mention ends at a token, `firsts` the tokens that mentions begin at, `sources` for the head
    of a source its attributions and the source's tokens `[start, end)`.
    """

    def __init__(self, attributions: Sequence[Attribution], actors: Sequence[Actor], passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.starts = [[token.idx for token in passage.doc] for passage in passages]
        self.by_place = sorted((passages[n].article, passages[n].span.start, n) for n in range(len(passages)))
        self.firsts: list[set[int]] = [set() for _ in passages]
        self.heads = self._heads(actors)
        self.sources = self._sources(attributions)

    def locate(self, article: int, span: Span) -> tuple[int, int, int] | None:
        """The passage and its tokens `[start, end)` that a span touches."""
        at = bisect_right(self.by_place, (article, span.start, len(self.passages))) - 1
        if at < 0 or self.by_place[at][0] != article:
            return None
        number = self.by_place[at][2]
        offset, starts = self.passages[number].span.start, self.starts[number]
        first = max(0, bisect_right(starts, span.start - offset) - 1)
        last = bisect_left(starts, span.end - offset)
        return (number, first, last) if first < last else None

    def _heads(self, actors: Sequence[Actor]) -> list[dict[int, int]]:
        """For each passage: the last token of a mention -> the actor, the longest mention where they overlap."""
        heads: list[dict[int, int]] = [{} for _ in self.passages]
        lengths: dict[tuple[int, int], int] = {}
        for actor in actors:
            for mention in actor.mentions:
                place = self.locate(mention.article, mention.span)
                if place is not None and place[2] - place[1] > lengths.get((place[0], place[2] - 1), 0):
                    heads[place[0]][place[2] - 1] = actor.id
                    self.firsts[place[0]].add(place[1])
                    lengths[place[0], place[2] - 1] = place[2] - place[1]
        return heads

    def _sources(self, attributions: Sequence[Attribution]) -> list[dict[int, list[tuple[Attribution, int, int]]]]:
        """For each passage: the head of a source -> its attributions and the source's tokens."""
        heads: list[dict[int, list[tuple[Attribution, int, int]]]] = [defaultdict(list) for _ in self.passages]
        for attribution in attributions:
            for span in attribution.source[:1]:
                place = self.locate(attribution.article, span)
                if place is not None:
                    number, first, last = place
                    head = _head(self.passages[number].doc, first, last)
                    heads[number][head.i].append((attribution, first, last))
        return heads


def _head(doc: Doc, first: int, last: int) -> Token:
    """The token of a source that hangs on a word outside it."""
    for token in doc[first:last]:
        if (
            (token.head.i == token.i or not first <= token.head.i < last)
            and not token.is_punct
            and token.pos_ not in ("DET", "ADP")
        ):
            return token
    return doc[last - 1]


def quoted_tokens(doc: Doc) -> list[bool]:
    """For each token whether it stands inside double quotation marks; an open one runs to the paragraph's end."""
    inside = False
    found = []
    for token in doc:
        if token.text in ("“", "``"):
            inside = True
        elif token.text in ("”", "''"):
            inside = False
        elif token.text == '"':
            inside = not inside
        found.append(inside)
    return found
