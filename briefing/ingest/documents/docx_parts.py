"""What a Word file holds: its archive, opened under limits, and its XML, read in pieces and never kept whole.

Declared sizes are looked at first, and what really comes out is counted, since an archive may lie. A document type, and with
it every entity, is refused: Word writes none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from briefing.errors import DECODER_ERRORS, TooLargeError, UnreadableError
from briefing.ingest.documents.docx_body import Body, Notes, attribute, local_name
from briefing.ingest.documents.docx_tables import Paragraph, Row
from briefing.ingest.drafts import Received
from briefing.limits import Limits

MOST_BYTES = 32_000_000
"""Bytes of XML that all parts that are read may have together."""

MOST_ENTRIES = 10_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 500
STEEPEST = 200
"""How many times smaller than its content a part above a megabyte may be: text is seldom squeezed below a twentieth."""

_PIECE = 1 << 20
_LOCKED = 0x1
_DOCUMENT = re.compile(r"word/document\d{0,3}\.xml")


class Archive:
    """The parts of a Word file. Everything raises `UnreadableError` where it is damaged or locked, and `TooLargeError`."""

    def __init__(self, received: Received, limits: Limits) -> None:
        self._name = received.name
        self._most_text = limits.size
        self._left = MOST_BYTES
        self._elements = 0
        try:
            self._zip = ZipFile(BytesIO(received.data))
        except _DAMAGES as error:
            raise self._damaged() from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise TooLargeError(f"{self._name} holds {len(entries):,} files; a Word document has at most {MOST_ENTRIES:,}.")
        self._entries = {entry.filename: entry for entry in entries}

    def document(self) -> list[Paragraph | Row]:
        """The paragraphs and rows of the body, in their order."""
        name = next((name for name in self._entries if _DOCUMENT.fullmatch(name)), "word/document.xml")
        if name not in self._entries:
            raise self._damaged()
        body = Body(self._too_long, self._most_text)
        self._parse(name, body.start, body.end, body.text)
        return body.parts

    def notes(self) -> list[str]:
        """The words of the footnotes and the endnotes, in their order."""
        found: list[str] = []
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            if part in self._entries:
                notes = Notes(self._too_long, self._most_text)
                self._parse(part, notes.start, notes.end, notes.text)
                found += notes.notes
        return found

    def styles(self) -> dict[str, str]:
        """The names of the styles by their ids; names are the same in every language of Word, ids are not."""
        found: dict[str, str] = {}
        style = ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal style
            if (name := local_name(tag)) == "style":
                style = attribute(attributes, "styleId")
            elif name == "name" and style:
                found.setdefault(style, attribute(attributes, "val"))

        if "word/styles.xml" in self._entries:
            self._parse("word/styles.xml", start, lambda _tag: None, lambda _words: None)
        return found

    def properties(self) -> dict[str, str]:
        """Title, creator and time of creation (`created`) as the file's properties give them."""
        found: dict[str, str] = {}
        at = ""

        def start(tag: str, _attributes: dict[str, str]) -> None:
            nonlocal at
            at = tag.rpartition(" ")[2]

        def text(words: str) -> None:
            if at in ("title", "creator", "created"):
                found[at] = (found.get(at, "") + words)[:1_000]

        if "docProps/core.xml" in self._entries:
            self._parse("docProps/core.xml", start, lambda _tag: start("", {}), text)
        return found

    def _parse(
        self, part: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
    ) -> None:
        """Read one part of the file through an XML parser that knows no entities and opens nothing."""
        depth = 0

        def counted(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > DEEPEST:
                raise UnreadableError(f"{self._name} is a Word document nested too deep to be one; it is not opened.")
            if self._elements > MOST_ELEMENTS:
                raise self._too_long()
            start(tag, attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag)

        def refused(*_: object) -> None:
            raise self._damaged()

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = counted
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refused
        parser.EntityDeclHandler = refused
        try:
            for piece in self._pieces(self._entries[part]):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by its place only
        except _DAMAGES as error:
            raise self._damaged() from error

    def _pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        """The bytes of an entry, a megabyte at a time."""
        if entry.flag_bits & _LOCKED:
            raise UnreadableError(f"{self._name} is locked with a password: save a copy without one and open that.")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._damaged()
        if entry.file_size > self._left or entry.file_size > max(_PIECE, entry.compress_size * STEEPEST):
            raise self._too_long()
        with self._zip.open(entry) as stream:
            while piece := stream.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise self._too_long()
                yield piece

    def _damaged(self) -> UnreadableError:
        return UnreadableError(
            f"{self._name} is a damaged Word document: open it in a word processor, save it again and open that."
        )

    def _too_long(self) -> TooLargeError:
        return TooLargeError(
            f"{self._name} is a Word document that unpacks to more than the {MOST_BYTES // 1_000_000} MB that are read: "
            "open a part of it."
        )


_DAMAGES = (*DECODER_ERRORS, BadZipFile, zlib.error, expat.ExpatError)
"""What the archive and the XML of a damaged file make the standard library raise."""
