"""What the names that a page gives an element say of what stands in it, by the lists of `regions.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
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
    return _told(_names_of(element), "regions")


def is_post(element: etree._Element) -> bool:
    """Whether an element quotes a post of a network."""
    return _told(_names_of(element), "posts") is not None


def is_deck(element: etree._Element) -> bool:
    """Whether an element says that it is the sentence under a headline."""
    return _told(_names_of(element), "decks") is not None


def told(names: str) -> str | None:
    """The reason that some names of an element, parted by spaces, give; none if they give none."""
    return _told(names, "regions")


def tables() -> list[dict[str, Any]]:  # `Any` is what TOML holds
    """The regions of `regions.toml` as they stand there."""
    regions: list[dict[str, Any]] = _file()["region"]
    return regions


def _names_of(element: etree._Element) -> str:
    return " ".join(filter(None, (element.get(name) for name in _ATTRIBUTES)))[:_LONGEST]


@lru_cache(maxsize=10_000)
def _told(names: str, table: str) -> str | None:
    known = _entries(table)
    for name in names.split():
        words = tuple(word.lower() for word in _WORD.findall(name))
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                if (found := known.get(words[start:end])) is not None:
                    return found
    return None


@cache
def _entries(table: str) -> dict[tuple[str, ...], str]:
    """The entries of a table as words, each with its reason."""
    if table == "regions":
        return {tuple(name.split()): region["reason"] for region in tables() for name in region["names"].split("|")}
    return {tuple(name.split()): table for name in _file()[table].split("|")}


@cache
def _file() -> dict[str, Any]:
    with Path(__file__).with_name("regions.toml").open("rb") as file:
        return tomllib.load(file)
