"""What a panel is called: words that stand in it in a row, which its sentences have and the others do not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from briefing.model import Attribution, Place
from briefing.parsing import embedding
from briefing.parsing.embedding import Matrix, Vector
from briefing.parsing.linguistics import Passage
from briefing.parsing.panels.grouping import Group
from briefing.parsing.panels.phrases import Phrase, Said, borne_out, phrases
from briefing.parsing.terms import terms
from briefing.stemming import stem

LEAST_WORDS = 2
MOST_HEADING = 6
"""Words of the article's own heading that is taken as a title."""
MOST_TAGS = 3
LOOKED_AT = 12
"""Phrases of a panel whose likeness to its middle is looked at: those that come first by their words."""

FREQUENT = 0.75
OWN = 1.5
ONCE = 0.5
"""What a word is worth that stands in one sentence of several only."""
LENGTH = 0.8
"""The power of the number of words by which their worth is divided, so that a further word must be worth something."""
FROM_HEADLINE = 1.5
IN_OPENING = 1.3
OBJECT = 1.3
IN_SOURCE = 0.5
CUT = 0.6
CLAUSE = 0.6
NAMES = 0.65
GENERIC = 0.6
LIKE = 2.0
"""The power of the likeness to the middle of the panel."""
_LEAST_LIKENESS = 0.05
NEWS = 1.0
"""How much of what the headline means goes into what the title of the first panel is to be like."""


class Title(NamedTuple):
    """The words of a title or tag and where they stand."""

    text: str
    place: Place
    stems: frozenset[str]
    head: str
    is_name: bool = False


class Counted(NamedTuple):
    """How much each stem marks a panel out, and in how many of its sentences it stands."""

    worth: dict[str, float]
    inside: Counter[str]


def choose(
    groups: Sequence[Group], head: Sequence[Passage], said: Sequence[Attribution], headings: Sequence[str], news: Matrix
) -> list[tuple[Title | None, tuple[Title, ...]]]:
    """The title and the tags of each panel.

    `head` holds the passages of headline and deck and `news` their vectors, `headings` the words of the heading above each
    group, empty where it has none. A short heading is the title. No two other titles have the same head or all their words in
    common.
    """
    spoken = Said(said)
    stems = [[{term.stem for term in terms(line.words)} for line in own.lines] for own in groups]
    everywhere = Counter(s for sentences in stems for sentence in sentences for s in sentence)
    total = sum(map(len, stems))
    taken: list[Title] = []
    chosen: list[tuple[Title | None, tuple[Title, ...]]] = []
    for own, sentences, heading in zip(groups, stems, headings, strict=True):
        sought = own.middle if chosen else _sought(own, news)
        ranked = _ranked(own, _count(sentences, everywhere, total), head, spoken, sought)
        title = _heading(own, heading) or _first(ranked, taken)
        if title:
            taken.append(title)
        chosen.append((title, _tags(ranked, title)))
    return chosen


def _first(ranked: Sequence[Title], taken: Sequence[Title]) -> Title | None:
    """The best title that can still be given; for a mere name, a phrase that says what about it, if one is looked at."""
    free = [title for title in ranked if _is_title(title) and not _clashes(title, taken)]
    if free and free[0].is_name:
        return next((title for title in free[1:LOOKED_AT] if free[0].stems < title.stems and not title.is_name), free[0])
    return free[0] if free else None


def _is_title(title: Title) -> bool:
    return len(title.text.split()) >= LEAST_WORDS


def _heading(own: Group, words: str) -> Title | None:
    if own.heading is None or not 0 < len(words.split()) <= MOST_HEADING:
        return None
    return Title(words, own.heading, frozenset(), "")


def _tags(ranked: Iterable[Title], title: Title | None) -> tuple[Title, ...]:
    tags: list[Title] = []
    for tag in ranked:
        if len(tags) == MOST_TAGS:
            break
        if all(not tag.stems & other.stems for other in [*tags, *([title] if title else [])]):
            tags.append(tag)
    return tuple(tags)


def _count(own: Sequence[set[str]], everywhere: Counter[str], total: int) -> Counted:
    inside = Counter(s for sentence in own for s in sentence)
    others = max(total - len(own), 1)
    worth: dict[str, float] = {}
    for word, n in inside.items():
        share, other = n / len(own), (everywhere[word] - n) / others
        worth[word] = n**FREQUENT * (share / (share + other)) ** OWN * (ONCE if n == 1 and len(own) > 1 else 1.0)
    return Counted(worth, inside)


def _ranked(own: Group, counted: Counted, head: Sequence[Passage], said: Said, sought: Vector) -> list[Title]:
    """Every possible title of a panel, the best first."""
    scored: dict[str, tuple[float, Phrase]] = {}
    times: Counter[str] = Counter()
    for number, line in enumerate(own.lines):
        for phrase in phrases(line.passage, line.start, line.end, said):
            times[phrase.text.lower()] += 1
            _keep(scored, _score(phrase, counted) * (IN_OPENING if number == 0 else 1.0), phrase)
    nouns, modifiers = _parts_of_speech(own)
    for passage in head:
        for phrase in borne_out(passage, nouns, modifiers):
            _keep(scored, _score(phrase, counted) * FROM_HEADLINE, phrase)
    often = [(score * (1 + math.log(max(times[text], 1))), phrase) for text, (score, phrase) in scored.items()]
    often.sort(key=lambda pair: (-pair[0], pair[1].place))
    best = _by_likeness(often[:LOOKED_AT], sought)
    return [Title(x.text, x.place, x.stems, x.head, x.names) for _, x in (*best, *often[LOOKED_AT:])]


def _sought(own: Group, news: Matrix) -> Vector:
    """What the title of the first panel is to be like: the middle of the panel, and what headline and deck say."""
    if not len(news):
        return own.middle
    both: Vector = own.middle + NEWS * news.mean(axis=0)
    return both / np.float32(np.linalg.norm(both))


def _parts_of_speech(own: Group) -> tuple[set[str], set[str]]:
    """The stems of a panel's nouns and names, and of what stands before nouns."""
    words = [token for line in own.lines for token in line.words]
    nouns = {stem(token.text) for token in words if token.pos_ in ("NOUN", "PROPN")}
    return nouns, {stem(token.text) for token in words if token.pos_ in ("ADJ", "NUM")}


def _keep(scored: dict[str, tuple[float, Phrase]], score: float, phrase: Phrase) -> None:
    key = phrase.text.lower()
    if key not in scored or scored[key][0] < score:
        scored[key] = (score, phrase)


def _by_likeness(scored: Sequence[tuple[float, Phrase]], sought: Vector) -> list[tuple[float, Phrase]]:
    """The phrases by their score and by how like they are to the middle of the panel."""
    if not scored:
        return []
    likeness = embedding.embed([phrase.text for _, phrase in scored]) @ sought
    weighed = [
        (score * max(float(like), _LEAST_LIKENESS) ** LIKE, phrase)
        for (score, phrase), like in zip(scored, likeness, strict=True)
    ]
    return sorted(weighed, key=lambda pair: (-pair[0], pair[1].place))


def _score(phrase: Phrase, counted: Counted) -> float:
    """The worth of the phrase's words for their number, with what speaks for it and against it."""
    worth = sum(rare * counted.worth.get(s, 0.0) for s, rare in phrase.rare.items())
    score: float = worth / (len(phrase.text.split()) + 1) ** LENGTH
    for holds, factor in (
        (phrase.in_source, IN_SOURCE),
        (phrase.cut, CUT),
        (phrase.clause, CLAUSE),
        (phrase.names, NAMES),
        (phrase.generic, GENERIC),
        (phrase.is_object, OBJECT),
    ):
        if holds:
            score *= factor
    return score


def _clashes(title: Title, taken: Sequence[Title]) -> bool:
    return any(
        title.head == other.head or (other.stems and (title.stems <= other.stems or other.stems <= title.stems))
        for other in taken
    )
