"""Which words of a sentence say what it is about, and how they hang together with other forms of the same word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from briefing.parsing.linguistics import Token, Words
from briefing.stemming import stem

Turn = Literal["leans", "turns", "stands"]

_PARTS = re.compile(r"[^\W_](?:[\w.&]*[^\W_])?\.?")


class Discourse(NamedTuple):
    """The word lists of `discourse.toml`: of dictionary forms, and of the beginnings of sentences with an example each."""

    stop: frozenset[str]
    reporting: frozenset[str]
    generic: frozenset[str]
    roles: frozenset[str]
    pronouns: frozenset[str]
    speaking: frozenset[str]
    leans: dict[str, str]
    turns: dict[str, str]


class Term(NamedTuple):
    """A word with a topic: its stem, its part in the sentence's meaning (1 noun or name, .5 other), and its token."""

    stem: str
    weight: float
    token: Token


@cache
def discourse() -> Discourse:
    """The word lists, read once a process."""
    data = tomllib.loads(Path(__file__).with_name("discourse.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(data[name]) for name in ("stop", "reporting", "generic", "roles", "pronouns", "speaking")}
    return Discourse(**lists, leans=data["leans"], turns=data["turns"])


def terms(words: Words) -> Iterator[Term]:
    """The words of a sentence that say what it is about, in their order; a word with hyphens counts as its parts."""
    for token in words:
        weight = 1.0 if token.pos_ in ("NOUN", "PROPN") else 0.5 if token.pos_ in ("VERB", "ADJ") else 0.0
        if not weight or is_small(token):
            continue
        name = token.pos_ == "PROPN" or token.text[:1].isupper()
        for part in _PARTS.findall(token.text if "-" in token.text or name else token.lemma_):
            if len(part) > 1 and not part.isdigit() and part.lower() not in discourse().stop:
                yield Term(stem(part), weight, token)


def is_small(token: Token) -> bool:
    """Whether a word has no topic of its own: a stop word, a verb of reporting, a number, a mark."""
    known = discourse()
    lemma = token.lemma_.lower()
    return (
        not any(map(str.isalpha, token.text))
        or token.like_num
        or (token.is_stop and not (token.text.isupper() and len(token) > 1))
        or lemma in known.stop
        or token.lower_ in known.stop
        or (token.pos_ == "VERB" and lemma in known.reporting)
    )


def turn(words: Words) -> Turn:
    """Whether a sentence leans on the one before, turns away from it, or stands by itself, by how it begins."""
    begins = " ".join(token.lower_ for token in words[:6] if token.is_alpha) + " "
    known = discourse()
    if any(begins.startswith(start + " ") for start in known.turns):
        return "turns"
    if any(begins.startswith(start + " ") for start in known.leans):
        return "leans"
    return "stands"
