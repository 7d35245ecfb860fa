"""Which sentences belong together: what is grouped, how like its parts are, and the groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from briefing.model import MAX_PANELS, Topic
from briefing.parsing import embedding
from briefing.parsing.embedding import Matrix
from briefing.parsing.panels.clustering import NEVER, Labels, link, renumbered, smooth
from briefing.parsing.panels.similarity import bag, rarities, similarity
from briefing.parsing.panels.topics import seeds
from briefing.parsing.sentences import Line
from briefing.parsing.terms import Term, Turn, terms, turn

NEARNESS = 0.6
REACH = 2.5
BORROWED = 0.2
BORROWING_REACH = 0.5
LEAST = 0.10
SWITCH = 0.05
PASSES = 3
MOST_UNITS = 1500
SENTENCES_A_PANEL = 4
"""An article has at most one panel for so many sentences; a shorter one than twice that has two if they are far apart."""
FAR_APART = 0.2
TELLING = 8
"""So many words of its own a sentence needs to be judged by itself alone; one with fewer follows its neighbours more."""

_INSIDE_STEP = 0.5
_OTHER_ARTICLE_STEP = 100.0
_STEP: dict[Turn, float] = {"leans": 0.75, "turns": 2.0, "stands": 1.0}
_INSIDE_COST = 1.5
_COST: dict[Turn, float] = {"leans": 1.6, "turns": 0.7, "stands": 1.0}
_MUST = np.float32(1e3)


class Unit(NamedTuple):
    """What is put into a panel as one: a sentence, or in a long text a paragraph or a run of them."""

    lines: tuple[Line, ...]
    terms: tuple[Term, ...]
    turn: Turn

    @property
    def text(self) -> str:
        """The unit's words with single spaces."""
        return " ".join(" ".join(line.words.text.split()) for line in self.lines)


class Group(NamedTuple):
    """Sentences that belong together in reading order, how near each is to the middle of them, and the index of their topic."""

    lines: tuple[Line, ...]
    central: tuple[float, ...]
    topic: int | None


def group(lines: Sequence[Line], topics: Sequence[Topic]) -> list[Group]:
    """The groups, each sentence in exactly one: at most `MAX_PANELS` and one for each topic that has a seed.

    The group with the first sentence comes first, the others by number of sentences, first appearance breaking ties.
    """
    if not lines:
        return []
    whole = units(lines)
    fixed = seeds([unit.text for unit in whole], topics)
    apart = _distances(whole)
    vectors = _vectors(whole, apart)
    alike = _likeness(whole, vectors)
    labels = _labels(whole, vectors, alike, apart, fixed)
    made: list[Group] = []
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        central = alike[np.ix_(members, members)].mean(axis=1)
        pairs = [(line, float(c)) for i, c in zip(members, central, strict=True) for line in whole[i].lines]
        topic = next((fixed[i] for i in members if fixed[i] is not None), None)
        made.append(Group(tuple(line for line, _ in pairs), tuple(c for _, c in pairs), topic))
    return sorted(made, key=lambda x: (x.lines[0].id != lines[0].id, -len(x.lines), x.lines[0].id))


def units(lines: Sequence[Line]) -> list[Unit]:
    """The sentences, each a unit; where there are more than `MOST_UNITS`, the paragraphs, or equal runs of them."""
    runs = [[line] for line in lines]
    if len(runs) > MOST_UNITS:
        runs = []
        for line in lines:
            if runs and runs[-1][0].passage is line.passage:
                runs[-1].append(line)
            else:
                runs.append([line])
    if len(runs) > MOST_UNITS:
        size = -(-len(runs) // MOST_UNITS)
        runs = [[line for run in runs[i : i + size] for line in run] for i in range(0, len(runs), size)]
    return [Unit(tuple(run), tuple(t for line in run for t in terms(line.words)), turn(run[0].words)) for run in runs]


def _distances(whole: Sequence[Unit]) -> Matrix:
    """How far each two units stand from each other along the text."""
    at = np.cumsum(_steps(whole), dtype=np.float32)
    apart: Matrix = np.abs(at[:, None] - at[None, :])
    return apart


def _vectors(whole: Sequence[Unit], apart: Matrix) -> Matrix:
    """The meaning of each unit with a part of what stands beside it, since sentences of a paragraph explain each other."""
    own = embedding.embed([unit.text for unit in whole])
    borrowed = BORROWED * np.exp(-apart / BORROWING_REACH)
    np.fill_diagonal(borrowed, 1.0)
    mixed = borrowed @ own
    vectors: Matrix = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return vectors


def _likeness(whole: Sequence[Unit], vectors: Matrix) -> Matrix:
    """How much each two units are about the same, about 0 on the mean."""
    paragraphs: dict[tuple[int, int], set[str]] = {}
    for unit in whole:
        first = unit.lines[0].passage
        paragraphs.setdefault((first.article, first.span.start), set()).update(term.stem for term in unit.terms)
    return similarity(vectors, [bag(unit.terms) for unit in whole], rarities(list(paragraphs.values())))


def _labels(whole: Sequence[Unit], vectors: Matrix, alike: Matrix, apart: Matrix, fixed: Sequence[int | None]) -> Labels:
    """The group of each unit, numbered from 0 without gaps."""
    watched = {topic for topic in fixed if topic is not None}
    sentences = sum(len(unit.lines) for unit in whole)
    most = min(MAX_PANELS, max(sentences // SENTENCES_A_PANEL, 1))
    if len(whole) == 1 or (sentences < SENTENCES_A_PANEL and not watched):
        return np.zeros(len(whole), np.intp)
    pull = alike + NEARNESS * np.exp(-apart / REACH)
    tied = pull.copy()
    topic = np.array([-1 if x is None else x for x in fixed])
    both = (topic[:, None] >= 0) & (topic[None, :] >= 0)
    tied[both] = np.where((topic[:, None] == topic[None, :])[both], _MUST, NEVER)
    labels = link(tied, least=LEAST, most=max(most, 2) + len(watched))
    if most == 1 and not watched and labels.max() == 1:
        first, second = (np.flatnonzero(labels == label) for label in (0, 1))
        if vectors[np.ix_(first)].mean(axis=0) @ vectors[np.ix_(second)].mean(axis=0) > FAR_APART:
            return np.zeros(len(whole), np.intp)
    home = {topic: int(label) for topic, label in zip(fixed, labels, strict=True) if topic is not None}
    held = [None if topic is None else home[topic] for topic in fixed]
    telling = np.clip([len(unit.terms) / TELLING for unit in whole], 1 / 16, 1.0).astype(np.float32)
    labels = smooth(alike * np.sqrt(telling)[:, None], labels, _costs(whole), fixed=held, passes=PASSES)
    return _without_singles(whole, pull, labels, set(home.values()))


def _without_singles(whole: Sequence[Unit], pull: Matrix, labels: Labels, kept: set[int]) -> Labels:
    """The groups when each that has one sentence has joined the group of the sentence before or after it."""
    labels = labels.copy()
    for label in range(int(labels.max()) + 1):
        members = np.flatnonzero(labels == label)
        if len(members) == 1 and len(whole[members[0]].lines) == 1 and int(label) not in kept:
            i = int(members[0])
            beside = [int(labels[j]) for j in (i - 1, i + 1) if 0 <= j < len(whole)]
            if beside:
                labels[i] = max(beside, key=lambda x: float(pull[i, labels == x].mean()))
    return renumbered(labels)


def _same_paragraph(before: Unit, unit: Unit) -> bool:
    return before.lines[-1].passage is unit.lines[0].passage


def _steps(whole: Sequence[Unit]) -> list[float]:
    """How far each unit stands from the one before, along the text."""
    far = [0.0]
    for before, unit in pairwise(whole):
        if before.lines[-1].passage.article != unit.lines[0].passage.article:
            far.append(_OTHER_ARTICLE_STEP)
        else:
            far.append((_INSIDE_STEP if _same_paragraph(before, unit) else 1.0) * _STEP[unit.turn])
    return far


def _costs(whole: Sequence[Unit]) -> list[float]:
    """What it costs to leave the group of the unit before."""
    price = [0.0]
    for before, unit in pairwise(whole):
        price.append(SWITCH * (_INSIDE_COST if _same_paragraph(before, unit) else 1.0) * _COST[unit.turn])
    return price
