"""What a verb that tells is followed by: from a verb and what it takes to source, cue and content."""

from __future__ import annotations

from briefing.parsing.attributions import sources
from briefing.parsing.attributions.clauses import Clauses, Range, join
from briefing.parsing.attributions.complements import complements
from briefing.parsing.attributions.cues import Lexicon, Takes
from briefing.parsing.attributions.drafts import Draft
from briefing.parsing.attributions.quotes import Quotes

_ASIDE = frozenset(("prep", "npadvmod", "advmod", "dative", "prt", "agent", "neg", "punct"))


def read(clauses: Clauses, quotes: Quotes, verb: int, takes: Takes, lexicon: Lexicon) -> Draft | None:
    """The attribution that a verb makes, with or without content yet; none where it is not used as a cue."""
    passive = clauses.is_passive(verb)
    cue = _cue(clauses, verb)
    agents = [y for x in clauses.under(verb, "agent") for y in clauses.under(x, "pobj")]
    subject = clauses.subject(verb)
    parts = complements(clauses, verb, takes, lexicon, passive=passive)
    if passive:
        source = agents[0] if agents else None
        if not parts.content and subject is not None and takes & {"object"} and source is not None:
            parts = parts._replace(content=(clauses.phrase(subject),))
        elif parts.about_subject and subject is not None:
            parts = parts._replace(content=(clauses.phrase(subject), *parts.content))
    else:
        source = subject
        if source is None and "quote" in takes:
            source = _inverted(clauses, verb)
    if source is not None and (clauses.dep[source] in ("expl", "csubj") or quotes.at(source) is not quotes.at(verb)):
        source = None
    if source is not None and _is_owned_thing(clauses, source):
        return None
    spans = [] if source is None else _source(clauses, source, verb)
    edge = [
        verb,
        verb + 1,
        *(x for span in spans for x in span if abs(x - verb) < 60 and clauses.dep[verb] not in ("acl", "relcl")),
    ]
    clause = _clause(clauses, verb, (min(edge), max(edge)), parts.content)
    content = [piece for span in parts.content for piece in _outside(clauses, span, (clause, *cue, *parts.cue))]
    if not content:
        content = _around(clauses, verb, clause, takes, has_source=bool(spans))
    if not parts.told and not _stands_out(clauses, verb, takes, has_source=bool(spans)):
        return None
    return Draft(
        at=verb,
        source=tuple(spans),
        cue=tuple(join([*cue, *parts.cue])),
        content=tuple(join(content)),
        clause=clause,
        speaks="quote" in takes,
        told=parts.told,
    )


def _stands_out(clauses: Clauses, verb: int, takes: Takes, *, has_source: bool) -> bool:
    """Whether a verb without a clause tells something of somebody, and does not only stand in what somebody does."""
    if not has_source:
        return "quote" in takes
    goes_on = clauses.tag[verb] == "VBG" and clauses.text[max(verb - 1, 0)] == ","
    return clauses.dep[verb] not in ("acl", "xcomp") or goes_on or "quote" in takes


def _cue(clauses: Clauses, verb: int) -> list[Range]:
    """The verb, with `not` and what stands between, and its particle."""
    negations = [x for x in clauses.under(verb, "neg") if x < verb]
    start = verb
    if negations:
        helpers = [x for x in clauses.under(verb, "aux", "auxpass") if x < negations[0] and negations[0] - x < 3]
        start = helpers[-1] if helpers else negations[0]
        start = start if verb - start < 5 else verb
    return [(start, verb + 1), *((x, x + 1) for x in clauses.under(verb, "prt"))]


def _source(clauses: Clauses, head: int, verb: int) -> list[Range]:
    """The noun phrase of a source, without a clause in it that the cue itself heads; `who` comes with its noun."""
    if clauses.tag[head] in ("WP", "WDT"):
        clause = clauses.head[head]
        noun = clauses.head[clause]
        if clauses.dep[clause] == "relcl" and noun < head and clauses.pos[noun] in ("NOUN", "PROPN", "PRON"):
            span = clauses.trim((clauses.left[noun], min(head, clauses.left[clause])))
            return [span, (head, head + 1)] if span else [(head, head + 1)]
    start, end = clauses.phrase(head)
    if start <= verb < end:
        clause = verb
        while clauses.head[clause] != head and clauses.head[clause] != clause:
            clause = clauses.head[clause]
        if clause > head:
            end = clauses.left[clause]
        else:
            start = clauses.right[clause]
    span = clauses.trim((start, end)) if start < end else None
    return [span] if span else [(head, head + 1)]


def _is_owned_thing(clauses: Clauses, head: int) -> bool:
    """Whether a subject is a thing of somebody's that a relative clause begins with: `whose charts showed that …`."""
    owned = any(clauses.lower[x] == "whose" for x in clauses.under(head, "poss"))
    return owned and clauses.lemma[head] not in sources.load().people | sources.load().voices


def _inverted(clauses: Clauses, verb: int) -> int | None:
    """The noun after a verb without a subject, as in `," said the miller`."""
    found = [x for x in clauses.under(verb, "dobj", "attr", "npadvmod", "oprd") if x > verb]
    return found[0] if found and clauses.pos[found[0]] in ("PROPN", "PRON", "NOUN") else None


def _clause(clauses: Clauses, verb: int, span: Range, content: tuple[Range, ...]) -> Range:
    """What tells without being told: source, verb, and what is said about the telling."""
    start, end = span
    for x in reversed(clauses.children[verb]):
        if x < verb and clauses.dep[x] in ("aux", "auxpass", "neg", "advmod", "mark") and clauses.right[x] == start:
            start = clauses.left[x]
    for x in clauses.children[verb]:
        if x > verb and clauses.dep[x] in _ASIDE and clauses.dep[x] != "punct" and clauses.right[x] - end < 25:
            a, b = clauses.phrase(x)
            if a <= end + 1 and not any(c < b and a < d for c, d in content):
                end = max(end, b)
    return start, end


def _outside(clauses: Clauses, span: Range, cuts: tuple[Range, ...]) -> list[Range]:
    """A content's range without the words that tell, which may stand in its midst."""
    pieces = [span]
    for cut in cuts:
        if span[0] < cut[1] and cut[0] < span[1]:
            pieces = [part for piece in pieces for part in clauses.without(piece, cut)]
    return [trimmed for piece in pieces if (trimmed := clauses.trim(piece))]


def _around(clauses: Clauses, verb: int, clause: Range, takes: Takes, *, has_source: bool) -> list[Range]:
    """The sentence around a clause that is put in: `The road, he said, is shut`; `As polls show, …`."""
    if not has_source or not takes & {"that", "quote"}:
        return []
    start, end = clauses.sentence(verb)
    label = clauses.dep[verb]
    marks = [x for x in clauses.under(verb, "mark", "advmod") if clauses.lower[x] == "as" and x < verb]
    if label == "parataxis" or (label == "advcl" and marks):
        head = clauses.phrase(clauses.head[verb])
        return _outside(clauses, head, (clause, *((x, x + 1) for x in marks)))
    before, after = clauses.text[max(clause[0] - 1, start)], clauses.text[min(clause[1], end - 1)]
    if clause[0] > start and before in (",", "—", "–") and (after in (",", ".", "—", "–") or clause[1] >= end):
        return _outside(clauses, (start, end), (clause,))
    return []
