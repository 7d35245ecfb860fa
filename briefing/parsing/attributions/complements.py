"""Which of the words that hang on a verb are what it tells: clauses, objects, what stands after a preposition."""

from __future__ import annotations

from typing import NamedTuple

from briefing.parsing.attributions.clauses import Clauses, Range
from briefing.parsing.attributions.cues import Lexicon, Takes
from briefing.parsing.attributions.nominals import complement_of
from briefing.parsing.attributions.parameters import FARTHEST_CLAUSE

_PLAIN = frozenset(("clear", "plain", "known"))
_TO_SOMEONE = frozenset(("on", "upon", "for", "with"))


class Complements(NamedTuple):
    """What a verb tells: the content's ranges, and more words of the cue.

    `told` says that the content is a clause, `about_subject` that a passive verb's subject belongs to it.
    """

    content: tuple[Range, ...] = ()
    cue: tuple[Range, ...] = ()
    told: bool = False
    about_subject: bool = False


def complements(clauses: Clauses, verb: int, takes: Takes, lexicon: Lexicon, *, passive: bool) -> Complements:
    """What a verb tells by the first of its frames that fits; an empty content if none does."""
    objects = [x for x in clauses.under(verb, "dobj") if clauses.tag[x] != "WP$"]
    found = _clear(clauses, verb, takes) or _clause(clauses, verb, objects, takes, lexicon, passive=passive)
    if found is None and passive:
        return _of_passive(clauses, verb, takes)
    if found is None and objects:
        found = (
            _after_listener(clauses, verb, objects, takes)
            or _noun(clauses, verb, objects[0], takes, lexicon)
            or _object(clauses, verb, objects, takes, lexicon)
        )
    return found or _after_preposition(clauses, verb, takes) or _far_clause(clauses, verb, takes) or Complements()


def _clear(clauses: Clauses, verb: int, takes: Takes) -> Complements | None:
    """`made clear that …`."""
    for x in clauses.children[verb] if "clear" in takes else ():
        told = [y for y in (*clauses.under(x, "ccomp", "advcl"), *clauses.under(verb, "ccomp")) if y > x]
        if clauses.lower[x] in _PLAIN and x > verb and told:
            return Complements(tuple(clauses.phrase(y) for y in told), ((x, x + 1),), told=True)
    return None


def _clause(
    clauses: Clauses, verb: int, objects: list[int], takes: Takes, lexicon: Lexicon, *, passive: bool
) -> Complements | None:
    """A clause, an infinitive, a gerund or a judgement; the last two and an infinitive with the object that they are about."""
    heads: list[int] = []
    told = shares_object = False
    for x in clauses.under(verb, "ccomp", "xcomp", "advcl", "oprd"):
        kind = _kind(clauses, x, if_asks="if" in takes)
        of_clause = clauses.dep[x] == "ccomp" or (clauses.tag[x] == "VBG" and bool(clauses.under(x, "ccomp")))
        if kind in takes or (kind in ("gerund", "predicate") and "that" in takes and of_clause):
            heads.append(x)
            told |= kind in ("that", "infinitive")
            shares_object |= kind in takes and kind in ("infinitive", "predicate")
    if not heads and objects and objects[0] > verb:
        heads, shares_object = _under_object(clauses, verb, objects[0], takes)
        told = bool(heads)
    if not heads:
        return None
    spans = [_until_teller(clauses, x, verb, lexicon) for x in heads]
    cue: list[Range] = []
    if "for" in takes and clauses.lower[spans[0][0]] == "for":
        cue.append((spans[0][0], spans[0][0] + 1))
    if shares_object and not passive:
        spans += [clauses.phrase(x) for x in objects if x > verb]
        for x in clauses.under(verb, "prep"):
            if clauses.lower[x] in _TO_SOMEONE and x < heads[0]:
                cue.append((x, x + 1))
                spans += [clauses.phrase(y) for y in clauses.under(x, "pobj")]
    about_subject = passive and shares_object and not clauses.under(verb, "agent")
    return Complements(tuple(spans), tuple(cue), told, about_subject)


def _of_passive(clauses: Clauses, verb: int, takes: Takes) -> Complements:
    """What stands after the preposition of a passive verb, with its subject where that is content too: `was accused of …`."""
    preps = [x for x in clauses.under(verb, "prep") if clauses.lower[x] in takes]
    after = [x for x in clauses.under(verb, "prep") if x > verb and f"someone {clauses.lower[x]}" in takes]
    return Complements(tuple(clauses.phrase(x) for x in (after or preps)), about_subject=bool(after))


def _after_listener(clauses: Clauses, verb: int, objects: list[int], takes: Takes) -> Complements | None:
    """`warned hikers of …`: who is told is no part of it."""
    for x in (*clauses.under(verb, "prep"), *clauses.under(objects[0], "prep")):
        if x > max(verb, objects[0]) and f"listener {clauses.lower[x]}" in takes and clauses.right[x] > x + 1:
            return Complements(((x + 1, clauses.right[x]),), ((x, x + 1),))
    return None


def _noun(clauses: Clauses, verb: int, noun: int, takes: Takes, lexicon: Lexicon) -> Complements | None:
    """`expressed concern that …`: the verb and a noun cue make one cue."""
    its = lexicon.nouns.get(clauses.lemma[noun])
    if its is None or noun < verb or "noun" not in takes:
        return None
    spans = complement_of(clauses, noun, its)
    spans = spans or [
        (x + 1, clauses.right[x])
        for x in clauses.under(verb, "prep", "dative")
        if clauses.lower[x] in its and x + 1 < clauses.right[x]
    ]
    spans = spans[:1] or [clauses.phrase(x) for x in clauses.under(verb, "ccomp")]
    if not spans:
        return None
    start = clauses.left[noun] if spans[0][0] > noun else noun
    return Complements(tuple(spans), ((start, noun + 1),), told=True)


def _object(clauses: Clauses, verb: int, objects: list[int], takes: Takes, lexicon: Lexicon) -> Complements | None:
    """An object, alone, with its preposition (`accused X of …`), or with what it is called."""
    after = [x for x in clauses.under(verb, "prep") if x > verb and f"someone {clauses.lower[x]}" in takes]
    called = clauses.under(verb, "dative")
    inside = any(f"someone {clauses.lower[x]}" in takes for x in clauses.under(objects[0], "prep"))
    if after:
        return Complements(tuple(clauses.phrase(x) for x in (objects[0], *after)))
    if "predicate" in takes and (len(objects) > 1 or called or clauses.under(objects[0], "appos")):
        return Complements(tuple(clauses.phrase(x) for x in (*called, *objects)))
    if "object" in takes or inside:
        return Complements(tuple(_until_participle(clauses, x, verb, lexicon) for x in objects))
    return None


def _after_preposition(clauses: Clauses, verb: int, takes: Takes) -> Complements | None:
    """`called for …`, `referred to … as …`: the preposition belongs to the cue."""
    preps = clauses.under(verb, "prep")
    for x in preps:
        spans = [clauses.phrase(y) for y in clauses.under(x, "pobj", "pcomp")] if clauses.lower[x] in takes else []
        if not spans:
            continue
        start, end = min(a for a, _ in spans), max(b for _, b in spans)
        more = [y for y in preps if y > x and clauses.lower[y] == "as" and "as" in takes]
        if "for" in takes:
            more += [y for y in clauses.under(verb, "xcomp", "advcl") if clauses.left[y] == end and clauses.is_infinitive(y)]
        return Complements(((start, end), *(clauses.phrase(y) for y in more)), ((x, x + 1),))
    return None


def _far_clause(clauses: Clauses, verb: int, takes: Takes) -> Complements | None:
    """What is told where the parse hangs it on a word between: `said in a note that …`; and the answers `yes`, `no`, `so`."""
    end = min(clauses.right[verb], verb + FARTHEST_CLAUSE) if "that" in takes else 0
    for i in range(verb + 1, end):
        if clauses.lower[i] == "that" and clauses.dep[i] == "mark" and clauses.head[i] > i:
            told = clauses.head[i]
            noun = clauses.head[told]
            if clauses.dep[told] in ("acl", "ccomp", "relcl") and clauses.dep[noun] == "pobj":
                return Complements(((i, max(clauses.right[told], i + 1)),), told=True)
        if clauses.lower[i] in ("yes", "no", "so") and clauses.dep[i] in ("intj", "advmod") and clauses.head[i] == verb:
            return Complements(((i, i + 1),), told=True)
    return None


def _until_teller(clauses: Clauses, head: int, verb: int, lexicon: Lexicon) -> Range:
    """The range of a clause that is told, up to where the teller goes on: `…, adding that …`, `… and said that …`."""
    start, end = clauses.phrase(head)
    if head < verb:
        return start, end
    for x in clauses.children[head]:
        if x <= head:
            continue
        goes_on = False
        if clauses.dep[x] == "advcl":
            before = clauses.text[clauses.left[x] - 1]
            goes_on = (
                before in (",", "—", "–")
                and clauses.tag[x] == "VBG"
                and clauses.left[x] == x
                and _is_telling(clauses, x, lexicon)
            )
        elif clauses.dep[x] == "conj":
            goes_on = clauses.tag[x] in ("VBD", "VBZ", "VBP") and _is_telling(clauses, x, lexicon)
        if goes_on:
            end = min(end, clauses.left[x])
            while end > head + 1 and (clauses.lower[end - 1] in ("and", "but", "while") or clauses.dep[end - 1] == "punct"):
                end -= 1
    return start, end


def _until_participle(clauses: Clauses, noun: int, verb: int, lexicon: Lexicon) -> Range:
    """The range of a noun phrase that is told, up to where the teller goes on: `…, accusing the club of fraud`."""
    start, end = clauses.phrase(noun)
    for i in range(max(noun, verb) + 2, min(end, noun + 2 * FARTHEST_CLAUSE)):
        if clauses.text[i - 1] == "," and clauses.tag[i] == "VBG" and clauses.lemma[i] in lexicon.verbs:
            return start, i - 1
    return start, end


def _is_telling(clauses: Clauses, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb is one of saying with something said."""
    takes = lexicon.verbs.get(clauses.lemma[verb], frozenset())
    return {"quote", "that"} <= takes and bool(clauses.under(verb, "ccomp"))


def _under_object(clauses: Clauses, verb: int, noun: int, takes: Takes) -> tuple[list[int], bool]:
    """A clause that the parse hangs on the listener: `told shops that …`, `begged owners to …`; and whether both are told."""
    if "that" in takes:
        for x in clauses.under(noun, "relcl", "acl"):
            first = clauses.left[x]
            if clauses.lower[first] == "that" and clauses.dep[first] == "mark":
                return [x], False
    if "infinitive" in takes:
        for x in (*clauses.under(noun, "relcl", "acl"), *clauses.under(verb, "advcl")):
            if clauses.is_infinitive(x) and noun < clauses.left[x] <= clauses.right[noun]:
                return [x], True
    return [], False


def _kind(clauses: Clauses, x: int, *, if_asks: bool) -> str:
    """What a complement is: that (any finite clause or question), infinitive, gerund, predicate, or nothing of these."""
    if clauses.dep[x] == "advcl":
        marks = clauses.under(x, "mark")
        if marks and clauses.lower[marks[0]] == "for" and clauses.is_infinitive(x):
            return "for"
        asks = ("whether", "if") if if_asks else ("whether",)
        return "that" if marks and clauses.lower[marks[0]] in asks else ""
    if clauses.is_infinitive(x):
        first = clauses.left[x]
        if clauses.lower[first] == "for":
            return "for"
        return "that" if clauses.tag[first] in ("WRB", "WP", "WDT") or clauses.lower[first] == "whether" else "infinitive"
    if clauses.tag[x] == "VBG" and not clauses.under(x, "aux", "nsubj"):
        return "gerund"
    if clauses.pos[x] not in ("VERB", "AUX") or clauses.dep[x] == "oprd":
        return "predicate"
    return "that"
