"""Mailboxes in the format mbox: each message is an article. Source: RFC 4155."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.errors import UnreadableError
from briefing.ingest.detection import decoding
from briefing.ingest.drafts import Draft, Part, Received
from briefing.ingest.mail import mail, mime
from briefing.limits import Limits
from briefing.model import PAST_THE_LIMIT

_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]{1,500}\n(?=>?[!-9;-~]{1,100}[ \t]{0,10}:)")
_ESCAPED = re.compile(rb"^>(>{0,20}From )", re.MULTILINE)


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The articles of a mailbox; messages without a text to read are left out.

    What comes after the most messages, or paragraphs, that a mailbox may have is set aside in the last article.
    """
    data = mime.unified(received.data)
    drafts: list[Draft] = []
    paragraphs = 0
    for start, message in _messages(data):
        if len(drafts) >= mail.MOST_MESSAGES or paragraphs > mail.MOST_TIMES * limits.paragraphs:
            rest = Part(decoding.decode(data[start:]), PAST_THE_LIMIT)
            drafts[-1] = drafts[-1]._replace(body=(*drafts[-1].body, rest))
            break
        try:
            found = mail.of_message(message, received.name, limits)
        except UnreadableError:  # one message that no parser should be given takes none of the others along
            continue
        drafts += found
        paragraphs += sum(len(draft.body) for draft in found)
    return drafts


def _messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The messages of a mailbox, one after the other, without the marks that keep them apart, and where each begins."""
    start: int | None = None
    for line in _BEGINNING.finditer(data):
        if start is not None:
            yield start, _ESCAPED.sub(rb"\1", data[start : line.start()])
        start = line.end()
    if start is not None:
        yield start, _ESCAPED.sub(rb"\1", data[start:])
