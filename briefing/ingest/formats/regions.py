"""What the names that a page gives an element say of what stands in it, by the lists of `regions.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

UNSEEN = ""
"""The reason for what a page does not show until it is asked to."""

_LONGEST = 400
"""Characters of the names of an element that are looked at."""

_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_ATTRIBUTES = ("class", "id", "role", "data-component", "data-type")
_MOST_WORDS = 4


def reason(element: etree._Element) -> str | None:
    """Why what stands in an element is no part of the article, by its names; none if they do not say that it is not."""
    return told(" ".join(filter(None, (element.get(name) for name in _ATTRIBUTES)))[:_LONGEST])


@cache
def told(names: str) -> str | None:
    """What some names, parted by spaces, say of an element."""
    for name in names.split():
        words = tuple(word.lower() for word in _WORD.findall(name))
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                found = _names().get(words[start:end])
                if found is not None:
                    return found
    return None


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {tuple(name.split()): table["reason"] for table in tables() for name in table["names"].split("|")}


def tables() -> list[dict[str, Any]]:  # `Any` is what TOML holds
    """The regions of `regions.toml` as they stand there."""
    with Path(__file__).with_name("regions.toml").open("rb") as file:
        regions: list[dict[str, Any]] = tomllib.load(file)["region"]
    return regions
