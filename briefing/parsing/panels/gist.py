"""Which few sentences, read alone and in order, tell the news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model import MAX_GIST
from briefing.parsing.panels.grouping import Group
from briefing.parsing.panels.leads import stands_alone

TOLD_ABOVE = 0.5
"""What saying the same as the headline is worth, for a cosine of 1."""
CENTRAL = 0.5
"""What being near the middle of its panel is worth, for a cosine of 1."""
LATER = 0.03
"""What each sentence before costs."""
FARTHEST = 40
"""Sentences before that are counted at most."""
ANOTHER_PANEL = 0.1
"""What the lead of another panel is worth: it tells of another thing."""


def gist(groups: Sequence[Group], leads: Sequence[int], told: frozenset[int]) -> tuple[int, ...]:
    """The ids, in order, of the first panel's lead and the sentences that go best with it: its others, and the leads of others.

    `leads` are indexes in the groups, `told` the ids of sentences that say who speaks in them. Only what stands by itself is
    taken.
    """
    if not groups:
        return ()
    first = groups[0].lines[leads[0]]
    if not stands_alone(first.words, told=first.id in told):
        return ()
    rest = sorted(_others(groups, leads, told), reverse=True)
    return tuple(sorted([first.id, *(-number for _, number in rest[: MAX_GIST - 1])]))


def _others(groups: Sequence[Group], leads: Sequence[int], told: frozenset[int]) -> Iterator[tuple[float, int]]:
    """What each other sentence is worth, and its id below zero, so that of equals the first comes first."""
    for number, (own, lead) in enumerate(zip(groups, leads, strict=True)):
        chosen = [lead] if number else [i for i in range(len(own.lines)) if i != lead]
        for i in chosen:
            line = own.lines[i]
            if stands_alone(line.words, told=line.id in told):
                worth = TOLD_ABOVE * own.like_headline[i] + CENTRAL * own.central[i] - LATER * min(line.id, FARTHEST)
                yield worth + (ANOTHER_PANEL if number else 0.0), -line.id
