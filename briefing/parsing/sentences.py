"""Where a sentence begins and ends.

The parser's own sentences are proposals only: it often cuts after abbreviations, before attributions and inside names. A
sentence ends at a mark that can end one, unless what stands around the mark says otherwise (after Grefenstette and
Tapanainen, 1994).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.model import Span
from briefing.parsing.linguistics import Doc, Passage, Token, Words, abbreviations
from briefing.parsing.parameters import LONGEST_ATTRIBUTION, LONGEST_UNMARKED
from briefing.parsing.terms import discourse

_ENDS = ".!?…"
_CLOSERS = frozenset("\"'”’)]}»") | {"''", "``"}
_OPENERS = frozenset("\"'“‘([{«") | {"``", "''"}
_BULLETS = frozenset("•●▪■◦‣►*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,8}")
_ELLIPSIS = re.compile(r"\.{2,}|…+")
_BRACKETS = frozenset("([")
_CLOSING = frozenset(")]")
_LONGEST_BRACKET = 60
_HALF_DAYS = frozenset(("a.m.", "p.m.", "A.M.", "P.M.", "AM.", "PM."))
_FINITE = frozenset(("MD", "VBD", "VBP", "VBZ"))
_SUBJECTS = frozenset(("csubj", "nsubj", "nsubjpass"))
_MOST_BETWEEN = 2
"""Adverbs between a subject and its verb."""

_LONGEST_TITLE = 8
_QUOTES = frozenset("\"”’'»") | {"''"}


class Line(NamedTuple):
    """A sentence of a body while it is being parsed: its id, its passage, and its tokens `[start, end)` there."""

    id: int
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> Words:
        """The sentence's tokens."""
        return self.passage.doc[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where the sentence stands in its article."""
        return self.passage.place(self.start, self.end)

    @property
    def paragraph(self) -> int:
        """The index of the sentence's paragraph in its article."""
        assert self.passage.paragraph is not None  # noqa: S101 - lines are made of the body's passages only
        return self.passage.paragraph


def split(passages: Sequence[Passage]) -> tuple[Line, ...]:
    """The sentences of the body's passages in reading order. Each word of a passage stands in exactly one of them."""
    lines: list[Line] = []
    for passage in passages:
        if passage.paragraph is not None:
            lines += [Line(len(lines) + i, passage, a, b) for i, (a, b) in enumerate(_trimmed(passage.doc))]
    return tuple(lines)


def _trimmed(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _cuts(doc):
        first, last = start, end
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        if first < last:
            yield first, last
        start = end


def _cuts(doc: Doc) -> Iterator[int]:
    """The index of the token after each sentence."""
    begin = i = 0
    while i < len(doc):
        token = doc[i]
        if i > begin and token.text in _BULLETS and doc[i - 1].whitespace_ and _clear_break(doc, begin, i):
            yield i
            begin = i
        stop = i + 1
        if token.text[-1] in _ENDS:
            stop = _after_closers(doc, i + 1)
            following = _next_word(doc, stop)
            if following is not None and _ends_here(doc, begin, i, stop, following):
                yield stop
                begin = stop
        elif stop < len(doc) and _begins_unmarked(doc, begin, stop):
            yield stop
            begin = stop
        i = stop
    if begin < len(doc):
        yield len(doc)


def _begins_unmarked(doc: Doc, begin: int, stop: int) -> bool:
    """Whether a sentence begins although the one before has no mark at its end, as where lines were joined."""
    following = doc[stop]
    if not following.is_sent_start or not following.text[:1].isupper():
        return False
    if stop - begin > LONGEST_UNMARKED:
        return True
    return (
        doc[stop - 1].text.isalnum()
        and _is_starter(following)
        and following.text != "I"
        and _has_verb(doc[begin:stop])
        and _has_verb(following.sent)
    )


def _clear_break(doc: Doc, begin: int, i: int) -> bool:
    """Whether a bullet begins an item: an asterisk may also be a star beside a word."""
    return doc[i].text != "*" or bool(doc[i].whitespace_ and doc[i - 1].text[-1] in f"{_ENDS};:,") or doc[begin].text == "*"


def _after_closers(doc: Doc, i: int) -> int:
    """The index after further marks, closing quotes and brackets that belong to the mark before `i`."""
    while i < len(doc) and not doc[i - 1].whitespace_ and (doc[i].text in _CLOSERS or not doc[i].text.strip(_ENDS)):
        i += 1
    return i


def _next_word(doc: Doc, i: int) -> Token | None:
    while i < len(doc) and doc[i].is_space:
        i += 1
    return doc[i] if i < len(doc) else None


def _ends_here(doc: Doc, begin: int, mark: int, stop: int, following: Token) -> bool:
    """Whether the mark at `mark` ends the sentence that begins at `begin`; `stop` is past the marks that belong to it."""
    token = doc[mark]
    glued = mark > begin and not doc[mark - 1].whitespace_ and len(token) == 1
    word = doc[mark - 1].text + token.text if glued else token.text
    spaced = bool(doc[stop - 1].whitespace_) or doc[stop].is_space
    proposed = bool(following.is_sent_start)
    quoted = any(doc[k].text in _QUOTES for k in range(mark + 1, stop))
    if not spaced:
        return proposed and following.text[:1].isupper() and len(token) == 1
    if following.text[:1].islower():
        return proposed and not quoted and token.text == "." and not _is_short(word)
    if quoted and token.text != "." and _is_attribution(following, stop):
        return False
    if not quoted and token.text in ("!", "?") and _is_in_title(doc, begin, mark):
        return False
    if not quoted and _is_short(word):
        return _ends_after_short(doc, begin, mark, word, following)
    if _ELLIPSIS.fullmatch(token.text):
        return proposed or _is_starter(following)
    if quoted and token.text != "." and following.text not in _OPENERS:
        return proposed or _is_starter(following) or not _leads_to(doc, stop, following)
    return True


def _is_short(word: str) -> bool:
    known = abbreviations()
    return bool(_INITIALS.fullmatch(word)) or any(word in words for words in known)


def _ends_after_short(doc: Doc, begin: int, mark: int, word: str, following: Token) -> bool:
    known = abbreviations()
    if word in known.never or (word in _HALF_DAYS and following.text in known.zones):
        return False
    if following.text in _BRACKETS:
        return _is_bracketed_sentence(doc, following.i)
    if word in known.number and following.text[:1].isdigit():
        return False
    if word in known.number and word not in known.may and not word[:1].isalpha():
        return True
    if _is_starter(following):
        return True
    if _INITIALS.fullmatch(word) and len(word) == 2 and word != "I.":
        return False
    if following.text in _OPENERS or word in known.number:
        return True
    if following.is_sent_start and _has_verb(doc[begin : mark + 1]) and _has_verb(following.sent):
        return True
    return _is_whole(doc[begin : mark + 1]) and _is_subject(following)


def _is_bracketed_sentence(doc: Doc, start: int) -> bool:
    """Whether what a bracket at `start` opens is a sentence of its own, not a part of the one before."""
    inside, depth = doc[start + 1 : start + _LONGEST_BRACKET], 1
    for token in inside:
        depth += (token.text in _BRACKETS) - (token.text in _CLOSING)
        if depth == 0:
            last = doc[token.i - 1]
            return last.text in _ENDS and not _is_short(doc[token.i - 2].text + last.text)
    return False


def _is_whole(words: Words) -> bool:
    """Whether words say all that a sentence must: a finite verb, and no subject that still waits for its own."""
    finite = any(token.tag_ in _FINITE for token in words)
    return finite and not any(token.dep_ in _SUBJECTS and token.head.i >= words.end for token in words)


def _is_subject(noun: Token) -> bool:
    """Whether a noun in the plural is what the verb after it says something of, as no name is: "in the U.S. Critics say"."""
    if noun.tag_ not in ("NNS", "NNPS"):
        return False
    after = noun.doc[noun.i + 1 : noun.i + 2 + _MOST_BETWEEN]
    verb = next((token for token in after if token.tag_ not in ("RB", "EX")), None)
    return verb is not None and verb.tag_ in _FINITE


def _is_in_title(doc: Doc, begin: int, mark: int) -> bool:
    """Whether a mark stands in the title of a work, which what it is stands before: "the musical Mamma Mia! Here We Go"."""
    for start in range(mark - 1, max(begin, mark - _LONGEST_TITLE) - 1, -1):
        if doc[start].lower_ in abbreviations().works:
            return doc[start + 1].text[:1].isupper() and not _is_whole(doc[begin:start])
    return False


def _is_starter(token: Token) -> bool:
    """Whether a word with a capital is one that is written small within a sentence, such as The, He, But."""
    return token.is_stop and token.text[:1].isupper() and (token.text[1:].islower() or token.text in ("I", "A"))


def _has_verb(words: Words) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in words)


def _leads_to(doc: Doc, stop: int, following: Token) -> bool:
    """Whether a name goes on past a quoted mark, as in the "Guess Who?" Tour: its parts hang together in the parse."""
    return following.pos_ == "PROPN" and following.head.i < stop and doc[stop - 1].sent == following.sent


def _is_attribution(following: Token, stop: int) -> bool:
    """Whether a few words after a quote only say who spoke: `she asked.`, `Ada Quill said.`."""
    doc, reporting = following.doc, discourse().reporting
    end = following.i
    while end < len(doc) and end - following.i <= LONGEST_ATTRIBUTION and doc[end].text[-1] not in _ENDS:
        if doc[end].text in _OPENERS or doc[end].text in _CLOSERS:
            return False
        end += 1
    if end - following.i > LONGEST_ATTRIBUTION:
        return False
    verbs = [token for token in doc[stop:end] if token.lemma_.lower() in reporting and token.tag_ in ("VBD", "VBZ", "VBP")]
    if len(verbs) != 1:
        return False
    verb = verbs[0]
    return not any(token.pos_ in ("VERB", "AUX") and token != verb for token in doc[stop:end]) and not any(
        child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > verb.i for child in verb.children
    )
