"""A briefing as nested strings, the same for every format: what is quoted apart from what is the program's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from briefing.headings import above
from briefing.model import PAST_THE_LIMIT, Article, Briefing, Panel, Sentence
from briefing.voices import remarks, voices
from briefing.wording import TOO_LONG, aside_title, counted

_BEFORE_BODY = " -\u2010\u2011\u2012\u2013\u2014\u2015"
"""What parts a dateline from the body: hyphens and dashes."""


_SENTENCES_A_GIST = 3
"""Sentences of a briefing for each of its gist at least, so that the gist is shorter than what it tells."""


class Review(NamedTuple):
    """What a reader did to the lines of a briefing, and which of them are shown, by the ids of their sentences.

    `shown` is none where no filter hides any, `only` says in words what the filter lets through, and `original` is whether the
    original goes along, where a format has a place for it.
    """

    read: Container[int] = frozenset()
    flagged: Container[int] = frozenset()
    notes: Mapping[int, str] = {}
    shown: Container[int] | None = None
    only: str = ""
    original: bool = False


NO_REVIEW = Review()
"""No marks, and every line shown."""


class Entry(NamedTuple):
    """A sentence, verbatim but for its newlines, what the program remarks on it, and what the reader did to it.

    `marks` are words (`read`, `flagged`), `note` is empty for none, `place` is the article and its paragraph, as indexes.
    `headings` are the article's own, right above it.
    """

    number: int
    words: str
    remarks: tuple[str, ...]
    marks: tuple[str, ...]
    note: str
    place: tuple[int, int]
    headings: tuple[str, ...] = ()


class Section(NamedTuple):
    """A panel: title, tags, its part and counts (`news`, `7 sentences`, `3 voices`), and its entries."""

    title: str
    tags: tuple[str, ...]
    counts: tuple[str, ...]
    entries: tuple[Entry, ...]


class Outline(NamedTuple):
    """One briefing: the head of its articles, its sections, and what was set aside as (reason, words).

    `aside` is the title of that, empty if nothing was set aside or left out; `status` says that an article is embargoed, was
    corrected, or is withdrawn; `hidden` says what a filter hides, empty for nothing. `gist` are the sentences that
    tell the news, none where they would be most of what follows.
    """

    headline: str
    head: tuple[str, ...]
    why: str | None
    sections: tuple[Section, ...]
    set_aside: tuple[tuple[str, str], ...]
    aside: str
    status: tuple[str, ...]
    hidden: str
    gist: tuple[str, ...] = ()


def outline(briefing: Briefing, review: Review = NO_REVIEW) -> Outline:
    """The outline of a briefing."""
    headed = above(briefing)
    aside = [(part.reason, _line(article.words(part.span))) for article in briefing.articles for part in article.set_aside]
    first = briefing.articles[0]
    reasons = [briefing.why] if briefing.why else []
    if any(reason == PAST_THE_LIMIT for reason, _ in aside):
        reasons.append(f"{TOO_LONG}.")
    return Outline(
        headline=_line(first.words(first.headline)) if first.headline else first.origin or "Untitled",
        head=tuple(line for article in briefing.articles for line in _head(article)),
        why=" ".join(reasons) or None,
        sections=tuple(_section(briefing, panel, review, headed) for panel in briefing.panels),
        set_aside=tuple(aside),
        aside=aside_title(len(aside), sum(article.left_out for article in briefing.articles)),
        status=tuple(article.status for article in briefing.articles if article.status),
        hidden=_hidden(briefing, review),
        gist=_gist(briefing, review),
    )


def _gist(briefing: Briefing, review: Review) -> tuple[str, ...]:
    if review.shown is not None or len(briefing.sentences) < _SENTENCES_A_GIST * len(briefing.gist):
        return ()
    return tuple(_line(briefing.words(briefing.sentences[number])) for number in briefing.gist)


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


def _section(briefing: Briefing, panel: Panel, review: Review, headed: Mapping[int, tuple[str, ...]]) -> Section:
    held = [briefing.sentences[number] for number in panel.sentences]
    heard = {voice.name for sentence in held for voice in voices(briefing, sentence)}
    shown = [sentence for sentence in held if review.shown is None or sentence.id in review.shown]
    whole = counted(len(held), "sentence" if briefing.parsed else "paragraph")
    counts: list[str] = [panel.part] if panel.part else []
    counts.append(whole if len(shown) == len(held) else f"{len(shown)} of {whole}")
    if heard:
        counts.append(counted(len(heard), "voice"))
    entries = (_entry(briefing, sentence, review, headed.get(sentence.id, ())) for sentence in shown)
    return Section(panel.title, panel.tags, tuple(counts), tuple(entries))


def _entry(briefing: Briefing, sentence: Sentence, review: Review, headings: tuple[str, ...]) -> Entry:
    held = (("read", review.read), ("flagged", review.flagged))
    return Entry(
        sentence.id + 1,
        _line(briefing.words(sentence)),
        remarks(briefing, sentence),
        tuple(words for words, sentences in held if sentence.id in sentences),
        review.notes.get(sentence.id, ""),
        (sentence.article, sentence.paragraph),
        headings,
    )


def _hidden(briefing: Briefing, review: Review) -> str:
    if review.shown is None:
        return ""
    shown = sum(sentence.id in review.shown for sentence in briefing.sentences)
    return f"{shown} of {counted(len(briefing.sentences), 'line')}; shown: only {review.only or 'what a filter lets through'}"


def _line(words: str) -> str:
    return " ".join(words.split())
