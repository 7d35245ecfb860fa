"""Where a single story goes on to another thing: its units as runs of neighbours.

Dynamic programming over the likeness within runs (Utiyama and Isahara, 2001, with likeness in place of word counts).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from briefing.parsing.embedding import Matrix
from briefing.parsing.panels.clustering import Labels

CUT = 2.0
"""What a cut costs, in sums of likeness: with less, articles fall into pieces."""
SIZE = 0.5
"""The power of a run's length by which its sum of likeness is divided: with 0 there would be one run."""
HEADING = 3.0
"""What a heading is worth as the place of a cut; more than `CUT`, so that only runs that are too short pass over it."""
FEWEST_HEADINGS = 2
"""A single heading parts nothing: it can be a second deck."""
GOING_ON = 1.0
"""What a cut costs besides before a unit that goes on from the one before."""
SHORTEST = 2
"""Units of a run at least, in a text that has as many."""
_DEARER = 1.3
"""By how much a cut's price is raised until there are few enough."""


def segment(alike: Matrix, headings: Collection[int], going_on: Collection[int], *, most: int) -> Labels:
    """The run of each unit, numbered from 0 along the text: at most `most`, each of `SHORTEST` units or more.

    `alike` is the square matrix of likeness, about 0 on the mean; `headings` are the units that begin below one, `going_on`
    those that say more of what the unit before began. A run is worth the sum of the likeness of its pairs, both ways, over the
    root of its length.
    """
    worth = np.zeros(len(alike) + 1)
    worth[list(going_on)] = -GOING_ON
    if len(headings) >= FEWEST_HEADINGS:
        worth[list(headings)] = HEADING
    cost = CUT
    labels = _best(alike, cost - worth)
    while labels[-1] >= most:
        cost *= _DEARER
        labels = _best(alike, cost - worth)
    return labels


def _best(alike: Matrix, costs: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Labels:
    """The runs that are worth most in all, when a cut before unit i costs `costs[i]`."""
    n = len(alike)
    shortest = min(SHORTEST, n)
    sums = np.zeros((n + 1, n + 1))
    sums[1:, 1:] = (alike - np.diag(np.diagonal(alike))).cumsum(0).cumsum(1)
    diagonal = np.diagonal(sums)
    price = costs.copy()
    price[0] = 0.0
    best = np.full(n + 1, -np.inf)
    best[0] = 0.0
    came = np.zeros(n + 1, np.intp)
    for end in range(shortest, n + 1):
        starts = np.arange(end - shortest + 1)
        within = diagonal[end] - sums[starts, end] - sums[end, starts] + diagonal[starts]
        value = best[starts] + within / (end - starts) ** SIZE - price[starts]
        came[end] = int(value.argmax())
        best[end] = value[came[end]]
    cuts = [n]
    while cuts[-1]:
        cuts.append(int(came[cuts[-1]]))
    lengths = np.diff(cuts[::-1])
    return np.repeat(np.arange(len(lengths)), lengths)
