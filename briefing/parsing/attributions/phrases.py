"""Words before a source: `according to the mayor`, `in the mayor's view`."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.parsing.attributions.clauses import Clauses, Range
from briefing.parsing.attributions.cues import Lexicon
from briefing.parsing.attributions.drafts import Draft


def read(clauses: Clauses, lexicon: Lexicon) -> Iterator[Draft]:
    """The attributions that such phrases make, in their order."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.phrases:
        starts.setdefault(phrase[0], []).append(phrase)
    for i, word in enumerate(clauses.lower):
        for phrase in starts.get(word, ()):
            end = i + len(phrase)
            if tuple(clauses.lower[i:end]) == phrase and (draft := _before(clauses, i, end)):
                yield draft
                break
        if word in lexicon.owned and i > 1 and clauses.dep[i] in ("pobj", "dobj", "attr", "ROOT", "npadvmod"):
            owners = clauses.under(i, "poss")
            if owners and clauses.lower[clauses.left[i] - 1] in ("in", "by", "to"):
                start = clauses.left[i] - 1
                source = clauses.trim(clauses.phrase(owners[0]))
                content = _around(clauses, i, (start, i + 1))
                if source and content:
                    yield Draft(i, (source,), ((start, start + 1), (i, i + 1)), content, (start, i + 1), told=True)


def _before(clauses: Clauses, start: int, end: int) -> Draft | None:
    """The attribution of a phrase at `[start, end)` whose source comes after it."""
    objects = [x for x in clauses.under(end - 1, "pobj", "pcomp") if x >= end]
    sentence = clauses.sentence(start)
    if objects:
        span: Range = (end, max(clauses.right[objects[-1]], end + 1))
    else:
        stop = next(
            (x for x in range(end, min(sentence[1], end + 15)) if clauses.text[x] in (",", ".", ";", "—", ":")), sentence[1]
        )
        span = (end, min(stop, end + 15))
    source = clauses.trim(span)
    if source is None:
        return None
    content = _around(clauses, start, (start, source[1]))
    return Draft(start, (source,), ((start, end),), content, (start, source[1]), told=True) if content else None


def _around(clauses: Clauses, i: int, cut: Range) -> tuple[Range, ...]:
    """The clause that a phrase is put in, without the phrase."""
    start, end = clauses.sentence(i)
    above = clauses.head[i]
    while cut[0] <= above < cut[1] and clauses.head[above] != above:
        above = clauses.head[above]
    governor = clauses.governor(above)
    span = clauses.phrase(governor)
    if governor == above == i or span[1] - span[0] <= cut[1] - cut[0] + 2 or clauses.pos[governor] not in ("VERB", "AUX"):
        span = start, end
    if clauses.dep[governor] in ("ccomp", "conj") and cut[1] >= end - 2:
        span = start, end
    pieces = (clauses.trim(piece) for piece in clauses.without(span, cut))
    found = [piece for piece in pieces if piece]
    if found and clauses.lower[found[0][0]] in ("but", "and", "yet", "so") and found[0][1] - found[0][0] > 1:
        found[0] = found[0][0] + 1, found[0][1]
    return tuple(found)
