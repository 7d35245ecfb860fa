"""NITF, the News Industry Text Format of the IPTC (3.x and the 2.x before it) -> drafts.

Elements are those of the IPTC's NITF 3.6: `docdata` tells what the story is, `body.head` what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.wires import news_xml, statuses
from briefing.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NOTE = "editor's note"
"""The reason of what a wire tells editors, not readers."""

LAYOUT = news_xml.Layout(
    blocks=frozenset(
        (
            *("p", "hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6", "hedline", "block", "bq", "blockquote", "credit", "pre"),
            *(
                "ul",
                "ol",
                "dl",
                "li",
                "dt",
                "dd",
                "table",
                "tr",
                "nitf-table",
                "caption",
                "note",
                "fn",
                "media",
                "body.content",
            ),
            *("media-caption", "media-producer", "figure", "figcaption", "tagline", "bibliography", "abstract", "body"),
            *("div", "section", "article", "header", "footer", "aside"),
        )
    ),
    aside={
        "table": "table",
        "nitf-table": "table",
        "media-caption": "caption",
        "media-producer": "caption",
        "figcaption": "caption",
        "note": NOTE,
        "fn": "footnote",
        "bibliography": "sources",
        "tagline": "about the author",
    },
    left=frozenset(
        ("media-object", "media-metadata", "script", "style", "custom-table", "nitf-table-metadata", "object", "head")
    ),
)

_WITHOUT_HEAD = LAYOUT._replace(left=LAYOUT.left | {"body.head", "body.end"})

_BASIC = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s?(Z|[+-]\d\d:?(?:\d\d)?)?)?")
_SPACE = re.compile(r"\s+")


def read(received: Received, _limits: Limits) -> Sequence[Draft]:
    """The draft of an NITF document. Raises `UnreadableError`."""
    return [draft(news_xml.tree(received, "a wire story in NITF"))]


def draft(root: Element) -> Draft:
    """The draft of an element `nitf`, whatever of it is there."""
    head, end = root.find("body/body.head"), root.find("body/body.end")
    content, layout = root.find("body/body.content"), LAYOUT
    if content is None:
        content, layout = root.find("body"), _WITHOUT_HEAD
    headline, deck = _headline(root, head)
    dateline = _below(head, "dateline")
    body = [Part(note, NOTE) for note in _notes(root, head)]
    summary = _below(head, "abstract")
    if summary and not deck:
        deck = summary
    elif summary:
        body.append(Part(summary, "summary"))
    body += news_xml.parts(content, layout) if content is not None else ()
    body += news_xml.parts(end, LAYOUT) if end is not None else ()
    date, published = _published(root, head)
    return Draft(
        "nitf",
        tuple(body),
        headline=headline,
        deck=deck,
        byline=_below(head, "byline"),
        dateline=dateline,
        date=date,
        published=published,
        site=_below(head, "distributor") or _attribute(root, "docdata/doc.copyright", "holder"),
        status=_status(root, headline, iso(_attribute(root, "docdata/date.issue", "norm"))),
        work=f"nitf:{name}" if (name := _work(root)) else "",
    )


def iso(time: str) -> str:
    """A time of ISO 8601 in its basic or extended form, as the extended one; empty if it is none."""
    found = _BASIC.fullmatch(time.strip()[:40])
    if not found:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    value = f"{year}-{month}-{day}"
    if hour:
        value += f"T{hour}:{minute}:{second or '00'}{zone or ''}"
        if zone and zone != "Z" and ":" not in zone:
            value = f"{value[: -len(zone)]}{zone[:3]}:{zone[3:] or '00'}"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return ""
    return value


def _docdata(root: Element, path: str) -> list[Element]:
    """Elements of the story's own head."""
    return list(root.iterfind(f"head/{path}"))


def _attribute(root: Element, path: str, name: str) -> str:
    """An attribute of the first element of a path in the head that has it, without white space around it."""
    values = (element.get(name, "") for element in _docdata(root, path))
    return news_xml.let_go(next((value.strip() for value in values if value.strip()), ""))


def _below(head: Element | None, name: str) -> str:
    """The words of the first element of a name in the body's head."""
    return news_xml.words(head.find(name)) if head is not None else ""


def _headline(root: Element, head: Element | None) -> tuple[str, str]:
    """The first headline, and the line below it; without any, the title of the document."""
    lines: list[str] = []
    hedline = head.find("hedline") if head is not None else None
    if hedline is not None:
        lines = [words for element in hedline.iter("hl1", "hl2") if (words := news_xml.words(element))]
        lines = lines or [words for words in (news_xml.words(hedline),) if words]
    if not lines:
        lines = [words for words in (news_xml.words(root.find("head/title")),) if words]
    return (lines[0], " ".join(lines[1:])) if lines else ("", "")


def _notes(root: Element, head: Element | None) -> list[str]:
    """What the wire tells editors: messages, corrections, rights and notes above the body."""
    found = [element.get("info", "") for path in ("docdata/correction", "docdata/ed-msg") for element in _docdata(root, path)]
    if head is not None:
        found += [news_xml.words(element) for element in head.findall("note")]
    notes = (news_xml.let_go(_SPACE.sub(" ", note)).strip() for note in found)
    return list(dict.fromkeys(note for note in notes if note))


def _published(root: Element, head: Element | None) -> tuple[str, str]:
    """When the story was issued, in the words of the format and as ISO 8601."""
    issued = _attribute(root, "docdata/date.issue", "norm")
    for told in (issued, _attribute(root, "docdata/date.release", "norm"), _attribute(root, "pubdata", "date.publication")):
        if value := iso(told):
            return told, value
    story = head.find("dateline/story.date") if head is not None else None
    return "", iso(story.get("norm", "")) if story is not None else ""


def _status(root: Element, headline: str, issued: str) -> str:
    """What the story's head says of its state."""
    messages = _docdata(root, "docdata/ed-msg")
    codes = [element.get("management-status", "") for element in _docdata(root, "docdata")]
    codes += [element.get("msg-type", "") for element in messages]
    if _docdata(root, "docdata/correction"):
        codes.append("correction")
    status = statuses.tell(tuple(codes), tuple(element.get("info", "") for element in messages), headline)
    release = iso(_attribute(root, "docdata/date.release", "norm"))
    if status == "embargoed" or (release and issued and _is_later(release, issued)):
        status = statuses.until(status, release)
    version = _attribute(root, "docdata/du-key", "version") or _attribute(root, "docdata/du-key", "generation")
    return status or version_words(version)


def version_words(version: str) -> str:
    """The version of a story in words; nothing for the first, or for a number that counts something else."""
    number = int(version) if version.isdecimal() and len(version) < 3 else 0
    return f"version {number}" if number > 1 else ""


def _is_later(one: str, other: str) -> bool:
    """Whether a time is later than another; not where only one of them has a zone."""
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if len(one) == len("2024-04-04") or len(other) == len("2024-04-04"):
        return first.date() > second.date()
    return (first.tzinfo is None) == (second.tzinfo is None) and first > second


def _work(root: Element) -> str:
    """What names the story in each of its versions: its identifier, with who registered it."""
    for path, names in (("docdata/doc-id", ("regsrc", "id-string")), ("docdata/du-key", ("key",))):
        if _attribute(root, path, names[-1]):
            return " ".join(value for name in names if (value := _attribute(root, path, name)))
    return news_xml.let_go(root.get("uno", "").strip())
