"""Sources without a name: what a description says of somebody, and whether two descriptions can be of the same one.

`the old Irish sailor` takes up `an old sailor`: the same noun, and no word that speaks against it.
"""

from __future__ import annotations

from typing import NamedTuple

from briefing.parsing.actors import gazetteer, roles
from briefing.parsing.actors.gazetteer import Sex
from briefing.parsing.actors.parameters import LONGEST_PHRASE
from briefing.parsing.linguistics import Doc, Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_ANY = frozenset({"any", "every", "each", "no"})
_NEW = frozenset({"another", "other", "second", "third", "separate", "different"})
_AMOUNTS = frozenset(
    {"one", "some", "many", "several", "most", "two", "three", "four", "five", "dozens", "hundreds", "none", "few"}
)
_SAME = frozenset({"same", "said", "own", "very", "unnamed", "anonymous", "aforementioned"})
_STOPS = frozenset({"PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ", "SPACE"})
_COMPLEMENTS = frozenset({"of", "for", "at", "in", "from", "with", "on", "to", "near"})


class Description(NamedTuple):
    """What a noun phrase says of a person or of people.

    `noun` is its head, singular and lower case; `modifiers` the words before it, `country` the country that they speak of.
    `start` and `end` are the tokens of the phrase without its article, and without the clauses that follow it.
    """

    noun: str
    modifiers: frozenset[str]
    country: str | None
    plural: bool
    definite: bool
    new: bool
    complement: bool
    clause: bool
    sex: Sex | None
    start: int
    end: int


def describe(doc: Doc, head: Token) -> Description | None:
    """The description whose head noun a token is; none if the noun does not name people."""
    noun = _person_noun(head)
    if noun is None:
        return None
    start = _start(head)
    before = doc[head.left_edge.i : head.i] if head.i - head.left_edge.i < 3 * LONGEST_PHRASE else doc[start : head.i]
    if any(token.lower_ in _ANY for token in before):
        return None
    determiners = {token.lower_ for token in before if token.head.i == head.i and token.dep_ in ("det", "predet")}
    words = [token for token in doc[start : head.i] if token.pos_ != "PUNCT" and token.lower_ not in ("'s", "’s", "'", "’")]
    end = _end(doc, head)
    countries = [country for token in words if (country := gazetteer.country(token.text))]
    plural = (
        head.tag_ in ("NNS", "NNPS")
        or noun.lower_ in roles.people().groups
        or (noun.tag_ in ("NNS", "NNPS") and head.lower_ != "one")
    )
    word = roles.singular(noun.lower_)
    return Description(
        noun=roles.people().title.get(noun.lower_, word),
        modifiers=frozenset(
            roles.singular(token.lower_)
            for token in words
            if gazetteer.country(token.text) is None
            and token.lower_ not in _SAME
            and token.lower_ not in _NEW
            and token.dep_ != "det"
        ),
        country=countries[-1] if countries else None,
        plural=plural,
        definite=bool(determiners & _DEFINITE) or any(token.dep_ == "poss" for token in before if token.head.i == head.i),
        new=any(token.lower_ in _NEW for token in before),
        complement=end > head.i + 1,
        clause=end < len(doc) and doc[end].lower_ in ("who", "that", "whose"),
        sex=roles.people().sex.get(word),
        start=start,
        end=end,
    )


def _person_noun(head: Token) -> Token | None:
    """The noun for people that a head is, or that an amount is taken of: `one of the residents`."""
    if head.lower_ in _AMOUNTS or (head.pos_ == "DET" and head.dep_ != "det"):
        for preposition in head.rights:
            if preposition.lower_ == "of":
                return next((noun for noun in preposition.rights if noun.dep_ == "pobj" and roles.is_person_noun(noun)), None)
        return None
    if head.pos_ == "PROPN" and not roles.is_person_word(head.text):
        return None
    if head.text in gazetteer.load().demonyms and head.dep_ in ("nsubj", "pobj") and head.pos_ in ("NOUN", "PROPN"):
        return head
    if (
        head.pos_ in ("ADJ", "NUM")
        and not head.lower_.endswith("-year-old")
        and head.dep_ not in ("nsubj", "pobj", "nsubjpass")
    ):
        return None
    return head if roles.is_person_noun(head) else None


def _start(head: Token) -> int:
    """The first token of the words before a noun that belong to it, its article left out."""
    doc, start = head.doc, head.i
    floor = max(head.sent.start, head.left_edge.i, head.i - LONGEST_PHRASE)
    while start > floor:
        token = doc[start - 1]
        if token.dep_ in ("det", "predet") and token.head.i == head.i and token.lower_ != "no":
            break
        if token.pos_ in _STOPS and token.tag_ not in ("HYPH", "VBN", "VBG", "POS") and not _joins_names(doc, start - 1, floor):
            break
        start -= 1
    while start < head.i and (
        ":" in doc[start].text
        or doc[start].lower_ in ("the", "a", "an", "this", "that", "these", "those", "both")
        or doc[start].is_punct
        or doc[start].tag_ == "POS"
        or doc[start].pos_ in ("CCONJ", "ADP")
    ):
        start += 1
    return start


def _joins_names(doc: Doc, i: int, floor: int) -> bool:
    """Whether a small word stands inside a name: the `of` of `Bank of Lund officials`."""
    return doc[i].pos_ in ("ADP", "CCONJ") and i > floor and doc[i - 1].pos_ == doc[i + 1].pos_ == "PROPN"


def _end(doc: Doc, head: Token) -> int:
    """Where the phrase ends: after the complements that stand at once behind the noun, before any clause."""
    end, ceiling = head.i + 1, min(len(doc), head.sent.end, head.i + LONGEST_PHRASE)
    if end + 3 <= ceiling and doc[end].lower_ in ("familiar", "close", "briefed") and doc[end + 1].pos_ == "ADP":
        end += 2
        while end < ceiling and doc[end].pos_ in ("DET", "ADJ", "NOUN", "PROPN") and doc[end - 1].pos_ != "NOUN":
            end += 1
        return end
    if end >= ceiling or doc[end].lower_ not in _COMPLEMENTS or doc[end].head.i != head.i:
        return end
    while end < ceiling:
        token = doc[end]
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") and token.tag_ not in ("PRP$", "VBG"):
            break
        if token.is_punct and token.tag_ not in ("HYPH", "POS") and token.text not in ("’", "'"):
            break
        if end > head.i + 1 and not head.is_ancestor(token):
            break
        end += 1
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "DET", "CCONJ", "ADV", "PRON", "ADJ"):
        end -= 1
    return end


def role_words(role: str) -> frozenset[str]:
    """The words of a role as descriptions use them: lower case, singular, titles written out."""
    title = roles.people().title
    lower: set[str] = set()
    for word in role.split():
        plain = word.strip(",.'’\"“”()").removesuffix("'s").removesuffix("’s").lower()
        lower |= {roles.singular(plain), *title.get(word.lower(), "").split(), *plain.split("-")}
    return frozenset(lower)


def is_same_noun(one: str, other: str) -> bool:
    """Whether two nouns may stand for one another: `lawyer` and `attorney`."""
    return one == other or other in roles.people().alike.get(one, frozenset())


def may_take_up(later: Description, earlier: Description) -> bool:
    """Whether a later description can be of the one, or of those, whom an earlier one introduced."""
    if not is_same_noun(later.noun, earlier.noun) or later.plural != earlier.plural or later.new:
        return False
    if later.country and earlier.country and later.country != earlier.country:
        return False
    if later.sex and earlier.sex and later.sex != earlier.sex:
        return False
    return later.modifiers <= earlier.modifiers or (later.noun == earlier.noun and earlier.modifiers <= later.modifiers)


def fits_role(description: Description, role: str) -> bool:
    """Whether a description can be of somebody with a role: `the Irish premier` of `Premier of Ireland`."""
    if description.plural or description.new:
        return False
    lower = role_words(role)
    if not any(is_same_noun(description.noun, word) for word in lower):
        return False
    words = (word.strip(",.'’\"“”()").removesuffix("'s").removesuffix("’s") for word in role.split())
    countries = {country for word in words if (country := gazetteer.country(word))}
    if description.country and countries and description.country not in countries:
        return False
    return description.modifiers <= lower | {"then", "longtime"}
