"""How each role looks: ANSI colours and attributes, never colour alone."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """Attributes of a cell: `colour` is one of the 16 ANSI colours or none for the terminal's own."""

    colour: int | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


LOOKS: dict[str, Look] = {
    "text": Look(),
    "own": Look(dim=True),  # what is the program's and not the article's
    "title": Look(bold=True),
}
