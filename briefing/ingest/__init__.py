"""Bytes -> `Article`: kind, decoding, one module a format, the head, furniture, the language."""

from briefing.ingest.drafts import Read, Received
from briefing.ingest.reader import articles, prepare, read

__all__ = ["Read", "Received", "articles", "prepare", "read"]
