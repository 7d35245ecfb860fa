"""What a review can be narrowed to: lines by speaker, actor, signal, or state, each with the lines that it lets through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.model import Briefing, Sentence
from briefing.voices import voices
from tui.review.marking import Marking

GROUPS = ("State", "Signal", "Speaker", "Actor")


class Choice(NamedTuple):
    """One thing to narrow to: its group (one of `GROUPS`), its words, and the ids of the sentences that it lets through."""

    group: str
    words: str
    sentences: frozenset[int]


def choices(briefing: Briefing, marking: Marking) -> tuple[Choice, ...]:
    """All that there is to narrow a review to, by groups, what lets most lines through first; nothing that lets none."""
    every = frozenset(range(len(briefing.sentences)))
    found = [Choice("State", "unread", every - marking.read), Choice("State", "flagged", frozenset(marking.flagged))]
    held: dict[tuple[str, str], set[int]] = {}
    for sentence in briefing.sentences:
        for signal in sentence.signals:
            held.setdefault(("Signal", signal.kind), set()).add(sentence.id)
        for voice in voices(briefing, sentence):
            held.setdefault(("Speaker", voice.name), set()).add(sentence.id)
        for number in sentence.actors:
            held.setdefault(("Actor", briefing.actors[number].name), set()).add(sentence.id)
    told = [Choice(group, words, frozenset(sentences)) for (group, words), sentences in held.items()]
    told.sort(key=lambda choice: -len(choice.sentences))
    found += (choice for group in GROUPS for choice in told if choice.group == group)
    return tuple(choice for choice in found if choice.sentences)


def combined(chosen: Iterable[Choice]) -> frozenset[int] | None:
    """The sentences that pass: within a group any of its choices is enough, of each group one is needed; none for no choice."""
    groups: dict[str, frozenset[int]] = {}
    for choice in chosen:
        groups[choice.group] = groups.get(choice.group, frozenset()) | choice.sentences
    return frozenset.intersection(*groups.values()) if groups else None


def described(chosen: Sequence[Choice]) -> str:
    """A combination in words: `unread, Ann Lee or Bob Ray`."""
    groups: dict[str, list[str]] = {}
    for choice in chosen:
        groups.setdefault(choice.group, []).append(choice.words)
    return ", ".join(" or ".join(words) for words in groups.values())


def by_actor(briefing: Briefing, actor: int) -> frozenset[int]:
    """The sentences that name an actor, or give its words."""
    name = briefing.actors[actor].name
    return frozenset(s.id for s in briefing.sentences if actor in s.actors or _speaks(briefing, s, name))


def _speaks(briefing: Briefing, sentence: Sentence, name: str) -> bool:
    return any(voice.name == name for voice in voices(briefing, sentence))
