"""Which sentences belong together: one story cut into runs of neighbours, several stories sorted by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from briefing.headings import bare
from briefing.model import MAX_HEADED_PANELS, MAX_PANELS, Article, Place
from briefing.parsing.embedding import Matrix, Vector
from briefing.parsing.panels.clustering import Labels, link, renumbered, smooth
from briefing.parsing.panels.segmentation import FEWEST_HEADINGS, segment
from briefing.parsing.panels.units import Meanings, Unit, distances, going_on, meanings, same_paragraph, under_headings, units
from briefing.parsing.sentences import Line
from briefing.parsing.terms import Turn

NEARNESS = 0.6
REACH = 2.5
LEAST = 0.10
SWITCH = 0.05
PASSES = 3
SENTENCES_A_PANEL = 4
"""A text of several stories has at most one panel for so many sentences."""
TELLING = 8
"""So many words of its own a sentence needs to be judged by itself alone; one with fewer follows its neighbours more."""
APART_UNDER_A_HEADLINE = 0.4
"""Likeness of the two most alike groups below which a text with a headline holds several stories."""
APART = 0.6
"""The same for a text without a headline, which does not say that it is one story."""

_INSIDE_COST = 1.5
_COST: dict[Turn, float] = {"leans": 1.6, "turns": 0.7, "stands": 1.0}


class Group(NamedTuple):
    """Sentences that belong together in reading order.

    `middle` is the vector of what they mean, all together; `central` is how near each is to it, `like_headline` how near to
    what the headline and the deck say, from 0. `heading` is the article's own heading that they stand under.
    """

    lines: tuple[Line, ...]
    middle: Vector
    central: tuple[float, ...]
    like_headline: tuple[float, ...]
    heading: Place | None


def group(lines: Sequence[Line], articles: Sequence[Article], headlines: Matrix) -> list[Group]:
    """The groups in the order of their first sentences, each sentence in exactly one.

    There are at most `MAX_PANELS`, or `MAX_HEADED_PANELS` in an article that has headings. `headlines` has a vector of length 1
    for each headline and deck.
    """
    if not lines:
        return []
    whole = units(lines)
    apart = distances(whole)
    meant = meanings(whole, apart)
    headings = under_headings(whole, articles)
    labels = _labels(whole, meant, apart, headings, has_headline=len(headlines) > 0, articles=len(articles))
    return [_group(whole, np.flatnonzero(labels == label), meant, headings, articles, headlines) for label in _in_order(labels)]


def _in_order(labels: Labels) -> list[int]:
    return list(dict.fromkeys(labels.tolist()))


def _group(
    whole: Sequence[Unit],
    members: Labels,
    meant: Meanings,
    headings: dict[int, tuple[int, int]],
    articles: Sequence[Article],
    headlines: Matrix,
) -> Group:
    middle = meant.own[members].mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    central = meant.own[members] @ middle
    told = (meant.own[members] @ headlines.T).max(axis=1) if len(headlines) else np.zeros(len(members))
    each = [(line, float(c), float(t)) for i, c, t in zip(members, central, told, strict=True) for line in whole[i].lines]
    above = headings.get(int(members[0]))
    heading = Place(above[0], bare(articles[above[0]], above[1])) if above else None
    return Group(tuple(x[0] for x in each), middle, tuple(x[1] for x in each), tuple(x[2] for x in each), heading)


def _labels(
    whole: Sequence[Unit],
    meant: Meanings,
    apart: Matrix,
    headings: dict[int, tuple[int, int]],
    *,
    has_headline: bool,
    articles: int,
) -> Labels:
    """The group of each unit, numbered from 0 without gaps."""
    if len(whole) == 1:
        return np.zeros(1, np.intp)
    sorted_out = _sorted_out(whole, meant.alike_in_words, apart)
    if articles > 1 or _are_several(meant.own, sorted_out, APART_UNDER_A_HEADLINE if has_headline else APART):
        return sorted_out
    most = min(len(headings) + 1, MAX_HEADED_PANELS) if len(headings) >= FEWEST_HEADINGS else 0
    return segment(meant.alike, headings, going_on(whole), most=max(most, MAX_PANELS))


def _are_several(vectors: Matrix, labels: Labels, least: float) -> bool:
    """Whether no two groups are as alike as the parts of one story: the likeness of their middles, by the raw vectors."""
    count = int(labels.max()) + 1
    if count == 1:
        return False
    middles = np.stack([vectors[labels == label].mean(axis=0) for label in range(count)])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    return bool((middles @ middles.T)[np.triu_indices(count, 1)].max() < least)


def _sorted_out(whole: Sequence[Unit], alike: Matrix, apart: Matrix) -> Labels:
    """The units of several stories by what they are about, wherever they stand."""
    sentences = sum(len(unit.lines) for unit in whole)
    if sentences < SENTENCES_A_PANEL:
        return np.zeros(len(whole), np.intp)
    pull = alike + NEARNESS * np.exp(-apart / REACH)
    labels = link(pull, least=LEAST, most=max(min(MAX_PANELS, sentences // SENTENCES_A_PANEL), 2))
    telling = np.clip([len(unit.terms) / TELLING for unit in whole], 1 / 16, 1.0).astype(np.float32)
    labels = smooth(alike * np.sqrt(telling)[:, None], labels, _costs(whole), passes=PASSES)
    return _without_singles(whole, pull, labels)


def _without_singles(whole: Sequence[Unit], pull: Matrix, labels: Labels) -> Labels:
    """The groups when each that has one sentence has joined the group of the sentence before or after it."""
    labels = labels.copy()
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        if len(members) == 1 and len(whole[members[0]].lines) == 1:
            i = int(members[0])
            beside = [int(labels[j]) for j in (i - 1, i + 1) if 0 <= j < len(whole)]
            if beside:
                labels[i] = max(beside, key=lambda x: float(pull[i, labels == x].mean()))
    return renumbered(labels)


def _costs(whole: Sequence[Unit]) -> list[float]:
    """What it costs to leave the group of the unit before."""
    price = [0.0]
    for before, unit in pairwise(whole):
        price.append(SWITCH * (_INSIDE_COST if same_paragraph(before, unit) else 1.0) * _COST[unit.turn])
    return price
