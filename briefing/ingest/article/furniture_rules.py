"""What a line is like that stands around an article: the rules of `furniture_rules.toml`, each with its reason."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from briefing.ingest.article.word_lists import entries, load

Where: TypeAlias = Literal["anywhere", "top", "end", "beside", "closing", "glued"]

LONGEST = 2_000
"""Characters of the longest line that is looked at."""

EDGES = " \t\n\"'·•*>»«|-_[](){}<.,:;!?…→←↓↑▶►▼▲×+#=~"
"""What may stand around a phrase."""

STRAIGHT = str.maketrans("‘’‚‛′“”„‟″–—―‒\u00a0", "'''''\"\"\"\"\"---- ")
"""Quotes and dashes as the rules have them."""

_USUAL = 200
"""Characters of the longest line that a rule takes, unless it says otherwise."""

_REMEMBERED = 4_096
"""Lines whose rules are remembered: each is looked at some times in turn."""

_BAR = 30
_BARS = 3
"""Characters of the longest entry in a bar of links, and how many entries the shortest has."""

_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"\s*[|•·>»/]\s*")
_BULLETS = " \t\"'·•*>»|-_[(→▶►#+~"
_SPACE_AT_EDGE = re.compile(r"^_|_$")
_LIST = re.compile(r"<([a-z]{3,12})>")


class Line(NamedTuple):
    """A paragraph on one line with straight quotes: its words, them in lower case, and that from its first word on."""

    words: str
    folded: str
    opening: str


class Rule:
    """One rule of `furniture_rules.toml`: what a line must be like, where it must stand, and the reason that it gives."""

    def __init__(self, entry: dict[str, Any], lists: dict[str, list[str]]) -> None:  # `Any` is what TOML holds
        self.reason: str = entry["reason"]
        self.where: Where = entry.get("where", "anywhere")
        self.phrases: list[str] = _written_out(entry.get("phrases", ""), lists)
        self.starts: tuple[str, ...] = tuple(_written_out(entry.get("starts", ""), lists))
        self.ends: tuple[str, ...] = tuple(_written_out(entry.get("ends", ""), lists))
        self.has: tuple[str, ...] = tuple(_written_out(entry.get("has", ""), lists))
        self.longest: int = entry.get("longest", _USUAL)
        self.unquoted: bool = entry.get("unquoted", False)
        self.new_name: bool = entry.get("new_name", False)
        self.links: bool = entry.get("links", False)
        self.rest: bool = entry.get("rest", False)
        self.behind: bool = entry.get("behind", False)
        self.examples: list[str] = entry.get("examples", [])
        self.kept: list[str] = entry.get("kept", [])
        self._pattern: str | None = entry.get("pattern")
        self._lists = lists

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What the whole line must match, compiled when a line first comes so far."""
        return re.compile(_LIST.sub(lambda name: _one_of(self._lists[name[1]]), self._pattern)) if self._pattern else None

    def takes(self, line: Line) -> bool:
        """Whether a line is like this, apart from where it stands; rules of phrases take none."""
        return (
            not self.phrases
            and len(line.words) <= self.longest
            and (not self.starts or line.opening.startswith(self.starts))
            and (not self.ends or line.folded.rstrip(" .:!>»\"')").endswith(self.ends))
            and (not self.has or any(part in line.folded for part in self.has))
            and not (self.unquoted and is_quoting(line))
            and (self.pattern is None or self.pattern.fullmatch(line.words) is not None)
        )


class Rules(NamedTuple):
    """Every rule: by whole phrase, those that ask how a line begins, and the others; and those of lines behind a paragraph."""

    phrases: dict[str, list[Rule]]
    others: list[Rule]
    starts: tuple[str, ...]
    starting: list[Rule]
    behind: list[Rule]
    closing: list[Rule]


def seen(line: str) -> Line:
    """A line as the rules look at it."""
    words = _SPACE.sub(" ", line.translate(STRAIGHT)).strip()
    folded = words.casefold()
    return Line(words, folded, folded.lstrip(_BULLETS))


def is_quoting(line: Line) -> bool:
    """Whether a line has a quotation mark or a verb of saying."""
    return '"' in line.words or tells(line)


def tells(line: Line) -> bool:
    """Whether a line has a verb of saying."""
    return _said().search(line.folded) is not None


@lru_cache(maxsize=_REMEMBERED)
def first(line: Line, places: tuple[Where, ...]) -> Rule | None:
    """The first rule for any of some places that takes a line; those of lines that stand beside others are asked last."""
    if len(line.words) > LONGEST:
        return None
    sure = tuple(place for place in places if place != "beside")
    found = _first(line, sure)
    if found is None and "beside" in places:
        found = _first(line, ("beside",))
    return found or _bar(line, places)


def _first(line: Line, places: tuple[Where, ...]) -> Rule | None:
    known = rules()
    if len(line.words) <= _USUAL:
        for rule in known.phrases.get(line.folded.strip(EDGES), ()):
            if rule.where in places:
                return rule
    if line.opening.startswith(known.starts):
        for rule in known.starting:
            if rule.where in places and rule.takes(line):
                return rule
    return next((rule for rule in known.others if rule.where in places and rule.takes(line)), None)


def behind(line: str) -> Rule | None:
    """The rule that takes what stands behind the last sentence of a paragraph."""
    words = seen(line)
    for rule in rules().phrases.get(words.folded.strip(EDGES), ()):
        if rule.where == "glued":
            return rule
    return next((rule for rule in rules().behind if rule.takes(words)), None)


def closing(line: Line) -> Rule | None:
    """The rule for a heading that closes an article, if a line is one."""
    if len(line.words) > LONGEST:
        return None
    for rule in rules().phrases.get(line.folded.strip(EDGES), ()):
        if rule.where == "closing":
            return rule
    return next((rule for rule in rules().closing if rule.takes(line)), None)


def _bar(line: Line, places: tuple[Where, ...]) -> Rule | None:
    """The rule for a row of links, "News | Sport | Weather" or "Facebook Twitter Email", most of which are phrases."""
    if len(line.words) > _USUAL * 2 or line.words.endswith((".", "?", '"')) or " " not in line.words:
        return None
    known = rules().phrases
    entries = _BETWEEN.split(line.folded.strip(EDGES))
    drawn = len(entries) >= _BARS and all(len(entry) <= _BAR for entry in entries)
    found = [known[entry.strip(EDGES)] for entry in (entries if drawn else line.folded.split()) if entry.strip(EDGES) in known]
    if len(found) < (2 if drawn else max(_BARS, len(line.folded.split()))):
        return None
    usual = next((rule for some in found for rule in some if rule.where in ("anywhere", *places)), None)
    return usual if len(found) * 2 >= len(entries) else None


@cache
def rules() -> Rules:
    """The rules of `furniture_rules.toml`."""
    every = [Rule(entry, _lists()) for entry in _table()["rule"]]
    phrases: dict[str, list[Rule]] = {}
    for rule in every:
        for phrase in rule.phrases:
            phrases.setdefault(phrase.strip(EDGES), []).append(rule)
    starting = [rule for rule in every if rule.starts and not rule.phrases]
    others = [rule for rule in every if not rule.starts and not rule.phrases]
    starts = tuple(dict.fromkeys(start for rule in starting for start in rule.starts))
    return Rules(
        phrases,
        others,
        starts,
        starting,
        [rule for rule in every if rule.behind],
        [rule for rule in every if rule.where == "closing"],
    )


@cache
def _lists() -> dict[str, list[str]]:
    return {name: entries(words) for name, words in _table()["lists"].items()}


@cache
def _table() -> dict[str, Any]:
    return load(__file__)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b{_one_of(_lists()['said'])}\b")


def _written_out(parts: str, lists: dict[str, list[str]]) -> list[str]:
    """The entries of a string, with spaces at their edges, and each entry of a list in the place of its name."""
    found: list[str] = []
    for part in entries(parts):
        name = _LIST.search(part) if "<" in part else None
        found += [part.replace(name[0], entry) for entry in lists[name[1]]] if name else [part]
    return [_SPACE_AT_EDGE.sub(" ", part) for part in found] if "_" in parts else found


def _one_of(words: list[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
