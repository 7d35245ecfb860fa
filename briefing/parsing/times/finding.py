"""When: the words that name a time, and their TIMEX3 values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from briefing.model import Article, Span, TimeExpression
from briefing.parsing.linguistics import Doc, Passage, Token
from briefing.parsing.times import dates, shifts, spans
from briefing.parsing.times.grammar import NO_TIME
from briefing.parsing.times.timex import Direction, Value

_RULES = (*dates.RULES, *shifts.RULES, *spans.RULES)

_JOINT = re.compile(r",?\s(?:(?:at|from|by|around|about)\s){0,2}")
_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")

_STEPS_UP = 12
"""Heads that are climbed from a word to its verb: more than any sentence needs, fewer than hostile text offers."""

_FUTURE_BEFORE = frozenset({"until", "till", "through", "by"})
_SCHEDULED = frozenset({"due", "set", "scheduled", "slated", "expected", "planned", "supposed"})


class _Found(NamedTuple):
    start: int
    end: int
    value: Value


def find(passages: Sequence[Passage], articles: Sequence[Article]) -> tuple[TimeExpression, ...]:
    """The time expressions of the passages in text order, resolved from their article's published date where it has one."""
    found: list[TimeExpression] = []
    days = [_published(article) for article in articles]
    for passage in passages:
        at = passage.span.start
        for start, end, value in _in(passage.doc, days[passage.article]):
            span = Span(at + start, at + end)
            found.append(TimeExpression(len(found), passage.article, span, value.text, value.resolved))
    return tuple(found)


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.value[:10]) if article.published else None
    except ValueError:
        return None


def _in(doc: Doc, day: date | None) -> Iterator[_Found]:
    """Of expressions that overlap the one that begins first counts, then the longest."""
    text, here, options = doc.text, _Here(doc, day), list[tuple[int, int, int, Value]]()
    for order, rule in enumerate(_RULES):
        for match in rule.pattern.finditer(text):
            value = rule.means(match, here)
            if value is not None:
                options.append((match.start(rule.group), -match.end(rule.group), order, value))
    end, before = 0, Value(None)
    for start, minus, _, value in sorted(options, key=lambda option: option[:3]):
        if start < end:
            continue
        if _JOINT.fullmatch(text, end, start):
            value = _on(before, value, day)
        end, before = -minus, value
        if value is not NO_TIME:
            yield _Found(start, end, value)


def _on(before: Value, hour: Value, day: date | None) -> Value:
    """An hour of no day of its own, on the day that was named before it, as in `Friday at 8 p.m.`."""
    own, _, clock = (hour.text or "").partition("T")
    if _DAY.fullmatch(before.text or "") and clock[:2].isdigit() and own == (day.isoformat() if day else "XXXX-XX-XX"):
        return Value(f"{before.text}T{clock}", before.resolved)
    return hour


class _Here:
    """The document around a match, and the day that the article was published."""

    def __init__(self, doc: Doc, day: date | None) -> None:
        self.day = day
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._tenses: dict[int, Direction] = {}

    def tag(self, start: int) -> str:
        token = self._token(start)
        return token.tag_ if token is not None else ""

    def is_person(self, start: int) -> bool:
        token = self._token(start)
        return token is not None and token.ent_type_ == "PERSON"

    def is_part_of_name(self, start: int) -> bool:
        token = self._token(start)
        return (
            token is not None
            and token.dep_ == "compound"
            and token.i + 1 < len(self._doc)
            and self._doc[token.i + 1].tag_ == "NNP"
            and self._doc[token.i + 1].is_title
        )

    def direction(self, start: int) -> Direction:
        token = self._token(start)
        if token is None:
            return 0
        for _ in range(_STEPS_UP):
            if token.lower_ in _FUTURE_BEFORE and token.dep_ == "prep":
                return 1
            if token.lower_ == "since":
                return -1
            if token.tag_ in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"):
                if token.i not in self._tenses:
                    self._tenses[token.i] = _tense(token)
                return self._tenses[token.i]
            if token.head.i == token.i:
                return 0
            token = token.head
        return 0

    def _token(self, start: int) -> Token | None:
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return None
        token = self._doc[place]
        return token if start < token.idx + len(token) else None


def _tense(verb: Token) -> Direction:
    helpers = {child.tag_: child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if "MD" in helpers:
        return 1
    if verb.tag_ == "VBD":
        return -1
    if verb.tag_ in ("VBN", "VBG"):
        if {"VBD"} & helpers.keys() or "have" in helpers.values() or "has" in helpers.values():
            return -1
        if verb.lower_ in _SCHEDULED or (verb.tag_ == "VBG" and helpers):
            return 1
        return -1 if verb.tag_ == "VBN" and not helpers else 0
    if verb.tag_ == "VB" and helpers.get("TO"):
        return 1
    return 0
