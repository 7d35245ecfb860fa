"""Whom `he`, `she`, `they` and `it` stand for: the nearest one before that fits, subjects first.

A simple form of centering (Grosz, Joshi and Weinstein, 1995) and of the search order of Hobbs (1978): first the subject
that governs the pronoun's own clause, then the sentences before, the latest first, in each the main subject. What is
not clear is left unresolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from briefing.model import Actor
from briefing.parsing.actors import gazetteer, roles
from briefing.parsing.actors.gazetteer import Sex
from briefing.parsing.linguistics import Doc, Passage, Token

Number = Literal["one", "many", "thing"]

SUBJECT: Mapping[str, Number] = {"he": "one", "she": "one", "they": "many", "it": "thing"}
"""The pronouns that are resolved, and what they stand for."""

_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}


class Candidate(NamedTuple):
    """Somebody or something mentioned: `who` is a key of the caller's, `weight` how much it stands in front in its sentence."""

    who: int
    number: Number
    weight: int
    token: int


def weight_of(token: Token) -> int:
    """How much a mention stands in front: 3 the main subject, 2 a clause's subject, 1 an object or the like, 0 an owner."""
    while token.dep_ in ("appos", "conj") and token.head.i < token.i:
        if token.dep_ == "conj":
            return 1
        token = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        verb = token.head
        steps = 0
        while verb.dep_ in ("conj", "ccomp", "parataxis") and verb.head.i != verb.i and steps < 6:
            if verb.dep_ == "ccomp" and any(child.dep_ == "nsubj" and child.i < token.i for child in verb.head.lefts):
                return 2
            verb = verb.head
            steps += 1
        return 3 if verb.dep_ == "ROOT" else 2
    return 0 if token.dep_ in ("poss", "compound") else 1


def governor(token: Token) -> Token | None:
    """The subject that governs a pronoun's clause: the `Marsh` of `Marsh said he …`; none if there is none before it."""
    verb = token.head
    steps = 0
    while verb.head.i != verb.i and steps < 8:
        above = verb.head
        if verb.dep_ in ("ccomp", "advcl", "xcomp", "conj", "acl") or above.pos_ in ("VERB", "AUX"):
            for child in above.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and child.i != token.i:
                    return child
        verb = above
        steps += 1
    return None


def subject_ahead(token: Token) -> Token | None:
    """The main subject that follows a pronoun in an opening clause: the `Marsh` of `When he arrived, Marsh said …`."""
    verb = token.head
    steps = 0
    while verb.head.i != verb.i and steps < 8:
        above = verb.head
        if above.dep_ == "ROOT" and verb.dep_ in ("advcl", "prep") and verb.i < above.i:
            return next((child for child in above.lefts if child.dep_ in ("nsubj", "nsubjpass") and child.i > token.i), None)
        verb = above
        steps += 1
    return None


def choose(candidates: Sequence[Candidate], last_speaker: int | None) -> int | None:
    """Who of the fitting candidates of one sentence is meant: who stands most in front, else who spoke last, else nobody."""
    top = max(candidate.weight for candidate in candidates)
    best = {candidate.who: candidate for candidate in candidates if candidate.weight == top}
    if len(best) == 1:
        return next(iter(best))
    if last_speaker in best:
        return last_speaker
    everybody = {candidate.who for candidate in candidates}
    if last_speaker in everybody and top < 2:
        return last_speaker
    return min(best, key=lambda who: best[who].token) if top == 3 else None


def sexes(actors: Sequence[Actor], heads: Sequence[Mapping[int, int]], passages: Sequence[Passage]) -> dict[int, Sex]:
    """Whether the people named are a he or a she, as far as titles, roles, given names and the pronouns after them say.

    `heads` gives for each passage the actor whose mention ends at a token.
    """
    found: dict[int, Sex] = {}
    known = roles.people()
    votes: dict[int, dict[Sex, int]] = defaultdict(lambda: {"he": 0, "she": 0})
    people = {actor.id for actor in actors if actor.kind == "person"}
    for passage, here in zip(passages, heads, strict=True):
        for last, me in here.items():
            if me in people:
                _vote(passage.doc, last, here, people, votes[me])
                first = last
                while first > 0 and here.get(first - 1) is None and passage.doc[first - 1].pos_ == "PROPN" and last - first < 5:
                    first -= 1
                for token in passage.doc[max(0, first - 1) : last]:
                    if sex := known.address.get(token.lower_):
                        found[me] = sex
    for actor in actors:
        if actor.kind != "person" or actor.id in found:
            continue
        given = next((name for name in (actor.name, *actor.aliases) if " " in name), actor.name).split()[0]
        sex = (roles.sex_of(actor.role) if actor.role else None) or gazetteer.load().given.get(given)
        count = votes[actor.id]
        if sex is None and count["he"] != count["she"] and max(count.values()) > 2 * min(count.values()):
            sex = "he" if count["he"] > count["she"] else "she"
        if sex is not None:
            found[actor.id] = sex
    return found


def _vote(doc: Doc, last: int, here: Mapping[int, int], people: set[int], votes: dict[Sex, int]) -> None:
    """Count the pronouns that follow a person's mention in its sentence before anybody else is named."""
    me = here[last]
    for token in doc[last + 1 : min(doc[last].sent.end, last + 30)]:
        other = here.get(token.i)
        if (other is not None and other != me and other in people) or (
            other is None and token.pos_ == "NOUN" and roles.is_person_word(token.text)
        ):
            return
        if sex := _SEXES.get(token.lower_):
            votes[sex] += 1
            return
