"""Word documents: their paragraphs with the styles that tell headline, deck and byline, tables, notes and properties.

Sources: ECMA-376 (Office Open XML, 5th edition), part 1, sections 17 (WordprocessingML) and 15.2.12.1 (core properties), and
part 3, section 7.6 (alternate content).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.ingest import datelines, dates
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.formats.docx_xml import Archive, Paragraph, Row
from briefing.messages import Limits

FOOTNOTE = "footnote"
TABLE = "table"
CONTENTS = "contents"
CAPTION = "caption"

_ROLES = {"subtitle": "deck", "author": "byline", "byline": "byline", "date": "date"}
_ASIDE = {"caption": CAPTION, "toc heading": CONTENTS}
_CLOSED = (".", "!", "?", "…", ":", "。", "”", '"')

_TOP = 8
"""Paragraphs at the top among which the head stands."""

_LONGEST_TITLE = 200
_FEWEST_WORDS = 3
"""Words of a title in the properties that a document does not show: fewer are `Document1` or `Press release`."""

_FILE_NAME = re.compile(r"\.(?:docx?|dotx?|odt|rtf|pdf|txt)\b|^microsoft word\b|[\\/_]", re.IGNORECASE)
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
            reason = None if any(cell.endswith(_CLOSED) for cell in words) else TABLE
            yield _Line("\n".join(words), "", reason)


def _line(paragraph: Paragraph, styles: dict[str, str]) -> _Line:
    style = styles.get(paragraph.style, paragraph.style).casefold()
    reason = CONTENTS if re.fullmatch(r"toc ?\d", style) else _ASIDE.get(style)
    return _Line(paragraph.words.strip(), style, reason)


def _draft(lines: list[_Line], notes: list[Part], properties: dict[str, str]) -> Draft:
    """The draft of a document: what its styles tell of the head, then what its properties say where it shows nothing."""
    head: dict[str, str] = {}
    at: set[int] = set()
    top = [number for number, line in enumerate(lines) if line.words and line.reason is None][:_TOP]
    if (number := _headline(lines, top)) is not None:
        head["headline"] = lines[number].words
        at.add(number)
    for number in top:
        role = _ROLES.get(lines[number].style)
        if role and role not in head:
            head[role] = lines[number].words
            at.add(number)
    shown = [lines[number].words for number in top]
    if "headline" not in head and (title := _title(properties.get("title", ""), shown)):
        head["headline"] = title
        at |= {number for number in top if lines[number].words == title}
    creator = properties.get("creator", "").strip()
    for number in top:
        if "byline" not in head and creator and lines[number].words == creator:
            head["byline"] = creator
            at.add(number)
    body = [Part(line.words, line.reason) for number, line in enumerate(lines) if number not in at]
    return Draft(
        "docx",
        (*body, *notes),
        headline=head.get("headline", ""),
        deck=head.get("deck", ""),
        byline=head.get("byline", ""),
        date=head.get("date", ""),
        published=_published(head.get("date", ""), shown, properties.get("created", "")),
    )


def _headline(lines: Sequence[_Line], top: Sequence[int]) -> int | None:
    """Which line is the headline by its style: a title, else the only heading of its level, or the first line if it is one."""
    for number in top:
        if lines[number].style == "title":
            return number
    headings = [number for number in top if lines[number].style == "heading 1"]
    if headings and (headings[0] == top[0] or sum(line.style == "heading 1" for line in lines) == 1):
        return headings[0]
    return None


def _title(title: str, shown: Sequence[str]) -> str:
    """The title that the properties give: as the document shows it, or where its top shows nothing that could be one."""
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST_TITLE:
        return ""
    for words in shown:
        if " ".join(words.split()).casefold() == title.casefold():
            return words
    if len(title.split()) < _FEWEST_WORDS or _FILE_NAME.search(title) or not shown:
        return ""
    return "" if any(len(words) <= _LONGEST_TITLE and not words.endswith(_CLOSED) for words in shown) else title


def _published(date: str, shown: Sequence[str], created: str) -> str:
    """When a document was published: as its date line says, or, where its top shows no date, when it was made."""
    told = [dated.value for dated in dates.find(" ".join(date.split())) if dated.value]
    if told:
        return told[0] or ""
    for words in shown:
        line = " ".join(words[: dates.LONGEST * 2].split())
        if dates.tell(line) or dates.find(line[: datelines.length(line)]):
            return ""
    found = _DATE.match(created.strip())
    return found[0] if found else ""
