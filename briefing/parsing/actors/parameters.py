"""Figures of finding actors and who a source is: bounds in tokens and sentences, and votes for what kind a name is of."""

from __future__ import annotations

LONGEST_NAME = 10
"""Tokens that a name may have: a longer run of capitals is a slogan."""

LONGEST_ROLE = 18
"""Tokens that a role may have: what is longer is a story, not a role."""

LONGEST_PHRASE = 10
"""Tokens of a phrase that names a source without a name."""

FARTHEST = 6
"""Sentences back that a pronoun can reach."""

RECENT = 3
"""Sentences in which a body is looked for before all others."""

MOST_VOICES = 400
"""Sources without a name that are kept in mind: a definite description takes up one of the latest of them."""

MOST_EVIDENCE = 3.0
"""Votes that what stands beside a name's mentions gives a kind at most, however many mentions there are."""

ONLY_A_LABEL = 1.3
"""Votes that a label of spaCy's alone gives."""

A_PLACE_INDEED = 1.5
"""Votes for a place that more than a label speaks for."""
