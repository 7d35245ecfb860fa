"""What a panel is called: two to five words of the article that its sentences have and the others do not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from briefing.model import Actor, Place, Span
from briefing.parsing.embedding import rarity
from briefing.parsing.linguistics import Passage, Token, Words
from briefing.parsing.terms import discourse, is_small, terms
from briefing.stemming import stem

MOST_WORDS = 5
LEAST_WORDS = 2
MOST_TAGS = 3
FROM_HEADLINE = 1.5
JOINED = 0.9
PERSON = 0.7
GENERIC = 0.35
ONCE = 0.5
MIXED = 1.6
IN_OPENING = 1.2
LENGTH = 0.4
FREQUENT = 0.75
OWN = 1.5

_LINKS = frozenset({"of", "for", "on", "in"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})


class Title(NamedTuple):
    """The words of a title or tag and where they stand: one place, or two that stand apart in the text."""

    text: str
    places: tuple[Place, ...]
    stems: frozenset[str]
    head: str


class Phrase(NamedTuple):
    """Words in a row that may be a title, with the stems that count and whether they are a person's name."""

    passage: Passage
    start: int
    end: int
    rare: dict[str, float]
    head: str
    generic: bool
    name: bool
    mixed: bool
    person: bool

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that count."""
        return frozenset(self.rare)

    @property
    def words(self) -> Words:
        """The phrase's tokens."""
        return self.passage.doc[self.start : self.end]

    @property
    def place(self) -> Place:
        """Where the phrase stands."""
        return Place(self.passage.article, self.passage.place(self.start, self.end))

    @property
    def text(self) -> str:
        """The phrase's words with single spaces."""
        return " ".join(self.words.text.split())


class Counted(NamedTuple):
    """How much each stem marks a panel out, and in how many of its sentences it stands."""

    worth: dict[str, float]
    inside: Counter[str]


def choose(
    panels: Sequence[Sequence[tuple[Passage, int, int]]], head: Sequence[Passage], actors: Sequence[Actor]
) -> list[tuple[Title | None, tuple[Title, ...]]]:
    """The title and the tags of each panel, whose sentences are given as passages with tokens `[start, end)`.

    `head` holds the passages of the headline and the deck. No two titles have the same head or all their words in common.
    """
    people = _people(actors)
    stems = [[{term.stem for term in terms(p.doc[a:b])} for p, a, b in panel] for panel in panels]
    phrases = [[x for p, a, b in panel for x in _phrases(p, a, b, people)] for panel in panels]
    above = [x for p in head for x in _phrases(p, 0, len(p.doc), people)]
    taken: list[Title] = []
    chosen: list[tuple[Title | None, tuple[Title, ...]]] = []
    for panel, own, found in zip(panels, stems, phrases, strict=True):
        counted = _count(own, [s for other in stems if other is not own for s in other])
        first = panel[0]
        ranked = _ranked(
            counted, found, above, [x for x in found if x.passage is first[0] and x.start >= first[1] and x.end <= first[2]]
        )
        title = next((t for t in ranked if len(t.text.split()) >= LEAST_WORDS and not _clashes(t, taken)), None)
        tags: list[Title] = []
        if title:
            taken.append(title)
        for tag in ranked:
            if len(tags) == MOST_TAGS:
                break
            if len(tag.places) == 1 and all(not tag.stems & other.stems for other in [*tags, *([title] if title else [])]):
                tags.append(tag)
        chosen.append((title, tuple(tags)))
    return chosen


class _People:
    """Where the names of persons stand in one article."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        found = sorted(spans)
        self._starts = [span.start for span in found]
        self._ends = list(accumulate((span.end for span in found), max))

    def hold_the_end_of(self, span: Span) -> bool:
        """Whether one of the names reaches from before the end of a span to it or past it."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] >= span.end


_NOBODY = _People()


def _people(actors: Sequence[Actor]) -> dict[int, _People]:
    """Where the names of persons stand, in each article."""
    found: dict[int, list[Span]] = {}
    for actor in actors:
        if actor.kind == "person":
            for mention in actor.mentions:
                found.setdefault(mention.article, []).append(mention.span)
    return {article: _People(spans) for article, spans in found.items()}


def _phrases(passage: Passage, start: int, end: int, people: dict[int, _People]) -> Iterator[Phrase]:
    """The parts of noun phrases in `[start, end)` that begin and end where a reader would let them."""
    doc = passage.doc
    i = start
    while i < end:
        if not _carries(doc[i]):
            i += 1
            continue
        last = i
        while last < end and last - i < 2 * MOST_WORDS and (_carries(doc[last]) or _ties(doc[last], last + 1 < end)):
            last += 1
        for first in range(i, last):
            if _may_begin(doc[first]):
                for stop in range(first + 1, last + 1):
                    if _may_end(doc[stop - 1], doc[stop] if stop < end else None):
                        phrase = _phrase(passage, first, stop, people)
                        if phrase:
                            yield phrase
        i = last


def _carries(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.dep_ == "amod"
    return token.pos_ in _INSIDE and not (token.pos_ == "ADJ" and is_small(token))


def _ties(token: Token, more: bool) -> bool:
    """Whether a word stands inside a phrase only: a hyphen, a possessive mark, or a preposition of the noun before it."""
    if not more or token.i == 0:
        return False
    if token.text in ("-", "–", "&") or token.tag_ == "POS":
        return True
    before = token.nbor(-1)
    return token.lower_ in _LINKS and token.dep_ == "prep" and token.head == before and before.pos_ in ("NOUN", "PROPN")


def _may_begin(token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") or is_small(token):
        return False
    if token.i == 0:
        return True
    before = token.nbor(-1)
    if before.text in ("-", "–", "&"):
        return False
    return not (
        token.pos_ == "PROPN" and before.pos_ == "PROPN" and (token.dep_ == "compound" or before.head in (token, token.head))
    )


def _may_end(token: Token, after: Token | None) -> bool:
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if after is None:
        return True
    if after.text in ("-", "–", "&") and not after.whitespace_:
        return False
    if after.pos_ in ("NOUN", "PROPN") and not token.whitespace_:
        return False
    return not (token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i)


def _phrase(passage: Passage, first: int, stop: int, people: dict[int, _People]) -> Phrase | None:
    words = passage.doc[first:stop]
    text = words.text
    if any(a.tag_ == "NNS" and b.pos_ == "PROPN" for a, b in pairwise(words)):
        return None
    if len(text.split()) > MOST_WORDS or any(mark in text for mark in '"“”@#/%$'):
        return None
    rare = {term.stem: rarity(term.token.text) for term in terms(words)}
    if not rare:
        return None
    head = words.root if words.root.pos_ in ("NOUN", "PROPN") else words[-1]
    names = [token for token in words if token.pos_ == "PROPN"]
    span = passage.place(first, stop)
    person = head.ent_type_ == "PERSON" or people.get(passage.article, _NOBODY).hold_the_end_of(span)
    known, lemma = discourse(), head.lemma_.lower()
    generic = lemma in known.generic or lemma in known.roles or is_small(head)
    name, mixed = len(names) == len(words), bool(names) and head.pos_ == "NOUN"
    return Phrase(passage, first, stop, rare, stem(head.text), generic, name, mixed, person and head.pos_ == "PROPN")


def _count(own: Sequence[set[str]], others: Sequence[set[str]]) -> Counted:
    inside = Counter(s for sentence in own for s in sentence)
    outside = Counter(s for sentence in others for s in sentence)
    worth: dict[str, float] = {}
    for word, n in inside.items():
        share, other = n / len(own), outside[word] / max(len(others), 1)
        worth[word] = n**FREQUENT * (share / (share + other)) ** OWN * (ONCE if n == 1 and len(own) > 1 else 1.0)
    return Counted(worth, inside)


def _ranked(counted: Counted, found: Sequence[Phrase], above: Sequence[Phrase], opening: Sequence[Phrase]) -> list[Title]:
    """Every possible title of a panel, the best first."""
    scored: dict[str, tuple[float, Title]] = {}
    borne = [x for x in above if all(counted.inside[s] for s in x.stems)]
    for phrases, bonus in ((found, 1.0), (opening, IN_OPENING), (borne, FROM_HEADLINE)):
        for phrase in phrases:
            _keep(scored, _score(phrase, counted) * bonus, Title(phrase.text, (phrase.place,), phrase.stems, phrase.head))
    for score, title in _joined(counted, found):
        _keep(scored, score, title)
    return [title for _, title in sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].places))]


def _keep(scored: dict[str, tuple[float, Title]], score: float, title: Title) -> None:
    key = title.text.lower()
    if key not in scored or scored[key][0] < score:
        scored[key] = (score, title)


def _score(phrase: Phrase, counted: Counted) -> float:
    """The worth of the phrase's words over a root of their number, so that a second word of worth counts, a filler does not."""
    score: float = _worth(phrase, counted) / (len(phrase.text.split()) + 1) ** LENGTH
    if phrase.person:
        score *= PERSON
    if phrase.generic:
        score *= GENERIC
    if phrase.mixed:
        score *= MIXED
    return score


def _worth(phrase: Phrase, counted: Counted) -> float:
    return sum(rare * counted.worth.get(s, 0.0) for s, rare in phrase.rare.items())


def _joined(counted: Counted, found: Sequence[Phrase]) -> Iterator[tuple[float, Title]]:
    """A name and a noun of the same panel that stand apart, put together, where each stands in two of its sentences."""
    often = [x for x in found if all(counted.inside[s] > 1 for s in x.stems)]
    names = _best([x for x in often if x.name and not x.person and len(x.text.split()) < MOST_WORDS], counted)
    nouns = _best([x for x in often if not x.name and len(x.words) == 1 and x.text.islower() and not x.generic], counted)
    for name in names:
        for noun in nouns:
            if not name.stems & noun.stems:
                title = Title(f"{name.text} {noun.text}", (name.place, noun.place), name.stems | noun.stems, noun.head)
                score = _worth(name, counted) + _worth(noun, counted)
                yield MIXED * JOINED * score / (len(title.text.split()) + 1) ** LENGTH, title


def _best(phrases: Iterable[Phrase], counted: Counted) -> list[Phrase]:
    first: dict[str, Phrase] = {}
    for phrase in phrases:
        first.setdefault(phrase.text.lower(), phrase)
    return sorted(first.values(), key=lambda x: -_score(x, counted))[:4]


def _clashes(title: Title, taken: Sequence[Title]) -> bool:
    return any(title.head == other.head or title.stems <= other.stems or other.stems <= title.stems for other in taken)
