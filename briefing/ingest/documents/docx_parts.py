"""What a Word file holds: its archive, opened under limits, and its XML, read in pieces and never kept whole.

Declared sizes are looked at first, and what really comes out is counted, since an archive may lie. A document type, and with
it every entity, is refused: Word writes none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest.drafts import Received
from briefing.limits import Limits

MOST_BYTES = 32_000_000
"""Bytes of XML that all parts that are read may have together."""

MOST_ENTRIES = 10_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 500
STEEPEST = 200
"""How many times smaller than its content a part above a megabyte may be: text is seldom squeezed below a twentieth."""

_MOST_FIELDS = 20
"""Fields that stand in each other, as in a conditional with a date in it; those further in count as text."""

_PIECE = 1 << 20
_LOCKED = 0x1
_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math ",
    "http://purl.oclc.org/ooxml/officeDocument/math ",
)
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_DOCUMENT = re.compile(r"word/document\d{0,3}\.xml")
_OFF = frozenset(("0", "false", "off"))

_SKIPPED = frozenset(
    (
        *("del", "moveFrom", "delText", "instrText", "delInstrText"),  # what was deleted, and what a field is made from
        *("sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "object", "rt"),
        *("pPrChange", "rPrChange", "comment", "sectPrChange"),
    )
)
"""Elements whose text is none of the document's."""

_WORDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


class Paragraph(NamedTuple):
    """A paragraph, and the id of its style, empty if it has none."""

    words: str
    style: str = ""


class Row(NamedTuple):
    """A row of a table: each cell with its paragraphs, tables inside it included."""

    cells: tuple[tuple[Paragraph, ...], ...]


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
        body = _Body(self._too_long, self._most_text)
        self._parse(name, body.start, body.end, body.text)
        return body.parts

    def notes(self) -> list[str]:
        """The words of the footnotes and the endnotes, in their order."""
        found: list[str] = []
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            if part in self._entries:
                notes = _Notes(self._too_long, self._most_text)
                self._parse(part, notes.start, notes.end, notes.text)
                found += notes.notes
        return found

    def styles(self) -> dict[str, str]:
        """The names of the styles by their ids; names are the same in every language of Word, ids are not."""
        found: dict[str, str] = {}
        style = ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal style
            if (name := _local(tag)) == "style":
                style = _attribute(attributes, "styleId")
            elif name == "name" and style:
                found.setdefault(style, _attribute(attributes, "val"))

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
                parser.Parse(piece, False)
            parser.Parse(b"", True)
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


_DAMAGES = (
    *(BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)
"""What the archive and the XML of a damaged file make the standard library raise."""


class _Open:
    """A paragraph that has begun, and what stands in text boxes inside it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.style = ""
        self.boxes: list[Paragraph | Row] = []


class _Body:
    """Collects the paragraphs and rows of a body from the events of an XML parser."""

    def __init__(self, too_long: Callable[[], TooLargeError], most: int) -> None:
        self.parts: list[Paragraph | Row] = []
        self._too_long = too_long
        self._left = most
        self._skipped = 0
        self._open: list[_Open] = []
        self._tables: list[list[list[Paragraph]]] = []
        self._boxes: list[int] = []
        self._fields: list[bool] = []  # those that have begun; true where it is the code that is told, not the result
        self._prompt = False
        self._chosen: list[bool] = []
        self._spoken = False
        self._hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        if tag.startswith(_ALTERNATIVES):
            self._choose(tag[len(_ALTERNATIVES) :])
            return
        name = _local(tag)
        if name is None:
            self._spoken = tag.startswith(_MATHS) and tag.endswith(" t")
            return
        self._spoken = name == "t"
        if name in _SKIPPED:
            self._skipped = 1
        elif name == "p":
            self._open.append(_Open())
        elif name == "r":
            self._hidden = False
        elif name == "vanish":
            self._hidden = _attribute(attributes, "val").casefold() not in _OFF
        elif name == "showingPlcHdr":
            self._prompt = True
        elif name == "sdtContent":
            self._skipped, self._prompt = int(self._prompt), False
        elif name in _WORDS:
            self._say(_WORDS[name])
        elif name == "pStyle" and self._open:
            self._open[-1].style = _attribute(attributes, "val")
        elif name == "fldChar":
            self._field(_attribute(attributes, "fldCharType"))
        elif name == "tr":
            self._tables.append([])
        elif name == "tc" and self._tables:
            self._tables[-1].append([])
        elif name == "txbxContent":
            self._boxes.append(len(self._tables))

    def end(self, tag: str) -> None:
        self._spoken = False
        if self._skipped:
            self._skipped -= 1
            return
        if tag == _ALTERNATIVES + "AlternateContent":
            self._chosen.pop()
            return
        name = _local(tag)
        if name == "p" and self._open:
            self._close()
        elif name == "r":
            self._hidden = False
        elif name == "tr" and self._tables:
            self._end_row()
        elif name == "txbxContent":
            self._boxes.pop()

    def text(self, words: str) -> None:
        if self._spoken and not self._skipped:
            self._say(words)

    def _choose(self, name: str) -> None:
        """Of alternatives the first is read: it says what the others say."""
        if name == "AlternateContent":
            self._chosen.append(False)
        elif name in ("Choice", "Fallback") and self._chosen:
            if self._chosen[-1]:
                self._skipped = 1
            self._chosen[-1] = True

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields += [True] if len(self._fields) < _MOST_FIELDS else []
        elif self._fields and what == "separate":
            self._fields[-1] = False
        elif self._fields and what == "end":
            self._fields.pop()

    def _say(self, words: str) -> None:
        if not self._open or self._hidden or any(self._fields):
            return
        self._left -= len(words)
        if self._left < 0:
            raise self._too_long()
        self._open[-1].words.append(words)

    def _close(self) -> None:
        """End a paragraph; what stands in text boxes inside it comes after it."""
        paragraph = self._open.pop()
        self._fields = [code for code in self._fields if not code]  # the code of a field that never ends hides one paragraph
        if words := "".join(paragraph.words).strip():
            self._add(Paragraph(words, paragraph.style))
        for part in paragraph.boxes:
            self._add(part)

    def _end_row(self) -> None:
        cells = tuple(tuple(cell) for cell in self._tables.pop())
        if self._in_table():
            for cell in cells:
                self._tables[-1][-1].extend(cell)
        elif any(cells):
            self._add(Row(cells))

    def _in_table(self) -> bool:
        """Whether what comes belongs to a cell, and not to a text box that was anchored in one."""
        return len(self._tables) > (self._boxes[-1] if self._boxes else 0) and bool(self._tables[-1])

    def _add(self, part: Paragraph | Row) -> None:
        if self._in_table():
            cells = (part,) if isinstance(part, Paragraph) else tuple(one for cell in part.cells for one in cell)
            self._tables[-1][-1].extend(cells)
        elif self._open:
            self._open[-1].boxes.append(part)
        else:
            self.parts.append(part)


class _Notes(_Body):
    """Collects notes; those that have a type are lines and spaces between text and notes."""

    def __init__(self, too_long: Callable[[], TooLargeError], most: int) -> None:
        super().__init__(too_long, most)
        self.notes: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._skipped and _local(tag) in ("footnote", "endnote"):
            if _attribute(attributes, "type") in ("", "normal"):
                self.parts = []
            else:
                self._skipped = 1
            return
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        if not self._skipped and _local(tag) in ("footnote", "endnote"):
            words = [part.words if isinstance(part, Paragraph) else _told(part) for part in self.parts]
            self.notes += ["\n".join(words)] if words else []
            self.parts = []
            return
        super().end(tag)


def _told(row: Row) -> str:
    return "\n".join(paragraph.words for cell in row.cells for paragraph in cell)


def _local(tag: str) -> str | None:
    """The name of an element of a Word document, none of another's."""
    for namespace in _W:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return None


def _attribute(attributes: dict[str, str], name: str) -> str:
    for namespace in _W:
        if (value := attributes.get(namespace + name)) is not None:
            return value
    return attributes.get(name, "")
