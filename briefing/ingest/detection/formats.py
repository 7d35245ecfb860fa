"""What kind of thing some bytes are, told from the bytes themselves, never from a name."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.ingest.detection import decoding, markdown_signs


class Format(NamedTuple):
    """What reads a kind of bytes: a module's name, and what a reader calls the kind."""

    module: str
    called: str


READ = {
    "html": Format("briefing.ingest.web.html", "a web page"),
    "mail": Format("briefing.ingest.mail.mail", "a mail"),
    "mbox": Format("briefing.ingest.mail.mbox", "a mailbox"),
    "feed": Format("briefing.ingest.wires.feed", "a feed"),
    "docx": Format("briefing.ingest.documents.docx", "a Word document"),
    "pdf": Format("briefing.ingest.documents.pdf", "a PDF document"),
    "nitf": Format("briefing.ingest.wires.nitf", "a wire story in NITF"),
    "newsml": Format("briefing.ingest.wires.newsml", "a wire story in NewsML-G2"),
    "markdown": Format("briefing.ingest.text.markdown", "a Markdown text"),
}
"""The kinds that are read, each by its name; plain text is what is none of them."""

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
_PROLOGUE = (("<!--", "-->"), ("<?", ">"))
_MOST_BEFORE = 100
"""Comments, instructions and white space that can stand before the first element."""
_ROOT = re.compile(r"<([a-zA-Z][\w.:-]{0,40})[\s/>]")
_DOCTYPE = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_OTHER_DOCTYPE = re.compile(r"<!doctype\s[^\[<>]{0,1000}(?:\[[^\]]{0,20000}\]\s{0,40})?>", re.IGNORECASE)
_ROOTS = {
    **dict.fromkeys(("html", "head", "body"), "html"),
    **dict.fromkeys(("base", "link", "main", "meta", "script", "style", "title"), "html"),  # HTML may leave the three out
    **dict.fromkeys(("rss", "feed", "rdf"), "feed"),
    "nitf": "nitf",
    **dict.fromkeys(("newsitem", "newsmessage", "newsml", "packageitem"), "newsml"),
    **dict.fromkeys(("knowledgeitem", "conceptitem", "planningitem", "catalogitem"), "newsml"),
    "opml": "a list of feeds",
    **dict.fromkeys(("urlset", "sitemapindex"), "a map of a site"),
    "svg": "a picture",
}
"""What an article or something else is, by the name of its first element without its prefix, in lower case."""
_FIELD = re.compile(r"[A-Za-z][\w.-]{0,76}", re.ASCII)
_FIELDS = frozenset(
    (
        *("from", "to", "cc", "sender", "reply-to", "subject", "date", "message-id", "received", "return-path", "delivered-to"),
        *("list-id", "mime-version", "content-type", "content-transfer-encoding"),
    )
)
"""Fields that mail programs write, by RFC 5322 and RFC 2045."""
_SURE_FIELDS = frozenset(("from", "sender", "received", "return-path", "delivered-to", "message-id", "mime-version"))
_FEWEST_FIELDS = 2
"""Fields of a mail that a text must begin with to be one, a sure one among them: a press release has a date too."""


def tell(data: bytes) -> str:
    """`"text"`, a kind of `READ`, or in a few words what the bytes are instead."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith((*_ZIPS, _OLD_OFFICE)):
        from briefing.ingest.detection import containers  # noqa: PLC0415 - plain text needs no archives

        return containers.tell_old_office(data) if data.startswith(_OLD_OFFICE) else containers.tell_zip(data)
    if not decoding.is_text(data):
        return "binary"
    head = decoding.decode(data[:_HEAD]).lstrip("\ufeff \t\r\n\f")
    told = _marked_up(head) if head.startswith("<") else _lettered(head)
    return told or ("markdown" if markdown_signs.is_markdown(head) else "text")


def _marked_up(head: str) -> str | None:
    """The kind of a text that begins with a tag, by the name of its first element, if that tells it."""
    at = _past_prologue(head)
    root = _ROOT.match(head, at)
    if root and (kind := _ROOTS.get(root[1].casefold().rpartition(":")[2])):
        return kind
    first = _ROOT.search(head, at)
    if _DOCTYPE.search(head) or (first and _ROOTS.get(first[1].casefold()) == "html"):
        return "html"
    return "another kind of XML" if root and head.startswith("<?xml") else None


def _past_prologue(head: str) -> int:
    """Where the first element of a marked-up text begins: past its declaration, comments and type."""
    at = 0
    for _ in range(_MOST_BEFORE):
        while head[at : at + 1].isspace():
            at += 1
        for start, end in _PROLOGUE:
            if head.startswith(start, at):
                found = head.find(end, at + len(start))
                break
        else:
            doctype = _OTHER_DOCTYPE.match(head, at)
            if not doctype:
                break
            at = doctype.end()
            continue
        if found < 0:
            break
        at = found + len(end)
    return at


def _lettered(head: str) -> str | None:
    """Mail, by the fields that it begins with."""
    lines = head.split("\n")
    mbox = lines[0].startswith("From ")
    known = sure = 0
    for line in lines[1:] if mbox else lines:
        field, colon, _ = line.partition(":")
        if not line.strip():
            break
        if not line.startswith((" ", "\t")):
            if not colon or not _FIELD.fullmatch(field):
                return None
            known += field.casefold() in _FIELDS
            sure += field.casefold() in _SURE_FIELDS
    if known < _FEWEST_FIELDS or not sure:
        return None
    return "mbox" if mbox else "mail"
