"""Signals: which sentences carry one, and which words earn it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.model import Article, Signal, Span
from briefing.parsing import linguistics, sentences, signals
from briefing.parsing.signals.words import CUES, KINDS, Cue

SAID = [
    ("condition plan", "The club will sell the striker only if it finds a replacement."),
    ("condition plan", "We will reopen the pool if the tests come back clean, the council said."),
    ("condition forecast", "If the drought goes on, prices will rise by a third."),
    ("condition", "Had the driver braked, the cyclist would have lived."),
    ("condition plan", "The firm will not pay until the court rules."),
    ("condition", "The merger is contingent on regulatory approval."),
    ("denial", "The keeper denied that he had left the gate open."),
    ("denial", "The mayor dismissed the report as fiction."),
    ("denial", "He insisted that the tower was not unsafe."),
    ("denial", "Prosecutors clarified that the witness would not be charged."),
    ("support", "The guild backed the striking nurses."),
    ("support", "Villagers welcomed the new bus line."),
    ("support", "The bill was endorsed by two former governors."),
    ("opposition", "The guild opposes the merger."),
    ("opposition", "A retired teacher sued the bank over the fees."),
    ("opposition", "Dozens protested against the runway."),
    ("plan", "The president will meet miners on Tuesday."),
    ("plan", "The heiress vowed to contest the will."),
    ("plan", "The new model will feature a larger screen."),
    ("forecast", "Rents could rise again."),
    ("forecast", "The ruling would mark the start of a new age for the port."),
    ("forecast", "The vaccine is not expected to be ready before spring."),
    ("concern", "The zoo warned of a heat wave."),
    ("concern", "Two thousand jobs are at risk."),
    ("denial opposition", "The minister rejected the charge and accused the paper of malice."),
]
SAYS_NOTHING = [
    "He asked if the train would stop.",
    "She ran as if the dog were behind her.",
    "The official spoke on condition of anonymity.",
    "The painter, if you will, is a poet.",
    "He waited until the rain stopped.",
    "The ladder is as long as a bus.",
    "The minister did not attend the funeral.",
    "No one was hurt in the blaze.",
    "The company declined to comment.",
    "She has no car and does not know the way.",
    "The beams support the roof.",
    "He likes the town and thanked his hosts.",
    "She won 54 percent of the votes.",
    "The charity did not support the bill.",
    "The side beat its old rival 3-1.",
    "Troops attacked the village at dawn.",
    "He hopes to play again.",
    "The company had planned to open a mine but gave up.",
    "The boy can swim.",
    "The vase may have been stolen.",
    "Three miners were killed in the blast.",
    "There is no danger to the public.",
    "You'll need a drill, a level and two brackets.",
    "Will the mayor run?",
]

HEAP = "if the mayor will not deny , had vowed to could unless risk no of ? was against until"


def found(text: str) -> list[tuple[str, str]]:
    article = Article("x", "text", text, (Span(0, len(text)),))
    every = [signal for line in sentences.split(tuple(linguistics.passages([article]))) for signal in signals.find(line)]
    return [(signal.kind, article.words(signal.span)) for signal in every]


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.kind}-{cue.example}")
def test_each_entry_of_the_lexicon_earns_its_example_the_signal(cue: Cue) -> None:
    assert cue.kind in {kind for kind, _ in found(cue.example)}


@pytest.mark.parametrize(("kinds", "text"), SAID)
def test_a_sentence_carries_what_it_says_and_nothing_else(kinds: str, text: str) -> None:
    assert {kind for kind, _ in found(text)} == set(kinds.split())


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_a_sentence_without_such_a_statement_carries_no_signal(text: str) -> None:
    assert found(text) == []


def test_the_words_of_a_signal_are_those_that_earn_it() -> None:
    assert dict(found("Unless the strike ends, the zoo will close, officials warned."))["condition"] == "Unless"
    assert dict(found("The mayor dismissed the report."))["denial"] == "dismissed"


def test_a_headline_in_capitals_carries_its_verb() -> None:
    assert ("support", "Endorses") in found("Another Union Figure Endorses Maria Lopez.")


@settings(max_examples=20, deadline=None)
@example(["will", "not", "until", "?", ","])
@example(["will", "?", "risk"])
@given(st.lists(st.sampled_from(HEAP.split()), max_size=40))
def test_each_kind_comes_once_in_order_with_words_of_the_sentence(words: list[str]) -> None:
    text = " ".join(["It", *words])
    article = Article("x", "text", text, (Span(0, len(text)),))
    for line in sentences.split(tuple(linguistics.passages([article]))):
        earned: tuple[Signal, ...] = signals.find(line)
        places = [KINDS.index(signal.kind) for signal in earned]
        assert places == sorted(set(places))
        assert all(line.span.start <= s.span.start < s.span.end <= line.span.end for s in earned)
