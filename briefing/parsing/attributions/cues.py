"""Which words say that somebody says something, and what each can be followed by: the lexicon of `cues.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

Takes = frozenset[str]
"""What a cue can be followed by: that, quote, infinitive, gerund, object, predicate, noun, a preposition, `someone` and one."""


class Example(NamedTuple):
    """A sentence of our own in which a cue of the lexicon has a source and a content."""

    group: str
    cue: str
    takes: Takes
    sentence: str


class Lexicon(NamedTuple):
    """Cues by their lemma, each with what it takes; `phrases` as tuples of words in lower case; `owned` by their noun.

    `forms` holds the verbs' inflected forms, for words that a tagger took for nouns.
    """

    verbs: Mapping[str, Takes]
    nouns: Mapping[str, Takes]
    adjectives: Mapping[str, Takes]
    phrases: tuple[tuple[str, ...], ...]
    owned: frozenset[str]
    forms: Mapping[str, str]


@cache
def load() -> Lexicon:
    """The lexicon, read once a process."""
    data = _data()
    verbs = _merged(data["verbs"])
    return Lexicon(
        verbs=verbs,
        nouns=_merged(data["nouns"]),
        adjectives=_merged(data["adjectives"]),
        phrases=tuple(tuple(phrase.split()) for group in data["phrases"] for phrase in group["examples"]),
        owned=frozenset(noun for group in data["owned"] for noun in group["examples"]),
        forms={form: verb for verb in verbs for form in _forms(verb)},
    )


def examples() -> tuple[Example, ...]:
    """Every entry of the lexicon with its example, in the order of the file."""
    return tuple(
        Example(kind, cue, frozenset(group.get("takes", ())), sentence)
        for kind, groups in _data().items()
        for group in groups
        for cue, sentence in group["examples"].items()
    )


def _data() -> dict[str, list[dict[str, dict[str, str]]]]:
    return tomllib.loads(files("briefing.parsing.attributions").joinpath("cues.toml").read_text("utf-8"))


def _merged(groups: list[dict[str, dict[str, str]]]) -> dict[str, Takes]:
    """What each cue takes in any of its groups, under its British and its American spelling."""
    merged: dict[str, Takes] = {}
    for group in groups:
        for cue in group["examples"]:
            for spelling in {cue, _american(cue)}:
                merged[spelling] = merged.get(spelling, frozenset()) | frozenset(group["takes"])
    return merged


def _american(verb: str) -> str:
    return verb[:-3] + "ize" if verb.endswith("ise") and verb not in ("advise", "promise", "praise", "surmise") else verb


def _forms(verb: str) -> set[str]:
    """A verb's present, past and participle, also with its last letter doubled (`hinted`, `labelled`)."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    stem = verb.removesuffix("e")
    present = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    doubled = {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"} if verb[-1] in "bdglmnprt" and verb[-2] in "aeiou" else set()
    return {present, _PAST.get(verb, f"{stem}ed"), f"{stem}ing", *doubled}


_PAST = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "think": "thought",
    "swear": "swore",
    "begin": "began",
    "dwell": "dwelt",
    "lend": "lent",
    "sing": "sang",
    "speak": "spoke",
}
