"""RSS 0.9x, 1.0, 2.0 and Atom -> drafts: each item is an article, with what the feed gives of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from briefing.errors import DECODER_ERRORS, UnreadableError
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.wires import news_xml
from briefing.limits import Limits
from briefing.sanitise import clean_line

MOST = 200
"""Items of a feed that are articles; one more article names the others by their headlines."""

_MOST_TAGS = 80_000
"""Tags of a feed outside its escaped texts: feedparser takes some 40 microseconds for each."""

_SUMMARY = "summary"
_LONGEST_DECK = 400
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_ASIDE = re.compile(r"(</?(?:media|itunes):)(description|summary|subtitle|title|text)\b")
"""What feedparser takes for the item's own, though it speaks of a picture or a recording."""

_INSTEAD = tuple(f"{prefix}_of-{name}" for name in ("summary", "description", "subtitle") for prefix in ("itunes", "media"))
_PAGE = re.compile(r"\s{0,80}<(?:!doctype\s|html\b)", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@()]{1,80}@[^\s@()]{1,200}\s{0,8}\(([^()]{1,100})\)")
_MARKS = re.compile(r"[<&]")
_PARAGRAPHS = re.compile(r"\n[ \t\r]{0,80}\n")
_CUT = re.compile(r"\s{0,8}(?:\[\s?(?:…|\.{3}|&hellip;)\s?\]|…|\.{3})\s{0,8}$")
_NAMES_ITSELF = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:\S")
_MADE_UP = "headlines of a feed"

Entry = dict[str, Any]
"""What feedparser makes of an item: strings, lists and further dictionaries, each only there if the feed has it."""


def read(received: Received, _limits: Limits) -> Sequence[Draft]:
    """The drafts of a feed's items, in its order; of those past `MOST` one more draft, whose body are their headlines.

    An item that has neither words nor a headline, or whose text cannot be read, is left out if there are others. Raises
    `UnreadableError`.
    """
    import feedparser  # noqa: PLC0415 - takes a tenth of a second

    sound = _ASIDE.sub(r"\1of-\2", news_xml.sound(received, _MOST_TAGS)).encode("utf-8", "replace")
    try:
        found = feedparser.parse(
            BytesIO(sound),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except DECODER_ERRORS as error:
        raise UnreadableError(f"{received.name} is a feed, but damaged ({type(error).__name__}): ask for it again.") from None
    feed: Entry = found["feed"]
    site = _title(feed)
    name = next((words for words in (_words(feed, "id"), _words(feed, "link"), received.address, site) if words), "")
    drafts: list[Draft] = []
    fault: UnreadableError | None = None
    for entry in found["entries"][:MOST]:
        try:
            draft = _draft(entry, site, name)
        except UnreadableError as error:
            fault = error
            draft = _draft(entry, site, name, alone=True)
        if clean_line(draft.headline) or any(clean_line(part.words) for part in draft.body):
            drafts.append(draft)
    if fault and not drafts:
        raise fault
    others = [Part(title) for entry in found["entries"][MOST:] if clean_line(title := _title(entry))]
    if others:
        status = f"{len(others)} further items of the feed, by their headlines only"
        drafts.append(Draft("feed", tuple(others), headline=site or name, site=site, status=status, work=f"{name} {_MADE_UP}"))
    return drafts


def _draft(entry: Entry, site: str, feed: str, *, alone: bool = False) -> Draft:
    """The draft of an item; `alone` without its text."""
    body, deck = ((), "") if alone else _text(entry)
    date = next((words for key in ("published", "updated", "created") if (words := _words(entry, key))), "")
    return Draft(
        "feed",
        body,
        headline=_title(entry),
        deck=deck,
        byline=_byline(entry),
        date=date,
        published=_iso(date),
        site=site,
        work=_work(entry, feed),
    )


def _text(entry: Entry) -> tuple[tuple[Part, ...], str]:
    """The parts of an item's body, and its deck: the content with the summary above it, else the summary."""
    summary = _parts(entry.get("summary"), entry.get("summary_detail"))
    contents = (_parts(content.get("value"), content) for content in entry.get("content") or ())
    content = next((parts for parts in contents if parts), ())
    if not content:
        return summary or next((parts for key in _INSTEAD if (parts := _parts(dict.get(entry, key), None))), ()), ""
    letters = _letters("".join(part.words for part in content))
    new = [part for part in summary if not _is_said(part.words, letters)]
    deck = new[0].words if new and len(new[0].words) <= _LONGEST_DECK and new[0].reason is None else ""
    rest = [Part(part.words, part.reason or _SUMMARY) for part in (new[1:] if deck else new)]
    return (*content, *rest), deck


def _is_said(words: str, text: str) -> bool:
    """Whether a text says some words, which may be cut short; both without what is no letter or digit."""
    letters = _letters(_CUT.sub("", words))
    return not letters or letters in text


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _parts(value: object, detail: Entry | None) -> tuple[Part, ...]:
    """The blocks of a construct of text, HTML or XHTML; none of any other kind."""
    kind = str((detail or {}).get("type") or "text/html")
    if not isinstance(value, str) or not value.strip():
        return ()
    if kind in _HTML:
        from briefing.ingest.web import markup  # noqa: PLC0415 - many feeds have no markup

        if not _MARKS.search(value):
            return (Part(news_xml.let_go(value)),)
        if _PAGE.match(value):
            from briefing.ingest.web import html  # noqa: PLC0415 - hardly any item is a whole page

            page = html.read(Received(value.encode("utf-8", "replace"), charset="utf-8"), Limits())
            return tuple(part._replace(words=news_xml.let_go(part.words)) for part in page[0].body) if page else ()
        return tuple(part._replace(words=news_xml.let_go(part.words)) for part in markup.parts(value))
    if not kind.startswith("text/"):
        return ()
    return tuple(Part(news_xml.let_go(words)) for words in _PARAGRAPHS.split(value) if words.strip())


def _title(entry: Entry) -> str:
    """A title on one line. Formats say whether it is text or HTML, or feedparser tells it from its marks."""
    try:
        parts = _parts(entry.get("title"), entry.get("title_detail") or {"type": "text/plain"})
    except UnreadableError:
        parts = (Part(_words(entry, "title")),)
    return " ".join(" ".join(part.words for part in parts).split())


def _byline(entry: Entry) -> str:
    names = [str(author.get("name") or "") for author in entry.get("authors") or () if isinstance(author, dict)]
    if mailbox := _MAILBOX.fullmatch(
        _words(entry, "author")
    ):  # feedparser knows no top-level domains of more than four letters
        names = [mailbox[1]]
    names = list(dict.fromkeys(name.strip() for name in names if name.strip())) or [_words(entry, "author")]
    return news_xml.let_go(", ".join(names))


def _work(entry: Entry, feed: str) -> str:
    """What names an item in each of its versions: an identifier that stands for itself, else beside the feed's."""
    own = _words(entry, "id")
    if not own:
        return _words(entry, "link")
    return own if _NAMES_ITSELF.match(own) else f"{feed} {own}".strip()


def _words(entry: Entry, key: str) -> str:
    """A plain value of an item, empty if there is none; feedparser's own look-up would answer with another key's."""
    value = dict.get(entry, key)
    return news_xml.let_go(value).strip() if isinstance(value, str) else ""


def _iso(date: str) -> str:
    """A date of RFC 822 or RFC 3339 as ISO 8601, in its own zone; empty if it is neither."""
    for told in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = told(date)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if len(date) <= len("2024-04-04"):
            return found.date().isoformat()
        return found.isoformat().replace("+00:00", "Z")
    return ""
