"""How many cells of the terminal a text takes, and which characters share them.

Widths are Rich's, which Textual draws with, but Rich is imported only for text that holds characters that may combine or are
unknown: that takes as long as laying out the first screen.
"""

from __future__ import annotations

# Width 1 and 2 in every Unicode version that Rich knows (a test holds them to it); for the rest Rich is asked. To compile a
# pattern of them takes longer than to look each character up.
_RANGES = (
    (" ", "~"), ("\u00a0", "\u00ac"), ("\u00ae", "\u02ff"), ("\u0370", "\u0482"), ("\u048a", "\u0590"), ("\u2010", "\u2027"),
    ("\u202f", "\u205e"), ("\u2070", "\u20cf"), ("\u2100", "\u2319"), ("\u2400", "\u25fc"), ("\u2690", "\u2692"),
    ("\u270c", "\u2727"),
)  # fmt: skip
_NARROW = frozenset[str]().union(*(map(chr, range(ord(first), ord(last) + 1)) for first, last in _RANGES))
_WIDE = (("\u3041", "\u3096"), ("\u309b", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff01", "\uff60"))


def is_narrow(text: str) -> bool:
    """Whether each character takes one cell of its own: Latin, Greek, Cyrillic, typographic signs, boxes."""
    return _NARROW.issuperset(text)


def width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if _NARROW.issuperset(text) else sum(cells for _, cells in clusters(text))


def clusters(text: str) -> list[tuple[str, int]]:
    """The characters of a text as they share cells, with the number of cells of each (0, 1 or 2)."""
    if not _is_hard(text):
        return [(character, 2 if _is_wide(character) else 1) for character in text]
    from rich.cells import split_graphemes  # noqa: PLC0415 - see the top

    return [(text[start:end], cells) for start, end, cells in split_graphemes(text)[0]]


def is_steady(cluster: str) -> bool:
    """Whether all terminals agree on the width of these characters; after others the cursor must be placed again."""
    if len(cluster) == 1:
        return not _is_hard(cluster) or cluster < "\u2300"
    from unicodedata import category  # noqa: PLC0415 - most articles never need it

    return not _is_hard(cluster[0]) and all(
        category(mark) == "Mn" and not 0xFE00 <= ord(mark) <= 0xFE0F for mark in cluster[1:]
    )


def _is_wide(character: str) -> bool:
    return any(first <= character <= last for first, last in _WIDE)


def _is_hard(text: str) -> bool:
    """Whether only Rich can tell how wide it is."""
    return not all(character in _NARROW or _is_wide(character) for character in text)
