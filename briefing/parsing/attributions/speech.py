"""Which quotation belongs to which cue, also where a quotation goes on after its cue, or stands without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.parsing.attributions.clauses import Clauses, Range, join
from briefing.parsing.attributions.cues import Lexicon
from briefing.parsing.attributions.drafts import Draft
from briefing.parsing.attributions.parameters import LONGEST_TELLING
from briefing.parsing.attributions.quotes import Quote, Quotes, is_speech

_BREAKS = frozenset((",", "!", "?", "—", "–", "-", "--", "…", "..."))
_LEADS = frozenset((",", ":", "—", "that"))


def attach(clauses: Clauses, quotes: Quotes, draft: Draft, lexicon: Lexicon) -> Draft:
    """A draft with the quotations that stand right before and right after its clause."""
    if not draft.speaks or not quotes.all or quotes.at(draft.at):
        return draft
    if not draft.source:
        close = quotes.before(draft.at)
        surface = from_surface(clauses, close, lexicon) if close else None
        if surface and surface.at == draft.at:
            draft = surface
    start, end = draft.clause
    before, after = quotes.before(start), quotes.after(end)
    own: list[Range] = []
    content = list(draft.content)
    if before and start - before.end <= 2 and not _is_participle(clauses, draft.at) and _breaks_off(clauses, before, start):
        own.append((before.start, before.end))
        content = [span for span in content if span[0] >= start and (quotes.at(span[0]) or clauses.lower[span[0]] == "that")]
    if after and _leads_to(clauses, draft, end, after):
        own.append((after.start, after.end))
        content = [span for span in content if span[0] >= start or quotes.at(span[0])] if draft.told else []
    if not own:
        return draft
    return draft._replace(content=tuple(join([*content, *own])), told=True)


def _is_participle(clauses: Clauses, verb: int) -> bool:
    """Whether a verb only goes on from another, as `adding` does."""
    return clauses.tag[verb] == "VBG" and not clauses.under(verb, "nsubj", "aux")


def _breaks_off(clauses: Clauses, quote: Quote, start: int) -> bool:
    """Whether a quotation ends in a way that a clause of telling can follow."""
    last = clauses.text[quote.inner[1] - 1]
    between = clauses.text[quote.end : start]
    return (last in _BREAKS and between in ([], [","], ["-"], ["—"], ["–"])) or (
        bool(between) and between[0] in (",", "—", "–")
    )


def _leads_to(clauses: Clauses, draft: Draft, end: int, quote: Quote) -> bool:
    """Whether a clause of telling, with what it tells in other words, runs into a quotation."""
    told_until = max((b for a, b in draft.content if draft.told and b <= quote.start), default=end)
    gap = quote.start - max(end, told_until)
    if gap < 0 or gap > 25 or clauses.stops(end, quote.start):
        return False
    last = clauses.lower[quote.start - 1]
    if last == ":":
        return True
    if draft.told and told_until > end:
        return False
    return (last in _LEADS and gap <= 12) or quote.start - 1 == draft.at


def from_surface(clauses: Clauses, quote: Quote, lexicon: Lexicon) -> Draft | None:
    """The attribution of a quotation by the words right after or before it, where the parse shows none."""
    if _breaks_off(clauses, quote, quote.end + (clauses.text[quote.end : quote.end + 1] == [","])):
        start = quote.end + (clauses.text[quote.end : quote.end + 1] == [","])
        end = start
        while end < clauses.size and end - start < LONGEST_TELLING and clauses.text[end] not in (".", ";", ":", "“", '"'):
            end += 1
        tellers = [x for x in range(start, end) if _tells(clauses, x, lexicon)]
        tellers = tellers or [x for x in range(start, end) if clauses.tag[x] in ("VBD", "VBZ") and clauses.pos[x] == "VERB"]
        for verb in tellers[:1]:
            if verb == start or clauses.lower[start:verb] in (["also"], ["then"]):
                stop = next((x for x in range(verb + 1, end) if clauses.text[x] in (",", "in", "on", "to")), end)
                source = clauses.trim((verb + 1, stop)) if stop > verb + 1 else None
            else:
                source = clauses.trim((start, verb))
            if source:
                clause = (start, max(verb + 1, source[1]))
                return Draft(verb, (source,), ((verb, verb + 1),), ((quote.start, quote.end),), clause, speaks=True, told=True)
            return None
    if quote.start > 1 and clauses.text[quote.start - 1] in (",", ":"):
        sentence = clauses.sentence(quote.start - 1)[0]
        colon = clauses.text[quote.start - 1] == ":"
        for verb in range(quote.start - 2, max(sentence, quote.start - LONGEST_TELLING), -1):
            if _tells(clauses, verb, lexicon) or (clauses.pos[verb] == "VERB" and (clauses.dep[verb] == "ROOT" or colon)):
                subject = clauses.subject(verb)
                span = clauses.phrase(subject) if subject is not None and subject < verb else (sentence, verb)
                source = clauses.trim((span[0], min(span[1], verb)))
                if source:
                    clause = (source[0], quote.start - 1)
                    return Draft(
                        verb, (source,), ((verb, verb + 1),), ((quote.start, quote.end),), clause, speaks=True, told=True
                    )
                return None
    return None


def _tells(clauses: Clauses, i: int, lexicon: Lexicon) -> bool:
    verb = lexicon.forms.get(clauses.lower[i])
    return verb is not None and "quote" in lexicon.verbs[verb] and clauses.tag[i] != "VBG"


class Passages(NamedTuple):
    """What is known of each passage, by its index, while quotations are followed from one to the next.

    `added` holds the quotations that drafts, by passage and place, were given on the way, as (passage, range).
    """

    articles: Sequence[int]
    clauses: Sequence[Clauses]
    quotes: Sequence[Quotes]
    drafts: Sequence[list[Draft]]
    added: dict[tuple[int, int], list[tuple[int, Range]]]


def carry_on(
    articles: Sequence[int], clauses: Sequence[Clauses], quotes: Sequence[Quotes], drafts: Sequence[list[Draft]]
) -> None:
    """Give each quotation that stands alone to the attribution which it follows on; changes the drafts in place.

    That is the one whose words, told or telling, end right before it: in the same passage, or at the end of the
    passage before. `articles` are the passages' articles.
    """
    passages = Passages(articles, clauses, quotes, drafts, {})
    last: tuple[int, int] | None = None
    for n in range(len(articles)):
        _follow(passages, n, last if last and articles[last[0]] == articles[n] else None)
        last = _open_at_end(passages, n, last)
    for (m, k), added in passages.added.items():
        draft = drafts[m][k]
        here = (span for n, span in added if n == m)
        drafts[m][k] = draft._replace(content=(*draft.content, *here), later=tuple(each for each in added if each[0] != m))


def _follow(passages: Passages, n: int, current: tuple[int, int] | None) -> None:
    """Give each lone quotation of a passage to the draft told last before it, at first to `current` of the one before."""
    clauses, quotes, drafts = passages.clauses[n], passages.quotes[n], passages.drafts[n]
    taken = _taken(quotes, drafts)
    ends = sorted(
        (max(b for _, b in (*x.content, x.clause)), k) for k, x in enumerate(drafts) if x.told and _is_outer(clauses, x, quotes)
    )
    position, end = 0, 0
    for quote in quotes.all:
        while position < len(ends) and ends[position][0] <= quote.start:
            end, k = ends[position]
            current = n, k
            position += 1
        if quote.start in taken or current is None or not is_speech(clauses, quote) or not _near(clauses, end, quote.start):
            continue
        if current[0] != n or _has_quote(passages, current):
            passages.added.setdefault(current, []).append((n, (quote.start, quote.end)))
            end = quote.end


def _is_outer(clauses: Clauses, draft: Draft, quotes: Quotes) -> bool:
    return quotes.at(draft.at) is None and clauses.dep[draft.at] not in ("relcl", "acl", "pcomp", "csubj")


def _taken(quotes: Quotes, drafts: Sequence[Draft]) -> set[int]:
    taken = set()
    for a, b in join([span for draft in drafts for span in draft.content]):
        quote = quotes.after(a)
        while quote and quote.start < b:
            taken.add(quote.start)
            quote = quotes.after(quote.start + 1)
    return taken


def _near(clauses: Clauses, end: int, start: int) -> bool:
    """Whether nothing but the rest of one clause stands between two places."""
    return start - end <= 30 and clauses.stops(end, start) <= 1


def _has_quote(passages: Passages, at: tuple[int, int]) -> bool:
    """Whether a draft, by passage and place, holds a quotation already."""
    n, k = at
    return at in passages.added or any(_starts_in(passages.quotes[n], a, b) for a, b in passages.drafts[n][k].content)


def _starts_in(quotes: Quotes, a: int, b: int) -> bool:
    quote = quotes.after(a)
    return quote is not None and quote.start < b


def _open_at_end(passages: Passages, n: int, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """The attribution with which a passage ends, if a quotation of it can go on in the next."""
    clauses, quotes, drafts = passages.clauses[n], passages.quotes[n], passages.drafts[n]
    best: tuple[int, tuple[int, int]] | None = None
    for k, draft in enumerate(drafts):
        if not _is_outer(clauses, draft, quotes) or not (draft.told or (draft.speaks and clauses.text[-1] == ":")):
            continue
        given = passages.added.get((n, k), [(n, draft.clause)])[-1]
        end = max(b for _, b in (*draft.content, draft.clause, given[1]))
        ends_here = clauses.size - end <= 25 and not clauses.stops(end, clauses.size - 1)
        if ends_here and (best is None or end >= best[0]) and (draft.speaks or _has_quote(passages, (n, k))):
            best = end, (n, k)
    if best:
        ends_open = quotes.all and not quotes.all[-1].closed
        ends_in_colon = clauses.text[-1] == ":"
        return best[1] if ends_open or ends_in_colon or _has_quote(passages, best[1]) else None
    follows = last is not None and last in passages.added and passages.added[last][-1][0] == n
    return last if follows and quotes.all[-1].end >= clauses.size - 1 else None
