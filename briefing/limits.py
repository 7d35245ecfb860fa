"""What reading and parsing one input may take."""

from __future__ import annotations

from typing import NamedTuple

_DOCUMENTS = (b"%PDF-", b"PK\x03\x04")
"""How PDF documents and zip archives, which Word documents are, begin."""


class Limits(NamedTuple):
    """What one job may take."""

    characters: int = 200_000
    """Characters of an article that are parsed; the rest is shown."""
    paragraphs: int = 2_000
    """Paragraphs of an article that are parsed; the rest is shown."""
    seconds: int = 30
    """Seconds for parsing an article, all steps together."""
    mebibytes: int = 2_048
    """MiB of address space for parsing; about a third of it is ever used."""
    size: int = 4_000_000
    """Bytes of a text, page, mail or feed; a larger one is refused."""
    documents: int = 32_000_000
    """Bytes of a PDF or Word document, most of which are pictures; a larger one is refused."""
    reading: int = 6
    """Seconds for reading the articles of an input."""
    reading_mebibytes: int = 1_024
    """MiB of memory for reading the articles of an input."""
    starting: int = 30
    """Seconds until the worker has started, and until it has loaded its models."""

    def most(self, start: bytes) -> int:
        """Most bytes of an input that begins so."""
        return self.documents if start.startswith(_DOCUMENTS) else self.size
