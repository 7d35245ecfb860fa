"""Markdown: the blocks of the text as a reader sees them, its markup taken out, under what its front matter says.

Sources: CommonMark 0.31, with tables and struck-out words as on GitHub; front matter as site generators have it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from briefing.ingest.article import dates, truncation
from briefing.ingest.detection import decoding, markdown_signs
from briefing.ingest.drafts import Draft, Part, Received
from briefing.limits import Limits
from briefing.model import Block

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = "front matter"
CODE = "code"
CAPTION = "caption"
FOOTNOTE = "footnote"

_DEEPEST = 20
"""Blocks, and marks in a line, that are read inside each other."""

_MANY = 1_000
_DENSE = 50
"""Brackets from which on links are left as they stand, where there is one for fewer characters than these."""

_FENCES = ("```", "~~~")
_NOTE = re.compile(r"\[\^([\w.-]{1,60})\]: ")
_NOTE_MARK = re.compile(r"\[\^([\w.-]{1,60})\]")
_VALUE = re.compile(r"([A-Za-z][\w.-]{0,40})\s{0,4}[:=](?:\s+(.*))?")
_TITLES = ("title", "headline")
_DECKS = ("description", "subtitle", "summary", "excerpt", "deck", "dek", "standfirst")
_AUTHORS = ("author", "authors", "byline", "by")
_DATES = ("date", "published", "pubdate", "publishdate", "date_published", "created")
_WORKS = ("canonical", "canonical_url", "canonicalurl")
_SITES = ("site", "publication", "source", "publisher")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?")
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)\Z")
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s{0,5}>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,5000}>")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})[\s/>]")
_HEADINGS = {f"h{level}": Block("heading", level) for level in range(1, 7)}
_PLAIN = ("text", "text_special", "softbreak")
_ELEMENTS = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "br",
            "center",
            "cite",
            "code",
            "del",
            "details",
            "dfn",
            "div",
            "em",
            "font",
            "i",
        ),
        *(
            "iframe",
            "img",
            "input",
            "ins",
            "kbd",
            "label",
            "mark",
            "p",
            "picture",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "script",
        ),
        *(
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "time",
            "tt",
            "u",
            "var",
            "video",
            "wbr",
        ),
    )
)
"""Elements that stand in a line."""

_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d|/summary)\b[^<>]{0,100}>", re.IGNORECASE)


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The article of a Markdown text, alone; what is past the limit of characters is left as it stands."""
    text = decoding.decode(received.data, received.charset).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \t\n\f")
    lines = text.split("\n")
    known, above = _front(lines)
    if above:
        text = "\n".join(lines[above:])
    text, rest = truncation.cut(text, limits)
    source, notes = _without_notes(text.split("\n"))
    parts = list(_parts(source, notes))
    headline = known.get("headline", "")
    if not headline:
        headline, parts = _headline(parts)
    body = [part for _, part in parts]
    if not headline and all(part.reason for part in body):  # nothing but code is read as it stands
        body = [Part(part.words) for part in body]
    if above:
        body.insert(0, Part("\n".join(lines[:above]), FRONT_MATTER))
    body += [Part(note, FOOTNOTE) for note in notes.values()]
    draft = Draft(
        "markdown",
        truncation.joined(body, rest, limits),
        headline,
        known.get("deck", ""),
        known.get("byline", ""),
        known.get("date", ""),
    )
    return [draft._replace(published=known.get("published", ""), site=known.get("site", ""), work=known.get("work", ""))]


_Block = tuple[str, Part]
"""The element that a part stands in, such as `h1` or `p`, and the part."""


def _headline(parts: list[_Block]) -> tuple[str, list[_Block]]:
    """The first heading, if it is the title of the text, and the parts without it."""
    for number, (element, part) in enumerate(parts):
        if part.reason:
            continue
        if element == "h1" or (number == 0 and element == "h2"):
            return part.words, [*parts[:number], *parts[number + 1 :]]
        if element in ("h2", "h3", "h4", "h5", "h6"):
            break
    return "", parts


def _without_notes(lines: Sequence[str]) -> tuple[str, dict[str, str]]:
    """A text without its footnotes, and these by the label that the text refers to them with."""
    notes: dict[str, list[str]] = {}
    kept: list[str] = []
    label = fence = ""
    for line in lines:
        mark = line.lstrip()[:3]
        if mark in _FENCES and fence in ("", mark):
            fence = "" if fence else mark
        found = _NOTE.match(line) if not fence else None
        if found and found[1] not in notes:
            label = found[1]
            notes[label] = [line[found.end() :]]
            kept.append("")
        elif label and line.startswith(("    ", "\t")):
            notes[label].append(line.strip())
        elif label and not line.strip():
            kept.append(line)
        else:
            label = ""
            kept.append(line)
    return "\n".join(kept), {label: "\n".join(words) for label, words in notes.items()}


def _parts(text: str, notes: Collection[str] = ()) -> Iterator[_Block]:
    """The blocks of a text in reading order, without the marks of `notes`."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    brackets = text.count("[")
    if brackets > _MANY and brackets * _DENSE > len(text):
        parser.disable(["link", "image", "reference"])
    within = "p"
    lists = 0
    row: list[str] | None = None
    for token in parser.parse(text):
        if token.type == "heading_open":
            within = token.tag
        elif token.type == "heading_close":
            within = "p"
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "tr", Part(" | ".join(cell for cell in row if cell))
            row = None
        elif token.type == "inline":
            words, pictures = _words(token.children or [])
            words = _NOTE_MARK.sub(lambda mark: "" if mark[1] in notes else mark[0], words) if notes else words
            if row is not None:
                row.append(" ".join(words.split()))
            elif words.strip():
                yield within, Part(words, block=_told(within, lists, token.children or []))
            for picture in pictures:
                yield "img", Part(picture, CAPTION)
        elif token.type in ("fence", "code_block"):
            yield "code", Part(token.content, CODE)
        elif token.type == "html_block" and (words := _shown(token.content)):
            yield "html", Part(words)


def _told(element: str, lists: int, line: Sequence[Token]) -> Block:
    """What a line is; one that is bold from its first word to its last is a heading without a level."""
    if element in _HEADINGS:
        return _HEADINGS[element]
    if lists:
        return Block("item", lists)
    inside = [token for token in line if token.type not in _PLAIN or token.content.strip()]
    kinds = [token.type for token in inside]
    if kinds[:1] == ["strong_open"] and kinds.index("strong_close") == len(kinds) - 1:
        return Block("heading")
    return Block()


def _words(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """The words of a line without its markup, and what its pictures show."""
    pieces: list[str] = []
    pictures: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "image":
            pictures.append(token.content if _is_nested(token) else _words(token.children or [])[0])
        elif token.type == "html_inline":
            name = _NAME.match(token.content)
            if name is None or name[1].casefold() not in _ELEMENTS:  # "<file>" in a sentence is no element
                pieces.append("" if token.content.startswith("<!--") else token.content)
            elif name[1].casefold() == "br":
                pieces.append("\n")
    return "".join(pieces), [picture for picture in pictures if picture.strip()]


def _is_nested(token: Token) -> bool:
    """Whether a picture stands in what another shows, which can be so deep that it is left as it stands."""
    return any(child.type == "image" for child in token.children or [])


def _shown(source: str) -> str:
    """The words of a block of HTML, without its tags."""
    words = _BREAK.sub("\n", _HIDDEN.sub("", source))
    return html.unescape(_TAG.sub("", words)).strip()


def _front(lines: list[str]) -> tuple[dict[str, str], int]:
    """What front matter says of the article, as fields of `Draft`, and how many lines it has, its fences included."""
    count = markdown_signs.front(lines)
    values: dict[str, str] = {}
    key = ""
    for line in lines[1 : max(count - 1, 0)]:
        if found := _VALUE.fullmatch(line.rstrip()):
            key = found[1].casefold()
            values.setdefault(key, _plain(found[2] or ""))
        elif key and line.startswith((" ", "\t", "- ")):  # a list below its key, or a value that goes on
            entry = line.strip()
            name = entry.removeprefix("- ").removeprefix("name:").strip()
            apart = ", " if entry.startswith("- ") else " "
            if ":" in name.split(" ", 1)[0]:  # another key of what stands below the key
                continue
            values[key] = f"{values[key]}{apart}{_plain(name)}" if values[key].strip(">|-+") else _plain(name)
    known: dict[str, str] = {}
    fields = (("headline", _TITLES), ("deck", _DECKS), ("byline", _AUTHORS), ("date", _DATES), ("site", _SITES))
    for field, names in fields:
        if value := next((values[name] for name in names if values.get(name)), ""):
            known[field] = value
    if "date" in known and (told := _published(known["date"])):
        known["published"] = told
    work = next((values[name] for name in _WORKS if values.get(name)), "")
    if _ADDRESS.fullmatch(work):
        known["work"] = work
    return known, count


def _plain(value: str) -> str:
    """A value without the quotes or brackets around it."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(entry) for entry in value[1:-1].split(",")) if "[" not in value[1:] else value
    for quote in ('"', "'"):
        if len(value) > 1 and value.startswith(quote):
            end = value.find(quote, 1)
            if quote == '"':
                while end > 0 and value[end - 1] == "\\":
                    end = value.find(quote, end + 1)
            return value[1:end].replace(f"\\{quote}", quote) if end > 0 else value
    return value.split(" #", 1)[0].rstrip()


def _published(date: str) -> str:
    """A date as ISO 8601, empty if it cannot be read in one way."""
    if (found := _ISO.match(date)) and (known := dates.find(found[0][:10])) and known[0].value:
        return _OFFSET.sub(r"\1:\2", found[0].replace(" ", "T", 1).replace(" ", ""))
    values = [dated.value for dated in dates.find(date) if dated.value]
    return values[0] if values else ""
