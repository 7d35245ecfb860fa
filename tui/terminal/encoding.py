"""Text as bytes of the terminal's encoding; what it cannot show is replaced by something as wide, so that columns stay."""

from __future__ import annotations

import codecs

_SIGNS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "…": "~", "•": "*", "·": ".",
    "\u00a0": " ", "\u202f": " ", "─": "-", "│": "|", "▌": "|", "▼": "v", "▶": ">", "✓": "x", "→": ">",
    "←": "<", "↑": "^", "↓": "v",
}  # fmt: skip


def encode(text: str, encoding: str) -> bytes:
    """The bytes for a terminal of this encoding."""
    if encoding == "utf-8":
        return text.encode("utf-8", "replace")
    return text.encode(encoding, "briefing-as-wide")


def _as_wide(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from unicodedata import combining, normalize  # noqa: PLC0415 - for the few terminals that are not UTF-8

    from tui.screen.widths import width  # noqa: PLC0415

    out = ""
    for character in error.object[error.start : error.end]:
        plain = _SIGNS.get(character) or "".join(sign for sign in normalize("NFD", character) if not combining(sign))
        cells = width(character)
        out += plain if plain.isascii() and len(plain) == cells else "?" * cells
    return out, error.end


codecs.register_error("briefing-as-wide", _as_wide)
