"""PDF documents: their text page by page in the order in which it is drawn, put together to paragraphs.

Chromium's reader, PDFium, opens them, damaged ones too. Sources: ISO 32000-1, 7.9.4 (dates) and 14.3.3 (properties).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_double
from typing import TYPE_CHECKING

from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest.documents import pages, properties
from briefing.ingest.documents.pages import Line, Paragraph
from briefing.ingest.drafts import Draft, Part, Received
from briefing.limits import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage
    from pypdfium2.raw import FPDF_TEXTPAGE

MOST_PAGES = 1_000
MOST_CHARACTERS = 1_000_000
"""Of all pages: five times what is parsed; each is asked for on its own."""

_PASSWORD = 4
"""What PDFium calls a document that it has no password for (`FPDF_ERR_PASSWORD`)."""

_HYPHEN = "\x02"
"""How PDFium writes a hyphen that parts a word at a line's end."""

_LINE = re.compile(r"[^\s\x02][^\r\n\x02]*")
_UNITS = 0x110000
_UNKNOWN = "\ufffd"

_BIG = 1.25
"""Size of a headline's letters, in the size of the body's."""

_FEWEST_WORDS = 3
"""Words of a headline that is told from its letters: a name in large letters is that of a newspaper."""

_WRONG = 0.3
"""Share of characters that no font explains, from which on the text is unreadable."""

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?)?")


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The article of a PDF document.

    Raises `UnreadableError` (damaged, locked, without text, or where PDFium is not installed) and `TooLargeError`.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UnreadableError(
            f"{received.name} is a PDF document, and what reads those is not installed: "
            "install briefing-tui[pdf], or save the article as plain text and open that."
        ) from error
    try:
        document = pypdfium2.PdfDocument(received.data)
    except pypdfium2.PdfiumError as error:
        raise _refused(received.name, error) from error
    try:
        every = _pages(document, received.name, min(limits.size, MOST_CHARACTERS))
        metadata = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise _damaged(received.name) from error
    finally:
        document.close()
    _check(every, received.name)
    return (_draft(pages.paragraphs(every), metadata),)


def _pages(document: PdfDocument, name: str, most: int) -> list[list[Line]]:
    """The lines of each page; a page that is damaged has none, if another has some."""
    count = len(document)
    if count > MOST_PAGES:
        raise TooLargeError(f"{name} has {count:,} pages; at most {MOST_PAGES:,} are read, so open a part of it.")
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - an extra

    found: list[list[Line]] = []
    failed = 0
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
            length = text.count_chars()
        except PdfiumError:
            failed += 1
            continue
        most -= length
        if most < 0:
            raise TooLargeError(
                f"{name} has more text than the {MOST_CHARACTERS:,} characters that are read: open a part of it."
            )
        found.append(list(_lines(text, length)))
        text.close()
        page.close()
    if failed == count:
        raise _damaged(name)
    return found


def _lines(text: PdfTextPage, length: int) -> Iterator[Line]:
    """The lines of a page in the order in which they are drawn."""
    from pypdfium2 import raw  # noqa: PLC0415 - an extra

    page, unit = text.raw, raw.FPDFText_GetUnicode
    units = "".join([chr(code) if (code := unit(page, at)) < _UNITS else _UNKNOWN for at in range(length)])
    for found in _LINE.finditer(units):
        hyphen = units.startswith(_HYPHEN, found.end())
        yield _line(page, units, found.start(), found.start() + len(found[0].rstrip()), hyphen=hyphen)


def _line(page: FPDF_TEXTPAGE, units: str, start: int, end: int, *, hyphen: bool) -> Line:
    """The line of the characters `[start, end)` of a page, and from where its first and last character stand."""
    from pypdfium2 import raw  # noqa: PLC0415 - an extra

    left, base, right, nothing = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page, start, left, base)
    raw.FPDFText_GetCharBox(page, end - 1, nothing, right, nothing, nothing)
    words = units[start:end]
    if not words.isascii():  # surrogates, which come one by one
        words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Line(words, left.value, right.value, base.value, raw.FPDFText_GetFontSize(page, start), hyphen)


def _check(every: Sequence[Sequence[Line]], name: str) -> None:
    """Refuse a document without text, and one whose fonts do not tell what their letters are."""
    total = wrong = 0
    for page in every:
        for line in page:
            total += len(line.words)
            wrong += sum(letter < " " or "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in line.words)
    if not total:
        raise UnreadableError(
            f"{name} is a PDF document without text, perhaps pictures of pages: have its text recognised (OCR) and open that."
        )
    if wrong > total * _WRONG:
        raise UnreadableError(
            f"{name} is a PDF document whose fonts do not tell what its letters are: "
            "have its text recognised (OCR) and open that."
        )


def _draft(every: list[Paragraph], metadata: dict[str, str]) -> Draft:
    """The draft of paragraphs and of what the document's properties say."""
    top = [number for number, paragraph in enumerate(every) if paragraph.reason is None and paragraph.page == 0]
    top = top[: properties.TOP]
    shown = [every[number].words for number in top]
    place = properties.shown(metadata.get("Title", ""), shown)
    at = top[place] if place is not None else _largest(every, top)
    body = tuple(Part(paragraph.words, paragraph.reason) for number, paragraph in enumerate(every) if number != at)
    return Draft(
        "pdf",
        body,
        headline="" if at is None else every[at].words,
        published="" if properties.dated(shown) else _made(metadata.get("CreationDate", "")),
    )


def _largest(every: Sequence[Paragraph], top: Sequence[int]) -> int | None:
    """The paragraph at the top with the largest letters, if they are larger than the text's and it can be a headline."""
    sizes: Counter[float] = Counter()
    for paragraph in every:
        sizes[round(paragraph.size, 1)] += len(paragraph.words)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    likely = [
        number
        for number in top
        if every[number].size >= usual * _BIG
        and len(every[number].words) <= properties.LONGEST_TITLE
        and len(every[number].words.split()) >= _FEWEST_WORDS
    ]
    return max(likely, key=lambda number: (every[number].size, -number), default=None)


def _made(date: str) -> str:
    """When a document was made, as ISO 8601."""
    found = _DATE.match(date.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, utc, hours, minutes = found.groups()
    if not ("01" <= month <= "12" and "01" <= day <= "31" and (hour or "00") <= "23" and (minute or "00") <= "59"):
        return ""
    told = f"{year}-{month}-{day}"
    if hour:
        told += f"T{hour}:{minute}:{second or '00'}" + ("Z" if utc else f"{hours}:{minutes or '00'}" if hours else "")
    return told


def _refused(name: str, error: Exception) -> UnreadableError:
    if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
        return UnreadableError(f"{name} is locked with a password: save a copy without one and open that.")
    return _damaged(name)


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(f"{name} is a PDF document that is damaged: have it made anew, or save the article as plain text.")
