"""What is to come: `will`, `would`, `could` as a plan of who decides, or as a forecast of what nobody decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.model import SignalKind
from briefing.parsing.linguistics import Token
from briefing.parsing.signals.clauses import can_decide, children, heads, is_negated, is_passive, reported, subject
from briefing.parsing.signals.words import lemma, words

_STATES, _EVENTS, _ANNOUNCED = words("states"), words("events"), words("announced")
_ABILITIES, _PRESENT, _INSISTING = words("abilities"), words("present"), words("insisting")
_ANYONE = words("anyone")
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_LIKELY = frozenset({"likely", "probably", "surely", "eventually", "ultimately", "inevitably", "soon", "potentially", "still"})
_ASKING_AS = frozenset({"mark", "dobj", "nsubj", "nsubjpass", "attr", "advmod", "pobj", "det"})
_ASKED = frozenset({"whether", "if", "what", "who", "how", "why", "which"})


class Outlook(NamedTuple):
    """A signal, its tokens `[start, end)` in the document, and the verb that they are said of."""

    kind: SignalKind
    start: int
    end: int
    verb: int


def outlooks(tokens: Sequence[Token]) -> Iterator[Outlook]:
    """Plans, forecasts and denials that the modal verbs of a sentence make; none in a question."""
    if tokens[-1].lower_ == "?" or any(token.lower_ == "?" for token in tokens[-3:]):
        return
    for place, token in enumerate(tokens):
        if lemma(token) in _INSISTING and token.pos_ == "VERB":
            yield from _answers(token)
        verb = _verb(tokens, place)
        if verb is None or _is_asked(verb) or _was(verb):
            continue
        kind = _kind(token, verb)
        if kind is not None:
            yield Outlook(kind, token.i, max(token.i, verb.i) + 1, verb.i)


def _answers(insists: Token) -> Iterator[Outlook]:
    """The denials in the clause of a verb that answers what others said: `insisted that it was not …`."""
    for clause in children(insists):
        if clause.dep_ == "ccomp" and clause.i > insists.i and is_negated(clause):
            yield Outlook("denial", insists.i, min(clause.i, insists.i + 12) + 1, clause.i)


def _verb(tokens: Sequence[Token], place: int) -> Token | None:
    """The verb that a modal, `going to` or `is to` goes with."""
    token = tokens[place]
    if token.tag_ == "MD" or token.lower_ in ("'ll", "’ll"):
        if token.dep_ in ("aux", "auxpass") and token.head.i > token.i and token.head.i - token.i < 10:
            return token.head
        return next((word for word in tokens[place + 1 : place + 6] if word.tag_ == "VB"), None)
    following = tokens[place + 1 : place + 3]
    if len(following) == 2 and following[0].lower_ == "to" and following[1].tag_ == "VB":
        is_going = token.lower_ == "going" and place > 0
        is_to = token.lower_ in ("is", "are") and token.pos_ in ("AUX", "VERB")
        return following[1] if is_going or is_to else None
    return None


def _kind(modal: Token, verb: Token) -> SignalKind | None:
    word, who = modal.lower_, subject(verb)
    if who is not None and who.lower_ in ("you", "one"):
        return None
    if verb.dep_ == "relcl" and (verb.head.lower_ in _ANYONE or (who is not None and who.lower_ in ("i", "we"))):
        return None  # somebody who will know, things that we will need
    if word in _WILL or word == "going":
        return _will(word, verb, who)
    if word in ("is", "are"):
        return "plan" if who is not None and can_decide(who) and not is_negated(verb) else None
    if word in ("would", "'d", "’d"):
        return _would(word, verb, who)
    if word in ("could", "may", "might"):
        return _may(word, verb, who)
    return None


def _will(word: str, verb: Token, who: Token | None) -> SignalKind | None:
    report = reported(verb)
    decides = who is not None and (can_decide(who) or (who.lower_ == "it" and report is not None))
    if is_negated(verb):
        if word == "shall":
            return None
        if decides and lemma(verb) not in _STATES:
            return "plan"
        return "denial" if report is not None else "forecast"
    if any(child.lower_ in _LIKELY for child in children(verb)) and lemma(verb) in _STATES:
        return "forecast"
    if who is not None and who.dep_ == "expl":
        return "plan" if any(lemma(child) in _ANNOUNCED for child in children(verb)) else "forecast"
    if is_passive(verb):
        return "forecast" if lemma(verb) in _STATES and lemma(verb) not in _EVENTS else "plan"
    if lemma(verb) in _EVENTS:
        return "plan"
    if decides and verb.tag_ == "VBG":
        return "plan"
    if who is not None and who.lower_ in ("i", "we") and lemma(verb) == "be":
        return "plan"
    return "plan" if decides and lemma(verb) not in _STATES else "forecast"


def _would(word: str, verb: Token, who: Token | None) -> SignalKind | None:
    if lemma(verb) in ("like", "love", "rather", "prefer", "hope", "want"):
        return None
    report = reported(verb)
    if report is not None and report.tag_ in ("VBD", "VBN", "VBG", "NN") and report.i < verb.i:
        return _will(word, verb, who)
    if is_negated(verb):
        return "denial" if report is not None and lemma(report) in _INSISTING else None
    if any(child.lower_ in _LIKELY for child in children(verb)):
        return "forecast"
    if who is not None and not can_decide(who) and who.pos_ == "NOUN" and lemma(verb) not in ("be", "have", "seem"):
        return "forecast"
    return None


def _may(word: str, verb: Token, who: Token | None) -> SignalKind | None:
    if is_negated(verb) and word == "could":
        return None
    if who is not None and who.lower_ in ("we", "i"):
        return None
    known = _ABILITIES if word == "could" else _PRESENT
    if is_passive(verb) and lemma(verb) not in _ABILITIES:
        return "forecast"
    return None if lemma(verb) in known else "forecast"


def _was(verb: Token) -> bool:
    """`could have won`: about the past."""
    return any(child.lower_ in ("have", "'ve", "’ve") and child.dep_ == "aux" and child.i < verb.i for child in children(verb))


def _is_asked(verb: Token) -> bool:
    """Whether the verb stands in an indirect question, or in what follows `if`."""
    for token in (verb, *heads(verb)):
        asking = next((child for child in children(token) if child.i < token.i and child.lower_ in _ASKED), None)
        if asking is not None and asking.dep_ in _ASKING_AS:
            return not (asking.lower_ in ("who", "which") and token.dep_ == "relcl")
        if token.dep_ not in ("conj", "xcomp", "aux"):
            return False
    return False
