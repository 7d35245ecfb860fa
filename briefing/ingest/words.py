"""The words of `words.toml`, by which the head of an article is told."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(table: str) -> frozenset[str]:
    """The words of one list, in lower case."""
    return _tables()[table]


@cache
def _tables() -> dict[str, frozenset[str]]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return {name: frozenset(entries) for name, entries in tomllib.load(file).items()}
