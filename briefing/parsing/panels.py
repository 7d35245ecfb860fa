"""Which sentences belong together, under which title."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Actor, Panel, Topic
from briefing.parsing.linguistics import Passage
from briefing.parsing.sentences import Line


def build(
    lines: Sequence[Line], passages: Sequence[Passage], actors: Sequence[Actor], topics: Sequence[Topic]
) -> tuple[Panel, ...]:
    """The panels: the one with the first sentence first, then by number of sentences, first appearance breaking ties."""
    if not lines:
        return ()
    return (Panel(title="", sentences=tuple(line.id for line in lines)),)
