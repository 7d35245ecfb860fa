"""Names of files that a briefing is written to, made from its headline.

A name cannot leave its folder, hide in it, be read as an option, or be one that a system keeps for itself. Sources: POSIX.1
3.170 and 3.282 (file names), Microsoft's "Naming Files, Paths, and Namespaces" (reserved characters and device names).
"""

from __future__ import annotations

import re
from unicodedata import normalize

from briefing.sanitise import clean_line

MOST_BYTES = 120
"""Bytes of a name in UTF-8, its ending included: half of what systems take, as some encrypt names and a number may come."""

UNTITLED = "briefing"
"""What a file is called whose headline has no letter and no digit."""

_ENDING = re.compile(r"[a-z0-9]{1,10}")
_NOT_IN_NAMES = re.compile(r"[^\w'’,&()-]+")
_EDGES = "._-'’,&()"
_DEVICES = frozenset(
    (
        *("con", "prn", "aux", "nul", "conin", "conout", "clock"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in (*range(10), "¹", "²", "³")),
    )
)


def file_name(headline: str, ending: str) -> str:
    """A name for a file in the current folder: the words of a headline, joined by hyphens, and an ending such as `md`.

    Letters of any script stay. `ValueError` if the ending is not of small letters and digits.
    """
    if not _ENDING.fullmatch(ending):
        raise ValueError(f"{ending!r} is no ending of a file name")
    words = _NOT_IN_NAMES.sub("-", normalize("NFC", clean_line(headline[: 4 * MOST_BYTES])))
    stem = re.sub("-{2,}", "-", words).strip(_EDGES)
    stem = stem.encode("utf-8")[: MOST_BYTES - len(ending) - 1].decode("utf-8", "ignore").rstrip(_EDGES)
    if not any(letter.isalnum() for letter in stem):
        stem = UNTITLED
    if stem.casefold() in _DEVICES:
        stem = f"{UNTITLED}-{stem}"
    return f"{stem}.{ending}"
