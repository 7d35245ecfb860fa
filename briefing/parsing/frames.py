"""What a verb that tells is followed by: from a verb and what it takes to source, cue and content."""

from __future__ import annotations

from briefing.parsing.clauses import Clauses, Range, join
from briefing.parsing.cues import Lexicon, Takes
from briefing.parsing.drafts import Draft
from briefing.parsing.nominals import complement_of
from briefing.parsing.quotes import Quotes

_ASIDE = frozenset(("prep", "npadvmod", "advmod", "dative", "prt", "agent", "neg", "punct"))
_REACH = 30


def read(clauses: Clauses, quotes: Quotes, verb: int, takes: Takes, lexicon: Lexicon) -> Draft | None:
    """The attribution that a verb makes, with or without content yet; none where it is not used as a cue."""
    passive = clauses.is_passive(verb)
    cue = _cue(clauses, verb)
    agents = [y for x in clauses.under(verb, "agent") for y in clauses.under(x, "pobj")]
    subject = clauses.subject(verb)
    parts = _parts(clauses, verb, takes, lexicon, passive=passive)
    if passive:
        source = agents[0] if agents else None
        if not parts.content and subject is not None and takes & {"object"} and source is not None:
            parts = parts._replace(content=[clauses.phrase(subject)])
        elif parts.about_subject and subject is not None:
            parts = parts._replace(content=[clauses.phrase(subject), *parts.content])
    else:
        source = subject
        if source is None and "quote" in takes:
            source = _inverted(clauses, verb)
    if source is not None and (clauses.dep[source] in ("expl", "csubj") or quotes.at(source) is not quotes.at(verb)):
        source = None
    spans = [] if source is None else _source(clauses, source, verb)
    edge = [
        verb,
        verb + 1,
        *(x for span in spans for x in span if abs(x - verb) < 60 and clauses.dep[verb] not in ("acl", "relcl")),
    ]
    clause = _clause(clauses, verb, (min(edge), max(edge)), parts.content)
    content = [piece for span in parts.content for piece in _outside(clauses, span, (clause, *cue, *parts.cue))]
    if not content:
        content = _around(clauses, verb, clause, takes, bool(spans))
    if not parts.told and not _stands_out(clauses, verb, takes, bool(spans)):
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


def _stands_out(clauses: Clauses, verb: int, takes: Takes, has_source: bool) -> bool:
    """Whether a verb without a clause tells something of somebody, and does not only stand in what somebody does."""
    if not has_source:
        return "quote" in takes
    goes_on = clauses.tag[verb] == "VBG" and clauses.text[max(verb - 1, 0)] == ","
    return clauses.dep[verb] not in ("acl", "xcomp") or goes_on or "quote" in takes


class _Parts:
    """The complements of a verb: the content's ranges, more words of the cue, and whether the content is a clause."""

    def __init__(self) -> None:
        self.content: list[Range] = []
        self.cue: list[Range] = []
        self.told = False
        self.about_subject = False

    def _replace(self, content: list[Range]) -> _Parts:
        self.content = content
        return self


def _parts(clauses: Clauses, verb: int, takes: Takes, lexicon: Lexicon, *, passive: bool) -> _Parts:
    parts = _Parts()
    if "clear" in takes:
        clear = [x for x in clauses.children[verb] if clauses.lower[x] in ("clear", "plain", "known") and x > verb]
        if clear:
            takes |= {"that"}
            parts.cue.append((clear[0], clear[0] + 1))
            parts.content = [clauses.phrase(x) for x in clauses.under(clear[0], "ccomp")]
            parts.told = bool(parts.content)
            if parts.told:
                return parts
    told: list[int] = []
    shares_object = False
    for x in clauses.under(verb, "ccomp", "xcomp", "advcl", "oprd"):
        kind = _kind(clauses, x, "if" in takes)
        if (kind == "that" and "that" in takes) or (kind == "infinitive" and "infinitive" in takes):
            told.append(x)
            parts.told = True
            shares_object |= kind == "infinitive"
        elif kind == "for" and "for" in takes:
            told.append(x)
        elif (kind == "gerund" and "gerund" in takes) or (kind == "predicate" and "predicate" in takes):
            told.append(x)
            shares_object |= kind == "predicate"
        elif kind in ("gerund", "predicate") and "that" in takes and (clauses.dep[x] == "ccomp" or _has_clause(clauses, x)):
            told.append(x)
    objects = [x for x in clauses.under(verb, "dobj") if clauses.tag[x] != "WP$"]
    preps = [x for x in clauses.under(verb, "prep") if clauses.lower[x] in takes or f"someone {clauses.lower[x]}" in takes]
    if not told and objects and objects[0] > verb:
        told, shares_object = _under_object(clauses, verb, objects[0], takes)
        parts.told = bool(told)
        if told and not shares_object:
            objects = []
    if told:
        spans = [_told(clauses, x, verb, lexicon) for x in told]
        if "for" in takes and clauses.lower[spans[0][0]] == "for":
            parts.cue.append((spans[0][0], spans[0][0] + 1))
        if shares_object and not passive:
            spans += [clauses.phrase(x) for x in objects if x > verb]
            for x in clauses.under(verb, "prep"):
                if clauses.lower[x] in ("on", "upon", "for", "with") and x < told[0]:
                    parts.cue.append((x, x + 1))
                    spans += [clauses.phrase(y) for y in clauses.under(x, "pobj")]
        parts.about_subject = passive and shares_object and not clauses.under(verb, "agent")
        parts.content = spans
        return parts
    after = [x for x in preps if x > verb and f"someone {clauses.lower[x]}" in takes]
    if passive:
        if after or preps:
            parts.content = [clauses.phrase(x) for x in (after or preps)]
            parts.about_subject = bool(after)
        return parts
    candidates = [*clauses.under(verb, "prep"), *(y for x in objects[:1] for y in clauses.under(x, "prep"))]
    listening = [x for x in candidates if x > verb and f"listener {clauses.lower[x]}" in takes]
    if objects and listening and listening[0] > objects[0]:
        x = listening[0]
        parts.cue.append((x, x + 1))
        parts.content = [(x + 1, clauses.right[x])] if clauses.right[x] > x + 1 else []
        return parts
    if objects:
        noun = objects[0]
        if noun > verb and clauses.lemma[noun] in lexicon.nouns and {"noun", "object"} & takes:
            spans = complement_of(clauses, noun, lexicon.nouns[clauses.lemma[noun]])
            if not spans and "noun" in takes:
                spans = [
                    (x + 1, clauses.right[x])
                    for x in clauses.under(verb, "prep", "dative")
                    if clauses.lower[x] in lexicon.nouns[clauses.lemma[noun]] and x + 1 < clauses.right[x]
                ][:1] or [clauses.phrase(x) for x in clauses.under(verb, "ccomp")]
            if spans and ("noun" in takes):
                parts.content, parts.told = spans, True
                parts.cue = [(clauses.left[noun], min(noun + 1, spans[0][0]))] if spans[0][0] > noun else [(noun, noun + 1)]
                return parts
        if after:
            parts.content = [clauses.phrase(x) for x in (objects[0], *after)]
        elif "predicate" in takes and (len(objects) > 1 or clauses.under(verb, "dative") or clauses.under(noun, "appos")):
            parts.content = [clauses.phrase(x) for x in (*clauses.under(verb, "dative"), *objects)]
        elif "object" in takes or (any(name.startswith("someone") for name in takes) and _has_inside(clauses, noun, takes)):
            parts.content = [_named(clauses, x, verb, lexicon) for x in objects]
        if parts.content:
            return parts
    for x in preps:
        if clauses.lower[x] not in takes:
            continue
        if spans := [clauses.phrase(y) for y in clauses.under(x, "pobj", "pcomp")]:
            parts.cue.append((x, x + 1))
            parts.content = [(min(a for a, _ in spans), max(b for _, b in spans))]
            if "for" in takes:
                edge = parts.content[0][1]
                parts.content += [
                    clauses.phrase(y)
                    for y in clauses.under(verb, "xcomp", "advcl")
                    if clauses.left[y] == edge and clauses.is_infinitive(y)
                ]
            parts.content += [
                clauses.phrase(y) for y in clauses.under(verb, "prep") if y > x and clauses.lower[y] == "as" and "as" in takes
            ]
            break
    if not parts.content and "that" in takes:
        parts.content = _far_clause(clauses, verb)
        parts.told = bool(parts.content)
    return parts


def _far_clause(clauses: Clauses, verb: int) -> list[Range]:
    """What is told where the parse hangs it on a word between: `said in a note that …`; and the answers `yes`, `no`, `so`."""
    end = min(clauses.right[verb], verb + _REACH)
    for i in range(verb + 1, end):
        if clauses.lower[i] == "that" and clauses.dep[i] == "mark" and clauses.head[i] > i:
            told = clauses.head[i]
            noun = clauses.head[told]
            if clauses.dep[told] in ("acl", "ccomp", "relcl") and clauses.dep[noun] == "pobj":
                return [(i, max(clauses.right[told], i + 1))]
        if clauses.lower[i] in ("yes", "no", "so") and clauses.dep[i] in ("intj", "advmod") and clauses.head[i] == verb:
            return [(i, i + 1)]
    return []


def _told(clauses: Clauses, head: int, verb: int, lexicon: Lexicon) -> Range:
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


def _named(clauses: Clauses, noun: int, verb: int, lexicon: Lexicon) -> Range:
    """The range of a noun phrase that is told, up to where the teller goes on: `…, accusing the club of fraud`."""
    start, end = clauses.phrase(noun)
    for i in range(max(noun, verb) + 2, min(end, noun + 2 * _REACH)):
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


def _has_clause(clauses: Clauses, x: int) -> bool:
    return bool(clauses.under(x, "ccomp")) and clauses.tag[x] == "VBG"


def _has_inside(clauses: Clauses, noun: int, takes: Takes) -> bool:
    return any(f"someone {clauses.lower[x]}" in takes for x in clauses.under(noun, "prep"))


def _kind(clauses: Clauses, x: int, if_asks: bool) -> str:
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


def _inverted(clauses: Clauses, verb: int) -> int | None:
    """The noun after a verb without a subject, as in `," said the miller`."""
    found = [x for x in clauses.under(verb, "dobj", "attr", "npadvmod", "oprd") if x > verb]
    return found[0] if found and clauses.pos[found[0]] in ("PROPN", "PRON", "NOUN") else None


def _clause(clauses: Clauses, verb: int, span: Range, content: list[Range]) -> Range:
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


def _around(clauses: Clauses, verb: int, clause: Range, takes: Takes, has_source: bool) -> list[Range]:
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
