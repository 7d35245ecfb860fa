"""What the article itself says that somebody is: the words beside a name, and which words speak of people at all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from briefing.parsing.actors import gazetteer
from briefing.parsing.actors.gazetteer import Sex
from briefing.parsing.actors.parameters import LONGEST_ROLE
from briefing.parsing.linguistics import Doc, Token

_UNCLEAN = frozenset(':=<>@"“”_')
_BRACKETS = frozenset({"(", "—", "–", "--"})
_OPENS_DESCRIPTION = frozenset({"DET", "NOUN", "ADJ", "PROPN"})
_BREAKS = frozenset('.;:!?()[]—–"“”-')
_OPENS_CLAUSE = frozenset(
    {"who", "whom", "whose", "which", "that", "when", "where", "while", "as", "but", "because", "after", "before"}
)
_GLUE = frozenset(
    {"of", "for", "at", "in", "from", "to", "on", "with", "and", "&", "the", "a", "an", "under", "by", "'s", "’s", "'", "’"}
)


class People(NamedTuple):
    """The words of `people.toml`, lower case; `alike` gives the words that may stand for a word."""

    address: dict[str, Sex]
    title: dict[str, str]
    nouns: frozenset[str]
    groups: frozenset[str]
    suffixes: tuple[str, ...]
    not_people: frozenset[str]
    modifiers: frozenset[str]
    known: frozenset[str]
    past: frozenset[str]
    sex: dict[str, Sex]
    alike: dict[str, frozenset[str]]


@cache
def people() -> People:
    """The words for people, read once a process."""
    data = tomllib.loads((files("briefing.parsing.actors") / "people.toml").read_text(encoding="utf-8"))
    alike: dict[str, frozenset[str]] = {}
    for words in data["alike"]["sets"]:
        for word in words:
            alike[word] = alike.get(word, frozenset()) | frozenset(words)
    return People(
        address=_sexes(data["address"]),
        title=data["title"]["words"],
        nouns=frozenset(data["nouns"]["words"]) | frozenset(data["kin"]["words"]),
        groups=frozenset(data["groups"]["words"]),
        suffixes=tuple(data["suffixes"]["words"]),
        not_people=frozenset(data["not_people"]["words"]),
        modifiers=frozenset(data["modifiers"]["words"]),
        known=frozenset(data["known"]["words"]),
        past=frozenset(data["past"]["words"]),
        sex=_sexes(data["sex"]),
        alike=alike,
    )


def _sexes(table: Mapping[str, Sequence[str]]) -> dict[str, Sex]:
    he: dict[str, Sex] = dict.fromkeys(table["he"], "he")
    she: dict[str, Sex] = dict.fromkeys(table["she"], "she")
    return he | she


def singular(word: str) -> str:
    """A lower-case noun without the ending of a plural, as far as words for people need it."""
    for plural, single in (
        ("women", "woman"),
        ("men", "man"),
        ("wives", "wife"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("bosses", "boss"),
    ):
        if word.endswith(plural) and word != plural:
            return word[: -len(plural)] + single
    return {"men": "man", "women": "woman"}.get(word, word[:-1] if word.endswith("s") and not word.endswith("ss") else word)


def is_person_word(word: str) -> bool:
    """Whether a noun, singular or plural, in any case, names people: `senator`, `Sen.`, `onlookers`, `police`."""
    known = people()
    word = word.lower()
    if word in known.groups or word in known.nouns or word in known.title:
        return True
    single = singular(word)
    if single in known.nouns or (single.startswith("ex-") and single[3:] in known.nouns):
        return True
    tail = single.rsplit("-", 1)[-1]
    if tail != single and tail in known.nouns:
        return True
    return len(single) > 5 and single.endswith(known.suffixes) and single not in known.not_people


def is_person_noun(token: Token) -> bool:
    """Whether a token is a noun for people; demonyms (`a Dane`) and ages (`the 55-year-old`) are such nouns."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    return is_person_word(token.text) or token.lower_.endswith("-year-old") or token.lower_ == "old"


def sex_of(words: str) -> Sex | None:
    """Whether a description says he or she: `the influential sister of the mayor` -> she."""
    known = people()
    for word in words.lower().replace("’", "'").split():
        if word in ("of", "for", "to", "at", "in", "who", "with") or word.endswith("'s"):
            if word.endswith("'s"):
                continue
            return None
        if found := known.sex.get(word.strip(",.")) or known.address.get(word):
            return found
    return None


def title_start(doc: Doc, start: int, *, floor: int = 0) -> int:
    """Where the words before a name begin that say what its bearer is; `start` if there are none.

    `start` is the name's first token. The last word before it must be a noun for a person, or a demonym.
    """
    if start <= floor:
        return start
    if of := _office_with_matter(doc, start, floor):
        return title_start(doc, of, floor=floor)
    last = doc[start - 1]
    known = people()
    if (
        not (is_person_word(last.text) or last.lower_ in known.title)
        or last.tag_ in ("NNS", "VBD", "VBZ", "VBP")
        or last.lower_ in ("head", "star", "people")
    ):
        is_demonym = gazetteer.country(last.text) is not None and last.text in gazetteer.load().demonyms
        if not is_demonym and not (last.lower_ in ("head", "star") and last.pos_ in ("NOUN", "PROPN")):
            return start
    first = start - 1
    if ":" in last.text or (
        start < len(doc)
        and last.text in gazetteer.load().demonyms
        and doc[start].dep_ == "compound"
        and doc[start].head.pos_ != "PROPN"
    ):
        return start
    while first > floor and start - first < LONGEST_ROLE:
        before = doc[first - 1]
        if not _UNCLEAN.isdisjoint(before.text):
            break
        if (
            before.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            or before.tag_ in ("VBG", "VBN", "POS", "HYPH", "AFX")
            or before.text in ("'s", "’s", "-", "’", "&")
        ):
            if before.text in ("’", "'") and before.tag_ != "POS" and not doc[first - 2].text.endswith("s"):
                break
            if (before.tag_ == "NNS" and doc[first].text not in ("'", "’")) or before.ent_type_ in ("DATE", "TIME"):
                break
            first -= 1
        elif (
            before.lower_ in ("of", "for")
            and first - 1 > floor
            and doc[first - 2].pos_ == "PROPN"
            and doc[first].pos_ == "PROPN"
        ):
            first -= 1
        else:
            break
    while first < start and doc[first].text in ("'s", "’s", "-", "'", "’", "&"):
        first += 1
    return first


def _office_with_matter(doc: Doc, start: int, floor: int) -> int | None:
    """Where the matter of an office begins, `of State` in `Secretary of State Ida Marsh`, if a name follows it at once."""
    i = start - 1
    while i > floor + 1 and start - i < 6 and doc[i].text[0].isupper() and doc[i].pos_ == "PROPN":
        i -= 1
    if (
        i > floor
        and i < start - 1
        and doc[i].lower_ in ("of", "for")
        and doc[i - 1].text[0].isupper()
        and is_person_word(doc[i - 1].text)
    ):
        return i
    return None


def apposition_end(doc: Doc, start: int, *, ceiling: int) -> int:
    """Where a description that begins at a token ends, half open; `start` if none is there.

    It reads on over nouns and what joins them, and ends at a comma, a clause or a verb.
    """
    end, person = start, False
    if start >= ceiling or doc[start].pos_ in ("ADP", "ADV", "VERB", "AUX", "SCONJ", "CCONJ"):
        return start
    while end < ceiling and end - start < LONGEST_ROLE:
        token = doc[end]
        if token.text == ",":
            known = gazetteer.load()
            after = doc[end + 1].text if end + 1 < ceiling else ""
            if person and (after in known.states or after in known.places) and doc[end - 1].pos_ == "PROPN":
                end += 2
                continue
            break
        if token.text in _BREAKS and token.tag_ != "HYPH":
            break
        if (
            token.lower_ in _OPENS_CLAUSE
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
            or (token.pos_ in ("AUX", "PRON") and token.tag_ != "PRP$")
        ):
            break
        if token.tag_ in ("VBN", "VBG", "VB") and person and token.dep_ not in ("amod", "compound"):
            break
        person = person or is_person_noun(token)
        end += 1
    while end > start and (
        (doc[end - 1].lower_ in _GLUE and doc[end - 1].tag_ != "POS") or doc[end - 1].pos_ in ("ADP", "ADV", "DET", "CCONJ")
    ):
        end -= 1
    speaks = end < ceiling and doc[end].tag_ in ("VBD", "VBZ", "VBP", "MD") and start > 0 and doc[start - 1].text == ","
    return end if person and not speaks else start


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that a description `[start, end)` is about: the last noun before its first `of`, `for`, comma or verb."""
    head = None
    for token in doc[start:end]:
        if head is not None and (
            token.pos_ in ("ADP", "VERB", "AUX", "PRON", "SCONJ", "PUNCT") and token.tag_ not in ("HYPH", "POS")
        ):
            break
        if token.pos_ in ("NOUN", "PROPN") or is_person_noun(token):
            head = token
    return head


def beside(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Descriptions of the person named at tokens `[start, end)`, half open: appositions on either side, `X is a …`."""
    sentence = doc[start].sent
    ceiling = sentence.end
    after = end
    if after < ceiling and doc[after].text == "," and after + 1 < ceiling:
        after += 1
        if doc[after].is_digit and after + 1 < ceiling and doc[after + 1].text == ",":
            after += 2
        if after < ceiling and doc[after].lower_ in ("and", "or", "but"):
            after = ceiling
        elif after + 2 < ceiling and doc[after].lower_ == "who" and doc[after + 1].lemma_ == "be":
            after += 2
        stop = apposition_end(doc, after, ceiling=ceiling)
        if stop > after and not _is_list(doc, stop, ceiling) and not _is_of_many(doc, after, stop):
            yield after, stop
    elif after + 1 < ceiling and (doc[after].text in _BRACKETS or (doc[after].lemma_ == "be" and doc[after].pos_ == "AUX")):
        stop = apposition_end(doc, after + 1, ceiling=ceiling)
        if stop > after + 1 and not _is_of_many(doc, after + 1, stop) and doc[after + 1].pos_ in _OPENS_DESCRIPTION:
            yield after + 1, stop
    if start > sentence.start + 1 and doc[start - 1].text in (",", "—", "–"):
        head = doc[end - 1].head
        if doc[end - 1].dep_ == "appos" and is_person_noun(head) and head.i < start and head.i >= sentence.start:
            first = head.left_edge.i
            if 0 < start - 1 - first < LONGEST_ROLE and not any(token.text in (",", ";") for token in doc[first : start - 1]):
                yield first, start - 1


def _is_of_many(doc: Doc, start: int, end: int) -> bool:
    """Whether a description is of several, and so of nobody alone: `Marsh, her three sisters …`."""
    head = head_of(doc, start, end)
    return head is not None and head.tag_ in ("NNS", "NNPS") and doc[start].lower_ != "both"


def _is_list(doc: Doc, stop: int, ceiling: int) -> bool:
    """Whether what ends here is an item of a list, `Marsh, judges and poets`, and no apposition."""
    return stop < ceiling and doc[stop].lower_ in ("and", "or")
