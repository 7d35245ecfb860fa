"""SQLite: articles, briefings, marks, where the reader was."""

from __future__ import annotations

from briefing.library.marks import OFF, ON, Ledger, Placed, State, fold, make, standing, standing_elsewhere, undo
from briefing.library.store import Bookmark, Fetched, Library, Reading, Version, Work

__all__ = [
    "OFF",
    "ON",
    "Bookmark",
    "Fetched",
    "Ledger",
    "Library",
    "Placed",
    "Reading",
    "State",
    "Version",
    "Work",
    "fold",
    "make",
    "standing",
    "standing_elsewhere",
    "undo",
]
