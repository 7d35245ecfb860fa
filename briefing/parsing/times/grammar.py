"""The grammar of time expressions: which words together say when, and what they mean.

A rule is a regular expression over the words of `times.toml` and a function that gives the value of what it matched, or none
where the words are no time expression after all. What each rule takes is what TimeML's annotators take: the noun phrase with
determiner and modifiers, without the preposition before it and what stands after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from briefing.parsing.times.timex import Direction, Value
from briefing.parsing.times.words import GAP, PARTS

Match = re.Match[str]


class Surroundings(Protocol):
    """What a rule may ask of the sentence around a match; places are characters of the passage."""

    day: date | None

    def direction(self, start: int) -> Direction:
        """Where the verb over the word at `start` puts it: -1 in the past, 1 in the future, 0 neither."""

    def tag(self, start: int) -> str:
        """The Penn tag of the word at `start`, empty if there is none."""

    def is_part_of_name(self, start: int) -> bool:
        """Whether the word at `start` stands in front of a name that it is part of, as a person's first name does."""

    def is_person(self, start: int) -> bool:
        """Whether the word at `start` belongs to a person's name."""


NO_TIME = Value("no time")
"""What a rule gives for words that are no time expression as a whole, nor any part of them: an age, a score."""

Meaning = Callable[[Match, Surroundings], Value | None]


class Rule(NamedTuple):
    """A pattern, the group that is the expression (the whole match is 0), and what it means."""

    pattern: re.Pattern[str]
    means: Meaning
    group: str | int


class Rules:
    """Rules in their order; of two that match the same words the earlier counts."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def rule(self, pattern: str, group: str | int = 0) -> Callable[[Meaning], Meaning]:
        """Decorate what a pattern means. The pattern begins at a word's beginning."""

        def keep(means: Meaning) -> Meaning:
            self._rules.append(Rule(re.compile(BEGIN + pattern), means, group))
            return means

        return keep


MOD = rf"(?:(?i:early|late|mid)(?:{GAP}|-))"
EDGE = rf"(?:(?i:(?:the{GAP})?(?:very{GAP})?(?:end|beginning|start|middle|turn|close){GAP}of){GAP})"
NEAR = rf"(?:(?:{EDGE}|(?i:(?:earlier|later){GAP})|(?i:the{GAP})?{MOD}))"
THE = rf"(?i:the{GAP})"
REL = rf"(?P<rel>(?i:this{GAP}past|this{GAP}coming|this|last|next|past|coming))"
NO_AGE = r"(?![- ](?i:olds?)\b)"
BEGIN = r"(?<![\w$£€@#/])(?<![\w][.'’,-])(?<!\d–)"
END = r"(?!\w)"


OF = re.compile(rf"{GAP}(?i:of|before){GAP}")


def step(rel: str | None) -> Direction:
    """Which way `last`, `next` and their like go."""
    word = " ".join((rel or "").lower().split())
    return -1 if word in ("last", "past", "this past") else 1 if word in ("next", "coming", "this coming") else 0


def at(value: Value, part: str | None) -> Value:
    """A day's value with a part of the day, a word or a code, if there is one."""
    code = PARTS.get(part.lower(), part) if part else None
    return Value(f"{value.text}T{code}", value.resolved) if code and value.text else value


def follows_name(before: str, here: Surroundings, start: int) -> bool:
    """Whether the word before `start` is a name, as in `the Reagan years`."""
    word = re.search(r"[A-Z]\w{1,24}\s$", before)
    return word is not None and here.tag(start - len(word[0])) in ("NNP", "NNPS")


def is_verb(match: Match, here: Surroundings, group: str, words: tuple[str, ...]) -> bool:
    """Whether the group's word is one of some that can be verbs, and is one here."""
    return match[group].lower() in words and here.tag(match.start(group))[:2] in ("MD", "VB")
