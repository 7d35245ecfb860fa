"""How much of a text is looked at: as much as an article within its limits can need, the rest is set aside as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.ingest.article import layout
from briefing.ingest.drafts import Part
from briefing.limits import Limits
from briefing.model import PAST_THE_LIMIT

_LINES = 10
"""Lines that are looked at for each paragraph that an article may have."""

_PARTS = 2
"""Parts of a body that are kept apart for each paragraph that an article may have."""


def cut(text: str, limits: Limits) -> tuple[str, str]:
    """As much of a text as an article of so many characters and paragraphs can need, and the rest."""
    end = layout.cut(text, limits.characters) if len(text) > limits.characters else len(text)
    most = _LINES * limits.paragraphs
    lines = text[:end].split("\n", most)
    if len(lines) > most:
        end -= len(lines[-1])
    return text[:end], text[end:]


def needed(parts: Sequence[Part], limits: Limits) -> int:
    """How many parts an article of so many characters and paragraphs can need."""
    characters, lines = limits.characters, _LINES * limits.paragraphs
    for number, part in enumerate(parts, 1):
        characters -= len(part.words)
        lines -= 1 + part.words.count("\n")
        if characters < 0 or lines < 0:
            return number
    return len(parts)


def joined(parts: Sequence[Part], rest: str, limits: Limits) -> tuple[Part, ...]:
    """A body whose parts past the limit, and the rest of its text, are one part."""
    most = _PARTS * limits.paragraphs
    rest = "\n".join((*(part.words for part in parts[most:]), rest))
    return (*parts[:most], *([Part(rest, PAST_THE_LIMIT)] if rest.strip() else []))
