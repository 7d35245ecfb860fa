"""A briefing as nested strings, the same for every format: what is quoted apart from what is the program's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing.model import PAST_THE_LIMIT, Article, Briefing, Panel
from briefing.voices import remarks, voices
from briefing.wording import TOO_LONG, aside_title, counted

_BEFORE_BODY = " -\u2010\u2011\u2012\u2013\u2014\u2015"
"""What parts a dateline from the body: hyphens and dashes."""


class Entry(NamedTuple):
    """A sentence, verbatim but for its newlines, and what the program remarks on it."""

    number: int
    words: str
    remarks: tuple[str, ...]


class Section(NamedTuple):
    """A panel: title, tags, counts (`7 sentences`, `3 voices`), and its entries."""

    title: str
    tags: tuple[str, ...]
    counts: tuple[str, ...]
    entries: tuple[Entry, ...]


class Outline(NamedTuple):
    """One briefing: the head of its articles, its sections, and what was set aside as (reason, words).

    `aside` is the title of that, empty if nothing was set aside or left out; `status` says that an article is embargoed, was
    corrected, or is withdrawn.
    """

    headline: str
    head: tuple[str, ...]
    why: str | None
    sections: tuple[Section, ...]
    set_aside: tuple[tuple[str, str], ...]
    aside: str
    status: tuple[str, ...]


def outline(briefing: Briefing) -> Outline:
    """The outline of a briefing."""
    aside = [(part.reason, _line(article.words(part.span))) for article in briefing.articles for part in article.set_aside]
    first = briefing.articles[0]
    said = [briefing.why] if briefing.why else []
    if any(reason == PAST_THE_LIMIT for reason, _ in aside):
        said.append(f"{TOO_LONG}.")
    return Outline(
        headline=_line(first.words(first.headline)) if first.headline else first.origin or "Untitled",
        head=tuple(line for article in briefing.articles for line in _head(article)),
        why=" ".join(said) or None,
        sections=tuple(_section(briefing, panel) for panel in briefing.panels),
        set_aside=tuple(aside),
        aside=aside_title(len(aside), sum(article.left_out for article in briefing.articles)),
        status=tuple(article.status for article in briefing.articles if article.status),
    )


def _head(article: Article) -> Iterator[str]:
    if article.deck:
        yield _line(article.words(article.deck))
    parts = [_line(article.words(article.byline))] if article.byline else []
    if article.dateline:
        parts.append(_line(article.words(article.dateline)).rstrip(_BEFORE_BODY))
    if article.published:
        parts.append(article.published.value)
    if article.site:
        parts.append(article.site)
    if parts:
        yield " · ".join(parts)


def _section(briefing: Briefing, panel: Panel) -> Section:
    held = [briefing.sentences[number] for number in panel.sentences]
    heard = {voice.name for sentence in held for voice in voices(briefing, sentence)}
    counts = [counted(len(held), "sentence" if briefing.parsed else "paragraph")]
    if heard:
        counts.append(counted(len(heard), "voice"))
    entries = (Entry(s.id + 1, _line(briefing.words(s)), remarks(briefing, s)) for s in held)
    return Section(panel.title, panel.tags, tuple(counts), tuple(entries))


def _line(words: str) -> str:
    return " ".join(words.split())
