"""Word documents: their paragraphs with the styles that tell headline, deck and byline, tables, notes and properties.

Sources: ECMA-376 (Office Open XML, 5th edition), part 1, sections 17 (WordprocessingML) and 15.2.12.1 (core properties), and
part 3, section 7.6 (alternate content).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.ingest.article import dates
from briefing.ingest.documents import properties
from briefing.ingest.documents.docx_parts import Archive
from briefing.ingest.documents.docx_tables import Paragraph, Row
from briefing.ingest.drafts import Draft, Part, Received
from briefing.limits import Limits
from briefing.model import Block

FOOTNOTE = "footnote"
TABLE = "table"
CONTENTS = "contents"
CAPTION = "caption"

_ROLES = {"subtitle": "deck", "author": "byline", "byline": "byline", "date": "date"}
_ASIDE = {"caption": CAPTION, "toc heading": CONTENTS}
_HEADING = re.compile(r"heading ([1-9])")
_SUBHEADS = frozenset(
    ("crosshead", "crossheading", "cross heading", "intertitle", "section heading", "section title", "subhead", "subheading")
)
"""Names that houses give to styles of their own."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)?)?")


class _Line(NamedTuple):
    """A paragraph or a row of a table, the name of its style in lower case, and why it is set aside, if it is."""

    words: str
    style: str
    reason: str | None = None


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The article of a Word document. Raises `UnreadableError` (damaged, locked) and `TooLargeError`."""
    archive = Archive(received, limits)
    lines = list(_lines(archive.document(), archive.styles()))
    notes = [Part(note, FOOTNOTE) for note in archive.notes()]
    return (_draft(lines, notes, archive.properties()),)


def _lines(parts: Iterable[Paragraph | Row], styles: dict[str, str]) -> Iterator[_Line]:
    """The paragraphs of a document in their order.

    A row of a table is one where its cells hold a paragraph each; where a cell holds several, the table lays out a page.
    """
    for part in parts:
        if isinstance(part, Paragraph):
            yield _line(part, styles)
            continue
        cells = [cell for cell in part.cells if cell]
        if any(len(cell) > 1 for cell in cells):
            yield from (_line(paragraph, styles) for cell in cells for paragraph in cell)
        elif len(cells) == 1:
            yield _line(cells[0][0], styles)
        elif cells:
            words = [cell[0].words.strip() for cell in cells]
            reason = None if any(cell.endswith(properties.CLOSED) for cell in words) else TABLE
            yield _Line("\n".join(words), "", reason)


def _line(paragraph: Paragraph, styles: dict[str, str]) -> _Line:
    style = styles.get(paragraph.style, paragraph.style).casefold()
    reason = CONTENTS if re.fullmatch(r"toc ?\d", style) else _ASIDE.get(style)
    return _Line(paragraph.words.strip(), style, reason)


def _draft(lines: list[_Line], notes: list[Part], core: dict[str, str]) -> Draft:
    """The draft of a document: the head as its styles tell it, else as its properties (`core`) say."""
    head: dict[str, str] = {}
    at: set[int] = set()
    top = [number for number, line in enumerate(lines) if line.words and line.reason is None][: properties.TOP]
    if (number := _headline(lines, top)) is not None:
        head["headline"] = lines[number].words
        at.add(number)
    for number in top:
        role = _ROLES.get(lines[number].style)
        if role and role not in head:
            head[role] = lines[number].words
            at.add(number)
    shown = [lines[number].words for number in top]
    if "headline" not in head:
        title = core.get("title", "")
        if (place := properties.shown(title, shown)) is not None:
            head["headline"] = shown[place]
            at.add(top[place])
        else:
            head["headline"] = properties.unshown(title, shown)
    creator = core.get("creator", "").strip()
    for number in top:
        if "byline" not in head and creator and lines[number].words == creator:
            head["byline"] = creator
            at.add(number)
    body = [Part(line.words, line.reason, block=_block(line.style)) for number, line in enumerate(lines) if number not in at]
    return Draft(
        "docx",
        (*body, *notes),
        headline=head.get("headline", ""),
        deck=head.get("deck", ""),
        byline=head.get("byline", ""),
        date=head.get("date", ""),
        published=_published(head.get("date", ""), shown, core.get("created", "")),
    )


def _block(style: str) -> Block:
    """What a paragraph is by its style."""
    found = _HEADING.fullmatch(style)
    if found:
        return Block("heading", int(found[1]))
    return Block("heading") if style in _SUBHEADS else Block()


def _headline(lines: Sequence[_Line], top: Sequence[int]) -> int | None:
    """Which line is the headline by its style: a title, else the only heading of its level, or the first line if it is one."""
    for number in top:
        if lines[number].style == "title":
            return number
    headings = [number for number in top if lines[number].style == "heading 1"]
    if headings and (headings[0] == top[0] or sum(line.style == "heading 1" for line in lines) == 1):
        return headings[0]
    return None


def _published(date: str, shown: Sequence[str], created: str) -> str:
    """When a document was published: as its date line says, or, where its top shows no date, when it was made."""
    if told := [found.value for found in dates.find(" ".join(date.split())) if found.value]:
        return told[0]
    found = _DATE.match(created.strip())
    return found[0] if found and not properties.dated(shown) else ""
