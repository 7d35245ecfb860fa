"""Which attribution stands in what another tells, and which of those are worth telling."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from briefing.parsing.attributions.clauses import Clauses
from briefing.parsing.attributions.drafts import Draft
from briefing.parsing.attributions.quotes import Quotes
from briefing.parsing.attributions.sources import head_of


def nest(clauses: Clauses, quotes: Quotes, drafts: Sequence[Draft]) -> list[tuple[Draft, int | None]]:
    """The drafts that are kept, each with the place, in this list, of the one whose content its cue stands in.

    Inside what is told only a clear telling is kept: one with a clause or a quotation, and a noun for a source.
    """
    holders = _holders(drafts)
    kept: list[tuple[Draft, int | None]] = []
    places: dict[int, int] = {}
    for k, draft in enumerate(drafts):
        holder = holders[k]
        if (holder is not None or quotes.at(draft.at)) and not _is_clear(clauses, draft):
            continue
        places[k] = len(kept)
        kept.append((draft, holder))
    return [(draft, _kept_holder(holder, holders, places)) for draft, holder in kept]


def _holders(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the one with the shortest stretch of content that its cue stands in."""
    spans = sorted((a, b, k) for k, draft in enumerate(drafts) for a, b in draft.content)
    order = sorted(range(len(drafts)), key=lambda k: drafts[k].at)
    holders: list[int | None] = [None] * len(drafts)
    around: list[tuple[int, int, int]] = []
    n = 0
    for k in order:
        at = drafts[k].at
        while n < len(spans) and spans[n][0] <= at:
            a, b, holder = spans[n]
            heapq.heappush(around, (b - a, b, holder))
            n += 1
        while around and around[0][1] <= at:
            heapq.heappop(around)
        if around and around[0][2] != k:
            holders[k] = around[0][2]
    for k, inside in enumerate(holders):
        if inside is not None and holders[inside] == k:
            holders[min(k, inside)] = None
    return holders


def _is_clear(clauses: Clauses, draft: Draft) -> bool:
    return (
        draft.speaks
        and draft.told
        and bool(draft.source)
        and clauses.pos[head_of(clauses, draft.source[0])] in ("NOUN", "PROPN")
    )


def _kept_holder(holder: int | None, holders: Sequence[int | None], places: dict[int, int]) -> int | None:
    seen = 0
    while holder is not None and holder not in places and seen < len(holders):
        holder, seen = holders[holder], seen + 1
    return None if holder is None else places.get(holder)
