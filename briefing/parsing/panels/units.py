"""What is put into a panel as one: a sentence, or in a long text a paragraph or a run of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from briefing.model import Article
from briefing.parsing import embedding
from briefing.parsing.embedding import Matrix
from briefing.parsing.panels.similarity import bag, centred, rarities, similarity
from briefing.parsing.sentences import Line
from briefing.parsing.terms import Term, Turn, terms, turn

MOST_UNITS = 1500
BORROWED = 0.2
"""Part of the meaning of what stands beside a unit that goes into its own."""
BORROWING_REACH = 0.5
"""Steps along the text over which that part falls to 1/e."""

_INSIDE_STEP = 0.5
_OTHER_ARTICLE_STEP = 100.0
_STEP: dict[Turn, float] = {"leans": 0.75, "turns": 2.0, "stands": 1.0}


class Unit(NamedTuple):
    """Sentences that stay together, the words in them that carry a topic, and how the first follows what is before."""

    lines: tuple[Line, ...]
    terms: tuple[Term, ...]
    turn: Turn

    @property
    def text(self) -> str:
        """The unit's words with single spaces."""
        return " ".join(" ".join(line.words.text.split()) for line in self.lines)


class Meanings(NamedTuple):
    """What units mean: a vector of length 1 each, and how alike each two are, about 0 on the mean.

    `alike` goes by what they mean, with a part of what stands beside; `alike_in_words` by their words as well, by which stories
    are told apart that are told in turns.
    """

    own: Matrix
    alike: Matrix
    alike_in_words: Matrix


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


def meanings(whole: Sequence[Unit], apart: Matrix) -> Meanings:
    """The meanings of units, each with a part of its neighbours', since sentences of a paragraph explain each other."""
    own = embedding.embed([unit.text for unit in whole])
    borrowed = BORROWED * np.exp(-apart / BORROWING_REACH)
    np.fill_diagonal(borrowed, 1.0)
    mixed = borrowed @ own
    vectors: Matrix = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return Meanings(own, centred(vectors @ vectors.T), _likeness(whole, vectors))


def distances(whole: Sequence[Unit]) -> Matrix:
    """How far each two units stand from each other along the text, in steps from one paragraph to the next."""
    at = np.cumsum(_steps(whole), dtype=np.float32)
    apart: Matrix = np.abs(at[:, None] - at[None, :])
    return apart


def under_headings(whole: Sequence[Unit], articles: Sequence[Article]) -> dict[int, tuple[int, int]]:
    """The units that begin below a heading, each with the article and the paragraph of the heading nearest above it."""
    found: dict[int, tuple[int, int]] = {}
    before = (-1, -1)
    for number, unit in enumerate(whole):
        line = unit.lines[0]
        here = (line.passage.article, line.paragraph)
        start = before[1] + 1 if here[0] == before[0] else 0
        heads = [paragraph for paragraph in range(start, here[1]) if articles[here[0]].is_heading(paragraph)]
        if heads:
            found[number] = (here[0], heads[-1])
        before = (here[0], unit.lines[-1].paragraph)
    return found


def going_on(whole: Sequence[Unit]) -> list[int]:
    """The units that say more of what the one before began: they lean on it, answer its question, or go on in its quotation."""
    found: list[int] = []
    is_open = False
    for number, (before, unit) in enumerate(pairwise(whole), 1):
        text = before.text
        is_open = text.rfind("“") > text.rfind("”") or (is_open and "”" not in text)
        asked = text.rstrip("\"”’' ").endswith("?")
        if unit.turn == "leans" or is_open or asked:
            found.append(number)
    return found


def same_paragraph(before: Unit, unit: Unit) -> bool:
    """Whether a unit goes on in the paragraph of the one before."""
    return before.lines[-1].passage is unit.lines[0].passage


def _likeness(whole: Sequence[Unit], vectors: Matrix) -> Matrix:
    """How much each two units are about the same, by their meaning and their words."""
    paragraphs: dict[tuple[int, int], set[str]] = {}
    for unit in whole:
        first = unit.lines[0].passage
        paragraphs.setdefault((first.article, first.span.start), set()).update(term.stem for term in unit.terms)
    return similarity(vectors, [bag(unit.terms) for unit in whole], rarities(list(paragraphs.values())))


def _steps(whole: Sequence[Unit]) -> list[float]:
    """How far each unit stands from the one before, along the text."""
    far = [0.0]
    for before, unit in pairwise(whole):
        if before.lines[-1].passage.article != unit.lines[0].passage.article:
            far.append(_OTHER_ARTICLE_STEP)
        else:
            far.append((_INSIDE_STEP if same_paragraph(before, unit) else 1.0) * _STEP[unit.turn])
    return far
