"""Who speaks without a name, and which words before a colon can speak: the words for people, and `sources.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from briefing.parsing.actors import roles
from briefing.parsing.attributions.clauses import Clauses, Range

_INDEFINITE = frozenset(("a", "an", "one", "two", "three", "some", "several", "many", "most", "other"))


class Nouns(NamedTuple):
    """Nouns for people, for other things that can speak, and labels of texts; in lower case, singular."""

    people: frozenset[str]
    voices: frozenset[str]
    labels: frozenset[str]


@cache
def load() -> Nouns:
    """The lists, read once a process."""
    data = tomllib.loads(files("briefing.parsing.attributions").joinpath("sources.toml").read_text("utf-8"))
    return Nouns(roles.people().nouns, frozenset(data["voices"]), frozenset(data["labels"]))


def head_of(clauses: Clauses, span: Range) -> int:
    """The word that a noun phrase hangs on: the first whose head stands outside it."""
    return next((i for i in range(*span) if not span[0] <= clauses.head[i] < span[1] or clauses.head[i] == i), span[0])


def is_anonymous(clauses: Clauses, source: Range) -> bool:
    """Whether a source is a person, or persons, told of without a name: `a senior official`, not `she`."""
    head = head_of(clauses, source)
    if clauses.lower[head] in ("some", "many", "others", "those", "several", "one") and clauses.right[head] > head + 1:
        heads = [y for x in clauses.under(head, "prep") if clauses.lower[x] == "of" for y in clauses.under(x, "pobj")]
        return bool(heads) and clauses.lemma[heads[0]] in load().people
    if not _is_common(clauses, head) or (clauses.lemma[head] not in load().people and clauses.lower[head] not in load().people):
        return False
    return not any(
        clauses.pos[x] == "PROPN" and clauses.dep[x] == "appos" and source[0] <= x < source[1] for x in clauses.children[head]
    )


def _is_common(clauses: Clauses, head: int) -> bool:
    """Whether a noun is not a name: `a Democrat` is none, although it bears a capital."""
    return clauses.pos[head] == "NOUN" or (
        clauses.pos[head] == "PROPN"
        and any(clauses.lower[x] in _INDEFINITE for x in clauses.under(head, "det", "nummod", "amod"))
    )
