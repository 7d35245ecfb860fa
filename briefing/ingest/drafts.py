"""An article as its format tells it, before its text is put together: what each format's module takes and gives."""

from __future__ import annotations

from typing import NamedTuple

from briefing.model import Article, Block


class Received(NamedTuple):
    """Bytes as they were received: what the reader called them, and for an address, it and the charset its server named."""

    data: bytes
    name: str = ""
    address: str = ""
    charset: str = ""


class Part(NamedTuple):
    """A paragraph, heading or other block of a body; `reason` where the format itself says why it is set aside.

    `sure` is whether the format itself says that it is text, as a quoted post is, so that it stays whatever it looks like.
    `block` is what the format calls it: a heading without a level is only set like one, as a line in bold is.
    """

    words: str
    reason: str | None = None
    sure: bool = False
    block: Block = Block()


class Draft(NamedTuple):
    """What a format knows of an article: strings as they were decoded, not sanitised yet.

    `date` is the words that the format gives for the time of publication, `published` what they say as an ISO 8601 date or
    time, empty if that is not told. Without a headline, the head is looked for at the top of the body, as in plain text.
    `status` is said in the header: embargoed, corrected, withdrawn. `work` is what names the article in each of its
    versions: a canonical address, a message id, a feed's id. `left_out` counts words that an extractor left out.
    """

    kind: str
    body: tuple[Part, ...]
    headline: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    date: str = ""
    published: str = ""
    site: str = ""
    status: str = ""
    work: str = ""
    left_out: int = 0


class Read(NamedTuple):
    """An article that was read, and the name that it gives its work, empty if it gives none."""

    article: Article
    work: str = ""
