"""Bytes -> `Article`: kind, decoding, one module a format, the head, furniture, the language."""

from briefing.ingest.reader import MOST_BYTES, read

__all__ = ["MOST_BYTES", "read"]
