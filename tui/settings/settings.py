"""What a reader can set, as one typed object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefing.limits import Limits
from briefing.model import Topic
from tui.screen.glyphs import ASCII, UNICODE, Glyphs
from tui.screen.looks import LOOKS, Look


class Settings(NamedTuple):
    """The reader's settings; what is not set is as it is here."""

    keys: Mapping[str, tuple[str, ...]] = {}
    """Other keys for commands, by the commands' ids."""
    glyphs: Glyphs = UNICODE
    """The signs that stand for states."""
    glyph_set: str = "auto"
    """`unicode`, `ascii`, or `auto`: by the terminal's encoding."""
    theme: str = "ansi"
    """`ansi` for the terminal's own colours, or the name of one of Textual's themes."""
    looks: Mapping[str, Look] = LOOKS
    """How each role looks: the theme's colours, as far as the terminal has them."""
    topics: tuple[Topic, ...] = ()
    """Watched topics."""
    reader: str = ""
    """Whose marks these are, where several readers share a library."""
    plain_driver: bool = False
    """Whether Textual's own driver is to be used instead of ours."""
    mouse: bool = False
    """Whether the mouse scrolls and chooses; else the terminal's own selection works."""
    limits: Limits = Limits()
    """What reading and parsing an input may take."""

    def drawn(self, *, unicode: bool) -> Settings:
        """These settings with the signs that they choose on a terminal that shows Unicode, or does not."""
        wanted = self.glyph_set == "unicode" or (self.glyph_set == "auto" and unicode)
        return self._replace(glyphs=UNICODE if wanted else ASCII)
