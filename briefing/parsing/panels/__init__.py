"""Which sentences belong together, under which title, and which leads."""

from __future__ import annotations

from briefing.parsing.panels.building import build

__all__ = ["build"]
