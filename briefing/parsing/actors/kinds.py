"""What kind of thing a name names: votes from spaCy's label, from the name's own words, and from the words beside it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.model import ActorKind
from briefing.parsing.actors import gazetteer, roles
from briefing.parsing.actors.parameters import MOST_EVIDENCE
from briefing.parsing.linguistics import Doc, Passage

Vote = Literal["person", "organisation", "place", "nothing"]


_LABELS: dict[str, tuple[tuple[Vote, float], ...]] = {
    "PERSON": (("person", 1.2),),
    "ORG": (("organisation", 1.2),),
    "GPE": (("place", 1.2),),
    "LOC": (("place", 1.2),),
    "FAC": (("place", 1.1),),
    "NORP": (("organisation", 0.5), ("nothing", 0.9)),
    "PRODUCT": (("nothing", 0.8), ("organisation", 0.5)),
    "EVENT": (("nothing", 1.2),),
    "WORK_OF_ART": (("nothing", 1.0),),
    "LAW": (("nothing", 1.2),),
    "": (("nothing", 0.9),),
}
LABELS = frozenset(_LABELS)
"""The labels of spaCy's entities that can be names of actors."""

_LOCATIVE = frozenset({"in", "near", "outside", "across", "throughout", "around", "inside"})
_IN_WITHOUT_PLACE = frozenset(
    {"believe", "invest", "trust", "interest", "stake", "confidence", "faith", "share", "investment", "role", "work"}
)


class Lexicon(NamedTuple):
    """The words of `organisations.toml`, lower case; among the bodies those of the gazetteer."""

    endings: frozenset[str]
    lower: dict[str, tuple[tuple[str, ...], ...]]
    openings: tuple[str, ...]
    bodies: frozenset[str]
    long_bodies: dict[str, tuple[tuple[str, ...], ...]]
    kinds: frozenset[str]
    firms: frozenset[str]
    place_endings: frozenset[str]
    place_openings: frozenset[str]
    place_of: frozenset[str]
    nothing_endings: frozenset[str]
    nothing: frozenset[str]


class Mention(NamedTuple):
    """A name where it stands, tokens `[start, end)` of a passage's document, its form, spaCy's label, if it is loud."""

    passage: int
    start: int
    end: int
    form: str
    label: str
    loud: bool


@cache
def lexicon() -> Lexicon:
    """The words by which names are known, read once a process."""
    data = tomllib.loads((files("briefing.parsing.actors") / "organisations.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, ...]] = {name: tuple(table["words"]) for name, table in data.items()}
    bodies = gazetteer.seats() | frozenset(words["bodies"])
    return Lexicon(
        endings=frozenset(words["endings"]),
        lower=_by_word(words["lower"], -1),
        openings=tuple(phrase + " " for phrase in words["openings"]),
        bodies=bodies,
        long_bodies=_by_word([body for body in bodies if " " in body], 0),
        kinds=frozenset(words["kinds"]),
        firms=frozenset(words["firm_nouns"]) | frozenset(words["firm_endings"]),
        place_endings=frozenset(words["place_endings"]),
        place_openings=frozenset(words["place_openings"]),
        place_of=frozenset(words["place_of"]),
        nothing_endings=frozenset(words["nothing_endings"]),
        nothing=frozenset(words["nothing"]),
    )


def _by_word(phrases: Iterable[str], place: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, longest first, under their first or last word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        words = tuple(phrase.split())
        found[words[place]].append(words)
    return {word: tuple(group) for word, group in found.items()}


def votes(mentions: Iterable[Mention], passages: Sequence[Passage]) -> dict[str, dict[str, float]]:
    """For each form, what speaks for it as a person, organisation, place or nothing; `count` is the number of its mentions.

    Mentions in loud sentences neither vote nor count.
    """
    found: dict[str, dict[str, float]] = {}
    labels: dict[str, list[str]] = defaultdict(list)
    beside: dict[str, dict[Vote, float]] = defaultdict(lambda: defaultdict(float))
    inner: set[str] = set()
    plain = {token.text for passage in passages for token in passage.doc if token.text.islower()}
    for mention in mentions:
        found.setdefault(mention.form, {"person": 0, "organisation": 0, "place": 0, "nothing": 0})
        if not mention.loud:
            labels[mention.form].append(mention.label)
            if not passages[mention.passage].doc[mention.start].is_sent_start:
                inner.add(mention.form)
            for kind, weight in _beside(passages[mention.passage].doc, mention.start, mention.end):
                beside[mention.form][kind] += weight
    for form, tally in found.items():
        mine = labels[form]
        tally["count"] = len(mine)
        for label in mine:
            for kind, weight in _LABELS[label]:
                tally[kind] += weight / len(mine)
        for kind, weight in beside[form].items():
            tally[kind] += max(-MOST_EVIDENCE / 3, min(MOST_EVIDENCE, weight))
        for kind, weight in shape(form):
            tally[kind] += weight
        if form not in inner and form.lower() in plain and gazetteer.place(form) is None:
            tally["nothing"] += 1.3
    return found


def best(tally: Mapping[str, float]) -> ActorKind | None:
    """The kind that most speaks for; none where nothing does, or where it is no actor."""
    choices: tuple[ActorKind, ...] = ("person", "organisation", "place")
    kind = max(choices, key=lambda choice: tally[choice])
    return kind if tally[kind] > max(tally["nothing"], 0.35) else None


def _beside(doc: Doc, start: int, end: int) -> Iterator[tuple[Vote, float]]:
    """What the words beside a name say about its kind."""
    if start:
        yield from _before(doc, start, end)
    if end < len(doc):
        yield from _after(doc, end, is_where=start > 0 and doc[start - 1].lower_ in ("in", "from", "at", "to", "near"))
    last = doc[end - 1]
    if last.dep_ in ("nsubj", "nsubjpass") and last.head.pos_ in ("VERB", "AUX"):
        for token in doc[end : min(end + 25, len(doc))]:
            if token.lower_ in ("he", "she", "himself", "herself") and token.sent.start <= start:
                yield "person", 0.4
                return
    if end < len(doc) and doc[end].lemma_ == "be" and end + 3 < len(doc):
        stop = roles.apposition_end(doc, end + 1, ceiling=min(len(doc), end + 12))
        if doc[end + 1].pos_ in ("DET", "NOUN") and stop > end + 1:
            yield "person", 0.8


def _before(doc: Doc, start: int, end: int) -> Iterator[tuple[Vote, float]]:
    known, before = roles.people(), doc[start - 1]
    word = before.lower_
    if word in known.address or word in known.title:
        yield "person", 3.0
    elif word in lexicon().kinds and before.pos_ in ("NOUN", "PROPN"):
        yield "organisation", 2.0
    elif before.pos_ in ("NOUN", "PROPN") and roles.is_person_word(before.text) and before.tag_ != "NNS":
        yield "person", 1.5
    elif before.text == "the" and not (end < len(doc) and (doc[end].pos_ == "PROPN" or _has_body_after(doc, end))):
        yield "person", -0.8
        yield "organisation", 0.4
    elif word == "from":
        yield "place", 0.5
    elif word in _LOCATIVE and before.head.lemma_ not in _IN_WITHOUT_PLACE:
        yield "place", 1.3
    elif word == "of" and start > 1 and doc[start - 2].lower_ in lexicon().place_of:
        yield "place", 2.0
    elif word in ("-", "'s", "’s") and start > 1 and before.tag_ == "POS" and doc[start - 2].lower_ in known.sex:
        yield "person", 1.0


def _has_body_after(doc: Doc, start: int) -> bool:
    return any(token.lower_ in lexicon().lower for token in doc[start : start + 3])


def _after(doc: Doc, end: int, *, is_where: bool) -> Iterator[tuple[Vote, float]]:
    after = doc[end]
    if after.lower_ == "who" and not is_where:
        yield "person", 1.5
    if after.text == "," and end + 2 < len(doc):
        following, known = doc[end + 1], gazetteer.load()
        if following.lower_ == "who":
            yield "person", -0.5 if is_where else 1.5
        elif following.is_digit and len(following) < 3 and doc[end + 2].is_punct:
            yield "person", 2.0
        elif following.text in known.states or following.text in known.countries:
            yield "place", 2.0
        elif following.lower_ not in ("and", "or") and not is_where:
            stop = roles.apposition_end(doc, end + 1, ceiling=min(len(doc), end + 14))
            head = roles.head_of(doc, end + 1, stop)
            if head is not None and roles.is_person_word(head.text):
                yield "person", 1.5
            elif following.lower_ in ("a", "an", "the"):
                noun = next(
                    (token for token in doc[end + 2 : end + 7] if token.tag_ == "NN" and token.dep_ != "compound"), None
                )
                if noun is not None and noun.dep_ == "appos":
                    if noun.lower_ in lexicon().kinds:
                        yield "organisation", 1.5
                    elif noun.lower_ in lexicon().place_of:
                        yield "place", 1.5
    if after.lower_ in lexicon().place_endings and after.text.islower() and after.lower_ not in ("city", "park", "road"):
        yield "place", 1.5


def _is_pair(form: str) -> bool:
    """Whether a form only joins two countries: `Peru-Chile`."""
    left, dash, right = form.partition("-")
    return bool(dash) and form not in gazetteer.load().places and all(map(gazetteer.country, (left.strip(), right.strip())))


def shape(form: str) -> Iterator[tuple[Vote, float]]:
    """What a name's own words say about its kind."""
    known, places, people = lexicon(), gazetteer.load(), roles.people()
    parts = form.split()
    low, tail = form.lower(), parts[-1].lower()
    if low in known.nothing or form in places.demonyms or _is_pair(form):
        yield "nothing", 5.0
    elif low in known.bodies or " ".join(parts[-2:]).lower() in known.bodies:
        yield "organisation", 4.0
    elif form in places.places or form in places.capitals:
        yield "place", 0.8 if form in places.doubtful else 3.0
    if len(parts) > 1 and form not in places.places:
        given = parts[0] in places.given and "&" not in parts
        if low.startswith(known.openings) or (tail in known.endings and not (given and len(parts) == 2)):
            yield "organisation", 3.0
        elif tail in known.nothing_endings:
            yield "nothing", 2.5
        elif tail in known.place_endings or parts[0].lower() in known.place_openings:
            yield "place", 1.5
        elif given:
            yield "person", 1.5
        if parts[-1].islower() and tail in known.lower:
            yield "organisation", 2.0
    elif form.isupper() and 1 < len(form) < 6 and form.isalpha():
        yield "organisation", 0.8
    elif any(a.islower() and b.isupper() for a, b in pairwise(form)) and not form.startswith(("Mc", "Mac", "De", "O'", "O’")):
        yield "organisation", 1.5
    elif tail in people.groups or (roles.is_person_word(form) and form not in places.given):
        yield "nothing", 0.6
    if "&" in parts:
        yield "organisation", 1.0
