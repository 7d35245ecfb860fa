"""Which organisation a noun takes up: `the company`, `the agency`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.parsing.actors import kinds
from briefing.parsing.actors.parameters import RECENT
from briefing.parsing.actors.voice import Voice
from briefing.parsing.linguistics import Token


def taken_up(head: Token, *, near: Sequence[Sequence[Voice]], met: Sequence[Voice], speaker: Voice | None) -> Voice | None:
    """The organisation that a definite noun takes up: one of that sort, and no other, is in question.

    `near` are the voices of the latest sentences, `met` all organisations so far, `speaker` is who spoke last.
    """
    word = head.lower_
    is_definite = any(child.lower_ in ("the", "this") for child in head.lefts)
    lexicon = kinds.lexicon()
    if head.tag_ != "NN" or not is_definite or (word not in lexicon.kinds and word not in lexicon.endings):
        return None
    latest = list(_bodies(near))
    for bodies in (latest, met):
        same = [voice for voice in bodies if voice.actor is not None and word in voice.actor.name.lower().split()]
        if same:
            return same[0] if len(same) == 1 else None
    employers = [voice for voice in _employers(speaker, met) if _may_be(word, voice)]
    if len(employers) == 1:
        return employers[0]
    for bodies in (list(_bodies(near[-RECENT:])), latest, met):
        fitting = [voice for voice in bodies if _may_be(word, voice)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _bodies(sentences: Iterable[Iterable[Voice]]) -> Iterator[Voice]:
    """The organisations among the voices of sentences, each once."""
    for voice in {voice.key: voice for sentence in sentences for voice in sentence}.values():
        if voice.actor is not None and voice.actor.kind == "organisation":
            yield voice


def _employers(voice: Voice | None, met: Sequence[Voice]) -> Iterator[Voice]:
    """The organisations that somebody's role names."""
    role = voice.actor.role if voice is not None and voice.actor is not None else None
    for body in met if role else ():
        if role and body.actor is not None and any(form in role for form in (body.actor.name, *body.actor.aliases)):
            yield body


def _may_be(word: str, voice: Voice) -> bool:
    """Whether an organisation can be what a noun calls it: a company is none that its name says to be something else."""
    if voice.actor is None:
        return False
    name = voice.actor.name.lower()
    last = name.split()[-1]
    firms = kinds.lexicon().firms
    if word in firms:
        return last in firms or (name not in kinds.lexicon().bodies and last not in kinds.lexicon().endings)
    return last == word
