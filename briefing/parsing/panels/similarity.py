"""How much two sentences are about the same: by their meaning, by their words, and by how near they stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from briefing.parsing.embedding import Matrix, rarity
from briefing.parsing.terms import Term

MEANING = 0.8
WORDS = 0.2
LEAST_RARITY = 0.02

Bag = dict[str, float]


def bag(terms: Sequence[Term]) -> Bag:
    """The weight of each stem of a sentence: its part in the meaning times its rarity in the language."""
    weights: Bag = {}
    for term in terms:
        weight = term.weight * rarity(term.token.text)
        weights[term.stem] = weights.get(term.stem, 0.0) + weight
    return weights


def rarities(paragraphs: Sequence[set[str]]) -> dict[str, float]:
    """How rare each stem is in these paragraphs, from near 0 (in each of them) to 1 (in one)."""
    found = Counter(stem for paragraph in paragraphs for stem in paragraph)
    most = math.log(len(paragraphs) + 1) or 1.0
    return {stem: max(LEAST_RARITY, math.log((len(paragraphs) + 1) / n) / most) for stem, n in found.items()}


def similarity(vectors: Matrix, bags: Sequence[Bag], rare: dict[str, float]) -> Matrix:
    """The square matrix of similarities of units, 1 on its diagonal, about 0 on the mean: .8 meaning, .2 words.

    `vectors` has a row of length 1 a unit, `bags` the weights of its stems, `rare` how rare each stem is in the article.
    """
    return MEANING * centred(vectors @ vectors.T) + WORDS * centred(_lexical(bags, rare))


def _lexical(bags: Sequence[Bag], rare: dict[str, float]) -> Matrix:
    """Cosines of the bags, each stem's weight the square root of itself times its rarity."""
    holders: dict[str, list[tuple[int, float]]] = {}
    for unit, weights in enumerate(bags):
        size = math.sqrt(sum(weight * rare[stem] for stem, weight in weights.items())) or 1.0
        for stem, weight in weights.items():
            holders.setdefault(stem, []).append((unit, math.sqrt(weight * rare[stem]) / size))
    shared = [pairs for pairs in holders.values() if len(pairs) > 1]
    columns = np.zeros((len(bags), len(shared)), np.float32)
    for column, pairs in enumerate(shared):
        for unit, value in pairs:
            columns[unit, column] = value
    cosines: Matrix = columns @ columns.T
    np.fill_diagonal(cosines, [1.0 if weights else 0.0 for weights in bags])
    return cosines


def centred(gram: Matrix) -> Matrix:
    """The cosines of vectors, given by their Gram matrix, once their mean is moved to the origin.

    Without this what all sentences share, such as a name that stands everywhere, would drown what tells them apart.
    """
    means = gram.mean(axis=0)
    moved = gram - means[:, None] - means[None, :] + means.mean()
    lengths = np.sqrt(np.maximum(np.diagonal(moved), 1e-6))
    lengths[np.diagonal(gram) <= 0] = np.inf
    scaled: Matrix = (moved / lengths[:, None] / lengths[None, :]).astype(np.float32)
    np.fill_diagonal(scaled, 1.0)
    return scaled
