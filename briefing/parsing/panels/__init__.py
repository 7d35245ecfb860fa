"""Which sentences belong together, under which title, which leads, which tell the news, and what part each panel plays."""

from __future__ import annotations

from briefing.parsing.panels.building import build
from briefing.parsing.panels.parts import with_parts

__all__ = ["build", "with_parts"]
