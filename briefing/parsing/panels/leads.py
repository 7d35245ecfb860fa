"""Which sentence of a panel says best what the panel is about."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.parsing.linguistics import Words
from briefing.parsing.terms import stem, turn

COVERS = 0.35
FIRST = 0.12
LEANS = 0.20
SPOKEN = 0.12
SHORT = 0.25
LONG = 0.12
FEWEST_WORDS = 8
MOST_WORDS = 45


def lead(sentences: Sequence[Words], central: Sequence[float], title: frozenset[str]) -> int:
    """The index of the sentence to lead with: near the middle of the panel, with the title's words, standing by itself.

    `central` is the mean likeness of each sentence to the others of the panel, `title` the stems of the title's words.
    """
    scores = [c + _fitness(words, title, first=i == 0) for i, (words, c) in enumerate(zip(sentences, central, strict=True))]
    return scores.index(max(scores))


def _fitness(words: Words, title: frozenset[str], *, first: bool) -> float:
    said = [token for token in words if token.text.strip() and not token.is_punct]
    stems = {stem(part) for token in said for part in token.text.split("-")}
    score = COVERS * len(title & stems) / max(len(title), 1) + FIRST * first
    score -= LEANS * (turn(words) == "leans")
    score -= SPOKEN * any(mark in words.text for mark in '"“”?')
    score -= SHORT * (len(said) < FEWEST_WORDS) + LONG * (len(said) > MOST_WORDS)
    return score
