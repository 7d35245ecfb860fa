"""The signs that stand for a state: in Unicode, and in ASCII for terminals that have no other."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """The signs that stand for a state; each takes one cell. `progress` has one for each stage, from nothing to nearly all."""

    opened: str = "▼"
    closed: str = "▶"
    bar: str = "▌"
    read: str = "✓"
    flag: str = "⚑"
    note: str = "✎"
    selected: str = "┃"
    rule: str = "─"
    beside: str = "│"
    more: str = "…"
    dot: str = "·"
    progress: str = "▁▂▃▄▅▆▇█"

    def own(self, words: str) -> str:
        """The program's own words, with signs of this set between and in them, as wide as they were."""
        if self.dot == "·" or words.isascii():
            return words
        return words.translate(_ARROWS).replace(" · ", f" {self.dot} ")


_ARROWS = str.maketrans("↓↑←→", "v^<>")
UNICODE = Glyphs()
ASCII = Glyphs("v", ">", "|", "x", "!", "+", ":", "-", "|", "~", ".", "01234567")
