"""What stands around an article and is not part of it: line by line by the rules, and by where a line stands among others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.ingest.article import byline as bylines
from briefing.ingest.article import closing, dates, furniture_rules, neighbours, page_end
from briefing.ingest.article.furniture_rules import Line, Rule
from briefing.model import SetAside, Span

TAGS = "markup"
"""The reason of tags at the ends of a paragraph."""

DATE = closing.DATE
"""The reason of lines that say when a text was published or updated."""

_IN_LISTS = frozenset(("clock", "comments", "photo credit"))
"""Reasons of lines that stand between the titles of a list of links."""

_REST_LINES = 6
_REST = 2_000
"""Lines, and characters, of the longest end of a text that goes with a heading such as "Correction"."""

_HIGHEST = 6
_PARAGRAPH = 120
"""Lines among which a byline stands that belongs to no head, and characters of what is a paragraph below it."""

_FEW_WORDS, _SENTENCE = 3, 40
"""Words of a line that may head a part of the body below a list of links, and characters of a paragraph under it."""

_MOST_TAGS = 8
_LONGEST_TAG = 1_000
_MARKUP = r"</?[a-zA-Z][a-zA-Z0-9-]{0,15}(?:\s[^<>=]{0,60}=[^<>]{0,400})?\s?/?>"
_TAG = re.compile(_MARKUP + r"\s{0,8}")
_TAG_AT_END = re.compile(_MARKUP + r"[.\s]{0,8}")
_LONGEST_BEHIND = 360
_MOST_BEHIND = 3
"""Characters, and sentences, of the longest end of a paragraph that is looked at for what is no part of it."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s{1,4}")
_FULL_STOPS = (".", "!", "?", '"', "'", ":")
_NOTHING = furniture_rules.seen("")


def reason(line: str, *, top: bool) -> str | None:
    """Why a line above the body is set aside, or none. `top` is whether no headline stands above it."""
    seen = furniture_rules.seen(line)
    rule = furniture_rules.first(seen, ("anywhere", "beside", "top") if top else ("anywhere", "beside"))
    return rule.reason if rule else None


def without_tags(text: str, span: Span) -> tuple[Span | None, list[Span]]:
    """A paragraph without the markup tags at its ends, as a page that was copied leaves them, and those tags."""
    start, end = span
    tags: list[Span] = []
    for _ in range(_MOST_TAGS):
        if text[start] != "<" or not (tag := _TAG.match(text, start, end)):
            break
        tags.append(Span(start, start + len(tag[0].rstrip())))
        start = tag.end()
        if start == end:
            return None, [span]
    for _ in range(_MOST_TAGS):
        opening = text.rfind("<", max(start, end - _LONGEST_TAG), end)
        if opening < 0 or not _TAG_AT_END.fullmatch(text, opening, end):
            break
        tags.append(Span(opening, end))
        end = start + len(text[start:opening].rstrip())
        if start == end:
            return None, [span]
    return Span(start, end), tags


def without_ends(text: str, span: Span) -> tuple[Span, list[SetAside]]:
    """A paragraph without what stands behind its last sentence and is no part of it: credits, a link to the rest."""
    ends = list(_SENTENCE_END.finditer(text, max(span.start, span.end - _LONGEST_BEHIND), span.end))
    found: list[SetAside] = []
    end = span.end
    for last in reversed(ends[-_MOST_BEHIND:]):
        if last.end() == span.end:
            continue
        if rule := furniture_rules.behind(text[last.end() : end]):
            found.append(SetAside(Span(last.end(), end), rule.reason))
            end = last.start() + len(last[0].rstrip())
    if found and furniture_rules.first(_line(text, span), ("anywhere",)):
        return span, []
    return Span(span.start, end), found


def reasons(text: str, spans: Sequence[Span], wholes: Sequence[Span] = (), byline: str = "") -> list[str | None]:
    """For each span of a text after its head, why it is set aside, or none where it is body.

    `wholes` are the paragraphs with what was taken off their ends, where anything was; `byline` is that of the head.
    """
    lines = [_line(text, span) for span in spans]
    found = _by_rules(spans, lines)
    if not byline:
        _byline_above(lines, found)
    closing.sections(lines, spans, found)
    closing.about_authors(lines, found, byline)
    neighbours.captions(lines, found)
    neighbours.titles(lines, found)
    neighbours.between(lines, found)
    page_end.other_stories(lines, found)
    closing.up_to_body(text, spans, [_line(text, whole) for whole in wholes] or lines, found)
    page_end.menus(lines, found)
    return found


def _byline_above(lines: Sequence[Line], found: list[str | None]) -> None:
    """Set aside a byline above the first paragraph where no head was told, and the date below it."""
    for at, line in enumerate(lines[:_HIGHEST]):
        if len(line.words) >= _PARAGRAPH or not line.words:
            return
        if found[at] is None and bylines.opens(line.words):
            found[at] = "byline"
            if at + 1 < len(lines) and found[at + 1] is None and dates.tell(lines[at + 1].words):
                found[at + 1] = DATE
            return


def _line(text: str, span: Span) -> Line:
    """A paragraph as a line; one that is too long to be furniture has no words."""
    if span.end - span.start > furniture_rules.LONGEST:
        return _NOTHING
    return furniture_rules.seen(text[span.start : span.end])


def _by_rules(spans: Sequence[Span], lines: Sequence[Line]) -> list[str | None]:
    """Why each line is set aside by the rules, and by the headings of links and notes above it."""
    found: list[str | None] = []
    labels: list[tuple[int, Rule]] = []
    open_rule: Rule | None = None
    before = ""
    for number, line in enumerate(lines):
        rule = furniture_rules.first(line, ("anywhere", "beside")) if line.words else None
        if rule is not None and rule.where == "beside":
            labels.append((number, rule))
            found.append(open_rule.reason if open_rule is not None and open_rule.links else None)
            before = line.words
            continue
        if rule is not None:
            if open_rule is None or not open_rule.links or rule.reason not in _IN_LISTS:
                open_rule = rule
            if rule.rest and _is_short_end(spans[number + 1 :]):
                found += [rule.reason] * (len(spans) - number)
                break
            found.append(rule.reason)
        elif open_rule is not None and _goes_with(open_rule, before, line.words) and not _heads(lines, number):
            found.append(open_rule.reason)
        else:
            open_rule = None
            found.append(DATE if len(line.words) <= dates.LONGEST and dates.is_labelled(line.words) else None)
        before = line.words
    neighbours.settle(found, labels)
    return found


def _goes_with(rule: Rule, before: str, line: str) -> bool:
    """Whether a line goes on with one that a rule took: a link below a heading of links, or the rest of a broken line."""
    if not line:
        return False
    if rule.links and neighbours.is_link(line):
        return True
    return not rule.phrases and rule.reason not in neighbours.INSIDE and line[0].islower() and not before.endswith(_FULL_STOPS)


def _heads(lines: Sequence[Line], at: int) -> bool:
    """Whether a line of a few words stands above a paragraph, so that it heads it, whatever stands above."""
    if len(lines[at].words.split()) > _FEW_WORDS or at + 1 == len(lines):
        return False
    below = lines[at + 1].words
    return not below or (len(below) >= _SENTENCE and below.endswith(_FULL_STOPS[:-1]))


def _is_short_end(spans: Sequence[Span]) -> bool:
    return len(spans) <= _REST_LINES and sum(span.end - span.start for span in spans) <= _REST
