"""Plain text: an article whose head, body and furniture are told by how they read."""

from __future__ import annotations

from briefing.errors import UnreadableError
from briefing.ingest.article import assembly, layout
from briefing.ingest.detection import decoding
from briefing.ingest.drafts import Received
from briefing.limits import Limits
from briefing.model import Article
from briefing.sanitise import clean


def read(received: Received, limits: Limits) -> Article:
    """The article that some bytes are as plain text; `UnreadableError` if nothing is left of them to read."""
    text, removed = clean(decoding.decode(received.data, received.charset))
    blocks, end = layout.blocks(text, limits.characters)
    if not blocks:
        raise UnreadableError(f"{received.name} is empty: there is nothing to read in it.")
    return assembly.assemble("text", text, blocks, end, limits.paragraphs)._replace(removed=removed)
