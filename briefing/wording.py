"""What every view says in the same words: numbers with their nouns, and what is not among the panels."""

from __future__ import annotations

TOO_LONG = "The article is longer than is parsed: what is past the limit stands under Set aside"
"""What is said of an article whose rest was set aside for its length."""


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 voice`, `3 voices`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def aside_title(things: int, left_out: int) -> str:
    """What is said above the things that were set aside: how many, and how many words of a page are not shown at all."""
    parts = [f"Set aside ({things})"] if things else []
    if left_out:
        parts.append(f"{counted(left_out, 'word')} of the page left out")
    return ", ".join(parts)
