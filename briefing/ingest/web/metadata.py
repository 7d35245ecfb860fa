"""What a page says of itself: headline, deck, byline, date, site and address; from JSON-LD, OpenGraph, meta and elements.

Sources: schema.org (`Article` and its kinds), ogp.me, and the names that publishing systems write into `meta`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from briefing.ingest.article import dates
from briefing.ingest.web import markup

_MOST_OBJECTS = 20_000
"""Objects of JSON-LD that are looked at."""

_LONGEST = 500
"""Characters of the longest headline, byline or address that is believed; a deck has twice as many."""

_MOST_AUTHORS = 12

_FIRST_YEAR = 1700
"""Before it there are no newspapers to speak of, but there are programs that write a year where they know none."""

_ARTICLE = re.compile(r"(?:https?://schema\.org/)?(?:\w{0,30}Article|(?:Live)?BlogPosting|Report|SocialMediaPosting|Review)")
_LEADING = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "liveBlogUpdate")
"""Where other objects stand in an object of JSON-LD; of these, pages put the article itself only in the first three."""

_AROUND_JSON = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|\s*(?:-->|//\s*\]\]>|\]\]>)?[\s;]*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_TAG = re.compile(r"<(script|style)\b[^<>]{0,300}>[^<]{0,2000}</\1>|</?[a-zA-Z][^<>]{0,300}>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SITE = re.compile(r"\s+(?:[|»«:·•~]|[-–—]+|::)\s+")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d)?)?")
_BY = re.compile(r"(?:written\s|posted\s|von\s|par\s|por\s)?by[\s:]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|org|net)/", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|ns_\w+|ref|ref_src|spm|_ga|smid|share", re.IGNORECASE
)
_TRUNCATED = ("…", "...", "[…]", "[...]")

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
_DECKS = ("og:description", "description", "twitter:description", "dc.description")
_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "article:author_name",
)
_DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.issued", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued"),
    *(
        "dc.date.created",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "cxenseparse:recs:publishtime",
        "article:published",
        "date",
    ),
)
_SITES = ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher")


class Told(NamedTuple):
    """What a page says of itself, empty where it does not; `published` is an ISO 8601 date or time, `date` its visible words.

    `body` is the text that JSON-LD gives for the article.
    """

    headline: str = ""
    deck: str = ""
    byline: str = ""
    date: str = ""
    published: str = ""
    site: str = ""
    work: str = ""
    body: str = ""


def tell(root: etree._Element, address: str = "") -> Told:
    """What the page at an address, if that is known, says of itself."""
    meta = _meta(root)
    articles = list(_articles(root))
    headings = [words for node in islice(root.iter("h1"), 20) if (words := markup.words(node)[:_LONGEST])]
    title = _text(next((node.text or "" for node in root.iter("title")), ""))
    article = _chosen(articles, [*headings, *_all(meta, _TITLES), title])
    site = _first([name for name in _all(meta, _SITES) if not name.startswith("@")]) or _name(article.get("publisher"))
    published, date = _date(root, article, meta)
    return Told(
        headline=_headline(article, meta, headings, title, site, address),
        deck=_deck(article, meta),
        byline=_byline(root, article, articles, meta, site),
        date=date,
        published=published,
        site=site,
        work=_work(root, article, meta, address),
        body=_text(article.get("articleBody"), lines=True),
    )


def folded(words: str) -> str:
    """Words without what differs between two ways to print them: case, punctuation and space."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _meta(root: etree._Element) -> dict[str, list[str]]:
    """The values of `meta`, by name in lower case, in their order."""
    found: dict[str, list[str]] = {}
    for node in islice(root.iter("meta"), 1_000):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if content := _text(node.get("content", "")):
            found.setdefault(name.strip().casefold(), []).append(content)
    return found


def _all(meta: Mapping[str, Sequence[str]], names: Sequence[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _first(values: Sequence[str]) -> str:
    return next((value for value in values if len(value) <= _LONGEST), "")


def _articles(root: etree._Element) -> Iterator[Mapping[str, object]]:
    """The objects of JSON-LD that are articles, with the people and bodies that they only name by their address filled in."""
    every: list[Mapping[str, object]] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").casefold():
            rest = [_json(script.text or "")]
            while rest and len(every) < _MOST_OBJECTS:
                value = rest.pop(0) if len(rest) < 1_000 else rest.pop()
                if isinstance(value, dict):
                    every.append(value)
                    rest += [value[key] for key in _LEADING if key in value]
                elif isinstance(value, list):
                    rest += value[:_MOST_OBJECTS]
    known = {item["@id"]: item for item in every if isinstance(item.get("@id"), str) and len(item) > 1}
    for item in every:
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
            yield {key: _followed(value, known) for key, value in item.items()}


def _followed(value: object, known: Mapping[object, object]) -> object:
    """A value, or what it refers to."""
    if isinstance(value, list):
        return [_followed(one, known) if not isinstance(one, list) else one for one in value[:_MOST_AUTHORS]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return known.get(value["@id"], value)
    return value


def _json(text: str) -> object:
    """What a script of JSON-LD says, as well as that can be told; none for one that is broken."""
    text = _AROUND_JSON.sub("", text)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _chosen(articles: Sequence[Mapping[str, object]], titles: Sequence[str]) -> Mapping[str, object]:
    """The article that the page is about: the one that its titles name, else the only one."""
    names = [folded(title) for title in titles]
    for article in articles:
        headline = folded(_text(article.get("headline")) or _text(article.get("name")))
        if headline and any(headline in name or (name and name in headline) for name in names):
            return article
    return articles[0] if len(articles) == 1 else {}


def _text(value: object, *, lines: bool = False) -> str:
    """A value of JSON-LD as text; pages put entities and tags into it."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    if not isinstance(value, str):
        return ""
    text = unescape(value)
    if lines:
        return text
    return _line(_TAG.sub("", text[: 4 * _LONGEST]))


def _line(text: str) -> str:
    return _SPACE.sub(" ", unescape(text)).strip()


def _name(value: object) -> str:
    """The name of a person or body."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    name = _text(value)
    return "" if len(name) > _LONGEST or _ADDRESS.search(name) else name


def _headline(
    article: Mapping[str, object],
    meta: Mapping[str, Sequence[str]],
    headings: Sequence[str],
    title: str,
    site: str,
    address: str,
) -> str:
    """What the page says is its headline, if it shows that; else the heading that its title begins with; else either."""
    sites = {folded(site), *_host_names(address)} - {""}
    declared = [_text(article.get("headline")), *_all(meta, _TITLES), title, _text(article.get("name"))]
    declared = [one for text in declared if (one := _without_site(text, sites)) and len(one) <= _LONGEST]
    shown = {folded(heading): heading for heading in reversed(headings)}
    for one in declared:
        key = folded(one)
        if key in shown:
            return shown[key]
        if one.endswith(_TRUNCATED) and (whole := next((h for f, h in shown.items() if key and f.startswith(key)), "")):
            return whole
    for heading in headings:
        key = folded(heading)
        if len(heading.split()) > 2 and any(folded(one).startswith(key) for one in declared):
            return heading
    if declared:
        shorter = [one for one in declared if _is_prefix(one, declared[0])]
        return min(shorter, key=len) if shorter and declared[0] == title else declared[0]
    return headings[0] if len(headings) == 1 else ""


def _is_prefix(one: str, other: str) -> bool:
    return len(one) > 10 and folded(other).startswith(folded(one))


def _without_site(title: str, sites: set[str]) -> str:
    """A title without the name of the site at its end or its beginning."""
    for _ in range(3):
        cuts = list(_SITE.finditer(title))
        if not cuts:
            break
        if folded(title[cuts[-1].end() :]) in sites:
            title = title[: cuts[-1].start()]
        elif folded(title[: cuts[0].start()]) in sites:
            title = title[cuts[0].end() :]
        else:
            break
    return title.strip()


def _host_names(address: str) -> set[str]:
    """What a site may call itself by its address: `example`, `examplecom`."""
    host = _host(address)
    return {folded(host), folded(host.rpartition(".")[0]), folded(host.split(".")[0])} if host else set()


def _deck(article: Mapping[str, object], meta: Mapping[str, Sequence[str]]) -> str:
    """What stands under the headline: a description that is not cut short."""
    declared = [_text(article.get("description")), *_all(meta, _DECKS)]
    return next((one for one in declared if one and len(one) <= 2 * _LONGEST and not one.endswith(_TRUNCATED)), "")


def _byline(
    root: etree._Element,
    article: Mapping[str, object],
    articles: Sequence[Mapping[str, object]],
    meta: Mapping[str, Sequence[str]],
    site: str,
) -> str:
    """The names of who wrote the article, as the page gives them."""
    authors = article.get("author") or article.get("creator") or (articles[0].get("author") if len(articles) == 1 else None)
    names = [_name(one) for one in authors] if isinstance(authors, list) else [_name(authors)]
    if not any(names):
        names = _all(meta, _AUTHORS)
    if not any(_is_byline(name, site) for name in names):
        names = list(_marked(root))
    kept = dict.fromkeys(_BY.sub("", name, count=1) for name in names if _is_byline(name, site))
    return ", ".join(islice(kept, _MOST_AUTHORS))


def _is_byline(name: str, site: str) -> bool:
    return 1 < len(name) <= 200 and not _ADDRESS.search(name) and folded(name) not in ("", folded(site), "admin", "staff")


def _marked(root: etree._Element) -> Iterator[str]:
    """The names in elements that are marked as the author's."""
    for node in root.iter("a", "span", "div", "p", "address"):
        kind = node.get("itemprop", "").split()
        if "author" in kind or "author" in node.get("rel", "").split():
            inner = next((one for one in node.iter() if "name" in one.get("itemprop", "").split()), node)
            if (words := markup.words(inner)) and len(words) <= 100:
                yield words
                if not any("author" in part for part in (kind, node.get("rel", "").split())):
                    return


def _date(root: etree._Element, article: Mapping[str, object], meta: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """When the page says that the article was published, and the words of the page for it, if it shows them."""
    declared = [_text(article.get("datePublished")), *_all(meta, _DATES), _text(article.get("dateCreated"))]
    times = [node for node in islice(root.iter("time"), 200) if not _is_elsewhere(node)]
    value = next(filter(None, map(_iso, declared)), "")
    if not value:
        marked = [node for node in times if node.get("pubdate") is not None or "datePublished" in node.get("itemprop", "")]
        node = next(iter(marked or times), None)
        value = _iso(node.get("datetime") or markup.words(node)) if node is not None else ""
    if not value:
        return "", ""
    for node in times:
        words = markup.words(node)
        if len(words) <= dates.LONGEST and value[:10] in (_iso(node.get("datetime", ""))[:10], _iso(words)[:10]):
            return value, words if dates.find(words) else ""
    return value, ""


def _is_elsewhere(node: etree._Element) -> bool:
    """Whether a time is that of another article: in a list, a side box or a comment."""
    return any(above.tag in ("aside", "li", "nav", "footer") for above in node.iterancestors())


def _iso(written: str) -> str:
    """A date or time as ISO 8601, empty if that cannot be told."""
    written = written.strip()[: dates.LONGEST]
    if match := _ISO.match(written):
        day, clock, zone = match.groups()
        value = f"{day}T{clock}{zone or ''}" if clock else day
        try:
            told = datetime.fromisoformat(value)
        except ValueError:
            return ""
        return (told.isoformat() if clock else day) if told.year >= _FIRST_YEAR else ""
    if len(written) >= 8 and written[:8].isdecimal() and (len(written) == 8 or not written[8].isdecimal()):
        return _iso(f"{written[:4]}-{written[4:6]}-{written[6:8]}")
    return next((dated.value for dated in dates.find(written) if dated.value), "")


def _work(root: etree._Element, article: Mapping[str, object], meta: Mapping[str, Sequence[str]], address: str) -> str:
    """The address that names the article in each of its versions; one at another host than the page's is not believed."""
    declared = [
        node.get("href", "") for node in islice(root.iter("link"), 1_000) if "canonical" in node.get("rel", "").lower().split()
    ]
    page = article.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    declared += [*_all(meta, ("og:url",)), *(one for one in (page, article.get("url")) if isinstance(one, str))]
    return next(filter(None, (_canonical(one, address) for one in declared)), "")


def _canonical(written: str, address: str) -> str:
    """An address as a name: absolute, with a path, without fragment and tracking; empty if it names no article."""
    if len(written) > 4 * _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(address, written.strip()))
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "." not in host or parts.path in ("", "/") or parts.username:
        return ""
    if address and _bare(host) != _host(address):
        return ""
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(query), ""))


def _host(address: str) -> str:
    try:
        return _bare(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _bare(host: str) -> str:
    """A host without what only says for which screen its pages are."""
    host = host.lower().rstrip(".")
    for _ in range(2):
        first, _, rest = host.partition(".")
        if first in ("www", "m", "amp", "mobile") and "." in rest:
            host = rest
    return host
