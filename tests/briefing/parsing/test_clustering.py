"""Groups by average linkage, and their smoothing along the text."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.parsing.panels.clustering import link, smooth


def slow(alike: np.ndarray, least: float, most: int) -> set[frozenset[int]]:
    groups = [frozenset([i]) for i in range(len(alike))]
    while len(groups) > 1:
        score, a, b = max(
            ((float(np.mean([alike[i, j] for i in x for j in y])), x, y) for k, x in enumerate(groups) for y in groups[:k]),
            key=lambda three: three[0],
        )
        if score < least and len(groups) <= most:
            break
        groups = [g for g in groups if g not in (a, b)] + [a | b]
    return set(groups)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 14), st.integers(0, 10_000), st.floats(-0.5, 0.5), st.integers(1, 6))
def test_the_fast_linkage_finds_the_groups_of_the_slow_one(n: int, seed: int, least: float, most: int) -> None:
    numbers = np.random.default_rng(seed).uniform(-1, 1, (n, n)).astype(np.float32)
    alike = (numbers + numbers.T) / 2
    labels = link(alike, least=least, most=most)
    assert {frozenset(np.flatnonzero(labels == k).tolist()) for k in range(labels.max() + 1)} == slow(alike, least, most)


def test_a_stray_unit_comes_home_where_leaving_costs_more_than_it_gains() -> None:
    alike = np.full((6, 6), 0.5, np.float32)
    labels = smooth(alike, np.array([0, 0, 1, 0, 1, 1]), [0.1] * 6, passes=3)
    assert labels.tolist() in ([0] * 6, [1] * 6)
