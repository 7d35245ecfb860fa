"""Themes by name: Textual's colours for our roles, known without importing Textual.

A theme has a ground of its own, so that it looks the same on every terminal. It needs 256 colours; where there are fewer, or
none are wanted, the terminal's own serve.
"""
# Pathlib would delay the first frame.
# ruff: noqa: PTH118, PTH120, PTH123

from __future__ import annotations

import os
from collections.abc import Mapping

from tui.screen.looks import LOOKS, Look

OWN = ("ansi", "ansi-dark", "ansi-light")
"""Names of the terminal's own colours."""

_FEWEST, _ALL = 256, 1 << 24
_STEPS = (0, 95, 135, 175, 215, 255)
"""The steps of each colour in xterm's cube."""

_PARTS = {
    "bar": "accent",
    "read": "success",
    "flag": "warning",
    "status": "warning",
    "found": "accent",
    "key": "primary",
    "title": "primary",
    "headline": "foreground",
}
"""Which of a theme's colours a role has; the others have the foreground's, those that are dim nearer to the ground."""

_DIM = 0.68
"""How much of the foreground is in what is dim."""

_LEAST = 4.5
"""Least contrast between words and ground, by WCAG 2; a colour that has less gives way to the foreground."""


def names() -> tuple[str, ...]:
    """The names of all themes."""
    return (*OWN, *_tables())


def looks(theme: str, colours: int) -> Mapping[str, Look]:
    """How each role looks under a theme on a terminal with so many colours. Raises `KeyError` if there is no such theme."""
    if theme in OWN:
        return LOOKS
    parts = _tables()[theme]
    themed = {role: _themed(role, look, parts) for role, look in LOOKS.items()}
    if colours >= _ALL:
        return themed
    return {role: _as_one_of_256(look) for role, look in themed.items()} if colours >= _FEWEST else LOOKS


def _themed(role: str, look: Look, parts: Mapping[str, str]) -> Look:
    foreground, ground = parts["foreground"], parts["background"]
    ink = parts[_PARTS.get(role, "foreground")]
    if look.dim:
        ink = _mixed(foreground, ground, _DIM)
    if role != "rule" and contrast(ink, ground) < _LEAST:
        ink = foreground
    return look._replace(colour=None, dim=False, ink=ink, ground=ground)


def _as_one_of_256(look: Look) -> Look:
    return look._replace(ink=_nearest(look.ink), ground=_nearest(look.ground))


def _nearest(colour: str) -> str:
    """The nearest of xterm's 256 colours, of its cube or its greys."""
    channels = _channels(colour)
    cube = [min(range(6), key=lambda step, part=part: abs(_STEPS[step] - part)) for part in channels]  # type: ignore[misc]
    grey = max(0, min(23, round((sum(channels) / 3 - 8) / 10)))
    found = {
        16 + 36 * cube[0] + 6 * cube[1] + cube[2]: tuple(_STEPS[step] for step in cube),
        232 + grey: (8 + 10 * grey,) * 3,
    }
    number = min(found, key=lambda number: sum((a - b) ** 2 for a, b in zip(found[number], channels, strict=True)))
    return f"color({number})"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    parts = (round(a * share + b * (1 - share)) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _tables() -> dict[str, dict[str, str]]:
    import tomllib  # noqa: PLC0415 - most readers name no theme

    with open(os.path.join(os.path.dirname(__file__), "themes.toml"), "rb") as file:
        return tomllib.load(file)
