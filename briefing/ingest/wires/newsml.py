"""NewsML-G2 of the IPTC (a news item, or a message with several), and NewsML 1 before it -> drafts.

Elements are those of the NewsML-G2 Specification: `itemMeta` tells what the item is and its state, `contentMeta` its head,
`contentSet` holds the text, as NITF, XHTML, or plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.errors import UnreadableError
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.wires import news_xml, nitf, statuses
from briefing.limits import Limits
from briefing.sanitise import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST = 200
"""Items of a message that are read."""

_ITEMS = ("newsItem", "NewsItem")
_OTHERS = {
    "packageItem": "a package of links to stories",
    "conceptItem": "a concept that stories refer to",
    "knowledgeItem": "a list of concepts that stories refer to",
    "planningItem": "a plan of what will be covered",
    "catalogItem": "a catalogue of codes",
    "Catalog": "a catalogue of codes",
    "TopicSet": "a list of topics",
}
_SUB, _SUMMARY = "sub", "summ"


def read(received: Received, _limits: Limits) -> Sequence[Draft]:
    """The drafts of the items of a document that have something to read. Raises `UnreadableError` if none has."""
    root = news_xml.tree(received, "a wire story in NewsML")
    items = list(root.iter(*_ITEMS))
    if len(items) > MOST:
        raise UnreadableError(
            f"{received.name} holds {len(items):,} wire stories; at most {MOST} are read, so open a part of it."
        )
    drafts = [_old(item) if item.tag == "NewsItem" else _draft(item) for item in items if not _is_within(item)]
    drafts = [one for one in drafts if clean_line(one.headline) or any(clean_line(part.words) for part in one.body)]
    if not drafts:
        other = next((_OTHERS[name] for element in root.iter(*_OTHERS) if (name := str(element.tag)) in _OTHERS), "")
        what = other or ("a picture, sound or film without words" if items else "a message without a story")
        raise UnreadableError(f"{received.name} is NewsML, but {what}: there is no text in it to read.")
    return drafts


def _is_within(item: Element) -> bool:
    """Whether an item stands in another, whose text it is a part of."""
    return any(ancestor.tag == item.tag for ancestor in item.iterancestors())


def _draft(item: Element) -> Draft:
    """The draft of a news item of NewsML-G2."""
    meta, about = item.find("itemMeta"), item.find("contentMeta")
    inner, body = _content(item.find("contentSet"))
    headlines = _all(about, "headline")
    descriptions = _all(about, "description")
    subs = [words for role, words in (*headlines, *descriptions) if _SUB in role]
    mains = [words for role, words in headlines if _SUB not in role]
    summaries = [words for role, words in descriptions if _SUB not in role]
    deck = (*subs, *summaries, inner.deck)[0]
    bylines = (*_words(about, "by"), inner.byline, _creators(about))
    dateline = next(iter(_words(about, "dateline")), "")
    notes = _words(meta, "edNote")
    head = [Part(note, nitf.NOTE) for note in notes]
    rest = [Part(words, "summary") for words in dict.fromkeys((*subs, *summaries)) if words != deck]
    if not body and deck:
        body, deck = [Part(deck)], ""
    date = next(iter((*_words(about, "contentCreated"), *_words(meta, "firstCreated"), *_words(meta, "versionCreated"))), "")
    headline = next((words for words in (*mains, inner.headline, *_words(meta, "title")) if words), "")
    return Draft(
        "newsml",
        (*head, *body, *rest),
        headline=headline,
        deck=deck,
        byline=next((name for name in bylines if name), ""),
        dateline=dateline or inner.dateline,
        date=date or inner.date,
        published=nitf.iso(date) or inner.published,
        site=_named(meta, "provider") or _named(about, "infoSource") or inner.site,
        status=_status(item, meta, headline, notes) or inner.status,
        work=news_xml.let_go(item.get("guid", "").strip()) or inner.work,
    )


def _content(content: Element | None) -> tuple[Draft, list[Part]]:
    """The text of an item: that of the first rendition that has any, and what it tells of its own head."""
    none = Draft("newsml", ())
    for rendition in content if content is not None else ():
        if rendition.tag == "inlineXML":
            story = rendition.find(".//nitf")
            inner = nitf.draft(story) if story is not None else none
            body = list(inner.body) if story is not None else list(_flow(rendition))
        elif rendition.tag == "inlineData" and not rendition.get("encoding"):
            inner, body = none, _inline(rendition)
        else:
            continue
        if body or inner.headline:
            return inner, body
    return none, []


def _flow(rendition: Element) -> Iterator[Part]:
    """The blocks of a rendition in XHTML or another vocabulary of XML."""
    body = next(rendition.iter("body"), rendition)
    return news_xml.parts(body, nitf.LAYOUT)


def _inline(rendition: Element) -> list[Part]:
    """The paragraphs of a rendition in plain text, or in HTML that is written as text."""
    text = news_xml.let_go("".join(map(str, rendition.itertext())))
    if "html" in rendition.get("contenttype", ""):
        from briefing.ingest.web import markup  # noqa: PLC0415 - hardly any wire writes HTML as text

        return list(markup.parts(text))
    lines = text.splitlines()
    if not any(line.strip() and not following.strip() for line, following in pairwise(lines)):
        return [Part(line) for line in lines if line.strip()]
    return [Part(words) for words in _blocks(lines)]


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Lines that blank lines part, as blocks."""
    held: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            held.append(line)
        elif held:
            yield "\n".join(held)
            held = []


def _status(item: Element, meta: Element | None, headline: str, notes: Sequence[str]) -> str:
    """What an item says of its state."""
    if meta is None:
        return ""
    codes = tuple(_code(element) for name in ("pubStatus", "signal") for element in meta.findall(name))
    status = statuses.tell(codes, tuple(notes), headline)
    embargo = meta.find("embargoed")
    if embargo is not None or status == "embargoed":
        time = news_xml.words(embargo)
        status = statuses.until(status, nitf.iso(time) or time)
    return status or nitf.version_words(item.get("version", "").strip())


def _code(element: Element) -> str:
    return str(element.get("qcode") or element.get("literal") or element.get("uri", "").rpartition("/")[2])


def _all(element: Element | None, name: str) -> list[tuple[str, str]]:
    """The roles, in lower case, and the words of the children of a name that have any."""
    found = element.findall(name) if element is not None else []
    return [(child.get("role", "").casefold(), words) for child in found if (words := news_xml.words(child))]


def _words(element: Element | None, name: str) -> list[str]:
    return list(dict.fromkeys(words for _, words in _all(element, name)))


def _named(element: Element | None, name: str) -> str:
    """How a child is called, else its literal."""
    child = element.find(name) if element is not None else None
    if child is None:
        return ""
    return news_xml.words(child.find("name")) or news_xml.let_go(child.get("literal", ""))


def _creators(about: Element | None) -> str:
    """The names of those who wrote an item."""
    creators = about.findall("creator") if about is not None else []
    names = (news_xml.words(creator.find("name")) or news_xml.let_go(creator.get("literal", "")) for creator in creators)
    return ", ".join(name for name in dict.fromkeys(names) if name)


def _old(item: Element) -> Draft:
    """The draft of a news item of NewsML 1: the first of its components that has a text, under the lines of the item."""
    identifier, management = item.find("Identification/NewsIdentifier"), item.find("NewsManagement")
    lines = next(item.iter("NewsLines"), None)
    inner, body = Draft("newsml", ()), list[Part]()
    for content in item.iter("DataContent"):
        story = content.find(".//nitf")
        inner = nitf.draft(story) if story is not None else inner
        body = list(inner.body) if story is not None else list(_flow(content)) if len(content) else _inline(content)
        if body:
            break
    subs = [*_words(lines, "SubHeadLine"), inner.deck]
    dateline = next(iter(_words(lines, "DateLine")), "")
    state = management.find("Status") if management is not None else None
    date = next(iter((*_words(management, "FirstCreated"), *_words(management, "ThisRevisionCreated"))), "")
    names = ("PublicIdentifier",) if _words(identifier, "PublicIdentifier") else ("ProviderId", "DateId", "NewsItemId")
    work = " ".join(words for name in names for words in _words(identifier, name)[:1])
    public = work.rpartition(":") if names[0] == "PublicIdentifier" else ("", "", work)
    revised = public[0] if public[2][:-1].isdecimal() and public[0] else work
    return Draft(
        "newsml",
        tuple(body),
        headline=(*_words(lines, "HeadLine"), inner.headline)[0],
        deck=subs[0],
        byline=(*_words(lines, "ByLine"), inner.byline)[0],
        dateline=dateline or inner.dateline,
        date=date or inner.date,
        published=nitf.iso(date) or inner.published,
        site=inner.site,
        status=statuses.tell((state.get("FormalName", ""),)) if state is not None else inner.status,
        work=revised or inner.work,
    )
