"""What the properties of a document may say of its article: a title and a time that programs write, often unasked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.ingest.article import dateline, dates

TOP = 8
"""Paragraphs at the top of a document among which its head stands."""

LONGEST_TITLE = 200
CLOSED = (".", "!", "?", "…", ":", ";", "。", "”", '"', "’")
"""How a paragraph ends that is a sentence."""

_FEWEST_WORDS = 3
"""Words of a title that a document does not show: fewer are `Document1` or `Press release`."""

_FILE_NAME = re.compile(r"\.(?:docx?|dotx?|odt|rtf|pdf|txt|indd)\b|^microsoft word\b|[\\/_]", re.IGNORECASE)


def shown(title: str, top: Sequence[str]) -> int | None:
    """Which of the paragraphs at the top says a title."""
    wanted = _folded(title)
    if not wanted or len(wanted) > LONGEST_TITLE:
        return None
    return next((number for number, words in enumerate(top) if _folded(words) == wanted), None)


def unshown(title: str, top: Sequence[str]) -> str:
    """A title that the document itself does not show, empty where its top has what could be one, or a program made it up."""
    title = " ".join(title.split())
    if not top or len(title) > LONGEST_TITLE or len(title.split()) < _FEWEST_WORDS or _FILE_NAME.search(title):
        return ""
    return "" if any(len(words) <= LONGEST_TITLE and not words.endswith(CLOSED) for words in top) else title


def dated(top: Sequence[str]) -> bool:
    """Whether the paragraphs at the top show a date line, or a dateline with a date."""
    for words in top:
        line = " ".join(words[: dates.LONGEST * 2].split())
        if dates.tell(line) or dates.find(line[: dateline.length(line)]):
            return True
    return False


def _folded(words: str) -> str:
    return " ".join(words[: 2 * LONGEST_TITLE].split()).casefold()
