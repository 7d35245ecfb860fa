"""An attribution while it is being found: ranges of tokens instead of places in an article."""

from __future__ import annotations

from typing import NamedTuple

from briefing.parsing.attributions.clauses import Range


class Draft(NamedTuple):
    """An attribution of one passage. All ranges are of tokens.

    `clause` is what belongs to the telling and not to what is told (`he said on Monday`), `at` the cue's main word.
    `speaks` holds where the cue can bring a direct quotation; `told` where a clause or a quotation is its content,
    and not a mere phrase. `later` are contents in later passages, as (passage's index, range).
    """

    at: int
    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    clause: Range
    speaks: bool = False
    told: bool = False
    later: tuple[tuple[int, Range], ...] = ()
