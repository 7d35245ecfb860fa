"""When: the words that name a time, and their TIMEX3 values."""

from __future__ import annotations

from briefing.parsing.times.finding import find

__all__ = ["find"]
