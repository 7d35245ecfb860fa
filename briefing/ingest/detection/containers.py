"""What a file of many parts is: a zip archive by the names of its parts, an old office document by those of its streams.

Sources: ECMA-376 part 2 (packages), OpenDocument 1.3 part 2 section 3.3 (`mimetype`), and Microsoft's MS-CFB section 2.6.1,
MS-OFFCRYPTO section 2.3.4.4, MS-DOC, MS-XLS and MS-PPT section 2.1 (names of streams, in UTF-16).
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from briefing.errors import DECODER_ERRORS

_WORD = re.compile(r"word/document\d{0,3}\.xml")
_PACKAGES = (
    ("xl/workbook.", "an Excel workbook"),
    ("ppt/presentation.", "a PowerPoint presentation"),
    ("Index/Document.iwa", "a document of Pages, Numbers or Keynote"),
    ("AndroidManifest.xml", "a program"),
    ("META-INF/MANIFEST.MF", "a program"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
    (b"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an e-book"),
)
_MIMETYPE_AT = slice(30, 140)
"""Where an archive says its own type: it is the content of the first part, and not compressed."""

_STREAMS = (
    ("EncryptedPackage", "an office document that is locked with a password"),
    ("WordDocument", "a Word document in its old form (.doc)"),
    ("PowerPoint Document", "a PowerPoint presentation in its old form (.ppt)"),
    ("Workbook", "an Excel workbook in its old form (.xls)"),
    ("__substg1.0_", "a message of Outlook (.msg)"),
)


def tell_zip(data: bytes) -> str:
    """`"docx"`, or in a few words what a zip archive is instead."""
    declared = data[_MIMETYPE_AT]
    if declared.startswith(b"mimetype"):
        for mimetype, kind in _MIMETYPES:
            if mimetype in declared:
                return kind
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (*DECODER_ERRORS, BadZipFile):
        return "a zip archive or an office document that is damaged"
    if any(_WORD.fullmatch(name) for name in names):
        return "docx"
    for start, kind in _PACKAGES:
        if any(name.startswith(start) for name in names):
            return kind
    return "a zip archive"


def tell_old_office(data: bytes) -> str:
    """In a few words what an office document in a compound file is."""
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "an old office document"
