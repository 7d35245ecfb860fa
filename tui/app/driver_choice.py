"""Which driver writes to the terminal: our own, or Textual's where the reader wants it or this Textual leaves no choice."""

from __future__ import annotations

import gc

from textual.driver import Driver

from tui.app import textual_private
from tui.app.driver import driver_class
from tui.terminal.early_frame import Held


def choose(held: Held | None, *, plain: bool) -> tuple[type[Driver] | None, str]:
    """The class of our driver, or none for Textual's own, and a sentence where that is not what was asked for."""
    sentence = "" if plain else why_not_ours()
    if plain or sentence:
        gc.enable()  # our driver does it after its first frame
        return None, sentence
    return driver_class(held), ""


def why_not_ours() -> str:
    """A sentence that says why our driver cannot be used with this version of Textual; empty if it can."""
    names = [name.rpartition(".")[2] for name in textual_private.missing()]
    return f"Textual's own driver is used: this Textual has no {' and no '.join(names)}" if names else ""
