"""XML as news comes in it: made sound before a parser sees it, then a tree without namespaces, and its words in blocks.

No document type is read, no entity that a document declares is known, nothing is fetched. What is bounded: bytes (by who
calls), elements within elements, attributes of one element, and characters of one tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import UnreadableError
from briefing.ingest.detection import decoding
from briefing.ingest.drafts import Part, Received
from briefing.model import Block

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST = 200
"""Elements within elements; libxml2 itself stops at 256."""

MOST_TAGS = 200_000
"""Tags of a document; a feed of a hundred long articles has some thousands."""

_MOST_REFERENCES = 1_000_000
_MOST_ATTRIBUTES = 500
_LONGEST_TAG = 100_000

_DECLARATION = re.compile(r"\s{0,64}<\?xml\b([^>]{0,500})\?>")
_ENCODING = re.compile(r"encoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_BARE = re.compile(r"&(?!#[xX][0-9a-fA-F]{1,6};|#[0-9]{1,7};|[A-Za-z][A-Za-z0-9]{0,31};)")
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+))|(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*));")
_OPENING = re.compile(r"<(?:(!--)|(!\[CDATA\[)|(\?)|/?([^\s<>/!?][^\s<>/]{0,99}))?")
_LONG_BASE = re.compile(r"\bbase\s{0,8}=\s{0,8}[\"'][^\"']{2000}")
_ENDS = ("-->", _CDATA_END, "?>")
_CONTROLS = [code for code in range(32) if code not in (9, 10, 13)]
_HELD = {code: 0xFDD0 + code for code in _CONTROLS} | dict.fromkeys(range(0xFDD0, 0xFDF0), 0xFFFD)
_HELD |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
_LET_GO = {0xFDD0 + code: code for code in _CONTROLS}
_LAST = 0x10FFFF


_HEADINGS = {"hl1": 1, "hl2": 2} | {f"h{level}": level for level in range(1, 7)}


class Layout(NamedTuple):
    """How a vocabulary of elements stands on a page: what are blocks and lines of their own, and what is not body."""

    blocks: frozenset[str]
    lines: frozenset[str] = frozenset(("br", "td", "th"))
    aside: Mapping[str, str] = {}
    """Elements that are set aside, and the reason of each."""
    left: frozenset[str] = frozenset()
    """Elements that hold nothing to read."""


def sound(received: Received, most: int = MOST_TAGS) -> str:
    """A document as text that an XML parser can read: decoded, without a document type, with references that all exist.

    Characters that XML does not allow, as such or as references, stand in it as noncharacters until `let_go`: sanitising, not
    a parser, takes them out. Raises `UnreadableError` for a document that would keep a parser busy for long: one of more than
    `most` tags, among others.
    """
    declared = _DECLARATION.match(decoding.decode(received.data[:1_000]))
    named = _ENCODING.search(declared[1]) if declared else None
    text = decoding.decode(received.data, received.charset or (named[1] if named else "")).lstrip("\ufeff \t\r\n")
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    text = _without_doctype(text.translate(_HELD))
    parts: list[str] = []
    at = 0
    while (start := text.find(_CDATA, at)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        parts += [_with_references(text[at:start]), text[start : end + len(_CDATA_END)]]
        at = end + len(_CDATA_END)
    text = "".join((*parts, _with_references(text[at:])))
    return _whole(text, received.name, most)


def let_go(words: str) -> str:
    """Words of a document as it gave them, with the characters that `sound` held back."""
    return words.translate(_LET_GO)


def tree(received: Received, what: str) -> Element:
    """The root of a document, mended where it is not well formed; tags are without namespaces and prefixes.

    Raises `UnreadableError` if there is no root; `what` names the document in its sentence.
    """
    from lxml import etree  # noqa: PLC0415 - most texts have no tree

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(sound(received).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise UnreadableError(f"{received.name} is {what}, but damaged: ask for it again.")
    for element in root.iter("*"):
        with suppress(ValueError):  # what a damaged document calls an element need not be a name
            element.tag = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    return root


def words(element: Element | None) -> str:
    """The words in an element and those inside it, on one line; empty if there is no element."""
    return let_go(" ".join("".join(map(str, element.itertext())).split())) if element is not None else ""


def parts(root: Element, layout: Layout) -> Iterator[Part]:
    """What stands in an element, in blocks: each with the reason of the innermost element around it that has one."""
    from lxml import etree  # noqa: PLC0415

    walk = etree.iterwalk(root, events=("start", "end"))
    held: list[str] = []
    reasons: list[str | None] = [None]
    levels = [0]
    for event, element in walk:
        name = str(element.tag)
        if event == "start":
            if name in layout.left:
                walk.skip_subtree()
                continue
            if name in layout.blocks or name in layout.aside:
                yield from _told(held, reasons[-1], levels[-1])
                reasons.append(layout.aside.get(name, reasons[-1]))
                levels.append(_HEADINGS.get(name, levels[-1]))
            elif name in layout.lines:
                held.append("\n")
            held.append(_on_one_line(element.text))
        else:
            if (name in layout.blocks or name in layout.aside) and name not in layout.left:
                yield from _told(held, reasons.pop(), levels.pop())
            if element is not root:
                held.append(_on_one_line(element.tail))
    yield from _told(held, None, 0)


def _told(held: list[str], reason: str | None, level: int) -> Iterator[Part]:
    """What was held until now as a part, a heading of its level if it has one; nothing is held then."""
    lines = (" ".join(line.split()) for line in "".join(held).split("\n"))
    held.clear()
    if text := "\n".join(line for line in lines if line):
        yield Part(let_go(text), reason, block=Block("heading", level) if level else Block())


def _on_one_line(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def _with_references(text: str) -> str:
    """Text whose references every parser knows; what does not refer to anything is itself."""
    return _REFERENCE.sub(_reference, _BARE.sub("&amp;", text))


def _reference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        character = html5.get(name + ";", "")
        return "".join(f"&#{ord(one)};" for one in character) if character else f"&amp;{name};"
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return f"&#{_HELD.get(code, code) if code <= _LAST else 0xFFFD};"


def _without_doctype(text: str) -> str:
    """A document without its document type, which ends at the first `>` outside quotes and its own brackets."""
    found = _DOCTYPE.search(text, 0, 65_536)
    root = re.search(r"<[A-Za-z]", text)
    if not found or (root and root.start() < found.start()):
        return text
    inside, quote = 0, ""
    for match in re.compile(r"<!--|-->|[\[\]\"'>]").finditer(text, found.end()):
        mark = match[0]
        if quote:
            quote = "" if mark == quote else quote
        elif mark == "<!--":
            quote = "-->"
        elif mark in "\"'":
            quote = mark
        elif mark == "[":
            inside += 1
        elif mark == "]":
            inside -= 1
        elif mark == ">" and inside <= 0:
            return text[: found.start()] + text[match.end() :]
    return text[: found.start()]


def _whole(text: str, name: str, most: int) -> str:
    """A document with the ends that were cut off; refused if it takes a parser long.

    That is, if it has elements within hundreds of others, or tags with hundreds of attributes or without end.
    """
    if text.count("&") > _MOST_REFERENCES or _LONG_BASE.search(text):
        raise UnreadableError(f"{name} is made of references, and is not read: no article is written so.")
    stack: list[str] = []
    at = tags = 0
    while opening := _OPENING.search(text, at):
        start, at = opening.span()
        tags += 1
        if tags > most:
            raise UnreadableError(f"{name} has more than {most:,} tags, and is not read: open a part of it.")
        kind = opening.lastindex or 0
        if not kind:
            continue
        if kind <= len(_ENDS):
            at = text.find(_ENDS[kind - 1], at)
            if at < 0:
                return (text + _CDATA_END if text.startswith(_CDATA, start) else text[:start]) + _ends(stack)
            continue
        end = text.find(">", at, start + _LONGEST_TAG)
        if (end < 0 and len(text) - start > _LONGEST_TAG) or text.count("=", at, end if end > 0 else None) > _MOST_ATTRIBUTES:
            raise UnreadableError(f"{name} has a tag of many thousand characters, and is not read: no article is written so.")
        if end < 0:
            return text[:start] + _ends(stack)
        at = end
        if text[start + 1] != "/":
            if text[end - 1] != "/":
                stack.append(opening[kind])
        elif opening[kind] in stack:
            while stack.pop() != opening[kind]:
                pass
        if len(stack) > DEEPEST:
            raise UnreadableError(f"{name} nests more than {DEEPEST} elements, and is not read: no article is written so.")
    return text + _ends(stack)


def _ends(stack: list[str]) -> str:
    return "".join(f"</{name}>" for name in reversed(stack))
