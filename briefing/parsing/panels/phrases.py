"""Words in a row that can name what a panel is about: noun phrases with their complements, and short clauses of the news."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.model import Attribution, Place, Span
from briefing.parsing.embedding import rarity
from briefing.parsing.linguistics import Doc, Passage, Token, Words
from briefing.parsing.terms import discourse, is_small, terms
from briefing.stemming import stem

MOST_WORDS = 5
"""Words of a phrase at most, as they are parted by spaces."""
MOST_CLAUSE = 5
"""Words of a clause at most."""

_NOMINAL = frozenset({"NOUN", "PROPN"})
_CAN_BEGIN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
_PREPOSITIONS = frozenset(
    {"of", "for", "on", "in", "to", "with", "over", "against", "about", "between", "from", "at", "by", "into", "after", "among"}
    | {"under", "without"}
)
_NOT_FIRST = frozenset({"PRP$", "DT", "WDT", "PDT", "CC", "IN", "POS", "PRP", "WP$"})
_JOINS = frozenset({"-", "–", "&", "'s", "’s"})
_BREAKS = frozenset('"“”@#/$()[]{}:;…—,!?')
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ", "VBP"})
_AFTER_VERB = frozenset({"dobj", "attr", "acomp", "prep", "advmod", "xcomp", "neg", "prt", "oprd", "agent"})
_NEEDED = frozenset({"dobj", "attr", "acomp", "xcomp", "oprd", "ccomp"})
_DEEPEST = 2
"""Complements of complements that a phrase reaches into."""


class Phrase(NamedTuple):
    """Words in a row that may be a title, and what speaks for them or against.

    `rare` has the rarity of each stem that carries a topic, `head` the stem of the word that the others depend on. `generic`:
    the head names no topic. `names`: it is made of names alone. `cut`: modifiers or complements are left out. `is_object`: the
    head is what somebody does something to. `in_source`: it stands in what says who speaks.
    """

    passage: Passage
    start: int
    end: int
    rare: dict[str, float]
    head: str
    generic: bool
    names: bool
    cut: bool
    is_object: bool
    in_source: bool
    clause: bool

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words that count."""
        return frozenset(self.rare)

    @property
    def place(self) -> Place:
        """Where the phrase stands."""
        return Place(self.passage.article, self.passage.place(self.start, self.end))

    @property
    def text(self) -> str:
        """The phrase's words with single spaces."""
        return " ".join(self.passage.doc[self.start : self.end].text.split())


class Said:
    """Where articles name who speaks, and where they give what is said."""

    def __init__(self, said: Iterable[Attribution] = ()) -> None:
        self._sources: dict[int, list[Span]] = {}
        self._contents: dict[int, list[Span]] = {}
        for one in said:
            self._sources.setdefault(one.article, []).extend(one.source)
            self._contents.setdefault(one.article, []).extend(one.content)

    def sources(self, passage: Passage) -> list[Span]:
        """The spans in a passage that name who speaks."""
        return _within(self._sources, passage)

    def contents(self, passage: Passage) -> list[Span]:
        """The spans in a passage that somebody says."""
        return _within(self._contents, passage)


def _within(spans: dict[int, list[Span]], passage: Passage) -> list[Span]:
    whole = passage.span
    return [span for span in spans.get(passage.article, ()) if span.start < whole.end and span.end > whole.start]


def phrases(passage: Passage, start: int, end: int, said: Said) -> Iterator[Phrase]:
    """The phrases in the tokens `[start, end)` of a passage."""
    sources = said.sources(passage)
    for head in range(start, end):
        if passage.doc[head].pos_ in _NOMINAL:
            yield from _noun_phrases(passage, head, start, end, sources)
    contents = said.contents(passage)
    for verb in range(start, end):
        if passage.doc[verb].tag_ in _PAST_OR_PRESENT and not _is_in(contents, passage, verb):
            yield from _clauses(passage, verb, start, end)


def borne_out(passage: Passage, nouns: Collection[str], modifiers: Collection[str]) -> Iterator[Phrase]:
    """The phrases of a headline whose words a panel bears out: each stem is one of its nouns, or before the last a modifier.

    What part of speech a word of a headline is, is told from the panel: in capitals the parser takes most for names.
    """
    doc = passage.doc
    stems = [stem(token.text) if token.is_alpha or "." in token.text else "" for token in doc]
    for first in range(len(doc)):
        if (stems[first] not in nouns and stems[first] not in modifiers) or (first and doc[first - 1].text in _JOINS):
            continue
        for stop in range(first + 1, min(first + 2 * MOST_WORDS, len(doc)) + 1):
            last = stop - 1
            if stems[last] in nouns:
                made = _phrase(passage, first, stop, last, MOST_WORDS)
                if made is not None:
                    yield made._replace(is_object=False)
            elif stems[last] not in modifiers and doc[last].text not in _JOINS and doc[last].lower_ not in _PREPOSITIONS:
                break


def _is_in(spans: Sequence[Span], passage: Passage, at: int) -> bool:
    place = passage.place(at, at + 1).start
    return any(span.start <= place < span.end for span in spans)


def _noun_phrases(passage: Passage, head: int, start: int, end: int, sources: Sequence[Span]) -> Iterator[Phrase]:
    doc = passage.doc
    first = _first(doc, max(doc[head].left_edge.i, start), head)
    if first is None:
        return
    begins = [first, *(at for at in range(first + 1, head + 1) if _may_begin(doc, at))]
    ends = sorted({at for at in (head + 1, *_complements(doc, head, end)) if at <= end})
    longest = max((at for at in ends if _is_short(doc[first:at], MOST_WORDS)), default=0)
    for begin in begins:
        for stop in ends:
            made = _phrase(passage, begin, stop, head, MOST_WORDS)
            if made is not None:
                cut = begin != first or stop < longest
                yield made._replace(cut=cut, in_source=_is_in(sources, passage, begin))


def _first(doc: Doc, first: int, head: int) -> int | None:
    """Where a noun phrase begins without its article, its pronoun or an opening mark."""
    return next((at for at in range(first, head + 1) if not doc[at].is_punct and doc[at].tag_ not in _NOT_FIRST), None)


def _may_begin(doc: Doc, at: int) -> bool:
    """Whether a phrase can be cut before a token: not inside a name, a compound with a hyphen, or what belongs to somebody."""
    token, before = doc[at], doc[at - 1]
    if token.pos_ not in _CAN_BEGIN or token.text in _JOINS or before.text in _JOINS:
        return False
    return token.ent_iob_ != "I" and (bool(token.ent_type_) or not token.pos_ == before.pos_ == "PROPN")


def _complements(doc: Doc, head: int, end: int, depth: int = 0) -> Iterator[int]:
    """Where a noun's complements end: `plans for a lawsuit`, `a plan to shed space`, `hopes and fears`."""
    for child in doc[head].rights:
        if child.i >= end:
            return
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.i > child.i and noun.pos_ in _NOMINAL:
                    yield noun.i + 1
                    if depth < _DEEPEST:
                        yield from _complements(doc, noun.i, end, depth + 1)
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and doc[child.i - 1].lower_ == "to":
            objects = [word for word in child.children if word.dep_ in ("dobj", "attr") and word.pos_ in _NOMINAL]
            if objects:
                yield objects[0].i + 1
        elif child.dep_ == "conj" and child.pos_ in _NOMINAL and depth == 0:
            yield child.i + 1


def _clauses(passage: Passage, verb: int, start: int, end: int) -> Iterator[Phrase]:
    """A verb with its subject and what stands behind it, where the whole is short: `Asian stocks struggled again`."""
    doc = passage.doc
    token = doc[verb]
    if token.dep_ not in ("ROOT", "conj") or token.lemma_.lower() in discourse().reporting:
        return
    subject = next((word for word in token.lefts if word.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ not in _NOMINAL:
        return
    first = _first(doc, max(subject.left_edge.i, start), subject.i)
    if first is None:
        return
    needs = any(word.dep_ in _NEEDED for word in token.rights)
    for word in (token, *token.rights):
        if word is not token and word.dep_ not in _AFTER_VERB:
            return
        stop = word.i + 1 if word is token else word.right_edge.i + 1
        if word is token and needs:
            continue
        made = _phrase(passage, first, stop, verb, MOST_CLAUSE) if stop <= end else None
        if made is not None:
            yield made._replace(clause=True)


def _is_short(words: Words, most: int) -> bool:
    return len(words.text.split()) <= most


def _phrase(passage: Passage, first: int, stop: int, head: int, most: int) -> Phrase | None:
    """The words as a phrase; none where a reader would not let them begin or end, or where they carry no topic."""
    doc = passage.doc
    words = doc[first:stop]
    if not _is_short(words, most) or not _BREAKS.isdisjoint(words.text) or not _may_end(doc, stop):
        return None
    rare = {term.stem: rarity(term.token.text) for term in terms(words)}
    if not rare:
        return None
    token, known = doc[head], discourse()
    lemma = token.lemma_.lower()
    return Phrase(
        passage,
        first,
        stop,
        rare,
        stem(token.text),
        generic=lemma in known.generic or lemma in known.roles or is_small(token),
        names=all(word.pos_ == "PROPN" or word.tag_ == "POS" for word in words),
        cut=False,
        is_object=token.dep_ in ("dobj", "attr"),
        in_source=False,
        clause=False,
    )


def _may_end(doc: Doc, stop: int) -> bool:
    last: Token = doc[stop - 1]
    if last.tag_ == "POS" or last.is_punct:
        return False
    if stop >= len(doc):
        return True
    after = doc[stop]
    if after.text in _JOINS or (not last.whitespace_ and after.pos_ in _NOMINAL):
        return False
    return not (last.dep_ in ("compound", "nmod", "amod") and last.head.i >= stop)
