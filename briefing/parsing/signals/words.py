"""The cues of `signals.toml`, and where they stand in a sentence."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple, get_args

from briefing.model import SignalKind
from briefing.parsing.linguistics import Token
from briefing.parsing.signals.parameters import MOST_BETWEEN

KINDS: tuple[SignalKind, ...] = get_args(SignalKind)


_TABLES: dict[str, Any] = tomllib.loads(  # `Any` is what TOML holds
    files("briefing.parsing.signals").joinpath("signals.toml").read_text(encoding="utf-8")
)


class Step(NamedTuple):
    """One word of a cue: its forms or lemmas, its kind, and whether other words may stand before it."""

    words: frozenset[str]
    part: str
    gap: bool

    def fits(self, token: Token) -> bool:
        """Whether a token is this word. A participle can count as an adjective, as taggers take it for either."""
        if not self.part:
            return token.lower_ in self.words
        if self.words.isdisjoint(forms(token)):
            return False
        match self.part:
            case "v":
                return token.dep_ != "amod" and (
                    token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD") or _governs(token) or _is_headline_verb(token)
                )
            case "a":
                return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG")
            case "n":
                return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not is_in_name(token))
        return token.pos_ == "ADV"


class Cue(NamedTuple):
    """Words in order that earn a sentence a signal, and what must hold besides; see `signals.toml`."""

    kind: SignalKind
    steps: tuple[Step, ...]
    when: frozenset[str]
    unless: frozenset[str]
    negated: bool
    example: str


class Found(NamedTuple):
    """A cue, and the first and the last of its words."""

    cue: Cue
    first: Token
    last: Token


def forms(token: Token) -> tuple[str, ...]:
    """What a token can be looked up by: its form, its lemma, and in a headline's capitals the form without its ending."""
    if token.pos_ == "PROPN" and token.lower_.endswith("s"):
        return token.lower_, lemma(token), token.lower_[:-1], token.lower_.removesuffix("es")
    return token.lower_, lemma(token)


def _governs(token: Token) -> bool:
    """Whether a word that is tagged as a noun stands where a verb does, with a subject or an object of its own."""
    return token.pos_ == "NOUN" and any(child.dep_ in ("nsubj", "dobj") for child in islice(token.children, MOST_BETWEEN + 3))


def _is_headline_verb(token: Token) -> bool:
    """Whether a word with a capital among capitals, which taggers take for a name, ends like a verb that tells news."""
    if token.pos_ != "PROPN" or not token.lower_.endswith("s") or token.i == token.sent.start:
        return False
    around = token.doc[max(token.i - 3, token.sent.start) : min(token.i + 4, token.sent.end)]
    return all(word.text[0].isupper() or not word.is_alpha or len(word) < 4 for word in around)


def is_in_name(token: Token) -> bool:
    """Whether a word with a capital is a part of a longer name."""
    before = token.nbor(-1) if token.i else None
    return bool(token.ent_type_) or token.dep_ == "compound" or (before is not None and before.pos_ == "PROPN")


def lemma(token: Token) -> str:
    """A token's lemma in small letters."""
    return token.lemma_.lower()


def words(name: str) -> frozenset[str]:
    """A list of the table `[future]`."""
    return frozenset(_TABLES["future"][name])


def _cue(kind: SignalKind, entry: Mapping[str, Any]) -> Cue:
    steps: list[Step] = []
    gap = False
    for word in entry["words"].split():
        if word == "~":
            gap = True
            continue
        forms, _, part = word.partition("/")
        steps.append(Step(frozenset(forms.split("|")), part, gap))
        gap = False
    when, unless = frozenset(entry.get("when", ())), frozenset(entry.get("unless", ()))
    return Cue(kind, tuple(steps), when, unless, entry.get("negated", False), entry["example"])


CUES: tuple[Cue, ...] = tuple(_cue(kind, entry) for kind in KINDS for entry in _TABLES[kind])
_BY_WORD: Mapping[str, list[Cue]] = defaultdict(list)
for _each in CUES:
    for _word in _each.steps[0].words:
        _BY_WORD[_word].append(_each)


def occurrences(tokens: Sequence[Token]) -> Iterator[Found]:
    """Each cue wherever its words stand among the tokens of a sentence, in the order of their first words."""
    for place, token in enumerate(tokens):
        cues = {id(cue): cue for form in forms(token) for cue in _BY_WORD.get(form, ())}
        for cue in cues.values():
            end = _end(cue, tokens, place)
            if end is not None:
                yield Found(cue, token, tokens[end - 1])


def _end(cue: Cue, tokens: Sequence[Token], place: int) -> int | None:
    if not cue.steps[0].fits(tokens[place]):
        return None
    at = place + 1
    for step in cue.steps[1:]:
        last = min(at + (MOST_BETWEEN if step.gap else 0), len(tokens) - 1)
        found = next((i for i in range(at, last + 1) if step.fits(tokens[i])), None)
        if found is None:
            return None
        at = found + 1
    return at
