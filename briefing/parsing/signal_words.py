"""The cues of `signals.toml`, and where they stand in a sentence."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple, get_args

from briefing.model import SignalKind
from briefing.parsing.linguistics import Token

KINDS: tuple[SignalKind, ...] = get_args(SignalKind)

MOST_BETWEEN = 3
"""Words that `~` stands for at most."""

_TABLES: dict[str, Any] = tomllib.loads(  # `Any` is what TOML holds
    files("briefing.parsing").joinpath("signals.toml").read_text(encoding="utf-8")
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
        if token.lower_ not in self.words and lemma(token) not in self.words:
            return False
        match self.part:
            case "v":
                return token.dep_ != "amod" and (token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD"))
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
        cues = {id(cue): cue for form in (token.lower_, lemma(token)) for cue in _BY_WORD.get(form, ())}
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
