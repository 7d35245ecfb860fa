"""A mail's bytes -> its parts: fields with their encoded words decoded, bodies without their transfer encoding.

Structure is read line by line in one pass, without recursion, so that depth and number of parts cost what their bytes cost.
Sources: RFC 5322 (fields), RFC 2045 and 2046 (parts), RFC 2047 (encoded words).
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from email.message import Message

from briefing.ingest.detection import decoding

MOST_PARTS = 5_000
"""Parts of a mail that are looked at; what comes after them is not."""

_LONGEST_FIELD = 4_000
_LONGEST_HEADER = 65_536
_LONGEST_BOUNDARY = 200
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,10}:(.*)", re.DOTALL)
_FOLD = re.compile(rb"\n(?=[ \t])")
_LOOSE = frozenset(("", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "8bit", "binary"))
"""Charsets that programs name when they do not know."""

_ENCODED = r"=\?[\w.:+-]{1,40}(?:\*[\w-]{1,20})?\?[bBqQ]\?[^?\n]{0,2000}\?="
_ENCODED_RUN = re.compile(rf"{_ENCODED}(?:\s{{1,20}}{_ENCODED}|{_ENCODED})*")
_ENCODED_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bBqQ])\?([^?\n]{0,2000})\?=")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class Entity:
    """A mail or a part of one: its fields, in lower case and raw; its type; and its body, still encoded.

    `parent` is the number of the part that it stands in, -1 for the mail itself. A part of several parts has an empty body.
    """

    def __init__(self, fields: Mapping[str, bytes], parent: int, usual: str) -> None:
        self.fields = fields
        self.parent = parent
        self.raw = b""
        told = _told(fields.get("content-type", b""), "Content-Type")
        self.kind = usual if told is None else _kind(told)
        self.boundary = _parameter(told, "boundary")
        self.charset = _parameter(told, "charset").strip("\"'").casefold()
        self.flowed = _parameter(told, "format").casefold() == "flowed"
        self.delsp = _parameter(told, "delsp").casefold() == "yes"
        kept = _told(fields.get("content-disposition", b""), "Content-Disposition")
        self.is_attachment = kept is not None and str(kept["Content-Disposition"]).strip().casefold().startswith("attachment")
        self.filename = decoded_words(_parameter(kept, "filename", "Content-Disposition") or _parameter(told, "name"))

    @property
    def is_many(self) -> bool:
        """Whether it is made of parts."""
        return self.kind.startswith("multipart/") and bool(self.boundary)

    def field(self, name: str) -> str:
        """What a field says, its encoded words decoded; empty if it is not there."""
        return decoded_words(plain_field(self.fields.get(name, b"")))

    def body(self) -> bytes:
        """The body without its transfer encoding; what is damaged is read as far as it goes."""
        encoding = plain_field(self.fields.get("content-transfer-encoding", b"")).strip().casefold()
        if encoding == "base64":
            return _from_base64(self.raw)
        return binascii.a2b_qp(self.raw) if encoding == "quoted-printable" else self.raw

    def text(self) -> str:
        """The characters of the body, line ends as newlines."""
        text = decoding.decode(self.body(), "" if self.charset in _LOOSE else self.charset)
        return text.replace("\r\n", "\n").replace("\r", "\n")


def unified(data: bytes) -> bytes:
    """A mail's bytes with newlines as line ends, in UTF-8 if they are in UTF-16 or UTF-32, without white space above it."""
    if b"\0" in data[:200]:
        data = decoding.decode(data).encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b" \t\n\f")


def entities(data: bytes) -> list[Entity]:
    """A mail, and its parts in their order, each after the one that it stands in; `data` as `unified` gives it."""
    first, start = _begun(data, 0, -1, "text/plain")
    found, ended = [first], False
    within: list[tuple[bytes, int]] = []
    depths: dict[bytes, int] = {}
    _enter(first, 0, within, depths)
    for line, begins, ends in _boundaries(data):
        if begins < start:
            continue
        closes = line not in depths and line.endswith(b"--")
        depth = depths.get(line[:-2] if closes else line)
        if depth is None:
            continue
        if not ended:
            found[-1].raw = data[start : begins - 1]
        for boundary, _ in within[depth + (not closes) :]:
            del depths[boundary]
        del within[depth + (not closes) :]
        ended = True
        if closes:
            continue
        if len(found) == MOST_PARTS:
            break
        parent = within[-1][1]
        usual = "message/rfc822" if found[parent].kind == "multipart/digest" else "text/plain"
        entity, start = _begun(data, ends, parent, usual)
        ended = False
        _enter(entity, len(found), within, depths)
        found.append(entity)
    if not ended:
        found[-1].raw = data[start:]
    return found


def decoded_words(text: str) -> str:
    """A field's text with its encoded words decoded."""
    return _ENCODED_RUN.sub(_decoded_run, text) if "=?" in text else text


def plain_field(raw: bytes) -> str:
    """A field's text as it was written, unfolded."""
    return decoding.decode(_FOLD.sub(b"", raw)).strip() if raw else ""


def fields(header: bytes) -> dict[str, bytes]:
    """The fields of a header, by their names in lower case; of several with one name the first."""
    found: dict[str, bytes] = {}
    for line in _FOLD.sub(b"\0", header).split(b"\n"):
        if field := _FIELD.fullmatch(line[:_LONGEST_FIELD]):
            found.setdefault(field[1].decode("ascii").casefold(), field[2].replace(b"\0", b"\n"))
    return found


def _enter(entity: Entity, number: int, within: list[tuple[bytes, int]], depths: dict[bytes, int]) -> None:
    """Look for the boundaries of a part of several parts."""
    boundary = entity.boundary.encode("utf-8", "surrogateescape")
    if entity.is_many and boundary not in depths:
        depths[boundary] = len(within)
        within.append((boundary, number))


def _begun(data: bytes, at: int, parent: int, usual: str) -> tuple[Entity, int]:
    """The part whose header begins at `at`, and where its body begins."""
    if data.startswith(b"\n", at):
        return Entity({}, parent, usual), at + 1
    most = min(len(data), at + _LONGEST_HEADER)
    end = data.find(b"\n\n", at, most)
    boundary = data.find(b"\n--", at, most if end < 0 else end)
    if boundary >= 0:
        end, body = boundary, boundary + 1
    else:
        end, body = (end, end + 2) if end >= 0 else (most, most)
    return Entity(fields(data[at:end]), parent, usual), body


def _boundaries(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each line that begins with two hyphens, without them, where it begins, and where the next line does."""
    at = data.find(b"\n--")
    while at >= 0:
        end = data.find(b"\n", at + 1)
        end = len(data) if end < 0 else end
        if line := data[at + 3 : min(end, at + 3 + _LONGEST_BOUNDARY)].rstrip(b" \t"):
            yield line, at + 1, end + 1
        at = data.find(b"\n--", end)


def _told(raw: bytes, name: str) -> Message | None:
    """A field whose parameters can be asked for."""
    if not raw.strip():
        return None
    told = Message()
    told[name] = plain_field(raw)[:1_000].replace("\n", " ").replace("\r", " ")
    return told


def _kind(told: Message) -> str:
    return told.get_content_type()


def _parameter(told: Message | None, name: str, field: str = "Content-Type") -> str:
    if told is None:
        return ""
    try:
        value = told.get_param(name, "", field)
        if isinstance(value, tuple):
            charset, _, raw = value
            return decoding.decode(raw.encode("latin-1", "replace"), charset or "")
    except (ValueError, LookupError, TypeError, AttributeError):  # parameters that are no parameters (RFC 2231)
        return ""
    return str(value)


def _decoded_run(run: re.Match[str]) -> str:
    """Encoded words that follow each other: white space between them counts for nothing, and one may end within a letter."""
    words: list[tuple[str, bytes]] = []
    for charset, encoding, text in _ENCODED_WORD.findall(run[0]):
        raw = text.encode("utf-8", "surrogateescape")
        data = _from_base64(raw) if encoding in "bB" else binascii.a2b_qp(raw, header=True)
        if words and words[-1][0] == charset.casefold():
            words[-1] = charset.casefold(), words[-1][1] + data
        else:
            words.append((charset.casefold(), data))
    return "".join(decoding.decode(data, "" if charset in _LOOSE else charset) for charset, data in words)


def _from_base64(raw: bytes) -> bytes:
    """What base64 stands for, as far as it goes."""
    letters = _NOT_BASE64.sub(b"", raw)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
