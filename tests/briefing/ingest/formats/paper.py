"""PDF documents, made by hand for tests: lines of text at given places, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""A line: where it begins, its base line, the size of its letters, its words (of cp1252)."""


def wrapped(words: str, *, top: float = 700, left: float = 72, size: float = 12, width: int = 70) -> list[Placed]:
    """Words as lines of at most so many characters."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [(left, top - 1.2 * size * number, size, line) for number, line in enumerate(lines)]


def drawn(lines: Sequence[Placed]) -> bytes:
    told = [b"BT"]
    for left, base, size, words in lines:
        escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        told.append(b"/F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj" % (size, left, base, escaped))
    return b"\n".join([*told, b"ET"])


def pdf(*pages: Sequence[Placed], title: str = "", made: str = "", encrypted: bool = False) -> bytes:
    """A document of pages; `made` is its date of creation as PDF writes dates."""
    return paper(*(drawn(page) for page in pages), title=title, made=made, encrypted=encrypted)


def paper(*contents: bytes, title: str = "", made: str = "", encrypted: bool = False) -> bytes:
    """A document of pages by the commands that draw them."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)/CreationDate(%s)>>" % (title.encode("cp1252"), made.encode()),
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (6 + 2 * number),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    keys = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    told, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(told))
        told += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    last = b"trailer<</Size %d/Root 1 0 R/Info 4 0 R%s>>startxref\n%d\n%%%%EOF"
    return told + table + last % (len(objects) + 1, keys if encrypted else b"", len(told))
