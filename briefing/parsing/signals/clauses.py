"""What the dependency parse says around a word: its subject, whether it is negated, what it governs.

Every walk is bounded, so that a parse of hostile text costs no more than its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefing.parsing.linguistics import Token
from briefing.parsing.signals.parameters import MOST_CHILDREN, MOST_UP
from briefing.parsing.signals.words import lemma, words

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_CLAUSES = ("ccomp", "conj", "acl", "xcomp", "advcl", "parataxis")
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "without", "nt"})
_DOERS = ("agers", "ders", "ters", "kers", "ners", "gers", "vers", "sers", "pers", "ors", "ists", "ians")
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_ACTORS, _TURNING, _SAYING = words("actors"), words("turning"), words("saying")


def children(token: Token) -> Iterator[Token]:
    """The first of a token's dependents."""
    return islice(token.children, MOST_CHILDREN)


def heads(token: Token) -> Iterator[Token]:
    """A token's head, that one's head, and so on."""
    for _ in range(MOST_UP):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def subject(verb: Token) -> Token | None:
    """What a verb is said of: its own subject, or that of the verbs that it is joined to or hangs on."""
    for token in (verb, *heads(verb)):
        found = next((child for child in children(token) if child.dep_ in _SUBJECTS), None)
        if found is not None:
            return found
        if token.dep_ not in ("conj", "xcomp", "aux", "auxpass", "pcomp", "prep", "advcl", "acomp", "attr"):
            return None
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive voice."""
    return any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in children(verb))


def doer(verb: Token) -> Token | None:
    """Who does what a verb says: its subject, or in the passive what stands after `by`; none if nobody is named."""
    if is_passive(verb):
        by = next((child for child in children(verb) if child.dep_ == "agent"), None)
        return next((child for child in children(by) if child.dep_ == "pobj"), None) if by is not None else None
    return subject(verb)


def can_decide(token: Token) -> bool:
    """Whether a subject is a person or an organisation, or a word for one."""
    if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or token.pos_ == "PROPN":
        return True
    if token.tag_ == "NNS" and token.lower_.endswith(_DOERS):
        return True
    return token.lower_ in _ACTORS or lemma(token) in _ACTORS


def is_negated(token: Token) -> bool:
    """Whether a word is denied, by a word of its own, by its subject, or by the verbs that govern it."""
    if _denied(token):
        return True
    for child, head in zip((token, *heads(token)), heads(token), strict=False):
        if child.dep_ in ("pobj", "pcomp"):
            return head.lower_ == "without" or (head.lower_ == "from" and lemma(head.head) in _TURNING)
        if child.dep_ == "conj" and child.tag_ == "VB" and _denied(head):
            return True
        if child.dep_ not in ("xcomp", "dobj", "attr", "acomp", "aux", "oprd"):
            return False
        if (child.dep_ == "xcomp" and lemma(head) in _TURNING) or (head.pos_ in ("VERB", "AUX") and _denied(head)):
            return True
    return False


def _denied(token: Token) -> bool:
    for child in children(token):
        if child.dep_ == "neg" or (child.lower_ in _NOT and abs(child.i - token.i) < 4):
            return True
        if child.dep_ == "det" and child.lower_ in ("no", "neither"):
            return True
        if child.dep_ in _SUBJECTS and (
            child.lower_ in _NOBODY or (child.n_lefts and any(word.lower_ == "no" for word in islice(child.lefts, 3)))
        ):
            return True
    return False


def has_object(verb: Token) -> bool:
    """Whether a verb has an object, or is passive, so that its subject is one."""
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return True
    return is_passive(verb) or any(child.dep_ in ("dobj", "dative", "ccomp", "oprd") for child in children(verb))


def takes_clause(token: Token) -> bool:
    """Whether a finite clause follows a word closely."""
    doc = token.doc
    return any(doc[i].tag_ in ("VBZ", "VBP", "VBD", "MD") for i in range(token.i + 1, min(token.i + 8, len(doc))))


def reported(verb: Token) -> Token | None:
    """The verb of saying whose clause a verb stands in, if it does."""
    token = verb
    for head in heads(verb):
        if lemma(head) in _SAYING and token.dep_ in _CLAUSES:
            return head
        token = head
    return next((child for child in children(verb) if child.dep_ in ("ccomp", "parataxis") and lemma(child) in _SAYING), None)
