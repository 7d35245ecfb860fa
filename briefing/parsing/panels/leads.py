"""Which sentence of a panel says its main point, and is understood without what comes before it."""

from __future__ import annotations

import re

from briefing.parsing.linguistics import Token, Words
from briefing.parsing.panels.grouping import Group
from briefing.parsing.terms import discourse, turn

FEWEST_WORDS = 8
CENTRAL = 0.6
"""What being near the middle of the panel is worth, for a cosine of 1."""
TOLD_ABOVE = 0.6
"""What saying the same as the headline is worth in the first panel, for a cosine of 1."""
LATER = 0.04
"""What each sentence before costs: in news the first of a part mostly says what it is about."""
FARTHEST = 8
"""Sentences before that are counted at most."""
HANGS = 0.1
"""What a subject like `The move`, which an earlier sentence has named, costs."""

_ENDS = frozenset(".!…")
_CLOSERS = frozenset("\"”’'»)]") | {"''"}
_OPENERS = ('"', "“", "‘", "«", "„", "''", "``")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BACK = frozenset({"the", "that", "this", "these", "those", "such", "his", "her", "its", "their"})
_QUOTED = re.compile(r"[“\"«„][^”\"»]*[”\"»]?")
_MOST_QUOTED = 0.5


def lead(own: Group, *, first: bool, told: frozenset[int]) -> int:
    """The index of the sentence that leads a panel; `first` is whether the panel has the article's first sentence.

    `told` are the ids of the sentences that say who speaks in them.
    """
    standing = [i for i, line in enumerate(own.lines) if stands_alone(line.words, told=line.id in told)]
    if not standing:
        return next((i for i, line in enumerate(own.lines) if is_whole(line.words)), 0)

    def worth(i: int) -> float:
        above = TOLD_ABOVE * own.like_headline[i] if first else 0.0
        back = HANGS * _hangs(own.lines[i].words)
        return CENTRAL * own.central[i] + above - LATER * min(i, FARTHEST) - back

    return max(standing, key=lambda i: (worth(i), -i))


def is_whole(words: Words) -> bool:
    """Whether some words are a sentence: enough of them, a finite verb, and a mark at the end."""
    said = [token for token in words if not token.is_punct and token.text.strip()]
    if len(said) < FEWEST_WORDS or not any(token.tag_ in _FINITE for token in said):
        return False
    last = next((token.text for token in reversed(list(words)) if token.text.strip() and token.text not in _CLOSERS), "")
    return last[-1:] in _ENDS


def stands_alone(words: Words, *, told: bool) -> bool:
    """Whether a sentence can be understood by who has read nothing else; `told` is whether it says who speaks in it."""
    if not is_whole(words) or turn(words) == "leans":
        return False
    subject = _subject(words)
    if subject is not None and subject.lower_ in discourse().pronouns:
        return False
    text = words.text.strip()
    quoted = sum(len(part) for part in _QUOTED.findall(text))
    if text.startswith(_OPENERS) or (quoted > _MOST_QUOTED * len(text) and not told):
        return False
    return bool(quoted) or not any(token.lower_ in discourse().speaking for token in words)


def _subject(words: Words) -> Token | None:
    """The first subject in a sentence, whatever its verb."""
    return next((token for token in words if token.dep_ in _SUBJECTS), None)


def _hangs(words: Words) -> bool:
    """Whether a sentence is about something that it names by one word and an article only: `The decision`, `That vote`."""
    subject = _subject(words)
    if subject is None or subject.pos_ != "NOUN":
        return False
    whole = list(subject.subtree)
    return len(whole) == len(_BACK & {whole[0].lower_}) + 1
