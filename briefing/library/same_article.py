"""Whether a text is a later version of another, or another article at the same place."""

from __future__ import annotations

import re

LEAST_SHARE = 1 / 3
"""Share of its sentences that a new version has in common with the one before."""

_END = r"(?<=[.!?])[\"'”’)\]]{0,3}\s+|\n\s*\n"
_LEAST = 12


def is_update(before: str, after: str) -> bool:
    """Whether at least a third of the sentences of `after` stand in `before`, wherever lines are wrapped in either."""
    old, new = _sentences(before), _sentences(after)
    return len(old & new) >= LEAST_SHARE * len(new)


def _sentences(text: str) -> set[str]:
    """The sentences of a text, roughly, each as its words; one under a dozen characters tells nothing beside longer ones."""
    parts = {" ".join(part.split()) for part in re.split(_END, text)} - {""}
    return {part for part in parts if len(part) >= _LEAST} or parts
