"""Who says what: sources, cues and contents, as the article words them."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Attribution
from briefing.parsing.linguistics import Passage


def find(passages: Sequence[Passage]) -> tuple[Attribution, ...]:
    """The attributions of all passages in the order of their cues, without speakers."""
    return ()
