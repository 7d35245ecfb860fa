"""Which units of a text form a group: average linkage, then a smoothing along the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.parsing.embedding import Matrix

Labels = NDArray[np.intp]

_GONE = np.float32(-2e9)
"""The likeness of a group that has joined another, and of a group to itself."""


def link(likeness: Matrix, *, least: float, most: int) -> Labels:
    """The group of each unit, by average linkage (Sokal and Michener, 1958).

    The two groups whose units are most alike on the mean are joined, until no two are alike by `least` and there are at most
    `most` groups. Each group remembers its nearest (Anderberg, 1973), so that time grows with the square of the units.
    """
    n = len(likeness)
    alike = likeness.astype(np.float32, copy=True)
    np.fill_diagonal(alike, _GONE)
    labels = np.arange(n)
    sizes = np.ones(n, np.float32)
    groups = n
    nearest = alike.argmax(axis=1)
    best = alike[np.arange(n), nearest]
    while groups > 1:
        a = int(best.argmax())
        if best[a] < least and groups <= most:
            break
        b = int(nearest[a])
        joined = (sizes[a] * alike[a] + sizes[b] * alike[b]) / (sizes[a] + sizes[b])
        joined[[a, b]] = _GONE
        alike[a] = alike[:, a] = joined
        alike[b] = alike[:, b] = _GONE
        sizes[a] += sizes[b]
        labels[labels == b] = a
        best[b] = _GONE
        stale = np.flatnonzero((nearest == a) | (nearest == b))
        stale = np.append(stale[best[stale] > _GONE], a)
        nearest[stale] = alike[stale].argmax(axis=1)
        best[stale] = alike[stale, nearest[stale]]
        nearer = joined > best
        nearest[nearer] = a
        best[nearer] = joined[nearer]
        groups -= 1
    return renumbered(labels)


def renumbered(labels: Labels) -> Labels:
    """The same groups, numbered from 0 without gaps."""
    numbers: Labels = np.cumsum(np.bincount(labels) > 0) - 1
    return numbers[labels]


def smooth(alike: Matrix, labels: Labels, costs: Sequence[float], *, passes: int) -> Labels:
    """The groups along the text that reward most in all (Viterbi, 1967), found anew until nothing changes or `passes` are done.

    A unit rewards with its mean likeness to its group's other units, less `costs[i]` where unit i is in another group than the
    unit before.
    """
    price = np.asarray(costs, np.float32)
    for _ in range(passes):
        count = int(labels.max()) + 1
        members = np.eye(count, dtype=np.float32)[labels]
        others = np.maximum(members.sum(axis=0)[None, :] - members, 1e-9)
        rewards = (alike @ members - members * np.diagonal(alike)[:, None]) / others
        rewards[(members.sum(axis=0)[None, :] - members) < 1] = 0.0
        path = _best_path(rewards, price)
        if np.array_equal(path, labels):
            break
        labels = path
    return labels


def _best_path(rewards: Matrix, costs: NDArray[np.float32]) -> Labels:
    n, count = rewards.shape
    total = rewards[0].copy()
    came = np.zeros((n, count), np.intp)
    stay = np.arange(count)
    for i in range(1, n):
        best = int(total.argmax())
        switched = total[best] - costs[i]
        came[i] = np.where(total >= switched, stay, best)
        total = np.maximum(total, switched) + rewards[i]
    path = np.empty(n, np.intp)
    path[-1] = int(total.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = came[i, path[i]]
    return path
