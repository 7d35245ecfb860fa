"""What stands around an article and is not part of it, told line by line from the rules of `furniture.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from briefing.ingest.article import dates
from briefing.ingest.article.word_lists import entries, load
from briefing.model import SetAside, Span

Where: TypeAlias = Literal["anywhere", "top", "end", "beside", "glued"]

TAGS = "markup"
"""The reason of tags at the ends of a paragraph."""

DATE = "date"
"""The reason of lines that say when a text was published or updated."""

_LONGEST = 1_000
"""Characters of the longest line that is looked at."""

_USUAL = 200
"""Characters of the longest line that a rule takes, unless it says otherwise."""

_LINK = 140
"""Characters of the longest line in a list of links."""

_INSIDE = frozenset(("separator", "clock"))
"""Reasons of lines that stand inside a body, and tell nothing of the line above them."""

_BAR = 30
_BARS = 3
"""Characters of the longest entry in a bar of links, and how many entries the shortest has."""

_IN_LISTS = frozenset(("clock", "comments", "photo credit"))
"""Reasons of lines that stand between the titles of a list of links."""

_REST_LINES = 6
_REST = 2_000
"""Lines, and characters, of the longest end of a text that goes with a heading such as "Correction"."""

_DEEPEST = 60
"""Lines at the end of a text that are tried with the rules for its end."""

_MOST_TAGS = 8
_MARKUP = r"</?[a-zA-Z][a-zA-Z0-9-]{0,15}(?:\s[^<>=]{0,60}=[^<>]{0,400})?\s?/?>"
_TAG = re.compile(_MARKUP + r"\s{0,8}")
_TAG_AT_END = re.compile(_MARKUP + r"[.\s]{0,8}")
_LONGEST_GLUED = 80
"""Characters of the longest end of a paragraph that is looked at for a link to the rest."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s{1,4}")
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"\s*[|•·>»/]\s*")
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″–—―‒\u00a0", "'''''\"\"\"\"\"---- ")
_EDGES = " \t\n\"'·•*>»«|-_[](){}<.,:;!?…→←↓↑▶►▼▲×+#=~"
_BULLETS = " \t\"'·•*>»|-_[(→▶►#+~"
_NAME = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ][\w.'-]{0,25}\s){1,4}")
_FULL_STOPS = (".", "!", "?", '"', "'", ":")


class Rule:
    """One rule of `furniture.toml`: what a line must be like, where it must stand, and the reason that it is set aside for."""

    def __init__(self, entry: dict[str, Any]) -> None:  # `Any` is what TOML holds
        self.reason: str = entry["reason"]
        self.where: Where = entry.get("where", "anywhere")
        self.phrases: list[str] = entries(entry.get("phrases", ""))
        self.starts: tuple[str, ...] = tuple(entry.get("starts", ()))
        self.ends: tuple[str, ...] = tuple(entry.get("ends", ()))
        self.has: tuple[str, ...] = tuple(entry.get("has", ()))
        self.longest: int = entry.get("longest", _USUAL)
        self.new_name: bool = entry.get("new_name", False)
        self.links: bool = entry.get("links", False)
        self.rest: bool = entry.get("rest", False)
        self.examples: list[str] = entry.get("examples", [])
        self.kept: list[str] = entry.get("kept", [])
        self._pattern: str | None = entry.get("pattern")

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What the whole line must match, compiled when a line first comes so far."""
        return re.compile(self._pattern) if self._pattern else None

    def takes(self, line: _Seen) -> bool:
        """Whether a line is like this, apart from where it stands; rules of phrases take none."""
        return (
            not self.phrases
            and len(line.words) <= self.longest
            and (not self.starts or line.opening.startswith(self.starts))
            and (not self.ends or line.folded.rstrip(" .:!>»\"')").endswith(self.ends))
            and (not self.has or any(part in line.folded for part in self.has))
            and (self.pattern is None or self.pattern.fullmatch(line.words) is not None)
        )


class _Seen(NamedTuple):
    """A line on one line, in lower case, and that without what stands before its first word."""

    words: str
    folded: str
    opening: str


class _Rules(NamedTuple):
    phrases: dict[str, list[Rule]]
    others: list[Rule]
    starts: tuple[str, ...]
    starting: list[Rule]


def reason(line: str, *, top: bool) -> str | None:
    """Why a line above the body is set aside, or none. `top` is whether no headline stands above it."""
    seen = _seen(line)
    return rule.reason if (rule := _first(seen, ("anywhere", "beside", "top") if top else ("anywhere", "beside"))) else None


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
        opening = text.rfind("<", max(start, end - _LONGEST), end)
        if opening < 0 or not _TAG_AT_END.fullmatch(text, opening, end):
            break
        tags.append(Span(opening, end))
        end = start + len(text[start:opening].rstrip())
        if start == end:
            return None, [span]
    return Span(start, end), tags


def without_link(text: str, span: Span) -> tuple[Span, SetAside | None]:
    """A paragraph without the link to the rest of the story behind its last sentence, and that link."""
    ends = list(_SENTENCE_END.finditer(text, max(span.start, span.end - _LONGEST_GLUED), span.end))
    if not ends or ends[-1].end() == span.end:
        return span, None
    last = ends[-1]
    link = text[last.end() : span.end].casefold().strip(_EDGES)
    rule = next((rule for rule in rules().phrases.get(link, ()) if rule.where == "glued"), None)
    if rule is None:
        return span, None
    return Span(span.start, last.start() + len(last[0].rstrip())), SetAside(Span(last.end(), span.end), rule.reason)


def reasons(text: str, spans: Sequence[Span]) -> list[str | None]:
    """For each span of a text after its head, why it is set aside, or none where it is body."""
    found: list[str | None] = []
    labels: list[tuple[int, Rule]] = []
    open_rule: Rule | None = None
    before = ""
    for number, span in enumerate(spans):
        seen = _seen(text[span.start : span.end] if span.end - span.start <= _LONGEST else "")
        rule = _first(seen, ("anywhere", "beside")) if seen.words else None
        if rule is not None and rule.where == "beside":
            labels.append((number, rule))
            found.append(open_rule.reason if open_rule is not None and open_rule.links else None)
            before = seen.words
            continue
        if rule is not None:
            if open_rule is None or not open_rule.links or rule.reason not in _IN_LISTS:
                open_rule = rule
            if rule.rest and _is_short_end(spans[number + 1 :]):
                found += [rule.reason] * (len(spans) - number)
                break
            found.append(rule.reason)
        elif open_rule is not None and _goes_with(open_rule, before, seen.words):
            found.append(open_rule.reason)
        else:
            open_rule = None
            found.append(DATE if len(seen.words) <= dates.LONGEST and dates.is_labelled(seen.words) else None)
        before = seen.words
    _settle(found, labels)
    return _close(text, spans, found)


def _settle(found: list[str | None], labels: Sequence[tuple[int, Rule]]) -> None:
    """Set aside the labels that stand in a row, above a line that is set aside, or below one of their own kind."""
    words = {number for number, rule in labels if rule.phrases}
    for number, rule in reversed(labels):
        below = found[number + 1] if number + 1 < len(found) else None
        in_row = number in words and not words.isdisjoint((number - 1, number + 1))
        if in_row or (below and below not in _INSIDE) or (number and found[number - 1] == rule.reason):
            found[number] = found[number] or rule.reason


def _goes_with(rule: Rule, before: str, line: str) -> bool:
    """Whether a line goes on with one that a rule took: a link below a heading of links, or the rest of a broken line."""
    if not line:
        return False
    if rule.links and is_link(line):
        return True
    return not rule.phrases and rule.reason not in _INSIDE and line[0].islower() and not before.endswith(_FULL_STOPS)


def _is_short_end(spans: Sequence[Span]) -> bool:
    return len(spans) <= _REST_LINES and sum(span.end - span.start for span in spans) <= _REST


def _close(text: str, spans: Sequence[Span], found: list[str | None]) -> list[str | None]:
    """Set aside the lines that only the end of a text explains, from the last one up to the first that is body."""
    for at in range(len(spans) - 1, max(len(spans) - 1 - _DEEPEST, 0), -1):
        if found[at] is not None:
            continue
        span = spans[at]
        seen = _seen(text[span.start : span.end] if span.end - span.start <= _LONGEST else "")
        rule = _first(seen, ("end", "beside")) if seen.words else None
        if rule is None or (rule.new_name and not _is_new(seen.words, text[spans[0].start : span.start])):
            break
        found[at] = rule.reason
    return found


def _is_new(line: str, before: str) -> bool:
    """Whether a line begins with a name whose last word the text before it does not hold: a person who is not in the story."""
    name = _NAME.match(line)
    if name is None:
        return False
    last = name[0].split()[-1].strip(",.'")
    return last.removesuffix("'s") not in before.translate(_STRAIGHT)


def is_link(line: str) -> bool:
    """Whether a line could be a title in a list of links: short, and no sentence."""
    if len(line) > _LINK:
        return False
    words = [word for word in line.split() if word[0].isalpha() and len(word) > 3]
    return not line.endswith(_FULL_STOPS) or (
        len(words) > 2 and sum(word[0].isupper() for word in words) * 10 >= len(words) * 9
    )


def _seen(line: str) -> _Seen:
    words = _SPACE.sub(" ", line.translate(_STRAIGHT)).strip()
    folded = words.casefold()
    return _Seen(words, folded, folded.lstrip(_BULLETS))


def _first(line: _Seen, places: tuple[Where, ...]) -> Rule | None:
    """The first rule for any of some places that takes a line."""
    if len(line.words) > _LONGEST:
        return None
    known = rules()
    if len(line.words) <= _USUAL:
        for rule in known.phrases.get(line.folded.strip(_EDGES), ()):
            if rule.where in places:
                return rule
    if line.opening.startswith(known.starts):
        for rule in known.starting:
            if rule.where in places and rule.takes(line):
                return rule
    for rule in known.others:
        if rule.where in places and rule.takes(line):
            return rule
    return _bar(line, places)


def _bar(line: _Seen, places: tuple[Where, ...]) -> Rule | None:
    """The rule for a row of links, "News | Sport | Weather" or "Facebook Twitter Email", most of which are phrases."""
    if len(line.words) > _USUAL * 2 or line.words.endswith((".", "?", '"')) or " " not in line.words:
        return None
    known = rules().phrases
    entries = _BETWEEN.split(line.folded.strip(_EDGES))
    drawn = len(entries) >= _BARS and all(len(entry) <= _BAR for entry in entries)
    found = [
        known[entry.strip(_EDGES)] for entry in (entries if drawn else line.folded.split()) if entry.strip(_EDGES) in known
    ]
    if len(found) < (2 if drawn else max(_BARS, len(line.folded.split()))):
        return None
    usual = next((rule for some in found for rule in some if rule.where in ("anywhere", *places)), None)
    return usual if len(found) * 2 >= len(entries) else None


@cache
def rules() -> _Rules:
    """The rules of `furniture.toml`: by whole phrase, those that ask how a line begins, and the others."""
    every = [Rule(entry) for entry in load(__file__)["rule"]]
    phrases: dict[str, list[Rule]] = {}
    for rule in every:
        for phrase in rule.phrases:
            phrases.setdefault(phrase.strip(_EDGES), []).append(rule)
    starting = [rule for rule in every if rule.starts and not rule.phrases]
    others = [rule for rule in every if not rule.starts and not rule.phrases]
    return _Rules(phrases, others, tuple(start for rule in starting for start in rule.starts), starting)
