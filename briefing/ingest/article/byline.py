"""Who wrote an article: the lines of its head that say so."""

from __future__ import annotations

import re

from briefing.ingest.article import dates
from briefing.ingest.article.word_lists import words

LONGEST = 160
"""Characters of the longest byline."""

_LONGEST_OUTLET = 60
_MOST_WORDS = 18
_OPENING = re.compile(
    r"(?:(?:words|story|text|written|reported|report|analysis|opinion|review|interview|video|photographs|photos)\s)?by:?\s"
    r"|(?:authors?|reporters?|byline):\s",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•;]\s*|\s+[-–—]+\s+|,\s+")
_AND = re.compile(r",? and |, | & ")
_AND_AGENCIES = re.compile(r",? and (?:staff and )?agencies$")
_WHERE = re.compile(r" in [A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2}$")
_HANDLE = re.compile(r"@\w{1,30}")
_PUBLIC = re.compile(r"\S{1,64}@\S{1,64}|https?://\S{1,80}|@\w{1,30}")
_EDGES = " \t\n|·•,;:-–—"


def tell(line: str) -> bool:
    """Whether a line is a byline by its form: "By Ann Lee", "Ann Lee, Staff Writer", "Reuters Staff"."""
    line = _name_part(line)
    if not line or len(line) > LONGEST:
        return False
    if opening := _OPENING.match(line):
        return _is_credit(line[opening.end() :])
    return _is_agency(line) or _is_name_with_role(line)


def opens(line: str) -> bool:
    """Whether a line is a byline that begins with "By" or the like."""
    return bool(_OPENING.match(line)) and tell(line)


def may_be_name(line: str) -> bool:
    """Whether a line could be nothing but reporters' names, each of two or three capitalised words that head no section."""
    names = _AND.split(_WHERE.sub("", _AND_AGENCIES.sub("", line.strip(_EDGES + "."))))
    return len(names) <= 4 and all(map(_may_be_one_name, names))


def _may_be_one_name(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 3 and all(_is_name_word(part) and part.casefold() not in words("not_names") for part in parts)


def may_be_outlet(line: str) -> bool:
    """Whether a line could say for whom, or from where, the reporter above it writes: "Harbour News, Stockholm"."""
    return len(line) <= _LONGEST_OUTLET and not dates.find(line) and all(map(_may_follow, _PARTS.split(line)))


def is_role(line: str) -> bool:
    """Whether a line says in a few words what a reporter is: "Staff Writer", "The Associated Press", "@annlee"."""
    line = line.strip(_EDGES + ".")
    *parts, last = line.split() or [""]
    if _is_agency(line) or _HANDLE.fullmatch(line) or (line.casefold().startswith("special to ") and len(parts) <= 6):
        return True
    return len(parts) <= 5 and last.casefold() in words("roles") and all(part[0].isupper() or _is_small(part) for part in parts)


def _is_small(word: str) -> bool:
    word = word.casefold().strip(".,")
    return word in words("roles") or word in words("beats") or word in words("between")


def _name_part(line: str) -> str:
    """A line without the dates, addresses and separators after its names."""
    if found := dates.find(line):
        line = line[: found[0].start]
    return _PUBLIC.sub("", line).strip(_EDGES)


def _is_credit(rest: str) -> bool:
    """Whether what stands after "By" is names, with what they are."""
    names, *others = _PARTS.split(rest.strip(_EDGES))
    parts = names.rstrip(".").split()
    if not 1 <= len(parts) <= _MOST_WORDS or parts[-1].casefold() in words("between"):
        return False
    first = parts[1] if parts[0].casefold() in ("the", "our") and len(parts) > 1 else parts[0]
    if not first[:1].isupper() or first.casefold() in words("not_names") or not _is_name_word(first):
        return parts[0].casefold() == "our" and parts[-1].casefold() in words("roles")
    if any(not _is_name_word(part) and not _is_small(part) for part in parts):
        return False
    return all(_may_follow(other) for other in others)


def _may_follow(part: str) -> bool:
    """Whether a part after the first name is another name, a place, an agency, or a role."""
    parts = part.split()
    if not parts or len(parts) > 8:
        return not parts
    if any(word.casefold().strip(".") in words("roles") for word in parts):
        return True
    return all(_is_name_word(word) or word.casefold() in words("between") for word in parts)


def _is_name_with_role(line: str) -> bool:
    name, *others = _PARTS.split(line.rstrip("."))
    parts = name.split()
    if not others or not 2 <= len(parts) <= 6 or not parts[0][:1].isupper():
        return False
    if not all(_is_name_word(part) or part.casefold() in words("between") for part in parts):
        return False
    return len(others) <= 3 and any(map(is_role, others))


def _is_agency(line: str) -> bool:
    return line.strip(_EDGES + ".").casefold() in words("agencies")


def _is_name_word(word: str) -> bool:
    """Whether a word can be in a name: a capital, then letters, apostrophes, hyphens and full stops."""
    word = word.strip(",")
    return word[:1].isupper() and all(letter.isalpha() or letter in ".'’-" for letter in word)
