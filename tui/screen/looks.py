"""How each role looks: ANSI colours and attributes, never colour alone.

Only the terminal's own sixteen colours are used, and its own background, so that light and dark themes both stay readable. What
a colour says is also said by a glyph, a word, a place, or an attribute.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Look(NamedTuple):
    """Attributes of a cell: `colour` is one of the 16 ANSI colours or none for the terminal's own.

    `ink` and `ground` are a theme's colours, as `#rrggbb` or `color(0)` to `color(255)`; empty for none.
    """

    colour: int | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    ink: str = ""
    ground: str = ""


GREEN, YELLOW, CYAN = 2, 3, 6

LOOKS: Mapping[str, Look] = {
    "text": Look(),  # the article's own words
    "own": Look(dim=True),  # the program's words: counts, speakers, signals, tags, what keys do
    "found": Look(bold=True, underline=True),  # what was searched
    "source": Look(bold=True),  # in the original: who says it
    "cue": Look(underline=True),  # the word that says that it is said
    "content": Look(italic=True),  # what is said
    "headline": Look(bold=True),
    "heading": Look(bold=True),  # the article's own, above a line
    "status": Look(colour=YELLOW, bold=True),  # embargoed, corrected, withdrawn
    "title": Look(bold=True),
    "number": Look(dim=True),
    "fold": Look(),
    "rule": Look(dim=True),
    "bar": Look(colour=CYAN),  # where the cursor is
    "read": Look(colour=GREEN),
    "flag": Look(colour=YELLOW),
    "key": Look(bold=True),
    "note": Look(italic=True),  # what the reader wrote
    "notice": Look(italic=True),  # what the program has just said
}
