"""What kind of statement a sentence makes: condition, denial, support, opposition, plan, forecast, concern."""

from __future__ import annotations

from briefing.model import Signal
from briefing.parsing.sentences import Line


def find(line: Line) -> tuple[Signal, ...]:
    """The signals of a sentence in the order of the kinds, each kind at most once, with the words that earn it."""
    return ()
