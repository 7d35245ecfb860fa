"""What of a Word document's XML is its text: the words of its paragraphs, their styles, and the notes.

What was deleted, hidden, prompted for or made by a field's code is none of it.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.errors import TooLargeError
from briefing.ingest.documents.docx_tables import Paragraph, Row, Tables

_MOST_FIELDS = 20
"""Fields that stand in each other, as in a conditional with a date in it; those further in count as text."""

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math ",
    "http://purl.oclc.org/ooxml/officeDocument/math ",
)
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
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


class _Open:
    """A paragraph that has begun, and what stands in text boxes inside it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.style = ""
        self.boxes: list[Paragraph | Row] = []


class Body:
    """Collects the paragraphs and rows of a body from the events of an XML parser.

    Raises what `too_long` makes where there are more than `most` characters.
    """

    def __init__(self, too_long: Callable[[], TooLargeError], most: int) -> None:
        self.parts: list[Paragraph | Row] = []
        self._too_long = too_long
        self._left = most
        self._skipped = 0
        self._open: list[_Open] = []
        self._tables = Tables()
        self._fields: list[bool] = []  # those that have begun; true where it is the code that is told, not the result
        self._prompt = False
        self._chosen: list[bool] = []
        self._spoken = False
        self._hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
            return
        if tag.startswith(_ALTERNATIVES):
            self._choose(tag[len(_ALTERNATIVES) :])
            return
        name = local_name(tag)
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
            self._hidden = attribute(attributes, "val").casefold() not in _OFF
        elif name == "showingPlcHdr":
            self._prompt = True
        elif name == "sdtContent":
            self._skipped, self._prompt = int(self._prompt), False
        elif name in _WORDS:
            self._say(_WORDS[name])
        elif name == "pStyle" and self._open:
            self._open[-1].style = attribute(attributes, "val")
        elif name == "fldChar":
            self._field(attribute(attributes, "fldCharType"))
        elif name == "tr":
            self._tables.begin_row()
        elif name == "tc":
            self._tables.begin_cell()
        elif name == "txbxContent":
            self._tables.begin_box()

    def end(self, tag: str) -> None:
        """An element ends."""
        self._spoken = False
        if self._skipped:
            self._skipped -= 1
            return
        if tag == _ALTERNATIVES + "AlternateContent":
            self._chosen.pop()
            return
        name = local_name(tag)
        if name == "p" and self._open:
            self._close()
        elif name == "r":
            self._hidden = False
        elif name == "tr":
            self._add(self._tables.end_row())
        elif name == "txbxContent":
            self._tables.end_box()

    def text(self, words: str) -> None:
        """Some text of the element that has begun."""
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

    def _add(self, part: Paragraph | Row) -> None:
        if not _paragraphs(part) or self._tables.put(part):
            return
        to = self._open[-1].boxes if self._open else self.parts
        to.append(part)


class Notes(Body):
    """Collects notes; those that have a type are lines and spaces between text and notes."""

    def __init__(self, too_long: Callable[[], TooLargeError], most: int) -> None:
        super().__init__(too_long, most)
        self.notes: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; what stood before a note is none of it."""
        if not self._skipped and local_name(tag) in ("footnote", "endnote"):
            if attribute(attributes, "type") in ("", "normal"):
                self.parts = []
            else:
                self._skipped = 1
            return
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends, and with it a note."""
        if not self._skipped and local_name(tag) in ("footnote", "endnote"):
            words = [paragraph.words for part in self.parts for paragraph in _paragraphs(part)]
            self.notes += ["\n".join(words)] if words else []
            self.parts = []
            return
        super().end(tag)


def _paragraphs(part: Paragraph | Row) -> tuple[Paragraph, ...]:
    return (part,) if isinstance(part, Paragraph) else part.paragraphs


def local_name(tag: str) -> str | None:
    """The name of an element of a Word document, none of another's."""
    for namespace in _W:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return None


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute of an element of a Word document, empty if it has none."""
    for namespace in _W:
        if (value := attributes.get(namespace + name)) is not None:
            return value
    return attributes.get(name, "")
