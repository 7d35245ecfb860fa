"""Which version of the program reads and parses, and under which key its result is kept.

The version is a digest over the files of `ingest/` and `parsing/`, which hold the sha256s of the accepted weights too, so it
is known without importing any of them.
"""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH118, PTH120, PTH123

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256

from briefing.codec import encode
from briefing.model import Article, Topic

_PARTS = ("ingest", "parsing")
_LENGTH = 32


@cache
def parser_version() -> str:
    """The version of what turns bytes into a briefing: 32 hexadecimal digits."""
    here = os.path.dirname(os.path.abspath(__file__))
    whole = sha256()
    for part in _PARTS:
        for name, path in sorted(_files(os.path.join(here, part), part)):
            with open(path, "rb", buffering=0) as file:
                data = file.read()
            whole.update(f"{name}\0{len(data)}\0".encode())
            whole.update(data)
    return whole.hexdigest()[:_LENGTH]


def of_bytes(data: bytes) -> str:
    """The sha256 of bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def of_reading(article: Article) -> str:
    """The digest of a reading: an article as it was read, whatever it came in and whatever language it was found to be in."""
    return of_bytes(encode(article._replace(origin=None, inputs=(), language=None)).encode())


def of_briefing(readings: Iterable[str], topics: tuple[Topic, ...], options: tuple[int, ...], version: str) -> str:
    """The key of the briefing that a version makes of readings in their order, with topics and with options."""
    return of_bytes(encode((tuple(readings), topics, options, version)).encode())


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")) or entry.name.endswith((".pyc", "~")):
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}", entry.path
