"""The head of an article: headline, deck, byline, dateline and date, told from where its body begins.

In doubt a line is body: only what reads as a part of a head, and stands where one would, is taken out of the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from briefing.ingest.article import byline, dateline, dates, furniture
from briefing.ingest.article.layout import Block
from briefing.ingest.article.word_lists import words
from briefing.model import Published, SetAside, Span

REPEATED_HEADLINE = "repeated headline"

_LONGEST_HEADLINE = 150
_LONGEST_DECK = 250
_LONGEST_DECK_ABOVE = 400
"""Characters of a deck that the byline proves to be one, because it stands above it."""

_MOST_REPEATS = 2
"""How often a page says its headline again: in its title, and above a picture."""

_DEEPEST = 24
"""Blocks that a head can have, furniture among them."""

_STOPS = (".", "!", "…", "。", "！", "।")
_GOES_ON = (",", ";", ":", "-", "–", "—", "(", "&")
_QUOTES = "\"'“”‘’«»„"
_INSIDE = re.compile(r"[^\W\d_]{3,30}[.!?][\"”’')]?\s+[\"“‘'(]?[^\W\d_a-zß-öø-ÿ]")
_SITE = re.compile(r"\s+(?:[|»:·]|[-–—]+)\s+")
_SPACE = re.compile(r"\s+")


class Head(NamedTuple):
    """The parts of a head as spans of the text, and the spans of the rest in their order: body and furniture."""

    headline: Span | None = None
    deck: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    published: Published | None = None
    set_aside: tuple[SetAside, ...] = ()
    rest: tuple[Span, ...] = ()


_NOTHING: Mapping[str, Span] = {}

NO_HEAD = Head()
"""The head of a text that has none."""


def find_head(text: str, blocks: Sequence[Block]) -> Head:
    """The head of a text that is laid out in blocks, at least one."""
    reader = _Reader(text, blocks)
    reader.read()
    return _told(reader)


def titled_head(text: str, blocks: Sequence[Block]) -> Head:
    """The head of a text whose first block is known to be its headline."""
    reader = _Reader(text, blocks)
    reader.headline = reader.take()
    reader.read()
    return _told(reader)


def complete_head(text: str, blocks: Sequence[Block], known: Mapping[str, Span]) -> Head:
    """The head of a text whose format tells some of it, the headline at least; `blocks` are those of the body.

    What stands above the body as a page shows it, the headline, byline and date again, is set aside.
    """
    reader = _Reader(text, blocks, known)
    reader.read()
    return _told(reader)


def _told(reader: _Reader) -> Head:
    text, blocks = reader.text, reader.blocks
    published = reader.publish()
    rest = [block.span for block in blocks[reader.at :]]
    filed: Span | None = None
    if rest and (length := dateline.length(text[rest[0].start : rest[0].end])):
        start, end = rest[0]
        filed = Span(start, start + len(text[start : start + length].rstrip()))
        rest[:1] = rest[:1] if start + length < end else []
        published = published or _filed(text, filed)
    return Head(reader.headline, reader.deck, reader.byline, filed, published, tuple(reader.aside), tuple(rest))


def _filed(text: str, filed: Span) -> Published | None:
    """The date that a dateline gives, if it has the year."""
    known = [dated for dated in dates.find(text[filed.start : filed.end]) if dated.value]
    if not known or known[0].value is None:
        return None
    return Published(known[0].value, Span(filed.start + known[0].start, filed.start + known[0].end))


class _Reader:
    """Takes the blocks of a head off the top of a text, one after the other."""

    def __init__(self, text: str, blocks: Sequence[Block], known: Mapping[str, Span] = _NOTHING) -> None:
        self.text = text
        self.blocks = blocks
        self.lines = [_SPACE.sub(" ", text[b.span.start : b.span.end][:1_000]) for b in blocks[: _DEEPEST + 2]]
        self.at = 0
        self.known = known
        self.headline: Span | None = known.get("headline")
        self.deck: Span | None = known.get("deck")
        self.byline: Span | None = known.get("byline")
        self.dates: list[tuple[Span, list[dates.Dated], bool]] = []
        self.aside: list[SetAside] = []

    def read(self) -> None:
        """Take blocks until one reads as body."""
        steps: tuple[Callable[[], bool], ...] = (self._furniture, self._repeated, self._date)
        steps += (self._byline_again,) if self.known else (self._byline, self._headline, self._deck)
        while self.at < min(len(self.blocks), _DEEPEST) and any(step() for step in steps):
            pass

    def take(self, count: int = 1) -> Span:
        """Take blocks off the top: the span that they cover."""
        first, last = self.blocks[self.at], self.blocks[self.at + count - 1]
        self.at += count
        return Span(first.span.start, last.span.end)

    def _set_aside(self, reason: str) -> bool:
        self.aside.append(SetAside(self.take(), reason))
        return True

    def _furniture(self) -> bool:
        line = self.lines[self.at]
        if self.headline and not self.byline and byline.opens(line):
            return False
        reason = furniture.reason(line, top=self.headline is None)
        return reason is not None and self._set_aside(reason)

    def _repeated(self) -> bool:
        if self.headline is None or self.at + 1 == len(self.blocks):
            return False
        if sum(part.reason == REPEATED_HEADLINE for part in self.aside) == _MOST_REPEATS:
            return False
        line, headline = self.lines[self.at], self._words(self.headline)
        if _same(line, headline) or (self.byline is None and _same(_without_site(line), headline)):
            return self._set_aside(REPEATED_HEADLINE)
        if self.byline is None and self.deck is None and _same(line, _without_site(headline)):
            self.aside.append(SetAside(self.headline, REPEATED_HEADLINE))
            self.headline = self.take()
            return True
        return False

    def _date(self) -> bool:
        line, count = self.lines[self.at], 1
        found = dates.tell(line)
        if not found and self.at + 1 < len(self.blocks) and line[0].isalpha():  # "Published" on a line of its own
            found, count = dates.tell(f"{line} {self.lines[self.at + 1]}"), 2
        if found:
            self.dates.append((self.take(count), found, True))
        return bool(found)

    def publish(self) -> Published | None:
        """The date that the head gives: of the first publication, else of an update. Other date lines are set aside."""
        known = [(dated.newer, dated.value, span) for span, found, _ in self.dates for dated in found if dated.value]
        best = min(known, key=lambda date: date[0], default=None)
        for span, _, alone in self.dates:
            if alone and (best is None or span != best[2]):
                self.aside.append(SetAside(span, "date"))
        return None if best is None else Published(best[1], best[2])

    def _byline(self) -> bool:
        line = self.lines[self.at]
        if self.byline is not None:
            below = self.at > 0 and not self.blocks[self.at - 1].apart and self.blocks[self.at].apart
            if not byline.is_role(line) and not byline.opens(line) and not (below and byline.may_be_outlet(line)):
                return False
            if self.text[self.byline.end : self.blocks[self.at].span.start].isspace():
                self.byline = Span(self.byline.start, self.take().end)
                return True
            return self._set_aside("byline")
        if not (byline.opens(line) if self.headline is None else byline.tell(line) or self._is_name(self.at)):
            return False
        span = self.take()
        self.byline = span
        if found := dates.find(line):
            self.dates.append((self._date_span(span, found), found, False))
        return True

    def _byline_again(self) -> bool:
        """Take a byline below a headline that the format tells; set it aside where the format tells that too."""
        if self.byline is None or "byline" not in self.known:
            return self._byline()
        line = self.lines[self.at]
        again = _same(line, self._words(self.byline)) or byline.opens(line)
        below = bool(self.aside) and self.aside[-1].reason == "byline" and byline.is_role(line)
        return (again or below) and self._set_aside("byline")

    def _is_name(self, at: int) -> bool:
        """Whether a block below a headline is names alone: apart from what is above it, or with a date or role beside it."""
        if at + 1 >= len(self.blocks) or not byline.may_be_name(self.lines[at]):
            return False
        before, after = self.lines[at - 1] if at else "", self.lines[at + 1]
        return at == 0 or self.blocks[at - 1].apart or self._is_beside_name(after) or bool(dates.tell(before))

    def _date_span(self, span: Span, found: Sequence[dates.Dated]) -> Span:
        """Where the dates of a byline stand in the text."""
        words = self.text[span.start : span.end]
        at = dates.find(words) if "\n" in words else found
        return Span(span.start + at[0].start, span.start + at[-1].end) if at else span

    def _headline(self) -> bool:
        if self.headline is not None or self.deck is not None:
            return False
        count = self._headline_blocks()
        if count:
            self.headline = self.take(count)
        return count > 0

    def _headline_blocks(self) -> int:
        """How many blocks, one or two, are the headline; 0 if there is none here."""
        line, block = self.lines[self.at], self.blocks[self.at]
        if self.at + 1 >= len(self.blocks) or not _reads_as_title(line):
            return 0
        after, apart = self.lines[self.at + 1], self.blocks[self.at + 1].apart
        if block.apart or self._is_head(self.at + 1) or _same(line, after) or _same(_without_site(line), after):
            return 1
        if furniture.reason(after, top=False):
            return 1
        if apart and _is_capitalised(line) and _is_capitalised(after) and _reads_as_title(f"{line} {after}"):
            return 2
        if _is_closed(line):
            return 0
        # A headline over a deck, as one block; or a text without blank lines, where the body has full stops and the title none.
        over_deck = apart and _reads_as_title(after) and after[-1] not in _STOPS and self.at + 2 < len(self.blocks)
        loose = not any(other.apart for other in self.blocks[:-1])
        return int(over_deck or (loose and len(after) > len(line) and after.rstrip(_QUOTES).endswith(_STOPS)))

    def _deck(self) -> bool:
        if self.headline is None or self.deck is not None or self.at + 1 >= len(self.blocks):
            return False
        line, block = self.lines[self.at], self.blocks[self.at]
        if not line[0].isalnum() and line[0] not in _QUOTES:
            return False
        above = self.byline is None and len(line) <= _LONGEST_DECK_ABOVE and self._is_head(self.at + 1)
        title = block.apart and len(line) <= _LONGEST_DECK and not line.rstrip(_QUOTES).endswith((*_STOPS, *_GOES_ON, "?"))
        if not above and not (title and not _INSIDE.search(line) and not dateline.length(line)):
            return False
        self.deck = self.take()
        return True

    def _is_head(self, at: int) -> bool:
        """Whether a block is a date or a byline: names alone only where a date or a role is beside them."""
        line = self.lines[at]
        if dates.tell(line) or byline.tell(line):
            return True
        return byline.may_be_name(line) and at + 1 < len(self.blocks) and self._is_beside_name(self.lines[at + 1])

    def _is_beside_name(self, line: str) -> bool:
        return byline.is_role(line) or bool(dates.tell(line))

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _reads_as_title(line: str) -> bool:
    """Whether a line could be a headline: short, without a full stop unless nearly every word has a capital."""
    if len(line) > _LONGEST_HEADLINE or not any(letter.isalpha() for letter in line):
        return False
    if line[0].islower() or line.endswith(_GOES_ON) or dateline.length(line):
        return False
    return not _is_closed(line) or (_is_capitalised(line) and not _INSIDE.search(line))


def _is_closed(line: str) -> bool:
    """Whether a line ends with the mark of a sentence, and not only with a short form."""
    return line.rstrip(_QUOTES).endswith(_STOPS) and line.rsplit(" ", 1)[-1].casefold() not in words("short")


def _is_capitalised(line: str) -> bool:
    """Whether nearly every word of some length begins with a capital, as in a title: at least three words."""
    parts = (word.strip(_QUOTES + "().,;:!?") for word in line.split())
    long = [word for word in parts if word[:1].isalpha() and word.casefold() not in words("small")]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) * 10 >= len(long) * 9


def _same(a: str, b: str) -> bool:
    return _folded(a) == _folded(b) != ""


def _folded(line: str) -> str:
    return "".join(letter for letter in line.casefold() if letter.isalnum())


def _without_site(line: str) -> str:
    """A line without the name of the site after its last bar or dash."""
    parts = list(_SITE.finditer(line))
    return line[: parts[-1].start()] if parts else ""
