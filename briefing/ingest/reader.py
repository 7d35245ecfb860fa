"""Which format's module reads some bytes."""

from __future__ import annotations

from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest import kinds, plain
from briefing.messages import Limits
from briefing.model import Article

MOST_BYTES = 4_000_000
"""Most bytes of an input that are read."""

_USUAL = Limits()


def read(data: bytes, name: str, limits: Limits = _USUAL) -> tuple[Article, ...]:
    """The articles that some bytes hold, with `language` untold; `name` is what the reader called them.

    What lies past the limit of characters or paragraphs is set aside. Raises `UnreadableError` (empty, blank, binary) and
    `TooLargeError`.
    """
    if len(data) > MOST_BYTES:
        raise TooLargeError(
            f"{name} is {len(data) / 1e6:.1f} MB; at most {MOST_BYTES // 1_000_000} MB are read, so open a part of it."
        )
    match kinds.tell(data):
        case "text":
            return (plain.read(data, name, limits),)
        case kind:
            raise UnreadableError(f"{name} is {kind}, not text: save the article as plain text and open that.")
