"""Mail: the text that its writer wrote, under the subject, sender and date of its header.

Of several forms of one text the one that reads best is taken: plain text that is a text, else HTML. A mail that only passes
on another, as an attachment, is read as that one, and a digest as the mails in it.
Sources: RFC 2046 (alternatives, digests), RFC 1153 (digests in plain text), RFC 2392 (names of messages), RFC 2919 (lists).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from itertools import pairwise

from briefing.errors import UnreadableError
from briefing.ingest.article import byline, dates, truncation
from briefing.ingest.detection import decoding
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.mail import mime, wrapping
from briefing.ingest.mail.body import LIST, LONGEST_NOTE, NOTE, Body, Kind, body_of_parts, body_of_text
from briefing.ingest.mail.mime import Entity
from briefing.limits import Limits
from briefing.model import PAST_THE_LIMIT

MOST_MESSAGES = 200
"""Messages of one digest or mailbox that become articles."""

MOST_TIMES = 5
"""Times as many paragraphs as one article may have, that a digest or mailbox may have."""

ATTACHMENT = "attachment"

_MOST_TEXTS = 40
"""Texts of one mail that are read, one after the other."""

_MOST_FILES = 50
"""Attachments that are named."""

_TOP = 4
"""Parts at the top of a text among which its own byline counts for more than the sender."""

_DEEPEST = 6
"""Mails inside each other."""

_PLAIN = ("text/plain", "text/markdown", "text/x-markdown")
_HTML = ("text/html", "application/xhtml+xml")
_STUB_WORDS = 60
"""Words up to which plain text may be no more than the advice to look at the HTML beside it."""

_STUB_TIMES = 3
"""How often more words the HTML of a stub has."""

_WORDS_PER_LINK = 25
"""In a text with more links than one for so many words, addresses are what is read; its HTML hides them."""

_TAG = re.compile(r"<(?:style|script|title)\b[^<]{0,100000}|<[^<>]{0,5000}>?", re.IGNORECASE)
_LINK = re.compile(r"https?://\S")
_REPLIES = ("re", "aw", "antw", "sv", "vs", "ref", "rif")
_FORWARDS = ("fwd", "fw", "wg", "tr", "rv", "enc", "vb", "doorst", "i")
_PREFIX = re.compile(rf"({'|'.join((*_REPLIES, *_FORWARDS))})(?:\s?[\[(]\d{{1,3}}[\])])?\s?:\s{{0,5}}", re.IGNORECASE)
_TOLD = re.compile(rf"(?:\[[^\[\]]{{1,60}}\]\s?)?{_PREFIX.pattern}", re.IGNORECASE)
_LIST_TAG = re.compile(r"\[([^\[\]]{1,60})\]\s{0,5}")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){0,8})")
_COMMENT = re.compile(r"\(([^()]{1,200})\)")
_MESSAGE_ID = re.compile(r"<?\s{0,3}([^<>\s@]{1,300}@[^<>\s]{1,250})\s{0,3}>?")
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_DIGEST_RULE = re.compile(r"(?<=\n)-{30}(?:-{40})?\n\s{0,10}(?=[A-Z][\w-]{1,20}: )")
_NUMBER = re.compile(r"(?:Message: \d{1,6}|Message \d{1,6})\n")

_OF_DIGEST: tuple[str, ...] = ("from", "subject", "date", "message-id")
"""Fields that a digest keeps of its mails."""


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The article of a mail, or those of a digest. Raises `UnreadableError` for one that is encrypted."""
    drafts = of_message(mime.unified(received.data), received.name, limits)
    if not drafts and b"application/pgp-encrypted" in received.data[:100_000]:
        raise UnreadableError(f"{received.name} is an encrypted mail: decrypt it with your mail program and save the text.")
    return drafts


def of_message(data: bytes, name: str, limits: Limits, depth: int = 0) -> list[Draft]:
    """The drafts of a message, none if it has no text to read; `data` as `mime.unified` gives it."""
    entities = mime.entities(data)
    head = entities[0]
    texts, mails_within, files = _content(entities)
    body = _read(texts, name, limits, _told_kind(head.field("subject")))
    own = sum(len(part.words) for part in body.parts if not part.reason) if body else 0
    if mails_within and depth < _DEEPEST and own <= (LONGEST_NOTE if head.kind != "multipart/digest" else own):
        reason = LIST if _is_listed(head) else NOTE
        above = tuple(part._replace(reason=part.reason or reason) for part in body.parts) if body else ()
        passed = [
            draft
            for inner in mails_within[:MOST_MESSAGES]
            for draft in of_message(mime.unified(inner.body()), name, limits, depth + 1)
        ][:MOST_MESSAGES]
        if passed:
            return [passed[0]._replace(body=(*above, *passed[0].body)), *passed[1:]]
    if body is None:
        return []
    if len(texts) == 1 and texts[0].kind in _PLAIN and (digest := _digest(texts[0].text(), head, limits)):
        return digest
    named = tuple(Part(file, ATTACHMENT) for file in files[:_MOST_FILES])
    return [_draft(head, body, named)]


def _draft(head: Entity, body: Body, files: Sequence[Part] = ()) -> Draft:
    """The draft of a mail; one that only passes on another is that other's writer's, of that other's day."""
    passed = body.forwarded
    sender = mime.decoded_words(passed.get("from", "")) or head.field("from") or head.field("sender")
    subject = passed.get("subject") or head.field("subject")
    date = passed.get("date") or head.field("date")
    first = [part.words for part in body.parts if part.reason is None][:_TOP]
    signed = any(byline.opens(" ".join(words[: byline.LONGEST].split())) for words in first)
    identity = _MESSAGE_ID.search(head.field("message-id"))
    return Draft(
        kind="mail",
        body=(*body.parts, *files),
        headline=_headline(subject, head.field("list-id")),
        byline="" if signed else _sender(sender),
        date=date,
        published=_published(date),
        site=_site(head),
        work=f"mid:{identity[1]}" if identity else "",
    )


def _content(entities: Sequence[Entity]) -> tuple[list[Entity], list[Entity], list[str]]:
    """The texts to read one after the other, the mails that are attached, and the names of other attachments."""
    chosen: list[list[Entity]] = [[] for _ in entities]
    options: list[list[list[Entity]]] = [[] for _ in entities]
    many = {entity.parent for entity in entities}
    for number in range(len(entities) - 1, -1, -1):  # the parts of a part come after it, so that theirs is known
        entity = entities[number]
        if number not in many:
            readable = entity.kind in (*_PLAIN, *_HTML) or entity.is_many or entity.kind.startswith("multipart/")
            chosen[number] = [entity] if readable and not entity.is_attachment and entity.raw.strip() else []
        else:
            inner = options[number][::-1]
            options[number] = []
            if entity.kind == "multipart/alternative":
                chosen[number] = _best(inner)
            elif entity.kind in ("multipart/related", "multipart/signed", "multipart/encrypted"):
                chosen[number] = next(iter(inner), [])
            else:
                longest = max(inner, key=len, default=[])
                chosen[number] = longest if len(inner) == 1 else [text for texts in inner for text in texts]
        if entity.parent >= 0 and chosen[number]:
            options[entity.parent].append(chosen[number])
    texts = chosen[0]
    attached = [entity for entity in entities if entity.kind == "message/rfc822" and entity.raw.strip()]
    if not texts and not attached:
        texts = [entity for entity in entities if entity.is_attachment and entity.kind in (*_PLAIN, *_HTML)]
    files = [entity.filename for entity in entities if entity.filename and entity not in texts and entity not in attached]
    return texts[:_MOST_TEXTS], attached, files


def _best(options: Sequence[list[Entity]]) -> list[Entity]:
    """Of several forms of one text, the one to read."""
    plain = next((texts for texts in options if all(text.kind in _PLAIN for text in texts)), None)
    html = next((texts for texts in options if any(text.kind in _HTML for text in texts)), None)
    if plain is None or html is None:
        return plain or html or []
    text = "\n".join(part.text() for part in plain)
    words = len(text.split())
    if len(_LINK.findall(text)) * _WORDS_PER_LINK > words:
        return html
    if words > _STUB_WORDS:
        return plain
    shown = sum(len(_TAG.sub(" ", part.text()).split()) for part in html if part.kind in _HTML)
    return html if shown > _STUB_TIMES * words else plain


def _read(texts: Sequence[Entity], name: str, limits: Limits, kind: Kind) -> Body | None:
    """What a mail's texts say; none if there is nothing to read in them."""
    parts: list[Part] = []
    forwarded: dict[str, str] = {}
    for entity in texts:
        body = _body(entity, name, limits, kind)
        if parts and body.parts and all(part.reason is None for part in body.parts):
            body = _below(body)
        forwarded = forwarded or body.forwarded
        parts += body.parts
    if not any(any(map(str.isalnum, part.words)) for part in parts):
        return None
    return Body(tuple(parts), forwarded)


def _below(body: Body) -> Body:
    """A text below another of the same mail; a list adds its footer as one."""
    first = body.parts[0].words.lstrip()
    if first.startswith("______") and sum(len(part.words) for part in body.parts) < 1_000:
        return body._replace(parts=tuple(Part(part.words, LIST) for part in body.parts))
    return body


def _body(entity: Entity, name: str, limits: Limits, kind: Kind) -> Body:
    if not decoding.is_text(entity.body()):
        return Body((), {})
    text = entity.text()
    if entity.kind in _HTML:
        from briefing.ingest.web import markup  # noqa: PLC0415 - lxml is imported for HTML only

        parts = markup.parts(text, name)
        most = truncation.needed(parts, limits)
        body = body_of_parts(parts[:most], kind)
        rest = "\n".join(part.words for part in parts[most:])
    else:
        if entity.flowed:
            text = wrapping.unflowed(text, delsp=entity.delsp)
        return _plain(text, limits, kind)
    return body._replace(parts=truncation.joined(body.parts, rest, limits))


def _plain(text: str, limits: Limits, kind: Kind) -> Body:
    text, rest = truncation.cut(text, limits)
    body = body_of_text(text, kind)
    return body._replace(parts=truncation.joined(body.parts, rest, limits))


def _told_kind(subject: str) -> Kind:
    """Whether a subject says that its mail answers another or passes it on."""
    if not (prefix := _TOLD.match(subject[:100])):
        return Kind.OWN
    return Kind.REPLY if prefix[1].casefold() in _REPLIES else Kind.FORWARD


def _digest(text: str, head: Entity, limits: Limits) -> list[Draft]:
    """The mails of a digest in plain text (RFC 1153), none if it is not one."""
    ends = [(rule.start(), rule.end()) for rule in _DIGEST_RULE.finditer(text)]
    if not ends or "digest" not in head.field("subject").casefold():
        return []
    above = Part(text[: ends[0][0]], LIST)
    drafts: list[Draft] = []
    below: list[Part] = []
    paragraphs = 0
    for (_, start), (end, _) in pairwise([*ends, (len(text), 0)]):
        start = number.end() if (number := _NUMBER.match(text, start, end)) else start
        header, _, words = text[start:end].partition("\n\n")
        fields = mime.fields(header.encode("utf-8", "replace"))
        if len(drafts) == MOST_MESSAGES or paragraphs > MOST_TIMES * limits.paragraphs:
            below.append(Part(text[start:], PAST_THE_LIMIT))
            break
        if "from" not in fields:
            below.append(Part(text[start:end], LIST))
            continue
        inner: dict[str, bytes] = {field: fields[field] for field in _OF_DIGEST if field in fields}
        if "list-id" in head.fields:
            inner["list-id"] = head.fields["list-id"]
        subject = mime.plain_field(fields.get("subject", b""))
        body = _plain(words, limits, _told_kind(subject))
        paragraphs += len(body.parts)
        if body.parts:
            drafts.append(_draft(Entity(inner, -1, "text/plain"), body))
    if not drafts:
        return []
    drafts[0] = drafts[0]._replace(body=(above, *drafts[0].body))
    drafts[-1] = drafts[-1]._replace(body=(*drafts[-1].body, *below))
    return drafts


def _headline(subject: str, list_id: str) -> str:
    """A subject without what programs put before it; the tag of a list only where the list has that name."""
    rest = subject = " ".join(subject.split())
    while rest:
        if prefix := _PREFIX.match(rest):
            rest = rest[prefix.end() :]
        elif (tag := _LIST_TAG.match(rest)) and (_folded(tag[1]) in _folded(list_id) or _PREFIX.match(rest, tag.end())):
            rest = rest[tag.end() :]
        else:
            break
    return rest or subject


def _folded(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _sender(field: str) -> str:
    """The name of a sender, else the address."""
    before, bracket, _ = field.partition("<")
    name = before.strip().strip("\"'").replace('\\"', '"').strip()
    if bracket and name:
        return name
    address = _ADDRESS.search(field[:1_000])
    comment = _COMMENT.search(field[:1_000])
    if comment and address:
        return comment[1].strip()
    return address[0] if address else name


def _published(date: str) -> str:
    """A date of a header as ISO 8601, empty if it is none."""
    known = [dated.value for dated in dates.find(date[: dates.LONGEST]) if dated.value]
    if not _HALF_DAY.search(date[:200]):
        try:
            return parsedate_to_datetime(date[:200]).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    return known[0] if known else ""


def _site(head: Entity) -> str:
    """The list that a mail came over, or the domain of one that was sent to many."""
    if listed := head.field("list-id"):
        name, _, rest = listed.partition("<")
        return name.strip().strip("\"'") or rest.rstrip("> ")
    address = _ADDRESS.search(head.field("from")[:1_000])
    return address[1] if address and _is_listed(head) else ""


def _is_listed(head: Entity) -> bool:
    """Whether a mail was sent to many."""
    many = head.field("precedence").casefold() in ("bulk", "list")
    return many or head.kind == "multipart/digest" or any(field in head.fields for field in ("list-id", "list-unsubscribe"))
