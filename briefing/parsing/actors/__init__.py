"""Who is named, and who the source of an attribution is."""

from __future__ import annotations

from briefing.parsing.actors.merging import find

__all__ = ["find"]
