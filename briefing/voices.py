"""Whose words a sentence gives, and what kind of statement it makes, as the row under it tells them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Attribution, Briefing, Sentence

# fmt: off
_LOWERED = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "such", "some", "another", "he", "him", "his", "himself", "she",
    "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves", "we", "us", "our",
    "ours", "ourselves", "you", "your", "yours", "who", "whose", "my", "mine", "me", "myself", "one",
))
# fmt: on
"""Words without a capital of their own, which they have only where a sentence begins."""


class Voice(NamedTuple):
    """A speaker of a sentence: the `name` shown, the article's `words` for it where they differ, and if it has no name.

    `words` is set where the speaker was found by a description or a pronoun, so that the screen can say that it was resolved.
    """

    name: str
    words: str | None = None
    unnamed: bool = False

    def __str__(self) -> str:
        """The voice as one phrase: `he → Ann Lee`, `the mayor → Ann Lee`, `city official, unnamed`."""
        shown = f"{self.words} → {self.name}" if self.words else self.name
        return f"{shown}, unnamed" if self.unnamed else shown


def voice(briefing: Briefing, attribution: Attribution) -> Voice | None:
    """The voice of an attribution; none if it names no source and no speaker was found."""
    article = briefing.articles[attribution.article]
    words = " ".join(" ".join(article.words(span).split()) for span in attribution.source)
    if attribution.speaker is None:
        return Voice(_inside(words), unnamed=attribution.anonymous) if words else None
    actor = briefing.actors[attribution.speaker]
    told = attribution.speaker_by == "pronoun" or (attribution.speaker_by == "description" and actor.kind != "unnamed")
    return Voice(actor.name, _inside(words) if told and words else None, actor.kind == "unnamed")


def _inside(words: str) -> str:
    """Words as they would stand inside a sentence: only the article or the pronoun that they begin with loses its capital."""
    first, space, rest = words.partition(" ")
    return first.lower() + space + rest if first.lower() in _LOWERED else words


def voices(briefing: Briefing, sentence: Sentence) -> tuple[Voice, ...]:
    """The voices of the attributions whose content a sentence holds a part of, each once, in text order."""
    found: dict[str, Voice] = {}
    for number in sentence.attributions:
        attribution = briefing.attributions[number]
        spans = attribution.content or attribution.cue
        if any(span.start < sentence.span.end and sentence.span.start < span.end for span in spans):
            heard = voice(briefing, attribution)
            if heard is not None:
                found.setdefault(heard.name, heard)
    return tuple(found.values())


def remarks(briefing: Briefing, sentence: Sentence) -> tuple[str, ...]:
    """What the row under a sentence says: its voices, then its signals."""
    return (*map(str, voices(briefing, sentence)), *(signal.kind for signal in sentence.signals))
