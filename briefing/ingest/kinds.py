"""What kind of thing some bytes are, told from the bytes themselves, never from a name."""

from __future__ import annotations

import re

from briefing.ingest import decoding, signs

READ = {
    "html": "a web page",
    "mail": "a mail",
    "mbox": "a mailbox",
    "feed": "a feed",
    "docx": "a Word document",
    "pdf": "a PDF document",
    "nitf": "a wire story in NITF",
    "newsml": "a wire story in NewsML-G2",
    "markdown": "a Markdown text",
}
"""The kinds that a module of `formats` reads, each by its name, and what a reader calls them."""

_STARTS = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEAD = 65_536
_PROLOGUE = re.compile(r"<!--.{0,20000}?-->|<\?[^>]{0,2000}>", re.DOTALL)
_ROOT = re.compile(r"<([a-zA-Z][\w.:-]{0,40})[\s/>]")
_DOCTYPE = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_ROOTS = {
    **dict.fromkeys(("html", "head", "body"), "html"),
    **dict.fromkeys(("rss", "feed", "rdf:rdf"), "feed"),
    "nitf": "nitf",
    **dict.fromkeys(("newsitem", "newsmessage", "newsml"), "newsml"),
}
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_FIELDS = frozenset(
    (
        *("from", "to", "cc", "sender", "reply-to", "subject", "date", "message-id", "received", "return-path", "delivered-to"),
        *("list-id", "mime-version", "content-type", "content-transfer-encoding"),
    )
)
"""Fields that mail programs write, by RFC 5322 and RFC 2045."""
_FEWEST_FIELDS = 2
"""Fields of a mail that a text must begin with to be one."""


def tell(data: bytes) -> str:
    """`"text"`, a kind of `READ`, or in a few words what the bytes are instead."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith((*_ZIPS, _OLD_OFFICE)):
        from briefing.ingest import containers  # noqa: PLC0415 - plain text needs no archives

        return containers.tell_old_office(data) if data.startswith(_OLD_OFFICE) else containers.tell_zip(data)
    if not decoding.is_text(data):
        return "binary"
    head = decoding.decode(data[:_HEAD]).lstrip("\ufeff \t\r\n\f")
    told = _marked_up(head) if head.startswith("<") else _lettered(head)
    return told or ("markdown" if signs.is_markdown(head) else "text")


def _marked_up(head: str) -> str | None:
    """The kind of a text that begins with a tag, by the name of its first element, if that tells it."""
    root = _ROOT.search(_PROLOGUE.sub("", head))
    name = root[1].casefold() if root else ""
    if name in _ROOTS:
        return _ROOTS[name]
    return "html" if _DOCTYPE.search(head) else None


def _lettered(head: str) -> str | None:
    """Mail, by the fields that it begins with."""
    lines = head.split("\n")
    mbox = lines[0].startswith("From ")
    known = 0
    for line in lines[1:] if mbox else lines:
        field, colon, _ = line.partition(":")
        if not line.strip():
            break
        if not line.startswith((" ", "\t")):
            if not colon or not _FIELD.fullmatch(field):
                return None
            known += field.casefold() in _FIELDS
    if known < _FEWEST_FIELDS:
        return None
    return "mbox" if mbox else "mail"
