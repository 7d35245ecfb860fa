"""Which actor the source of an attribution is: by name, by description, by pronoun; sources without a name become actors."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Actor, Attribution
from briefing.parsing.linguistics import Passage


def resolve(
    attributions: Sequence[Attribution], actors: Sequence[Actor], passages: Sequence[Passage]
) -> tuple[tuple[Attribution, ...], tuple[Actor, ...]]:
    """The attributions with their speakers, and the actors with the unnamed sources after the named ones."""
    return tuple(attributions), tuple(actors)
