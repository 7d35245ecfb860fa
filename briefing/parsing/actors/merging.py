"""Who is named: people, organisations and places, each once, with every form the articles use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.model import Actor, ActorKind, Place
from briefing.parsing.actors import gazetteer, kinds, name_spans, roles
from briefing.parsing.actors.gazetteer import Sex
from briefing.parsing.actors.kinds import Mention
from briefing.parsing.actors.parameters import A_PLACE_INDEED, ONLY_A_LABEL
from briefing.parsing.linguistics import Doc, Passage

_NAME_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_COMPANY_SUFFIXES = frozenset(
    {"Inc", "Inc.", "Corp", "Corp.", "Co.", "Ltd", "Ltd.", "LLC", "PLC", "Corporation", "Company", "Group", "Limited"}
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "&", "to"})
_CIVIC = frozenset(
    {"council", "county", "police", "university", "hospital", "government", "parliament", "court", "school", "college", "city"}
    | {
        "department",
        "authority",
        "assembly",
        "times",
        "post",
        "herald",
        "tribune",
        "administration",
        "party",
        "office",
        "united",
    }
)

_AGENTS = frozenset({"nsubj", "nsubjpass", "agent"})


class _Group:
    """An actor while its mentions are being gathered."""

    def __init__(self, kind: ActorKind, form: str) -> None:
        self.kind = kind
        self.forms: list[str] = [form]
        self.full = 0
        self.sex: Sex | None = gazetteer.load().given.get(form.split(maxsplit=1)[0])
        self.mentions: list[tuple[int, int, int]] = []


class _Found(NamedTuple):
    """Forms of names: their kinds, where they stand outside of loud sentences, and their tokens."""

    kind: dict[str, ActorKind]
    votes: dict[str, dict[str, float]]
    places: dict[str, list[Mention]]
    tokens: dict[str, tuple[str, ...]]


def find(passages: Sequence[Passage]) -> tuple[Actor, ...]:
    """The named actors in the order of their first mention."""
    found = _forms(passages)
    groups = _group(found, passages)
    _mention(groups, found, passages)
    for capital, country in _governments(groups, passages):
        country.forms += capital.forms
        country.mentions += capital.mentions
        capital.mentions = []
    kept = sorted((group for group in _once(groups) if group.mentions), key=lambda group: min(group.mentions))
    return tuple(_actor(number, group, passages) for number, group in enumerate(kept))


def _forms(passages: Sequence[Passage]) -> _Found:
    """Each form that names an actor, with its kind."""
    candidates = name_spans.find(passages)
    votes = kinds.votes(candidates, passages)
    places: dict[str, list[Mention]] = defaultdict(list)
    tokens: dict[str, tuple[str, ...]] = {}
    for name in candidates:
        places[name.form].append(name)
        tokens.setdefault(name.form, tuple(token.text for token in passages[name.passage].doc[name.start : name.end]))
    only_loud = not any(not name.loud for name in candidates)
    chosen: dict[str, ActorKind] = {}
    for form, tally in votes.items():
        if not tally["count"] and not only_loud and not _stands_alone(form, tally, votes):
            continue
        kind = kinds.best(tally)
        if kind is not None:
            chosen[form] = kind
    return _Found(chosen, votes, places, tokens)


def _stands_alone(form: str, tally: dict[str, float], votes: dict[str, dict[str, float]]) -> bool:
    """Whether a form that only title-case sentences have is a name by its own shape."""
    if gazetteer.place(form) is not None and form not in gazetteer.load().doubtful:
        return True
    parts = form.split()
    known = any(
        " ".join(part) in votes and votes[" ".join(part)]["count"] for part in (parts[:-1], parts[1:], parts[:-2], parts[2:])
    )
    return 1 < len(parts) < 4 and parts[0] in gazetteer.load().given and not tally.get("nothing") and not known


def _group(found: _Found, passages: Sequence[Passage]) -> dict[str, list[_Group]]:
    """The groups that each form can stand for: one, or the people who share it."""
    groups: dict[str, list[_Group]] = {}
    _group_people(found, groups)
    _group_bodies(found, groups, passages)
    _group_places(found, groups)
    _join_capitals(found, groups)
    return groups


def _core(form: str) -> list[str]:
    """The parts of a person's name without `Jr.` and the comma before it."""
    parts = [part.rstrip(",") for part in form.split()]
    while len(parts) > 1 and (parts[-1] in _NAME_SUFFIXES or not parts[-1]):
        parts.pop()
    return parts


def _group_people(found: _Found, groups: dict[str, list[_Group]]) -> None:
    for form, kind in found.kind.items():
        if kind == "organisation" and _is_shortened_like_a_person(form, found):
            found.kind[form] = "person"
    full = [form for form, kind in found.kind.items() if kind == "person" and len(_core(form)) > 1]
    by_ends: dict[tuple[str, str], _Group] = {}
    by_last: dict[str, list[_Group]] = defaultdict(list)
    by_first: dict[str, list[_Group]] = defaultdict(list)
    by_tail: dict[tuple[str, ...], _Group] = {}
    for form in sorted(full, key=lambda form: -len(form.split())):
        parts = _core(form)
        group = by_ends.get((parts[0], parts[-1])) or by_tail.get(tuple(parts))
        if group is not None:
            group.forms.append(form)
        else:
            group = _Group("person", form)
            by_ends[parts[0], parts[-1]] = group
            by_last[parts[-1]].append(group)
            by_first[parts[0]].append(group)
            for cut in range(1, len(parts) - 1):
                by_tail.setdefault(tuple(parts[cut:]), group)
                by_tail.setdefault(tuple(parts[:-cut]), group)
        group.full += len(found.places[form])
        groups[form] = [group]
    for part, owners in by_last.items():
        if part not in found.places and len(owners) == 1 and len(part) > 2:
            found.tokens[part] = (part,)
            owners[0].forms.append(part)
            groups[part] = owners
    for form, places in found.places.items():
        if form in groups or len(_core(form)) > 1:
            continue
        part = _core(form)[0]
        shared = by_last.get(part, [])
        if not shared:
            shared = by_first.get(part, [])
        if not shared and found.kind.get(form) == "person":
            shared = [_Group("person", form)]
        if not shared or not _may_be_person(form, found):
            continue
        found.kind[form] = "person"
        for group in shared:
            if form not in group.forms:
                group.forms.append(form)
        groups[form] = list(shared)
        if len(shared) == 1:
            shared[0].full += len(places)


def _is_shortened_like_a_person(form: str, found: _Found) -> bool:
    """Whether a name that only spaCy's label calls a body is taken up by its last word, as people are and bodies are not."""
    parts = form.split()
    if not 1 < len(parts) < 4 or not all(part.isalpha() for part in parts) or found.votes[form]["organisation"] > ONLY_A_LABEL:
        return False
    last, first = parts[-1], parts[0]
    if (
        last in gazetteer.load().places
        or last.lower() in kinds.lexicon().endings
        or roles.is_person_word(last)
        or last.isupper()
    ):
        return False
    return last in found.votes and first not in found.votes and found.kind.get(last) != "place"


def _may_be_person(form: str, found: _Found) -> bool:
    """Whether a single word that is also a part of somebody's name can be that person, and is not a place or a firm."""
    tally = found.votes[form]
    if (form in gazetteer.load().demonyms and tally["person"] < 0.3) or form.lower() in kinds.lexicon().bodies:
        return False
    if (gazetteer.place(form) or form in gazetteer.load().capitals) and found.kind.get(form) == "place":
        return form in gazetteer.load().doubtful and tally.get("person", 0) > 0.3
    return not (found.kind.get(form) == "organisation" and tally.get("organisation", 0) > 1.5 and tally.get("person", 0) < 0.3)


def _group_bodies(found: _Found, groups: dict[str, list[_Group]], passages: Sequence[Passage]) -> None:
    starts = {
        form.split()[0]
        for form, kind in found.kind.items()
        if kind == "organisation" and " " in form and form.split()[-1].lower() not in _CIVIC
    }
    for form, kind in found.kind.items():
        is_known = gazetteer.place(form) is not None or form in gazetteer.load().capitals
        if kind == "place" and form in starts and not is_known and found.votes[form]["place"] < A_PLACE_INDEED:
            found.kind[form] = "organisation"
    forms = sorted((form for form, kind in found.kind.items() if kind == "organisation"), key=lambda form: -len(form.split()))
    tails = [form.split()[-1] for form in forms if " " in form]
    by_start: dict[tuple[str, ...], _Group] = {}
    by_initials: dict[str, _Group] = {}
    by_tail: dict[str, _Group] = {}
    for form in forms:
        parts = tuple(form.split())
        plain = form.replace(".", "")
        key = parts[:-1] if parts[-1] in _COMPANY_SUFFIXES and len(parts) > 1 else parts
        group = by_start.get(key)
        if group is None and len(parts) == 1 and plain.isupper():
            group = by_initials.get(plain)
        if (
            group is None
            and len(parts) == 1
            and parts[0].lower() in kinds.lexicon().endings
            and (tails.count(parts[0]) == 1 or _is_after_the(found.places[form], passages))
        ):
            group = by_tail.get(parts[0])
        if group is None:
            group = _Group("organisation", form)
            for cut in range(len(parts) if parts[-1].islower() else 1, len(parts) + 1):
                start = parts[:cut]
                if " ".join(start) in found.kind and found.kind[" ".join(start)] != "organisation":
                    continue
                by_start.setdefault(start, group)
            for initials in _initials(parts):
                by_initials.setdefault(initials, group)
            by_tail.setdefault(parts[-1], group)
        else:
            group.forms.append(form)
        groups[form] = [group]
    for short, long in _bracketed(found, passages):
        if short in groups and long in groups and groups[short][0] is not groups[long][0] and found.kind.get(short) != "person":
            group = groups[long][0]
            for form in groups[short][0].forms:
                group.forms.append(form)
                groups[form] = [group]


def _is_after_the(places: Iterable[Mention], passages: Sequence[Passage]) -> bool:
    return all(name.start > 0 and passages[name.passage].doc[name.start - 1].lower_ == "the" for name in places)


def _initials(parts: Sequence[str]) -> Iterator[str]:
    """The acronyms that a name can have, with and without its small words."""
    letters = [part for word in parts for part in word.split("-") if part and part[0].isalpha()]
    for chosen in (letters, [part for part in letters if part.lower() not in _SMALL]):
        if len(chosen) > 1:
            yield "".join(part[0] for part in chosen).upper()


def _bracketed(found: _Found, passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Pairs (short, long) of forms of which one stands in brackets right after the other: `World Chess Union (WCU)`."""
    ends = {(name.passage, name.end): name.form for places in found.places.values() for name in places}
    for places in list(found.places.values()):
        for name in places:
            doc = passages[name.passage].doc
            if name.start < 2 or doc[name.start - 1].text != "(" or name.end >= len(doc) or doc[name.end].text != ")":
                continue
            before = ends.get((name.passage, name.start - 1))
            if before is None:
                continue
            short, long = sorted((name.form, before), key=len)
            if short.replace(".", "").isupper() and long[0].upper() == short[0].upper():
                if long in found.kind and short not in found.kind:
                    found.kind[short] = found.kind[long]
                yield short, long


def _group_places(found: _Found, groups: dict[str, list[_Group]]) -> None:
    by_name: dict[str, _Group] = {}
    for form, kind in found.kind.items():
        if kind != "place" or form in groups:
            continue
        parts = form.split()
        name = gazetteer.place(form) or form
        if (
            gazetteer.place(form) is None
            and len(parts) > 1
            and parts[-1].lower() in kinds.lexicon().place_endings
            and found.kind.get(" ".join(parts[:-1])) == "place"
        ):
            name = gazetteer.place(" ".join(parts[:-1])) or " ".join(parts[:-1])
        if name in by_name:
            by_name[name].forms.append(form)
        else:
            by_name[name] = _Group("place", form)
        groups[form] = [by_name[name]]


def _join_capitals(found: _Found, groups: dict[str, list[_Group]]) -> None:
    """Forms in capitals join those that are not: `HANOI` and `Hanoi`, as long as the words are the same."""
    lower = {form.lower(): form for form in groups if not form.isupper()}
    for form in [form for form in groups if form.isupper() and len(form) > 3]:
        other = lower.get(form.lower())
        group = groups[form][0]
        if other is not None and groups[other][0] is not group:
            groups[other][0].forms.append(form)
            groups[form] = groups[other]
        elif other is None and gazetteer.place(form.title()) is not None:
            group.kind = "place"
            found.kind[form] = "place"


def _mention(groups: dict[str, list[_Group]], found: _Found, passages: Sequence[Passage]) -> None:
    """Give each group the places of its forms, in every passage."""
    forms = {found.tokens[form]: form for form in groups}
    lengths: dict[str, set[int]] = defaultdict(set)
    for tokens in forms:
        lengths[tokens[0]].add(len(tokens))
    known = {(name.passage, name.start, name.end) for places in found.places.values() for name in places}
    latest: dict[_Group, int] = {}
    for number, passage in enumerate(passages):
        doc, i = passage.doc, 0
        texts = [token.text for token in doc]
        while i < len(doc):
            step = 1
            for length in sorted(lengths.get(texts[i], ()), reverse=True):
                form = forms.get(tuple(texts[i : i + length])) if i + length <= len(texts) else None
                if form is None or not ((number, i, i + length) in known or length > 1 or _reads_as_name(doc, i)):
                    continue
                sex = _sex_at(doc, i)
                group = _choose(groups[form], form, sex, latest)
                group.sex = group.sex or sex
                group.mentions.append((number, i, i + length))
                latest[group] = latest.get(group, 0) + 1
                _mention_inside(groups, forms, texts, number, i, length)
                step = length
                break
            i += step


def _mention_inside(
    groups: dict[str, list[_Group]], forms: dict[tuple[str, ...], str], texts: list[str], number: int, start: int, length: int
) -> None:
    """The person inside `the … administration` is mentioned too."""
    if length < 2 or texts[start + length - 1].islower() is False:
        return
    form = forms.get(tuple(texts[start : start + length - 1]))
    if form is not None and groups[form][0].kind == "person":
        groups[form][0].mentions.append((number, start, start + length - 1))


def _reads_as_name(doc: Doc, i: int) -> bool:
    return doc[i].pos_ == "PROPN" or (doc[i].ent_type_ != "" and not doc[i].is_sent_start)


def _choose(candidates: list[_Group], form: str, sex: Sex | None, latest: dict[_Group, int]) -> _Group:
    """Whom of those who share a name it stands for: who is a he or a she as it says, else who has been named most so far."""
    if sex is not None:
        candidates = [group for group in candidates if group.sex in (sex, None)] or candidates
    return max(candidates, key=lambda group: (latest.get(group, 0), group.full, form in group.forms))


def _sex_at(doc: Doc, start: int) -> Sex | None:
    """What stands before a name and says he or she: a form of address, or a noun that it is put beside (`her son, …`)."""
    before = doc[start - 1] if start else None
    if before is None:
        return None
    if before.text == "," and start > 1 and doc[start].ent_type_ == "PERSON":
        return roles.sex_of(doc[start - 2].text) if doc[start - 2].pos_ == "NOUN" else None
    return roles.people().address.get(before.lower_)


def _governments(groups: dict[str, list[_Group]], passages: Sequence[Passage]) -> Iterator[tuple[_Group, _Group]]:
    """Pairs (capital, country) where the capital only ever acts, and nothing is in it: it stands for its government."""
    by_name = {
        gazetteer.place(form): group for form, (group, *_) in groups.items() if group.kind == "place" and gazetteer.place(form)
    }
    for form, (group, *_) in list(groups.items()):
        country = gazetteer.load().capitals.get(form)
        other = by_name.get(country) if country else None
        if other is None or other is group or group.kind != "place" or not group.mentions or not other.mentions:
            continue
        if all(_acts(passages[number].doc, end) for number, _, end in group.mentions):
            yield group, other


def _acts(doc: Doc, end: int) -> bool:
    """Whether a place is somebody who does or is told something, or is owned up to: a subject, an owner, one accused."""
    head = doc[end - 1]
    if end < len(doc) and doc[end].text == "," and end + 1 < len(doc) and gazetteer.place(doc[end + 1].text):
        return False
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    if head.dep_ in _AGENTS:
        return True
    if head.dep_ == "poss":
        return True
    if head.dep_ in ("dobj", "iobj", "dative"):
        return head.head.lemma_ in (
            "accuse",
            "urge",
            "press",
            "warn",
            "tell",
            "ask",
            "blame",
            "criticize",
            "criticise",
            "pressure",
            "condemn",
            "thank",
            "persuade",
            "assure",
        )
    return (
        head.dep_ == "pobj"
        and head.head.lower_ in ("by", "with", "between", "against")
        and head.head.head.pos_ in ("VERB", "NOUN")
    )


def _once(groups: dict[str, list[_Group]]) -> Iterator[_Group]:
    seen: set[int] = set()
    for candidates in groups.values():
        for group in candidates:
            if id(group) not in seen:
                seen.add(id(group))
                yield group


def _actor(number: int, group: _Group, passages: Sequence[Passage]) -> Actor:
    used = list(dict.fromkeys(name_spans.form_of(passages[p].doc, start, end) for p, start, end in group.mentions))
    canonical = gazetteer.place(used[0]) if group.kind == "place" else None
    name = canonical if canonical in used else max(used, key=lambda form: (len(_core(form)), len(form)))
    assert name is not None  # noqa: S101 - a group with mentions has forms
    mentions = sorted(set(group.mentions))
    return Actor(
        id=number,
        name=name,
        kind=group.kind,
        role=_role(group, mentions, passages) if group.kind != "place" else None,
        aliases=tuple(form for form in used if form != name),
        mentions=tuple(Place(passages[p].article, passages[p].place(start, end)) for p, start, end in mentions),
    )


def _role(group: _Group, mentions: Sequence[tuple[int, int, int]], passages: Sequence[Passage]) -> str | None:
    """The article's words for who somebody is: those before the name where it is first so named, else those after it."""
    if group.kind != "person":
        return None
    before: list[str] = []
    after: list[str] = []
    for number, start, end in mentions:
        doc = passages[number].doc
        sentence = doc[start].sent
        if name_spans.is_loud(sentence):
            continue
        first = roles.title_start(doc, start, floor=sentence.start)
        if first < start and not roles.people().address.get(doc[first].lower_):
            before.append(_words(doc, first, start))
        for first, last in roles.beside(doc, start, end):
            after.append(_words(doc, first, last))
    if before and (len(before[0].split()) > 1 or not after):
        return before[0] if len(before[0].split()) > 1 else max(before, key=lambda words: len(words.split()) > 1)
    return after[0] if after else None


def _words(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())
