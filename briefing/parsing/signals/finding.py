"""What kind of statement a sentence makes: condition, denial, support, opposition, plan, forecast, concern."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.model import Signal, SignalKind
from briefing.parsing.linguistics import Token
from briefing.parsing.sentences import Line
from briefing.parsing.signals import conditions, future
from briefing.parsing.signals.clauses import can_decide, children, doer, has_object, is_negated, subject, takes_clause
from briefing.parsing.signals.parameters import MOST_TOKENS, WORDS_AFTER
from briefing.parsing.signals.words import KINDS, Found, lemma, occurrences


def find(line: Line) -> tuple[Signal, ...]:
    """The signals of a sentence in the order of the kinds, each kind at most once, with the words that earn it."""
    tokens = [token for token in line.words[:MOST_TOKENS] if not token.is_space]
    if len(tokens) < 2:
        return ()
    earned: dict[SignalKind, tuple[int, int]] = {}
    taken: set[int] = set()
    feared: set[int] = set()
    for start, end in conditions.places(tokens):
        earned.setdefault("condition", (start, end))
    for found in occurrences(tokens):
        if _holds(found):
            earned.setdefault(found.cue.kind, (found.first.i, found.last.i + 1))
            taken.update(range(found.first.i, found.last.i + 1))
            if found.cue.kind == "concern":
                feared.add(found.first.i)
    doc = line.passage.doc
    for outlook in future.outlooks(tokens):
        if outlook.verb not in taken and not (outlook.kind == "forecast" and doc[outlook.verb].head.i in feared):
            earned.setdefault(outlook.kind, (outlook.start, outlook.end))
    end = tokens[-1].i + 1  # the parser's own sentences are others: a verb that a word hangs on can stand in the next line
    places = {kind: line.passage.place(start, min(stop, end)) for kind, (start, stop) in earned.items()}
    return tuple(Signal(kind, places[kind]) for kind in KINDS if kind in places)


def _holds(found: Found) -> bool:
    cue, first, last = found
    around = first.doc[max(first.i - 1, first.sent.start) : min(last.i + 1 + WORDS_AFTER, first.sent.end)]
    if cue.unless and any(token.lower_ in cue.unless or lemma(token) in cue.unless for token in around if token.i != first.i):
        return False
    if not cue.negated and (is_negated(first) or (last.i != first.i and last.pos_ == "NOUN" and is_negated(last))):
        return False
    if cue.kind == "plan" and any(child.lower_ == "had" for child in children(first)):
        return False  # what had been planned is told as over
    if cue.kind in ("support", "opposition") and any(child.lower_ == "whether" for child in children(first)):
        return False
    if cue.kind == "forecast" and first.dep_ == "dobj" and lemma(first.head) in _DENYING:
        return False  # to dismiss the possibility is to forecast nothing
    return all(_CONDITIONS[name](first, last) for name in cue.when)


def _by_actor(first: Token, _: Token) -> bool:
    who = doer(first)
    return who is None or can_decide(who)


def _by_thing(first: Token, _: Token) -> bool:
    who = subject(first)
    return who is not None and not can_decide(who)


def _before_infinitive(_: Token, last: Token) -> bool:
    doc, to = last.doc, last.i if last.lower_ == "to" else last.i + 1
    return to + 1 < len(doc) and doc[to].lower_ == "to" and doc[to + 1].tag_ == "VB"


def _of_something(first: Token, last: Token) -> bool:
    """Whether the words are said of something: after a form of `be` or its like, or hanging on one."""
    before = first.doc[max(first.i - 4, first.sent.start) : first.i]
    return any(lemma(token) in _COPULAS for token in (*before, first.head, last.head))


_DENYING = frozenset({"dismiss", "deny", "reject", "rule", "discount", "downplay", "exclude"})
_COPULAS = frozenset({"be", "seem", "appear", "become", "call", "look", "remain", "prove", "sound", "feel", "render", "make"})
_CONDITIONS: Mapping[str, Callable[[Token, Token], bool]] = {
    "actor": _by_actor,
    "thing": _by_thing,
    "object": lambda first, _: has_object(first),
    "clause": lambda _, last: takes_clause(last),
    "to": _before_infinitive,
    "subject": lambda first, _: first.dep_ in ("nsubj", "nsubjpass", "conj"),
    "not over": lambda first, _: first.tag_ != "VBD",
    "predicate": _of_something,
}
