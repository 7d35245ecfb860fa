"""What of a mail's text its writer wrote, and what stands around it: quoted and forwarded mails, signatures, footers of lists.

Nothing is left out: each line is the writer's, or is set aside with its reason. The words by which they are told are in
`body.toml`. Sources: RFC 3676 (signatures), RFC 4880 (signed text).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from briefing.ingest.article.word_lists import entries, load
from briefing.ingest.drafts import Part
from briefing.ingest.mail import wrapping

QUOTED = "quoted mail"
HEADER = "mail header"
SIGNATURE = "signature"
LIST = "mailing list"
NOTE = "note"

LONGEST_NOTE = 300
"""Characters that somebody writes above a mail that he only passes on."""

_LONGEST_GREETING = 60
"""Characters of a note above a mail that is passed on without a word that says so; what is longer answers it."""

_DEEPEST = 6
"""Levels of quotation that are taken off a mail that is nothing but quotation."""

_LONGEST = 400
_LONGEST_SIGNATURE = 15
_LONGEST_LOOSE_SIGNATURE = 6
_LONGEST_FOOTER = 14
"""Lines that have words, of a signature, of one whose hyphens no space follows, and of a footer below a drawn line."""

_MOST_TRIED = 200
"""Lines of two hyphens that are tried as the beginning of a signature."""

_MOST_FIELDS = 12
_STRAIGHT = str.maketrans("‘’“”\u00a0", "''\"\" ")
_SPACE = re.compile(r"\s+")
_QUOTE = re.compile(r"[ \t]?>[ \t]?")
_FIELD = re.compile(r"[*_]{0,2}([^\W\d_][\w -]{0,20}?)[*_]{0,2}[ \t]?:[*_]{0,2}(?=\s|$)(.*)", re.DOTALL)
_SENT = re.compile(r"@|(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
"""The address or the time in the line above a mail that is quoted without bars; sentences above a quotation have neither."""

_DRAWN = re.compile(r"(?:[_-][ \t]?){10,100}|={10,100}|\*{10,100}|[~·•]{10,100}")
_EDGES = " \t-_*=>:|~"


class Body(NamedTuple):
    """The parts of a mail's text, and the fields `from`, `date` and `subject` of the mail that it passes on, if it does."""

    parts: tuple[Part, ...]
    forwarded: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is the writer's."""
        return all(part.reason for part in self.parts)


class Kind(Enum):
    """What a mail's subject says of it: that it answers another, passes another on, or neither."""

    OWN = 0
    REPLY = 1
    FORWARD = 2


def body_of_text(text: str, kind: Kind = Kind.OWN) -> Body:
    """The body of a plain text, its line ends newlines. Wrapped lines stay wrapped, each paragraph is one part."""
    lines = _without_bars(text.split("\n"))
    for _ in range(_DEEPEST):
        told = _told(lines, kind)
        if any(line.strip() and reason is None for line, reason in zip(lines, told.reasons, strict=True)):
            break
        if not any(reason == QUOTED and _QUOTE.match(line) for line, reason in zip(lines, told.reasons, strict=True)):
            break
        lines = [_QUOTE.sub("", line, count=1) if line[:2].lstrip().startswith(">") else line for line in lines]
    own = [line if reason is None else "" for line, reason in zip(lines, told.reasons, strict=True)]
    width = wrapping.width(own)
    parts: list[Part] = []
    for reason, numbers in groupby(range(len(lines)), key=told.reasons.__getitem__):
        piece = [lines[number] for number in numbers]
        if reason is None:
            parts += [Part(words) for words in wrapping.paragraphs(piece, width)]
        elif any(map(str.strip, piece)):
            parts.append(Part("\n".join(piece), reason))
    return Body(_freed(parts), told.forwarded)


def body_of_parts(parts: Sequence[Part], kind: Kind = Kind.OWN) -> Body:
    """The body of the parts of an HTML text."""
    lines: list[str] = []
    owners: list[int] = []
    for number, part in enumerate(parts):
        for line in part.words.split("\n"):
            lines.append(line)
            owners.append(number)
        lines.append("")
        owners.append(number)
    told = _told(lines, kind)
    found: list[Part] = []
    for (owner, reason), numbers in groupby(range(len(lines)), key=lambda number: (owners[number], told.reasons[number])):
        words = "\n".join(lines[number] for number in numbers).strip()
        if words:
            found.append(parts[owner]._replace(words=words, reason=parts[owner].reason or reason))
    return Body(_freed(found), told.forwarded)


def _freed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts, of which at least one is read: a mail that is nothing but what stands around one is read as it stands."""
    if all(part.reason for part in parts):
        return tuple(part._replace(reason=None) for part in parts)
    return tuple(parts)


class _Told(NamedTuple):
    reasons: list[str | None]
    forwarded: dict[str, str]


def _told(lines: Sequence[str], kind: Kind) -> _Told:
    reader = _Reader(lines, kind)
    reader.read()
    return _Told(reader.reasons, reader.forwarded)


class _Reader:
    """Goes through the lines of a mail once, and says of each why it is set aside, if it is."""

    def __init__(self, lines: Sequence[str], kind: Kind) -> None:
        self.lines = lines
        self.folded = [_SPACE.sub(" ", line[: _LONGEST * 5].strip()).translate(_STRAIGHT).casefold() for line in lines]
        self.reasons: list[str | None] = [None] * len(lines)
        self.kind = kind
        self.forwarded: dict[str, str] = {}
        self.own = 0
        self.tried = 0
        self.fields: dict[int, str | None] = {}
        self.left = [0] * (len(lines) + 1)
        for number in range(len(lines) - 1, -1, -1):
            self.left[number] = self.left[number + 1] + bool(self.folded[number])

    def read(self) -> None:
        """Tell every line."""
        at = 0
        state: str | None = None
        while at < len(self.lines):
            if not self.folded[at]:
                self.reasons[at] = state
                at += 1
                continue
            if state == QUOTED:
                self.reasons[at] = QUOTED
                at += 1
                continue
            if count := self._header(at):
                state = self._pass_on(at, count)
                at += count
                continue
            if count := self._attribution(at):
                quoted = self._after(at + count).startswith(">")
                if quoted or (self.own and _SENT.search(" ".join(self.folded[at : at + count])[:_LONGEST])):
                    self._set(at, count, QUOTED)
                    at += count
                    state = None if quoted else QUOTED
                    continue
            if self.folded[at].startswith(">"):
                state, self.reasons[at] = None, QUOTED
            elif count := self._signed(at):
                self._set(at, count, SIGNATURE)
                at += count
                continue
            elif self._is_footer(at):
                state = self.reasons[at] = LIST
            elif self._is_signature(at):
                state = self.reasons[at] = SIGNATURE
            elif state:
                self.reasons[at] = state
            else:
                self.reasons[at] = _rule(self.folded[at], end=False)
                self.own += 0 if self.reasons[at] else len(self.folded[at])
            at += 1
        self._end()
        self._join()

    def _set(self, at: int, count: int, reason: str) -> None:
        self.reasons[at : at + count] = [reason] * len(self.reasons[at : at + count])

    def _pass_on(self, at: int, count: int) -> str | None:
        """Set the header of another mail aside; what is below it is quoted if this one answers it, else it is what is read."""
        self._set(at, count, HEADER)
        opened = self.folded[at].strip(_EDGES) not in _words("answered") and self._field(at) is None
        if self.own and (self.kind == Kind.REPLY or (self.kind == Kind.OWN and not opened and self.own > _LONGEST_GREETING)):
            return QUOTED
        if self.own <= LONGEST_NOTE:
            self.forwarded.update(self._fields(at, count))
            for number in range(at):
                if self.reasons[number] is None and self.folded[number]:
                    self.reasons[number] = NOTE if any(map(str.isalnum, self.folded[number])) else HEADER
            self.own = 0
        return None

    def _header(self, at: int) -> int:
        """How many lines the header of a mail that was forwarded or answered takes here; 0 if there is none."""
        line = self.folded[at]
        opened = line.strip(_EDGES) in _words("forwarded") or (
            line[:2] in ("--", "==") and any(line.strip(_EDGES).startswith(words) for words in _words("forwarded"))
        )
        start = at
        if opened:
            start += 1
            while start < len(self.lines) and not self.folded[start] and start < at + 4:
                start += 1
        elif self._field(at) is None:
            return 0
        names: set[str] = set()
        end = start
        while end < min(len(self.lines), start + 2 * _MOST_FIELDS):
            name = self._field(end)
            if name is not None:
                names.add(name)
            elif not self.folded[end]:
                if end + 1 < len(self.lines) and self._field(end + 1) is not None and "from" not in names:
                    end += 1
                    continue
                break
            elif not names or (self.lines[end][:1] not in " \t" and "@" not in self.folded[end]):
                break
            end += 1
        told = names & {"from", "date", "subject"}
        if opened:
            return end - at if told else 1
        return end - at if "from" in told and len(told) >= 2 and len(names) >= 3 else 0

    def _field(self, at: int) -> str | None:
        """Which field of a header a line is."""
        if at not in self.fields:
            found = _FIELD.fullmatch(self.lines[at][:_LONGEST].strip())
            self.fields[at] = _names().get(found[1].casefold()) if found else None
        return self.fields[at]

    def _fields(self, at: int, count: int) -> dict[str, str]:
        fields: dict[str, str] = {}
        for number in range(at, at + count):
            found = _FIELD.fullmatch(self.lines[number][:_LONGEST].strip())
            name = _names().get(found[1].casefold()) if found else None
            if found and name and name != "other":
                fields.setdefault(name, found[2].strip())
        return fields

    def _attribution(self, at: int) -> int:
        """How many lines say here who wrote what is quoted below them; 0 if none do."""
        for count in (1, 2, 3):
            line = " ".join(self.folded[at : at + count])[:_LONGEST]
            if count > 1 and (at + count > len(self.lines) or not self.folded[at + count - 1] or line.find("> ") == 0):
                return 0
            if not line.endswith(":"):
                continue
            told = line.rstrip(": ").endswith(tuple(_words("wrote")))
            opens = line.split(" ", 1)[0].strip("*,") in _words("on") and any(letter.isdigit() for letter in line)
            quoted = self._after(at + count).startswith(">")
            if told and (opens or quoted):
                return count
            if count == 1 and quoted and ("@" in line or not _words("wrote").isdisjoint(line.rstrip(":").split())):
                return 1
        return 0

    def _after(self, at: int) -> str:
        """The next line that has words, if it is near."""
        return next((line for line in self.folded[at : at + 3] if line), "")

    def _is_signature(self, at: int) -> bool:
        """Whether a line is the two hyphens above a signature."""
        if self.folded[at] != "--" or self.tried == _MOST_TRIED:
            return False
        self.tried += 1
        most = _LONGEST_SIGNATURE if self.lines[at].startswith("-- ") else _LONGEST_LOOSE_SIGNATURE
        if self.left[at + 1] <= most:
            return True
        rest = self.folded[at + 1 : at + 3 * most]
        lines = 0
        for number, line in enumerate(rest, at + 1):
            if line.startswith(">") or (line and (self._is_footer(number) or self._header(number))):
                return True
            lines += bool(line)
            if lines > most:
                break
        return False

    def _signed(self, at: int) -> int:
        """How many lines here are those of a signed text that are not of the text."""
        line = self.folded[at]
        if line == "-----begin pgp signed message-----":
            end = next((number for number in range(at, min(at + 6, len(self.lines))) if not self.folded[number]), at + 1)
            return end - at
        if line == "-----begin pgp signature-----":
            ends = range(at, min(at + 60, len(self.lines)))
            return next((number for number in ends if self.folded[number] == "-----end pgp signature-----"), at) - at + 1
        return 0

    def _is_footer(self, at: int) -> bool:
        """Whether a drawn line parts what a list adds from the mail."""
        if self.left[at + 1] > _LONGEST_FOOTER or not self.left[at + 1] or not _DRAWN.fullmatch(self.folded[at]):
            return False
        rest = [line for line in self.folded[at + 1 : at + 4 * _LONGEST_FOOTER] if line]
        return any("mailing list" in line or "listinfo" in line or "unsubscribe" in line for line in rest)

    def _end(self) -> None:
        """Tell the lines below the last one that the writer wrote, which only there are not his."""
        for number in range(len(self.lines) - 1, -1, -1):
            if self.folded[number] and self.reasons[number] is None:
                self.reasons[number] = _rule(self.folded[number], end=True)
                if self.reasons[number] is None:
                    return

    def _join(self) -> None:
        """Give blank lines between two of one reason that reason."""
        before: str | None = None
        blanks: list[int] = []
        for number, line in enumerate(self.folded):
            if not line:
                blanks.append(number)
                continue
            same = self.reasons[number] == before
            for blank in blanks:
                self.reasons[blank] = before if same else None
            blanks.clear()
            before = self.reasons[number]


def _without_bars(lines: list[str]) -> list[str]:
    """Lines without the bars before a mail that is forwarded as a quotation."""
    for _ in range(_DEEPEST):
        for number, line in enumerate(lines):
            if line.strip(_EDGES).casefold() in _words("forwarded") and not line.startswith(">"):
                after = next((other for other in lines[number + 1 : number + 4] if other.strip()), "")
                if after.startswith(">"):
                    break
        else:
            return lines
        lines = [*lines[: number + 1], *(_QUOTE.sub("", line, count=1) for line in lines[number + 1 :])]
    return lines


def _rule(line: str, *, end: bool) -> str | None:
    """Why a line is set aside by a rule, or none."""
    opening = line.lstrip(_EDGES + "([")
    for rule in rules():
        if rule.at_end and not end:
            continue
        if len(line) <= rule.longest and opening.startswith(rule.starts) and any(part in line for part in rule.has):
            return rule.reason
    return None


class Rule(NamedTuple):
    """A rule of `body.toml`."""

    reason: str
    starts: tuple[str, ...]
    has: tuple[str, ...]
    at_end: bool
    longest: int
    examples: tuple[str, ...]
    kept: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `body.toml`, in their order."""
    return tuple(
        Rule(
            entry["reason"],
            tuple(entry["starts"]),
            tuple(entry["has"]),
            entry.get("where") == "end",
            entry["longest"],
            tuple(entry["examples"]),
            tuple(entry["kept"]),
        )
        for entry in _tables()["rule"]
    )


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(entries(_tables()[table]))


@cache
def _names() -> dict[str, str]:
    """What each name of a field in a header means."""
    others = dict.fromkeys(_words("others"), "other")
    return others | {word: name for name in ("from", "date", "subject") for word in _words(name)}


@cache
def _tables() -> dict[str, Any]:  # `Any` is what TOML holds
    return load(__file__)
