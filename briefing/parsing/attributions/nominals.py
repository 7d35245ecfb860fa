"""What a noun or an adjective that tells is followed by: `the mayor's claim that …`, `the mayor is sure that …`."""

from __future__ import annotations

from briefing.parsing.attributions.clauses import Clauses, Range, join
from briefing.parsing.attributions.cues import Lexicon, Takes
from briefing.parsing.attributions.drafts import Draft

_BETWEEN = frozenset(("be", "remain", "feel", "seem", "become", "sound", "look", "appear", "get", "stay", "grow"))
_SOURCES = frozenset(("by", "from", "among"))


def complement_of(clauses: Clauses, noun: int, takes: Takes) -> list[Range]:
    """What a noun says: its clause, its infinitive, or what stands after its preposition."""
    for x in clauses.under(noun, "acl", "ccomp", "relcl"):
        if x < noun:
            continue
        first = clauses.lower[clauses.left[x]]
        marked = (first == "that" and clauses.dep[x] == "acl") or any(
            clauses.lower[y] in ("that", "whether", "if") for y in clauses.under(x, "mark")
        )
        if "infinitive" in takes and clauses.is_infinitive(x):
            return [clauses.phrase(x)]
        if "that" in takes and (marked or (clauses.dep[x] != "relcl" and clauses.tag[x] not in ("VBN", "VBG"))):
            if (clauses.dep[x] == "relcl" and first != "that") or clauses.is_infinitive(x):
                continue
            return [clauses.phrase(x)]
    for x in clauses.under(noun, "prep"):
        if clauses.lower[x] in takes and x > noun and x + 1 < clauses.right[x]:
            return [(x + 1, clauses.right[x])]
    return []


def read_noun(clauses: Clauses, noun: int, takes: Takes, lexicon: Lexicon) -> Draft | None:
    """The attribution that a noun makes; none without a content."""
    verb = clauses.head[noun]
    content = complement_of(clauses, noun, takes)
    cue = [(noun, noun + 1)]
    told = bool(content) and clauses.lower[content[0][0] - 1] not in takes
    marked = bool(content) and clauses.lower[content[0][0]] == "that"
    owners = clauses.under(noun, "poss")
    sources = [
        y for x in clauses.under(noun, "prep", "agent") if clauses.lower[x] in _SOURCES for y in clauses.under(x, "pobj")
    ]
    if not content and clauses.dep[noun] in ("nsubj", "attr") and clauses.lemma[verb] == "be" and "that" in takes:
        content = [clauses.phrase(x) for x in clauses.under(verb, "ccomp") if x > noun]
        told = True
        cue.append((verb, verb + 1))
    if not content:
        return None
    source: list[Range] = []
    if owners:
        source = [clauses.phrase(owners[0])]
    elif sources:
        source = [clauses.phrase(sources[0])]
    elif clauses.dep[noun] == "pobj" and "noun" in lexicon.verbs.get(clauses.lemma[clauses.head[verb]], ()):
        subject = clauses.subject(clauses.head[verb])
        if subject is not None:
            source = [clauses.phrase(subject)]
            cue.append((clauses.head[verb], clauses.head[verb] + 1))
    elif clauses.dep[noun] == "dobj" and "noun" in lexicon.verbs.get(clauses.lemma[verb], ()):
        subject = clauses.subject(verb)
        if subject is not None and not clauses.is_passive(verb):
            source = [clauses.phrase(subject)]
            cue.append((verb, verb + 1))
    source = [span for x in source if (span := clauses.trim(x))]
    if not source and not (told and marked):
        return None
    inside = [piece for span in content for piece in clauses.without(span, source[0] if source else (0, 0))]
    return Draft(
        at=noun,
        source=tuple(source),
        cue=tuple(join(cue)),
        content=tuple(trimmed for span in inside if (trimmed := clauses.trim(span))),
        clause=(min(noun, *(a for a, _ in source)) if source else noun, noun + 1),
        told=told,
    )


def _beside(clauses: Clauses, adjective: int) -> list[int]:
    """The clauses of `is sure that …` where the parse hangs them on the verb."""
    head = clauses.head[adjective]
    if clauses.dep[adjective] != "acomp" or clauses.lemma[head] not in _BETWEEN:
        return []
    return clauses.under(head, "ccomp", "xcomp")


def read_adjective(clauses: Clauses, adjective: int, takes: Takes) -> Draft | None:
    """The attribution that an adjective makes, said of a subject or standing after its noun; none without a content."""
    spans = [
        clauses.phrase(x)
        for x in (*clauses.under(adjective, "ccomp", "xcomp"), *_beside(clauses, adjective))
        if x > adjective and ("infinitive" if clauses.is_infinitive(x) else "that") in takes
    ]
    told = bool(spans)
    if not spans:
        spans = [
            (x + 1, clauses.right[x])
            for x in clauses.under(adjective, "prep", "agent")
            if clauses.lower[x] in takes and x > adjective and x + 1 < clauses.right[x]
        ][:1]
    if not spans:
        return None
    head, label = clauses.head[adjective], clauses.dep[adjective]
    cue = [(adjective, adjective + 1)]
    if label in ("acomp", "attr", "oprd") or clauses.lemma[head] in _BETWEEN:
        subject = clauses.subject(head)
        if head < adjective < head + 4:
            cue = [(head, adjective + 1)]
    elif label in ("amod", "acl", "appos") and head < adjective:
        subject = head
    else:
        own = clauses.under(adjective, "nsubj", "nsubjpass")
        subject = own[0] if own else clauses.subject(adjective)
    if subject is None:
        return None
    start, end = clauses.phrase(subject)
    end = min(end, clauses.left[adjective]) if start <= adjective < end else end
    source = clauses.trim((start, end)) if start < end else (subject, subject + 1)
    content = tuple(trimmed for span in spans if (trimmed := clauses.trim(span)))
    if source is None or not content or clauses.lower[subject] in ("it", "there", "this", "that", "what"):
        return None
    return Draft(adjective, (source,), tuple(cue), content, (min(source[0], adjective), adjective + 1), told=told)
