"""Conditions: clauses with `if`, their inversions, and `until` and `without` where they set one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.parsing.linguistics import Token
from briefing.parsing.signals.clauses import children, subject
from briefing.parsing.signals.parameters import LONGEST_CONDITION
from briefing.parsing.signals.words import lemma, words

_ASKING = words("asking")
_BEFORE_IF = frozenset({"as", "even", "what", "or", "see"})
_FIGURES = frozenset(
    {"you", "any", "anything", "not", "ever", "only", "possible", "necessary", "needed", "so", "and", "nothing", "anyone"}
)
_NOT = frozenset({"not", "n't", "n’t", "never", "no"})


def places(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tokens `[start, end)` of the document that set a condition."""
    for place, token in enumerate(tokens):
        word = token.lower_
        if (word == "if" and _is_condition(tokens, place)) or (word == "until" and _waits(tokens, place)):
            yield token.i, _end(token)
        elif word == "without" and place == 0 and _has_modal(tokens):
            yield token.i, min(token.i + 4, tokens[-1].i + 1)
        elif word in ("had", "should", "were") and _is_inverted(tokens, place):
            yield token.i, min(token.i + 5, tokens[-1].i + 1)


def _is_condition(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    before = tokens[place - 1].lower_ if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before in _BEFORE_IF and not (before == "or" and token.head.dep_ == "advcl"):
        return False
    if after is None or after.is_punct or _is_figure(tokens, place):
        return False
    clause = token.head
    if clause.dep_ == "ccomp" and lemma(clause.head) in _ASKING:
        return False
    return not any(lemma(word) in _ASKING for word in tokens[max(0, place - 2) : place])


def _is_figure(tokens: Sequence[Token], place: int) -> bool:
    """`if you will`, `if any`, `if not the best`: a phrase rather than a clause."""
    following = [word.lower_ for word in tokens[place + 1 : place + 4]]
    if following[:2] in (["you", "will"], ["you", "like"], ["i", "may"], ["need", "be"], ["only", "because"]):
        return True
    if following[0] not in _FIGURES:
        return False
    return not any(word.tag_ in ("VBZ", "VBP", "VBD", "MD") for word in tokens[place + 1 : place + 6])


def _end(token: Token) -> int:
    """Up to the clause's verb, so that the words say what the condition is."""
    verb = token.head if token.dep_ in ("mark", "advmod", "prep") else token
    doc = token.doc
    if not token.i < verb.i < token.i + LONGEST_CONDITION:
        return min(token.i + 3, len(doc))
    ends = [child.i for child in children(verb) if child.dep_ in ("dobj", "acomp", "attr", "prt")]
    last = max([verb.i, *ends])
    return min(last, token.i + LONGEST_CONDITION) + 1


def _waits(tokens: Sequence[Token], place: int) -> bool:
    """Whether what waits is denied and to come, for a clause rather than for an hour: `will not vote until …`."""
    before = tokens[max(0, place - LONGEST_CONDITION) : place]
    if not any(token.tag_ == "MD" for token in before) or not any(token.lower_ in _NOT for token in before):
        return False
    after = tokens[place + 1 : place + 4]
    return bool(after) and not any(token.ent_type_ in ("DATE", "TIME", "CARDINAL") or token.tag_ == "RB" for token in after)


def _has_modal(tokens: Sequence[Token]) -> bool:
    return any(token.lower_ in ("would", "will", "could", "'ll", "might") for token in tokens[2:40])


def _is_inverted(tokens: Sequence[Token], place: int) -> bool:
    """`had he been`, `should the vote fail`, `were it to rain`: the auxiliary before its subject, in no question."""
    token, before = tokens[place], tokens[place - 1].lower_ if place else ""
    if place and before not in (",", "and", "but", "that", ";", "—", "-") and token.head.dep_ != "advcl":
        return False
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    noun = subject(verb)
    if noun is None or noun.i < token.i or noun.i - token.i > 8 or (verb.i != token.i and verb.i < noun.i):
        return False
    if token.lower_ == "were":
        return any(word.lower_ == "to" for word in tokens[place + 2 : place + 8])
    if token.lower_ == "had":
        return verb.tag_ == "VBN" and verb.i != token.i
    return tokens[-1].lower_ != "?"
