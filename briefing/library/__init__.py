"""SQLite: articles, briefings, marks, where the reader was."""

from __future__ import annotations

from briefing.library.catalogue import Work
from briefing.library.marks import OFF, ON, Ledger, Placed, State, fold, make, standing, standing_elsewhere, undo
from briefing.library.places import Bookmark
from briefing.library.readings import Fetched, Reading
from briefing.library.store import Library
from briefing.library.versions import Version

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
