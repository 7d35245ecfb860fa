"""Who says what: sources, cues and contents, as the article words them."""

from __future__ import annotations

from briefing.parsing.attributions.finding import find

__all__ = ["find"]
