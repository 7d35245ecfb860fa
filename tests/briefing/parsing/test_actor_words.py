"""Each word of the lexicons of actors does in a sentence what its table says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

import pytest

from briefing.model import Actor, Article, Attribution, Span
from briefing.parsing import actors, attributions, linguistics
from briefing.parsing.actors import kinds, roles, speakers


def lexicon(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((files("briefing.parsing.actors") / name).read_text(encoding="utf-8"))


ORGANISATIONS, PEOPLE = lexicon("organisations.toml"), lexicon("people.toml")
TITLE_CASE_EXCEPT = {"of", "for", "on", "to"}


def capitals(words: str) -> str:
    return " ".join(
        word if word in TITLE_CASE_EXCEPT else word.upper() if word.count(".") > 1 else word[:1].upper() + word[1:]
        for word in words.split()
    )


def framed(table: dict[str, object], words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each word with its sentence: an example of its own, else the table's frame."""
    examples = table.get("examples", {})
    assert isinstance(examples, dict)
    for word in words:
        article = "An" if word[0] in "aeiou" and not word.startswith(("uni", "us", "eu", "ewe", "ufo")) else "A"
        yield word, examples.get(word) or str(table["frame"]).replace("{A}", article)


def found(texts: list[str]) -> Iterator[tuple[tuple[Attribution, ...], tuple[Actor, ...]]]:
    """What is said in each text, and by whom."""
    articles = [Article(str(n), "text", text, (Span(0, len(text)),)) for n, text in enumerate(texts)]
    for passage in linguistics.passages(articles):
        alone = (passage._replace(article=0),)
        yield speakers.resolve(attributions.find(alone), actors.find(alone), alone)


def words_of(table: dict[str, object]) -> list[str]:
    words = table["words"]
    assert isinstance(words, list | dict)
    return list(words)


def kind_of(table: dict[str, object], name: str, *, capital: bool = True) -> list[tuple[str, str | None]]:
    """The kind of the actor whose name the name in each word's sentence is."""
    pairs = [(w, s.replace("{}", capitals(w) if capital else w)) for w, s in framed(table, words_of(table))]
    told = []
    for (word, _), (_, everybody) in zip(pairs, found([text for _, text in pairs]), strict=True):
        own = word in table.get("examples", {})  # type: ignore[operator]
        wanted = word if own else name.replace("{}", capitals(word) if capital else word).casefold()
        kind = next((a.kind for a in everybody if any(_is(wanted, x, own) for x in (a.name, *a.aliases))), None)
        told.append((word, kind))
    return told


def _is(wanted: str, name: str, own: bool) -> bool:
    return wanted in name.casefold() if own else wanted == name.casefold()


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("endings", "Harrow Lisle {}"),
        ("openings", "{} Lisle Affairs"),
        ("bodies", "{}"),
        ("kinds", "Kess"),
        ("lower", "Marsh {}"),
    ],
)
def test_each_word_for_bodies_makes_an_organisation(table: str, name: str) -> None:
    told = kind_of(ORGANISATIONS[table], name, capital=table not in ("kinds", "lower"))
    assert [pair for pair in told if pair[1] != "organisation"] == []


@pytest.mark.parametrize(
    ("table", "name"), [("place_endings", "Orrin {}"), ("place_openings", "{} Orrin"), ("place_of", "Tarn")]
)
def test_each_word_for_places_makes_a_place(table: str, name: str) -> None:
    told = kind_of(ORGANISATIONS[table], name, capital=table != "place_of")
    assert [pair for pair in told if pair[1] != "place"] == []


@pytest.mark.parametrize(("table", "name"), [("nothing_endings", "Orrin Lisle {}"), ("nothing", "{}")])
def test_each_name_of_nobody_who_acts_is_no_actor(table: str, name: str) -> None:
    assert [pair for pair in kind_of(ORGANISATIONS[table], name) if pair[1] is not None] == []


def said_by(table: dict[str, object], words: list[str], shown: list[str]) -> list[tuple[str, list[str]]]:
    pairs = [(w, s.replace("{}", x)) for (w, s), x in zip(framed(table, words), shown, strict=True)]
    out = []
    for (word, _), (said, everybody) in zip(pairs, found([text for _, text in pairs]), strict=True):
        out.append((word, [everybody[x.speaker].name for x in said if x.speaker is not None]))
    return out


@pytest.mark.parametrize("table", ["nouns", "kin", "groups", "suffixes"])
def test_each_word_for_people_is_a_source_without_a_name(table: str) -> None:
    words = words_of(PEOPLE[table])
    listed = PEOPLE[table]["words"]
    shown = list(listed.values()) if isinstance(listed, dict) else words
    told = said_by(PEOPLE[table], words, shown)
    assert [pair for pair, word in zip(told, shown, strict=True) if not any(word in name.casefold() for name in pair[1])] == []


def test_each_word_that_is_no_person_is_none() -> None:
    assert [word for word in words_of(PEOPLE["not_people"]) if roles.is_person_word(word)] == []


def test_each_title_stands_before_a_name_as_its_role() -> None:
    words = words_of(PEOPLE["title"])
    texts = [s.replace("{}", w.capitalize()) for w, s in framed(PEOPLE["title"], words)]
    missed = []
    for word, (_, everybody) in zip(words, found(texts), strict=True):
        if not any(a.name == "Lydia Marsh" and a.role and a.role.casefold() == word for a in everybody):
            missed.append((word, [(a.name, a.role) for a in everybody]))
    assert missed == []


def test_each_modifier_belongs_to_the_role_behind_it() -> None:
    words = words_of(PEOPLE["modifiers"])
    texts = [s.replace("{}", w) for w, s in framed(PEOPLE["modifiers"], words)]
    missed = []
    for word, (_, everybody) in zip(words, found(texts), strict=True):
        if not any(a.name == "Ann Lisle" and a.role == f"{word} mayor" for a in everybody):
            missed.append((word, [(a.name, a.role) for a in everybody]))
    assert missed == []


@pytest.mark.parametrize("table", ["address", "sex"])
def test_each_word_that_says_he_or_she_finds_the_pronoun_its_person(table: str) -> None:
    missed = []
    for pronoun in ("he", "she"):
        words = PEOPLE[table][pronoun]
        assert isinstance(words, list)
        texts = [
            s.replace("{}", w.capitalize() if table == "address" else w).replace("{pronoun}", pronoun.capitalize())
            for w, s in framed(PEOPLE[table], words)
        ]
        for word, (said, everybody) in zip(words, found(texts), strict=True):
            if not any(x.speaker is not None and x.speaker_by == "pronoun" for x in said):
                missed.append((word, [a.name for a in everybody]))
    assert missed == []


@pytest.mark.parametrize("table", ["known", "past"])
def test_each_word_for_somebody_known_takes_up_who_was_named(table: str) -> None:
    words = words_of(PEOPLE[table])
    told = said_by(PEOPLE[table], words, words)
    assert [pair for pair in told if pair[1] != ["Kess Orr"]] == []


def test_each_noun_for_a_firm_takes_up_the_firm_that_was_named() -> None:
    words = words_of(ORGANISATIONS["firm_nouns"])
    told = said_by(ORGANISATIONS["firm_nouns"], words, words)
    assert [pair for pair in told if pair[1] != ["Kess Holdings"]] == []


def test_each_ending_of_a_firms_name_lets_it_be_taken_up_as_the_company() -> None:
    words = words_of(ORGANISATIONS["firm_endings"])
    told = said_by(ORGANISATIONS["firm_endings"], words, [capitals(word) for word in words])
    assert [pair for pair in told if len(pair[1]) != 1 or "Kess" not in pair[1][0]] == []


def test_each_word_of_a_set_takes_up_the_others() -> None:
    sets = PEOPLE["alike"]["sets"]
    assert isinstance(sets, list)
    pairs = [(one, other) for words in sets for one in words for other in words if one != other]
    missed = [(one, other) for one, other in pairs if other not in roles.people().alike[one]]
    assert missed == []


def test_every_table_is_run() -> None:
    assert set(ORGANISATIONS) == {
        *("endings", "lower", "openings", "bodies", "kinds", "place_endings", "place_openings", "place_of"),
        *("nothing_endings", "nothing", "firm_nouns", "firm_endings"),
    }
    assert set(PEOPLE) == {
        *("address", "title", "nouns", "kin", "groups", "suffixes", "not_people", "modifiers", "sex", "alike", "known", "past"),
    }
    assert kinds.lexicon().endings
