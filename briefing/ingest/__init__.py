"""Bytes -> `Article`: kind, decoding, one module a format, the head, furniture, the language."""

from briefing.ingest.drafts import Read, Received
from briefing.ingest.reader import prepare, read

__all__ = ["Read", "Received", "prepare", "read"]
