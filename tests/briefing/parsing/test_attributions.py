"""Who says what."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Span
from briefing.parsing import attributions, linguistics
from briefing.parsing.linguistics import Passage
from tests.briefing.parsing.telling import Told, told
from tests.conftest import calls


def by_cue(tellings: tuple[Told, ...], cue: str) -> Told:
    [found] = [telling for telling in tellings if telling.cue == cue]
    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The vet said the horse was lame.", "The vet", "said", "the horse was lame"),
        ("The vet said that the horse was lame.", "The vet", "said", "that the horse was lame"),
        ("The horse was lame, the vet said.", "the vet", "said", "The horse was lame"),
        ("The horse, the vet said, was lame.", "the vet", "said", "The horse … was lame"),
        ("“The horse is lame,” said Ida Moe, a vet.", "Ida Moe, a vet", "said", "“The horse is lame,”"),
        ("“The horse,” said Ida Moe, “is lame.”", "Ida Moe", "said", "“The horse,” … “is lame.”"),
        ("Ida Moe told the owner: “The horse is lame.”", "Ida Moe", "told", "“The horse is lame.”"),
        ("According to the vet, the horse was lame.", "the vet", "According to", "the horse was lame"),
        ("The horse was lame, according to the vet.", "the vet", "according to", "The horse was lame"),
        ("The heirs accused the notary of fraud.", "The heirs", "accused", "the notary of fraud"),
        ("She expressed confidence that the dam would hold.", "She", "expressed confidence", "that the dam would hold"),
        ("The vet is confident that the horse will run.", "The vet", "is confident", "that the horse will run"),
        ("The court asked the clerk to speak up.", "The court", "asked", "the clerk to speak up"),
        ("The dam was praised by the engineers.", "the engineers", "praised", "The dam"),
        ("The town called for the dam to be closed.", "The town", "called for", "the dam to be closed"),
        ("The mayor did not say whether he would run.", "The mayor", "did not say", "whether he would run"),
    ],
)
def test_a_cue_has_its_source_and_its_content(text: str, source: str, cue: str, content: str) -> None:
    found = by_cue(told(text), cue)
    assert (found.source, found.content) == (source, content)


def test_a_passive_without_its_doer_has_no_source() -> None:
    found = by_cue(told("It was announced on Monday that the bridge would be rebuilt."), "announced")
    assert found.attribution.source == ()
    assert found.content == "that the bridge would be rebuilt"


def test_words_in_quotation_marks_are_direct_and_a_clause_is_not() -> None:
    assert by_cue(told("“It rained,” the umpire said."), "said").attribution.direct
    assert not by_cue(told("The umpire said that it had “rained a lot” in the night."), "said").attribution.direct


@pytest.mark.parametrize(
    ("source", "anonymous"),
    [
        ("A senior official", True),
        ("People familiar with the matter", True),
        ("The spokeswoman", True),
        ("She", False),
        ("Ida Moe", False),
        ("The company", False),
        ("Her aide, Ida Moe,", False),
    ],
)
def test_a_person_without_a_name_is_anonymous_and_a_pronoun_is_not(source: str, anonymous: bool) -> None:
    assert by_cue(told(f"{source} said that the sale was off."), "said").attribution.anonymous is anonymous


def test_a_quotation_goes_on_after_its_speaker() -> None:
    found = by_cue(told("“We lost the roof,” said Ida Moe. “Then the walls went. It was loud.”"), "said")
    assert found.content == "“We lost the roof,” … “Then the walls went. It was loud.”"


def test_a_quotation_that_is_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“We lost the roof,” said Ida Moe. “Then the walls went.\n“It was very loud in there.”\nThe street is closed."
    assert by_cue(told(text), "said").content.endswith("“It was very loud in there.”")


def test_a_colon_leads_to_the_quotation_of_the_next_paragraph() -> None:
    found = by_cue(told("The club replied:\n“We have nothing to hide from anyone.”"), "replied")
    assert found.content == "“We have nothing to hide from anyone.”"


def test_a_quotation_with_a_speaker_of_its_own_is_not_given_to_the_one_before() -> None:
    text = "“We lost the roof,” said Ida Moe. “The walls held,” said Per Dahl."
    assert [telling.source for telling in told(text)] == ["Ida Moe", "Per Dahl"]
    assert told(text)[0].content == "“We lost the roof,”"


def test_what_a_teller_adds_is_not_part_of_what_was_told_before() -> None:
    tellings = told("The vet said the horse was lame, adding that the race was off.")
    assert by_cue(tellings, "said").content == "the horse was lame"
    assert (by_cue(tellings, "adding").source, by_cue(tellings, "adding").content) == ("The vet", "that the race was off")


def test_a_telling_inside_another_names_the_one_that_it_stands_in() -> None:
    tellings = told("Ida Moe told reporters that the engineer had warned that the bolts were rusted.")
    outer, inner = by_cue(tellings, "told"), by_cue(tellings, "warned")
    assert inner.attribution.inside == outer.attribution.id
    assert outer.attribution.inside is None


@pytest.mark.parametrize(
    ("headline", "source", "cue", "content"),
    [
        ("Mayor: We will rebuild the bridge", "Mayor", ":", "We will rebuild the bridge"),
        ("Mayor warns of floods", "Mayor", "warns of", "floods"),
        ("Bridge is unsafe, engineers say", "engineers", "say", "Bridge is unsafe"),
        ("Storm shuts the port: officials", "officials", ":", "Storm shuts the port"),
        ("Smith Blasts Rivals Over Harbor Deal", "Smith", "Blasts", "Rivals Over Harbor Deal"),
    ],
)
def test_a_headline_has_its_attributions_too(headline: str, source: str, cue: str, content: str) -> None:
    found = by_cue(told("The port was quiet in the evening.", headline), cue)
    assert (found.source, found.content) == (source, content)


@pytest.mark.parametrize("headline", ["Breaking: Storm hits the coast", "Budget 2024: Council plans cuts", "Live: The final"])
def test_a_label_before_a_colon_does_not_speak(headline: str) -> None:
    assert ":" not in [telling.cue for telling in told("The port was quiet in the evening.", headline)]


def test_ids_are_places_and_cues_stand_in_order() -> None:
    tellings = told("Ida Moe said it rained. The umpire agreed that it did.\nAccording to the club, play will resume.")
    assert [telling.attribution.id for telling in tellings] == list(range(len(tellings)))
    starts = [telling.attribution.cue[0].start for telling in tellings]
    assert all(a < b for a, b in pairwise(starts))


SCRAPS = ["“", "”", '"', "‘", "’", "said", "she", "according", "to", "the", "claim", "that", ",", ":", ".", "Yes"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*SCRAPS, "\n"]), min_size=1, max_size=40))
def test_every_span_holds_words_of_the_text_whatever_its_marks(words: list[str]) -> None:
    text = " ".join(words).strip("\n ") or "Yes"
    for telling in told(text):
        for start, end in (*telling.attribution.source, *telling.attribution.cue, *telling.attribution.content):
            assert text[start:end].strip()
        assert telling.attribution.cue
        assert telling.attribution.content


def test_quotation_marks_that_never_close_cost_in_proportion_to_their_number() -> None:
    def cost(times: int) -> int:
        text = "\n".join(["“She said, “he said: “no, " * 5] * times)
        passages = read(text)
        return calls(lambda: attributions.find(passages))

    assert cost(80) < 6 * cost(20)


def test_tellings_inside_tellings_cost_in_proportion_to_their_number() -> None:
    def cost(times: int) -> int:
        passages = read("he said that the dog and " * times)
        return calls(lambda: attributions.find(passages))

    assert cost(1200) < 6 * cost(300)


def test_a_subject_of_two_verbs_in_a_headline_is_the_source_of_the_second() -> None:
    headline = "Harlow Conditionally Supports Bridge Plan, Emphasizes Close Coordination with Towns"
    text = f"{headline}\n\nIt rained."
    article = Article("0", "text", text, (Span(len(headline) + 2, len(text)),), headline=Span(0, len(headline)))
    said = attributions.find(tuple(linguistics.passages([article])))
    emphasized = next(x for x in said if "Emphasizes" in [text[a:b] for a, b in x.cue])
    assert [text[a:b] for a, b in emphasized.source] == ["Harlow"]


def test_a_thing_of_somebodys_is_no_source_of_its_own() -> None:
    said = attributions.find(read("The cartographer whose charts showed that the floor was moving died on Tuesday."))
    assert not any(x.source for x in said)
    assert attributions.find(read("The driver whose lawyer said that he was asleep left the court."))[0].source


def read(text: str) -> tuple[Passage, ...]:
    spans = tuple(Span(*line.span()) for line in re.finditer(r"[^\n]*\S", text))
    return tuple(linguistics.passages([Article("0", "text", text, spans)]))
