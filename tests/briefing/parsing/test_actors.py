"""Who is named in an article: each once, of the right kind, with forms and role."""

from __future__ import annotations

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing
from briefing.parsing import actors
from briefing.parsing.actors import gazetteer, kinds, roles
from tests.briefing.parsing.told import named, passages


def test_a_surname_alone_is_the_person_who_was_named_in_full() -> None:
    found = named("Marta Oyelaran chaired the inquiry.", "On Friday Oyelaran said that it would go on.")
    assert found["Marta Oyelaran"].aliases == ("Oyelaran",)
    assert len(found["Marta Oyelaran"].mentions) == 2


def test_two_people_with_one_surname_are_two_people() -> None:
    found = named("Tom Brannigan lives across the street.", "His wife, Denise Brannigan, complained to the council.")
    assert {"Tom Brannigan", "Denise Brannigan"} <= set(found)
    assert found["Denise Brannigan"].role == "His wife"


def test_a_form_of_address_tells_two_people_with_one_surname_apart() -> None:
    found = named("Robert Ashdown and Helen Ashdown own the mill.", "Mrs. Ashdown sold her share in May.")
    assert found["Helen Ashdown"].aliases == ("Ashdown",)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Prime Minister Helen Ward opened the bridge.", "Helen Ward", "Prime Minister"),
        ("The bill was signed by Peruvian President Rosa Vargas.", "Rosa Vargas", "Peruvian President"),
        (
            "Yusuf Demir, a volcanologist at Bogazici University, was convinced.",
            "Yusuf Demir",
            "a volcanologist at Bogazici University",
        ),
        ("Secretary of Transport Ida Marsh resigned.", "Ida Marsh", "Secretary of Transport"),
        ("Paul Whitcombe is editor of the parish paper.", "Paul Whitcombe", "editor of the parish paper"),
        ("She thanked Lars Berg, 54, the harbor pilot, and left.", "Lars Berg", "the harbor pilot"),
    ],
)
def test_a_role_is_the_words_of_the_article_beside_the_name(text: str, name: str, role: str) -> None:
    assert named(text)[name].role == role


@pytest.mark.parametrize("text", ["Mr. Oakes waved.", "Dana Oakes, the official said, had left.", "Dana Oakes lives in Leeds."])
def test_who_is_given_no_role_has_none(text: str) -> None:
    assert all(actor.role is None for actor in named(text).values())


def test_an_acronym_belongs_to_the_name_that_it_stands_behind() -> None:
    found = named("The World Chess Union (WCU) met on Friday.", "The WCU said it would vote again.")
    assert found["World Chess Union"].aliases == ("WCU",)
    assert found["World Chess Union"].kind == "organisation"


def test_an_administration_is_not_the_person_it_is_named_after() -> None:
    found = named(
        "The Marsh administration has delayed the report.", "Officials in the Marsh administration would not say why."
    )
    assert found["Marsh administration"].kind == "organisation"
    assert found["Marsh"].kind == "person"


def test_forms_of_a_country_are_one_place() -> None:
    found = named("The United Kingdom will send ships.", "Britain said so on Monday, and the U.K. has told its allies.")
    assert found["United Kingdom"].kind == "place"
    assert set(found["United Kingdom"].aliases) == {"Britain", "U.K."}


def test_a_capital_that_only_acts_stands_for_its_country() -> None:
    found = named("Peru has closed the border with Chile.", "Chile accused Lima of delay.")
    assert "Lima" in found["Peru"].aliases
    assert "Lima" in named("Peru has closed the border.", "The ministers met in Lima.")


def test_adjectives_of_nations_are_no_actors() -> None:
    assert named("Norwegian and Chilean scientists met a Kenyan delegation.") == {}


def test_a_headline_in_title_case_makes_no_names_of_its_words() -> None:
    found = named("The mayor of Leeds opened a park on Monday.", headline="Mayor Opens Long Awaited Park As Crowds Cheer")
    assert set(found) == {"Leeds"}


def test_names_of_a_headline_count_when_the_body_bears_them_out() -> None:
    found = named("Marta Oyelaran opened a park.", headline="Oyelaran Opens Long Awaited Park As Crowds Cheer")
    assert found["Marta Oyelaran"].mentions[0].span.start == 0


def test_names_joined_by_a_possessive_are_two_names() -> None:
    found = named("Shares fell after Ruud van Dalen's Keller Coatings Ltd. closed a plant.")
    assert {"Ruud van Dalen", "Keller Coatings Ltd."} <= set(found)


def test_every_mention_is_words_of_the_article_that_name_the_actor() -> None:
    read = passages("Kola Adeyemi scored for Harbour City. Adeyemi had been on for six minutes, City said.")
    text = read[0].doc.text
    for actor in actors.find(read):
        for mention in actor.mentions:
            assert text[mention.span.start : mention.span.end] in (actor.name, *actor.aliases)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ada Lund", "Lund", "the", "said", "WHO", "(", ")", "'s", "Peru", ",", "of", "-", "Mr.", "“", "Inc.", "."]
        ),
        max_size=30,
    )
)
def test_any_row_of_words_has_actors_with_numbers_in_order_and_mentions_in_the_text(words: list[str]) -> None:
    read = passages(" ".join(words) or "x")
    found = actors.find(read)
    assert [actor.id for actor in found] == list(range(len(found)))
    for actor in found:
        assert actor.mentions
        assert all(0 <= m.span.start < m.span.end <= len(read[0].doc.text) for m in actor.mentions)


def test_every_country_is_known_by_its_name_its_adjectives_and_its_capitals() -> None:
    data = tomllib.loads((files("briefing.parsing.actors") / "gazetteer.toml").read_text(encoding="utf-8"))
    assert len(data["countries"]) >= 195
    for name, others, capitals, demonyms in data["countries"]:
        assert gazetteer.country(name) == name
        assert all(gazetteer.place(other) == name for other in others)
        assert all(gazetteer.country(demonym) is not None for demonym in demonyms)
        assert all(capital in gazetteer.load().capitals for capital in capitals)


SEATS = tomllib.loads((files("briefing.parsing.actors") / "gazetteer_seats.toml").read_text(encoding="utf-8"))["seats"]


def test_every_seat_and_chamber_is_a_country_s_and_is_neither_a_place_nor_a_person() -> None:
    known = gazetteer.load()
    assert [country for country, *_ in SEATS if gazetteer.place(country) != country] == []
    assert [country for country, *_ in SEATS] == sorted({country for country, *_ in SEATS})
    for _, *lists in SEATS:
        for name in (name for names in lists for name in names):
            assert not any(name in table for table in (known.places, known.capitals, known.demonyms, known.given)), name


@pytest.mark.parametrize(
    "frame", ["On Monday the {} declined to comment.", "A spokesman for {} declined to comment on Monday."]
)
def test_every_seat_and_chamber_is_an_organisation(frame: str) -> None:
    names = [name for _, *lists in SEATS for names in lists for name in names]
    missed = []
    for name in names:
        found = named(frame.format(name))
        kinds_of = [actor.kind for actor in found.values() if name.casefold() in (actor.name.casefold(), *actor.aliases)]
        if kinds_of != ["organisation"]:
            missed.append((name, kinds_of))
    assert missed == []


def test_a_government_s_seat_is_no_part_of_the_name_of_who_leads_it() -> None:
    for seat in ("White House", "Kremlin", "Planalto Palace"):
        found = named(f"Ada Lund spoke on Monday. The {seat} said so. The Lund {seat} declined to comment, a mayor said.")
        assert len(found[seat].mentions) == 2
        assert len(found["Ada Lund"].mentions) == 2


def test_no_name_stands_in_the_code() -> None:
    """Names are data: no string of the code, and no row of strings, is one that a gazetteer holds."""
    known = gazetteer.load()
    names = {*known.places, *known.capitals, *known.demonyms, *known.given}
    lower = {name.lower() for name in names} | gazetteer.seats()
    package = Path(briefing.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
            words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            for text in (*words, " ".join(words)):
                assert not text[:1].isupper() or text.lower() not in lower, (path, text)


def test_no_given_name_is_both_a_he_and_a_she() -> None:
    data = tomllib.loads((files("briefing.parsing.actors") / "gazetteer_given_names.toml").read_text(encoding="utf-8"))
    assert not set(data["he"]) & set(data["she"])


def _role_words() -> list[str]:
    data = tomllib.loads((files("briefing.parsing.actors") / "people.toml").read_text(encoding="utf-8"))
    return [*(word for table in ("nouns", "kin", "groups") for word in data[table]["words"]), *data["title"]["words"]]


def test_every_word_for_people_is_one_also_in_capitals_and_in_the_plural() -> None:
    for word in _role_words():
        assert roles.is_person_word(word)
        assert roles.is_person_word(word.capitalize())
    assert all(roles.is_person_word(word) for word in ("senators", "women", "aldermen", "witnesses", "deputies"))


def test_things_are_no_people() -> None:
    assert not any(roles.is_person_word(word) for word in ("chipmaker", "list", "mist", "report", "table", "climate"))


def test_every_ending_of_a_body_makes_a_body_of_a_name() -> None:
    for word in kinds.lexicon().endings:
        if word.isalpha() and " " not in word:
            tally = {"person": 1.2, "organisation": 0.0, "place": 0.0, "nothing": 0.0}
            for kind, weight in kinds.shape(f"Harrow Lisle {word.capitalize()}"):
                tally[kind] += weight
            assert kinds.best(tally) == "organisation", word


def test_a_form_of_address_tells_apart_a_he_and_a_she_of_one_surname() -> None:
    found = named(
        "Nora Fenwick, a cartographer, died on Tuesday at her home. Her son, Callum Fenwick, said the cause was heart failure.",
        "Ms. Fenwick joined the institute as a typist. Ms. Fenwick never went to sea.",
        "Mr. Fenwick said his mother had lent the charts. The museum wants them, Mr. Fenwick said.",
    )
    assert len(found["Nora Fenwick"].mentions) == 3
    assert len(found["Callum Fenwick"].mentions) == 3
