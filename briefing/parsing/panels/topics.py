"""Which sentences speak of a topic that the reader watches, clearly enough to seed its panel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.model import Topic
from briefing.parsing.embedding import rarity
from briefing.parsing.terms import stem

ENOUGH = 1.2
CLEARLY = 1.5

_WORD = re.compile(r"[^\W_](?:[\w.&]*[^\W_])?\.?")

Term = tuple[tuple[str, ...], float]


def seeds(texts: Sequence[str], topics: Sequence[Topic]) -> list[int | None]:
    """The index of the topic that each text is a seed of, or none.

    A text is worth to a topic the rarity of the words of the terms it has. It is a seed if it is worth enough, as a name or two
    common words are, or as much as the topic's weightiest term, and clearly more than to any other topic.
    """
    wanted = [_terms(topic.terms) for topic in topics]
    enough = [min(ENOUGH, max((weight for _, weight in terms), default=0.0)) for terms in wanted]
    found: list[int | None] = []
    for text in texts if topics else ():
        stems = _stems(text)
        worth = [sum(weight for term, weight in terms if _stands_in(term, stems)) for terms in wanted]
        best = max(range(len(topics)), key=lambda i: worth[i])
        second = max((w for i, w in enumerate(worth) if i != best), default=0.0)
        clear = worth[best] > 0 and worth[best] >= enough[best] and worth[best] >= CLEARLY * second
        found.append(best if clear else None)
    return found or [None] * len(texts)


def _terms(terms: Iterable[str]) -> list[Term]:
    pairs = {_stems(term): sum(map(rarity, _WORD.findall(term))) for term in terms}
    return [(stems, weight) for stems, weight in pairs.items() if stems]


def _stems(text: str) -> tuple[str, ...]:
    """The stem of each word; words of capitals and points are kept apart, since `US` is not `us`."""
    return tuple(
        word.replace(".", "") if word.isupper() and len(word) > 1 else stem(word.lower()) for word in _WORD.findall(text)
    )


def _stands_in(term: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    return any(stems[i : i + len(term)] == term for i in range(len(stems) - len(term) + 1))
