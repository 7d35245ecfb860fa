"""Which actor a source is: by name, by description, by pronoun."""

from __future__ import annotations

import pytest

from briefing.model import Attribution, Span
from briefing.parsing import actors
from briefing.parsing.actors import speakers
from tests.briefing.parsing.told import passages, resolved


def test_a_name_is_a_speaker_by_name() -> None:
    assert resolved(["Helen Ward said the bridge was safe."], ("Helen Ward", "said")) == [("Helen Ward", "name")]


def test_a_name_beside_a_role_is_the_speaker() -> None:
    found = resolved(
        ["The chief engineer, Paul Whitcombe, said the bridge was safe."], ("The chief engineer, Paul Whitcombe", "said")
    )
    assert found == [("Paul Whitcombe", "name")]


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    found = resolved(["Helen Ward met Paul Whitcombe on Friday. She said the bridge was safe."], ("She", "said"))
    assert found == [("Helen Ward", "pronoun")]


def test_a_pronoun_passes_over_those_of_the_other_sex() -> None:
    found = resolved(["Helen Ward met Paul Whitcombe on Friday. He said the bridge was safe."], ("He", "said"))
    assert found == [("Paul Whitcombe", "pronoun")]


def test_a_pronoun_inside_what_somebody_says_is_the_one_who_says_it() -> None:
    found = resolved(["Helen Ward said she believed the bridge was safe."], ("Helen Ward", "said"), ("she", "believed"))
    assert found == [("Helen Ward", "name"), ("Helen Ward", "pronoun")]


def test_a_pronoun_with_nobody_before_it_has_no_speaker() -> None:
    assert resolved(["He said the bridge was safe."], ("He", "said")) == [(None, None)]


def test_i_and_we_are_no_speakers() -> None:
    assert resolved(["Helen Ward left. I said the bridge was safe."], ("I", "said")) == [(None, None)]


def test_an_unnamed_source_is_taken_up_by_shorter_and_longer_descriptions() -> None:
    found = resolved(
        [
            "According to a senior Peruvian official, talks will begin in May. The official said they would be short.",
            "Rosa Vargas will not come. The senior official said so, and the senior Peru official repeated it.",
        ],
        ("a senior Peruvian official", "According to"),
        ("The official", "said"),
        ("The senior official", "said"),
        ("the senior Peru official", "repeated"),
    )
    assert found == [("senior Peruvian official", "description")] * 4


def test_officials_of_two_countries_are_two_sources() -> None:
    found = resolved(
        ["A Kenyan official said the port was open. A Chilean official said it was not. The Kenyan official said it would be."],
        ("A Kenyan official", "said"),
        ("A Chilean official", "said"),
        ("The Kenyan official", "said"),
    )
    assert [name for name, _ in found] == ["Kenyan official", "Chilean official", "Kenyan official"]


def test_another_source_is_somebody_else() -> None:
    found = resolved(
        ["A neighbor said she heard a bang. Another neighbor said he heard two."],
        ("A neighbor", "said"),
        ("Another neighbor", "said"),
    )
    assert found[0][0] is not None
    read = passages("A neighbor said she heard a bang. Another neighbor said he heard two.")
    said = [Attribution(0, 0, (Span(0, 10),), (Span(11, 15),), ()), Attribution(1, 0, (Span(34, 50),), (Span(51, 55),), ())]
    resolved_two, everybody = speakers.resolve(said, actors.find(read), read)
    assert resolved_two[0].speaker != resolved_two[1].speaker
    assert len(everybody) == 2


@pytest.mark.parametrize(
    ("introduced", "description", "name"),
    [
        ("Sen. Dana Oakes toured the mill.", "The senator", "Dana Oakes"),
        ("Peruvian President Rosa Vargas toured the mill.", "The president", "Rosa Vargas"),
        ("Peruvian President Rosa Vargas toured the mill.", "The Peruvian president", "Rosa Vargas"),
        ("Paul Whitcombe, a lawyer for the town, toured the mill.", "The attorney", "Paul Whitcombe"),
        ("Shares of Keller Coatings Ltd. fell on Friday.", "The company", "Keller Coatings Ltd."),
        ("The Tilbury Borough Council met on Friday.", "The council", "Tilbury Borough Council"),
    ],
)
def test_a_description_is_the_actor_with_that_role(introduced: str, description: str, name: str) -> None:
    assert resolved([f"{introduced} {description} said it was safe."], (description, "said")) == [(name, "description")]


def test_a_president_of_another_country_is_not_meant() -> None:
    found = resolved(
        ["Peruvian President Rosa Vargas toured the mill. The Chilean president said it was safe."],
        ("The Chilean president", "said"),
    )
    assert found != [("Rosa Vargas", "description")]


def test_a_report_is_nobody() -> None:
    assert resolved(["The report said the bridge was safe."], ("The report", "said")) == [(None, None)]


def test_two_who_speak_together_are_not_taken_for_one_of_them() -> None:
    assert resolved(["Peru and Chile said the border was open."], ("Peru and Chile", "said")) == [(None, None)]


def test_a_quotation_without_a_source_goes_on_with_the_speaker_before() -> None:
    read = passages("“It is safe,” Helen Ward said. “It always was.”")
    text = read[0].doc.text
    start = text.index("“It always")
    said = [
        Attribution(0, 0, (Span(14, 24),), (Span(25, 29),), (Span(0, 13),), direct=True),
        Attribution(1, 0, (), (), (Span(start, len(text)),), direct=True),
    ]
    found, everybody = speakers.resolve(said, actors.find(read), read)
    assert [everybody[x.speaker].name for x in found if x.speaker is not None] == ["Helen Ward", "Helen Ward"]


def test_unnamed_sources_come_after_the_named_with_numbers_that_are_their_places() -> None:
    read = passages("Helen Ward left early. A guard said she was tired.")
    text = read[0].doc.text
    start = text.index("A guard")
    said = [Attribution(0, 0, (Span(start, start + 7),), (Span(start + 8, start + 12),), ())]
    found, everybody = speakers.resolve(said, actors.find(read), read)
    assert [(actor.id, actor.kind) for actor in everybody] == [(0, "person"), (1, "unnamed")]
    assert everybody[1].name == "guard"
    assert found[0].speaker == 1


def test_who_is_spoken_of_before_he_said_is_not_the_one_who_said_it() -> None:
    read = passages("Paul Whitcombe toured the mill. Robert Ashdown was wrong, he said.")
    text = read[0].doc.text
    start, at = text.index("Robert"), text.index(" he said") + 1
    said = [Attribution(0, 0, (Span(at, at + 2),), (Span(at + 3, at + 7),), (Span(start, at - 2),))]
    found, everybody = speakers.resolve(said, actors.find(read), read)
    assert found[0].speaker is not None
    assert everybody[found[0].speaker].name == "Paul Whitcombe"


def test_a_pronoun_that_is_joined_with_a_name_has_no_one_speaker() -> None:
    text = "Tom Orr left the court at noon. He and Ann Lisle said the road would close."
    assert resolved([text], ("He and Ann Lisle", "said")) == [(None, None)]


def test_a_businessman_is_no_woman() -> None:
    text = "Mary Orr left the court at noon. The businessman said the road would close."
    assert resolved([text], ("The businessman", "said"))[0][0] != "Mary Orr"
