"""Inputs that are almost valid: flipped, cut, spliced, doubled, and with hostile pieces put in."""

from __future__ import annotations

import re
from random import Random
from xml.sax.saxutils import escape

from tests.fuzz import seeds

MOST_BYTES = 60_000
"""Bytes of a mutated input; what is longer is cut, so that a case is short."""

PIECES: tuple[bytes, ...] = (
    b"\x1b[2J\x1b]0;title\x07",
    b"\x9b31m",
    b"\x1b]52;c;aGk=\x07",
    b"\x1bP1$tx\x1b\\",
    b"\x00",
    b"\x07\x08\x7f",
    b"\r",
    b"\r\n",
    "\u202e\u2066".encode(),
    "\u200b\ufeff\u00ad".encode(),
    "\U000e0041\U000e007f".encode(),
    "\u2028\u2029\x85".encode(),
    b"e" + "\u0301".encode() * 40,
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xc3",
    b"\xf0\x9f\x92",
    "👩\u200d👩\u200d👧".encode(),
    "漢字".encode(),
    b"&#x1b;[31m",
    b"&#0;",
    b"&#xd800;",
    b"&#x202e;",
    b"&amp;#27;",
    b"&nbsp;&shy;&zwj;",
    b"&#99999999999;",
    b"&x;",
    b"<",
    b">",
    b"<p>",
    b"</p>",
    b"<br>",
    b"<div>" * 300,
    b"</div>" * 300,
    b"<b " + b"a=1 " * 200 + b">",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE x [<!ENTITY x 'lol'><!ENTITY y '&x;&x;&x;'>]>",
    b"<!ENTITY e SYSTEM 'file:///etc/hostname'>",
    b"<?xml version='1.1' encoding='utf-7'?>",
    b"<script>",
    b"<style>",
    b"<title>",
    b"<template>",
    b"<svg><math>",
    b"<table><tr><td>",
    b"<select>",
    b"<plaintext>",
    b"<p>[@click=app.quit]x[/]",
    b"=?utf-8?q?=1B=5B31m?=",
    b"=?utf-7?b?+AAA-?=",
    b"=?x?b?%%%?=",
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"\n--x--\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Type: text/html; charset=no-such\n",
    b"Date: x\n",
    b"\nFrom a Mon Jan  1 00:00:00 2001\n",
    b"\n\n",
    b"[a](javascript:x)",
    b"![",
    b"```\n",
    b"> " * 80,
    b"- " * 60,
    b"# ",
    b"|a|b|\n|-|-|\n",
    b"---\n",
    b"*" * 80,
    b"_a" * 60,
    b"[" * 80,
    b"$$",
    b"/Length 999999999",
    b"stream\n",
    b"endstream",
    b"endobj",
    b"<< /Kids [2 0 R] >>",
    b"(\\377\\000",
    b" Tj ",
    b"/FlateDecode",
    b"%%EOF",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"word/document.xml",
    b"../../etc/x",
    b"9" * 30,
    b"-1",
    b"1e999",
    b"0x7fffffff",
    b'norm="99999999"',
    b"2025-13-45T99:99:99Z",
    b"March 32, 20255",
    b'["' * 60,
    b'{"@graph":[{',
    b'"@type":"NewsArticle"',
    b"\\ud800\\u001b[2J",
    b"A word " * 60,
    b". " * 80,
    b'"' * 40,
    "“".encode() * 40,
    b"U.S. Mr. Dr. ",
    b"By By By ",
    b"REUTERS - ",
    b"(AP) \xe2\x80\x94 ",
)
"""What breaks readers, terminals and grammars."""


_STRICT = ("feed", "nitf", "newsml", "html")
_TAG = re.compile(r"(<[^<>]*>)")
_ELEMENT = re.compile(r"<(?:w:)?(?:p|r|t|tbl|item|block|li|media)\b[^<>]*>[^<>]*</[^<>]*>")
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def mutated(chance: Random, kind: str) -> bytes:
    """An input made of a valid one of a kind, now and then of two kinds."""
    data = chance.choice(seeds.BUILT[kind])()
    if kind == "docx" and chance.random() < 0.8:
        document = seeds.document_xml().encode()
        return seeds.docx(_changed(chance, document) if chance.random() < 0.2 else _well_formed(chance, document))
    if kind in _STRICT and chance.random() < 0.5:
        return _well_formed(chance, data)
    if chance.random() < 0.02:
        return data
    if chance.random() < 0.05:
        other = chance.choice(seeds.BUILT[chance.choice(sorted(seeds.BUILT))])()
        return (data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :])[:MOST_BYTES]
    return _changed(chance, data)


def _well_formed(chance: Random, data: bytes) -> bytes:
    """A document changed in its words, and in which of its elements stand where, as strict parsers still take it."""
    parts = _TAG.split(data.decode())
    for _ in range(chance.choice((1, 2, 4, 9))):
        at = chance.randrange(0, len(parts), 2)  # between two tags
        match chance.randrange(4):
            case 0:
                parts[at] = ""
            case 1:
                parts[at] *= chance.choice((2, 30))
            case 2 if whole := _ELEMENT.findall(data.decode()):
                parts[at] += "".join(chance.choices(whole, k=chance.choice((1, 2, 40))))
            case _:
                words = chance.choice(PIECES).decode("utf-8", "ignore").translate(_NOT_XML)
                place = chance.randrange(len(parts[at]) + 1)
                parts[at] = parts[at][:place] + escape(words) + parts[at][place:]
    return "".join(parts).encode()[: 4 * MOST_BYTES]


def _changed(chance: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9, 20))):
        change(chance, changed)
    return bytes(changed[:MOST_BYTES])


def change(chance: Random, data: bytearray) -> None:
    """Change bytes in one place."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 2, 4, 16, 64, 400, 3000)))
    match chance.randrange(9):
        case 0 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 1 if at < len(data):
            data[at] = chance.choice((0, 0x1B, 0x22, 0x26, 0x3C, 0x7F, 0x80, 0x9B, 0xFF, chance.randrange(256)))
        case 2:
            del data[at:end]
        case 3:
            data[at:at] = data[at:end] * chance.choice((1, 1, 2, 20))
        case 4:
            other = chance.randrange(len(data) + 1)
            data[other:other] = data[at:end]
        case 5 if chance.random() < 0.3:
            del data[at:]
        case _:
            data[at : at if chance.random() < 0.7 else end] = chance.choice(PIECES)
    del data[MOST_BYTES:]
