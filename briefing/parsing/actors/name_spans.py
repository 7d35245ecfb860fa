"""Which words of a passage are a name: spaCy's entities, cut and mended, and the runs of capitals that it misses.

A title-case or shouted sentence makes a name of every word; what is found there waits until the article bears it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.parsing.actors import gazetteer, kinds, roles
from briefing.parsing.actors.kinds import Mention
from briefing.parsing.actors.parameters import LONGEST_NAME
from briefing.parsing.linguistics import Doc, Passage, Token, Words

_SUFFIXES = frozenset(
    {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Inc", "Inc.", "Corp", "Corp.", "Co.", "Ltd", "Ltd.", "LLC", "PLC"}
)
_EDGES = frozenset("'’,-–—()\"“”:;/#[]|•…") | {"'s", "’s", "--"}
_CUTS = frozenset("—–/|()[]:;•") | {"--"}
_OFFICES_OF_MEN = frozenset({"administration", "campaign"})
_DC = frozenset({"DC", "D.C.", "D.C"})
_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april"}
    | {"may", "june", "july", "august", "september", "october", "november", "december", "jan.", "feb.", "mar.", "apr."}
    | {"jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "a.m.", "p.m.", "gmt", "et", "est", "edt", "pst", "bst"}
)
_OWNERS = frozenset(
    {"people", "women", "men", "children", "citizens", "veterans", "workers", "farmers", "mothers", "st.", "st"}
)


def is_loud(sentence: Words) -> bool:
    """Whether a sentence is in title case or capitals, so that capitals say nothing about names."""
    alpha = [token for token in sentence if token.is_alpha]
    if len(alpha) > 1 and all(token.is_upper for token in alpha):
        return True
    if any(token.is_lower and token.pos_ in ("VERB", "NOUN", "ADJ") for token in alpha):
        return False
    long = [token for token in alpha if len(token) > 3]
    return len(long) > 3 and sum(token.text[0].isupper() for token in long) > 0.75 * len(long)


def find(passages: Sequence[Passage]) -> list[Mention]:
    """Every candidate for a name, in text order; they overlap only inside an administration's. All of a head are loud."""
    return [
        mention
        for number, passage in enumerate(passages)
        for mention in _in_passage(number, passage.doc, is_head=passage.paragraph is None)
    ]


def form_of(doc: Doc, start: int, end: int) -> str:
    """The words of a name with single spaces."""
    return " ".join(doc[start:end].text.split())


def _in_passage(number: int, doc: Doc, *, is_head: bool) -> Iterator[Mention]:
    loud = [False] * len(doc)
    for sentence in doc.sents:
        if is_loud(sentence):
            loud[sentence.start : sentence.end] = [True] * len(sentence)
    taken = [False] * len(doc)
    spans: list[tuple[int, int, str]] = []

    def take(found: Iterable[tuple[int, int, str]]) -> None:
        for start, end, label in found:
            while start < end and taken[start]:
                start += 1
            while end > start and taken[end - 1]:
                end -= 1
            if start < end <= start + LONGEST_NAME and not any(taken[start:end]) and _has_capital(doc, start, end):
                spans.append((start, end, label))
                taken[start:end] = [True] * (end - start)

    take(_datelines(doc))
    take(_bodies(doc))
    take(_bodies_in_lower_case(doc))
    for entity in doc.ents:
        if entity.label_ in kinds.LABELS:
            take(_trim(doc, entity.start, entity.end, entity.label_))
    take(_missed(doc, taken, loud))
    spans += [*_eponyms(doc, spans)]
    for start, end, label in sorted(spans):
        yield Mention(number, start, end, form_of(doc, start, end), label, loud[start] or is_head)


def _has_capital(doc: Doc, start: int, end: int) -> bool:
    text = doc[start:end].text
    if text.lower() in roles.people().address or text.lower() in roles.people().title:
        return False
    return any(c.isupper() for c in text) and len(text.strip(".")) > 1 and "@" not in text and "://" not in text


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper()


def _datelines(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The town in capitals that a report begins with, `PORT ELLEN, Orkney (AP) —`; a town in D.C. anywhere."""
    for token in doc[:-2]:
        if token.text.istitle() and doc[token.i + 1].text == "," and doc[token.i + 2].text in _DC:
            yield token.i, token.i + 3, "GPE"
    end = 0
    while end < min(len(doc), 4) and (
        (doc[end].is_upper and "’" not in doc[end].text and "'" not in doc[end].text) or doc[end].text == "."
    ):
        end += 1
    letters = sum(len(token) for token in doc[:end] if token.is_alpha)
    stop = next((token for token in doc[end : end + 8] if token.text in ("—", "–", "--", "-", "(")), None)
    if end and letters > 3 and stop is not None and doc[0].is_alpha and (stop.i == end or doc[end].text in (",", "(")):
        yield 0, end, "GPE"


def _bodies(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Well-known bodies of more than one word, in capitals as names are, with the country before them."""
    known = kinds.lexicon().long_bodies
    for token in doc[:-1]:
        if not token.text[0].isupper():
            continue
        for phrase in known.get(token.lower_, ()):
            end = token.i + len(phrase)
            if (
                end > len(doc)
                or not doc[end - 1].text[0].isupper()
                or any(other.lower_ != word for other, word in zip(doc[token.i : end], phrase, strict=True))
            ):
                continue
            start = token.i
            if any(entity.end > end for entity in doc[start:end].ents) or (
                start and doc[start].ent_iob_ == "I" and end < len(doc) and doc[end].ent_iob_ == "I"
            ):
                break
            if start and doc[start - 1].text in gazetteer.load().places:
                start -= 1
            yield start, end, "ORG"
            break


def _bodies_in_lower_case(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Names that end in a lower-case word for a body: `the Marsh administration`, `the Peruvian government`."""
    known = kinds.lexicon().lower
    for token in doc:
        for phrase in known.get(token.text, ()):
            start = token.i - len(phrase) + 1
            if start < 1 or any(other.text != word for other, word in zip(doc[start : token.i], phrase, strict=False)):
                continue
            first = start
            while first > max(0, token.i - 6) and _can_name_a_body(doc[first - 1], phrase[-1]):
                first -= 1
            if first < start and (phrase[-1] == "party" or doc[start - 1].lower_ not in kinds.lexicon().nothing):
                yield first, token.i + 1, "ORG"
                break


def _can_name_a_body(token: Token, body: str) -> bool:
    if not token.text[0].isupper() or token.pos_ not in ("PROPN", "ADJ", "NOUN"):
        return False
    if token.is_sent_start and token.pos_ != "PROPN" and token.text not in gazetteer.load().demonyms:
        return False
    return body == "party" or not roles.is_person_word(token.text)


def _eponyms(doc: Doc, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Whom an administration or a campaign is named after."""
    known = gazetteer.load()
    for start, end, _ in spans:
        if end - start > 1 and doc[end - 1].text in _OFFICES_OF_MEN:
            name = form_of(doc, start, end - 1)
            if not (name in known.demonyms or name in known.places or name in known.capitals):
                yield start, end - 1, "PERSON"


def _trim(doc: Doc, start: int, end: int, label: str) -> Iterator[tuple[int, int, str]]:
    """The names inside an entity, without articles, titles and possessives, cut where it holds more than one."""
    known = roles.people()
    for part_start, part_end in _parts(doc, start, end):
        first, last = part_start, part_end
        while last > first and (
            doc[last - 1].text in _EDGES
            or not (
                doc[last - 1].text[0].isupper()
                or doc[last - 1].text[0].isdigit()
                or doc[last - 1].text in (".", "&")
                or _is_joined(doc, last - 1)
            )
        ):
            last -= 1
        while first < last - 1 and (
            not (
                doc[first].text[0].isupper()
                or (doc[first].text[0].isdigit() and label == "ORG")
                or doc[first].text in ("al", "el")
            )
            or doc[first].lower_ in ("the", "a", "an")
            or doc[first].lower_ in known.address
        ):
            first += 1
        of = first
        while of < last - 1 and doc[of].lower_ != "of":
            of += 1
        if label == "ORG" and of < last - 1 and of - first < 4 and roles.is_person_word(doc[of - 1].text) and of > first:
            first = of + 2 if doc[of + 1].lower_ == "the" and of + 2 < last else of + 1
        while label == "PERSON" and last > first and not any(c.isalpha() for c in doc[last - 1].text):
            last -= 1
        is_office = label == "ORG" and last - first > 2 and _is_in_an_office(doc, first, first + 1)
        if is_office and doc[last - 1].lower_ not in kinds.lexicon().endings:
            first, label = last - 2, "PERSON"
        title = _inner_title(doc, first, last)
        if title is not None:
            if not all(_is_title(token, 3) for token in doc[first:title]):
                yield first, title, "ORG"
            first, label = title + 1, "PERSON"
        abbreviated = first < last and doc[first].lower_ in known.title and doc[first].text.endswith(".")
        if label == "PERSON" or abbreviated:
            while first < last - 1 and _is_title(doc[first], last - first):
                first += 1
        if first and (
            doc[first - 1].lower_ in known.address
            or (doc[first - 1].lower_ in known.title and doc[first - 1].text.endswith("."))
        ):
            abbreviated = True
        kind = "PERSON" if abbreviated else label
        last = _extend(doc, first, last, kind)
        if kind == "ORG":
            first = _reach_back(doc, first)
        if first < last and not _is_in_an_office(doc, first, last):
            yield first, last, kind


def _is_in_an_office(doc: Doc, first: int, last: int) -> bool:
    """Whether a single word is the matter of an office, no name: `Secretary of State`."""
    return (
        last - first == 1
        and first > 1
        and doc[first - 1].lower_ == "of"
        and doc[first].text not in gazetteer.load().places
        and (doc[first - 2].lower_ in ("secretary", "minister", "secretaries", "department", "ministry"))
    )


def _is_joined(doc: Doc, i: int) -> bool:
    """Whether a lower-case token hangs on a name by a hyphen: the `wen` of `Lin Ya-wen`."""
    return i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_


def _inner_title(doc: Doc, first: int, last: int) -> int | None:
    """Where an entity that spaCy takes for one name holds a body, a title and a person: `Fed Chair Ida Marsh`."""
    for i in range(last - 2, first - 1, -1):
        rest = doc[i + 1 : last]
        if roles.is_person_word(doc[i].text) and doc[i].text[0].isupper() and doc[i].text not in gazetteer.load().given:
            is_person = all(token.is_alpha and token.text[0].isupper() for token in rest) and len(rest) < 4
            is_body = rest[-1].lower_ in kinds.lexicon().endings or rest[-1].lower_ in kinds.lexicon().nothing_endings
            return (
                i
                if i > first and is_person and not is_body and (rest[0].text in gazetteer.load().given or len(rest) == 2)
                else None
            )
    return None


def _is_title(token: Token, length: int) -> bool:
    known, places = roles.people(), gazetteer.load()
    return (
        token.lower_ in known.title
        or (roles.is_person_word(token.text) and token.text not in places.given)
        or token.lower_ in known.modifiers
        or (token.text in places.demonyms and length > 2)
        or not token.text[0].isupper()
    )


def _extend(doc: Doc, first: int, last: int, label: str) -> int:
    """The end of a name with the suffixes and further capitals that spaCy left out."""
    if label in ("PERSON", "ORG"):
        if last < len(doc) and doc[last].text in _SUFFIXES:
            last += 1
        elif last < len(doc) - 1 and doc[last].text == "," and doc[last + 1].text in _SUFFIXES:
            last += 2
    if label == "PERSON":
        while (
            last < len(doc) - 1
            and doc[last].text == "-"
            and not doc[last].whitespace_
            and not doc[last - 1].whitespace_
            and doc[last + 1].is_alpha
            and not doc[last + 1].ent_type_.startswith(("GPE", "ORG"))
            and doc[last + 1].text.islower()
            and doc[last + 1].dep_ != "amod"
            and len(doc[last + 1]) < 6
        ):
            last += 2
        while (
            last < len(doc)
            and last - first < 5
            and _is_proper(doc[last])
            and not doc[last].ent_type_
            and doc[last].is_alpha
            and not doc[last].is_sent_start
            and doc[last].lower_ not in kinds.lexicon().endings
            and not roles.is_person_word(doc[last].text)
        ):
            last += 1
    has_matter = label == "ORG" and any(token.text in ("for", "of", "on") for token in doc[first:last])
    if has_matter and last + 1 < len(doc) and doc[last].text in ("and", "&"):
        further = doc[last + 1]
        if further.text[0].isupper() and not further.ent_type_ and not further.dep_.startswith("nsubj"):
            last += 1
            while last < len(doc) and doc[last].text[0].isupper() and doc[last].is_alpha:
                last += 1
    return last


def _reach_back(doc: Doc, first: int) -> int:
    """The start of a body's name with the owner before it that is part of it: `Veterans’ Aid`, `Coroner's Office`."""
    if first > 1 and doc[first - 1].tag_ == "POS" and doc[first - 1].text in ("'s", "’s", "'", "’"):
        owner = doc[first - 2]
        if (
            owner.text[0].isupper()
            and (owner.lower_ in kinds.lexicon().nothing or owner.lower_ in _OWNERS or roles.is_person_word(owner.text))
            and not owner.is_sent_start
        ):
            first -= 2
            while first and _is_proper(doc[first - 1]) and not doc[first].is_sent_start:
                first -= 1
    return first


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An entity cut at dashes, slashes and brackets, and after the owner of something that has a name of its own."""
    first = start
    for i in range(start, end):
        token = doc[i]
        cut = token.text in _CUTS or (token.pos_ in ("AUX", "VERB") and token.text.islower()) or token.lower_ in _CALENDAR
        if token.text == ",":
            cut = not (i + 1 < end and doc[i + 1].text in _SUFFIXES) and not any(
                other.text in ("&", "and") for other in doc[i:end]
            )
        if token.text == "-" and doc[i - 1].whitespace_:
            cut = True
        elif token.text == "-" and first < i < end - 1:
            known = gazetteer.load()
            sides = (form_of(doc, first, i), form_of(doc, i + 1, end), doc[i + 1].text, form_of(doc, i + 1, min(i + 3, end)))
            cut = any(side in known.places or side in known.demonyms or side in known.capitals for side in sides)
        elif token.text in ("'s", "’s") or (token.text in ("'", "’") and token.tag_ == "POS"):
            owner = doc[i - 1]
            joint = token.text in ("'", "’") and i == start + 1
            cut = (
                not joint
                and first < i < end - 1
                and not (
                    owner.lower_ in _OWNERS
                    or owner.lower_ in kinds.lexicon().nothing
                    or roles.is_person_word(owner.text)
                    or doc[first].lower_ in ("st.", "saint")
                    or not doc[i + 1].text[0].isupper()
                )
            )
        if cut:
            if i > first:
                yield first, i
            first = i + 1
    if first < end:
        yield first, end


def _missed(doc: Doc, taken: Sequence[bool], loud: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised proper nouns that no entity covers."""
    known = roles.people()
    i = 0
    while i < len(doc):
        if taken[i] or loud[i] or not _is_proper(doc[i]) or doc[i].lower_ in _CALENDAR:
            i += 1
            continue
        start = i
        while i < len(doc) and not taken[i] and not (i > start and doc[i].is_sent_start):
            owns = i + 1 < len(doc) and i > start and doc[i].text in ("'s", "’s") and roles.is_person_word(doc[i - 1].text)
            if not (_is_proper(doc[i]) and doc[i].lower_ not in _CALENDAR) and not (owns and _is_proper(doc[i + 1])):
                break
            i += 1
        end = i
        while start < end - 1 and (_is_title(doc[start], end - start) or doc[start].lower_ in ("the", *known.address)):
            start += 1
        addressed = start > 0 and (doc[start - 1].lower_ in known.address or doc[start - 1].lower_ in known.title)
        if addressed:
            yield start, end, "PERSON"
        elif end - start > 1 or not (
            doc[start].is_sent_start
            or _is_in_an_office(doc, start, end)
            or roles.is_person_word(doc[start].text)
            or doc[start].text in _DC
        ):
            yield start, end, ""
