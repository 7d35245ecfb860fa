"""Which format's module reads some bytes, and the articles that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest.article import assembly
from briefing.ingest.detection import formats
from briefing.ingest.drafts import Draft, Read, Received
from briefing.limits import Limits
from briefing.sanitise import clean_line

if TYPE_CHECKING:
    Reader = Callable[[Received, Limits], Sequence[Draft]]

_USUAL = Limits()


def read(received: Received, limits: Limits = _USUAL) -> tuple[Read, ...]:
    """The articles that some bytes hold, all of `articles`."""
    return tuple(articles(received, limits))


def articles(received: Received, limits: Limits = _USUAL) -> Iterator[Read]:
    """The articles that some bytes hold, one after the other, with `language` untold.

    What lies past the limit of characters or paragraphs is set aside. Raises `UnreadableError` (empty, blank, binary, damaged)
    and `TooLargeError`.
    """
    data, name = received.data, received.name
    if len(data) > (most := limits.most(data)):
        raise TooLargeError(f"{name} is {len(data) / 1e6:.1f} MB; at most {most / 1e6:g} MB are read, so open a part of it.")
    kind = formats.tell(data)
    if kind == "text":
        from briefing.ingest.text import plain  # noqa: PLC0415 - each format is imported when it is met

        yield Read(plain.read(received, limits))
        return
    if kind not in formats.READ:
        raise UnreadableError(f"{name} is {kind}, not text: save the article as plain text and open that.")
    drafts = _reader(kind)(received, limits)
    if not drafts:
        raise UnreadableError(f"{name} is {formats.READ[kind].called} without an article: there is nothing to read in it.")
    failed: UnreadableError | None = None
    found = False
    for draft in drafts:
        try:
            article = assembly.compose(draft, name, limits)
        except UnreadableError as error:  # one of several that is empty costs the others nothing
            failed = error
            continue
        found = True
        yield Read(article, clean_line(draft.work))
    if failed and not found:
        raise failed


def prepare(data: bytes, limits: Limits = _USUAL) -> None:
    """Import what reads some bytes, which takes a while for the first time; `read` says what is wrong with them."""
    kind = formats.tell(data) if len(data) <= limits.most(data) else ""
    if kind == "text":
        from briefing.ingest.text import plain  # noqa: F401, PLC0415
    elif kind in formats.READ:
        _reader(kind)


def _reader(kind: str) -> Reader:
    """The function `read` of the module that reads a kind; no other format's is imported."""
    return cast("Reader", import_module(formats.READ[kind].module).read)
