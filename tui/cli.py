"""The command `briefing`."""

from __future__ import annotations


def main() -> int:
    """Run the command; the exit status comes back."""
    return 0
