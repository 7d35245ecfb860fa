"""When the cell of progress may change: nothing on the screen moves often unless a key was pressed."""

from __future__ import annotations

from time import monotonic

EVERY = 1.0
"""Seconds between two changes of the cell."""


class Pace:
    """Keeps the seconds between two changes of what changes by itself."""

    def __init__(self) -> None:
        self._changed = 0.0

    def is_due(self) -> bool:
        """Whether it may change now; then the seconds begin anew."""
        now = monotonic()
        if now - self._changed < EVERY:
            return False
        self._changed = now
        return True
