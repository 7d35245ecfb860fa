"""Mailboxes in the format mbox: each message is an article. Source: RFC 4155."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.errors import UnreadableError
from briefing.ingest import mime
from briefing.ingest.drafts import Draft, Received
from briefing.ingest.formats import mail
from briefing.messages import Limits

MOST_MESSAGES = mail.MOST_MESSAGES
"""Messages of a mailbox that become articles, the first in it."""

_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]{1,500}\n(?=>?[!-9;-~]{1,100}[ \t]{0,10}:)")
_ESCAPED = re.compile(rb"^>(>{0,20}From )", re.MULTILINE)


def read(received: Received, limits: Limits) -> Sequence[Draft]:
    """The articles of a mailbox; messages without a text to read are left out.

    Raises `UnreadableError` if there are more messages than become articles.
    """
    drafts: list[Draft] = []
    for message in _messages(mime.unified(received.data)):
        if len(drafts) >= MOST_MESSAGES:
            raise UnreadableError(
                f"{received.name} has more than {MOST_MESSAGES} messages: save those to read in a file of their own."
            )
        try:
            drafts += mail.of_message(message, received.name, limits)
        except UnreadableError:  # one message that no parser should be given takes none of the others along
            continue
    return drafts


def _messages(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, one after the other, without the marks that keep them apart."""
    start: int | None = None
    for line in _BEGINNING.finditer(data):
        if start is not None:
            yield _ESCAPED.sub(rb"\1", data[start : line.start()])
        start = line.end()
    if start is not None:
        yield _ESCAPED.sub(rb"\1", data[start:])
