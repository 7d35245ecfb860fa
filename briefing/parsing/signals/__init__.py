"""What kind of statement a sentence makes: condition, denial, support, opposition, plan, forecast, concern."""

from __future__ import annotations

from briefing.parsing.signals.finding import find

__all__ = ["find"]
