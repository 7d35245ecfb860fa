"""The lexicon of cues: each entry's own example shows that it works."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import pytest

from briefing.parsing.attributions import cues
from tests.briefing.parsing.telling import told

KINDS = sorted({(example.group, ", ".join(sorted(example.takes))) for example in cues.examples()})


@cache
def lines_without_their_cue() -> dict[tuple[str, str], list[str]]:
    """The examples in which the entry's cue is not found with a source and a content, by group of the lexicon."""
    examples = cues.examples()
    text = "\n".join(example.sentence for example in examples)
    starts = [0]
    for example in examples:
        starts.append(starts[-1] + len(example.sentence) + 1)
    found: dict[int, list[str]] = {}
    for telling in told(text):
        if telling.source and telling.content:
            place = bisect_right(starts, telling.attribution.cue[0].start) - 1
            found.setdefault(place, []).append(telling.cue.lower())
    missing: dict[tuple[str, str], list[str]] = {}
    for n, example in enumerate(examples):
        if not any(_holds(cue, example) for cue in found.get(n, [])):
            missing.setdefault((example.group, ", ".join(sorted(example.takes))), []).append(
                f"{example.cue}: {example.sentence}"
            )
    return missing


def _holds(cue: str, example: cues.Example) -> bool:
    """Whether a cue's words have the stem of an entry, or for an irregular verb its first letter."""
    stem = example.cue[: max(3, len(example.cue) - 3)]
    first = example.cue[0]
    return stem in cue or any(cues.load().forms.get(word) == example.cue or word[0] == first for word in cue.split())


@pytest.mark.parametrize(("group", "takes"), KINDS)
def test_each_cue_is_found_in_its_example_with_a_source_and_a_content(group: str, takes: str) -> None:
    assert lines_without_their_cue().get((group, takes), []) == []


def test_an_american_spelling_is_known_where_the_british_one_stands() -> None:
    verbs = cues.load().verbs
    assert verbs["emphasize"] == verbs["emphasise"]
    assert "advize" not in verbs


def test_forms_that_double_their_last_letter_lead_to_their_verb() -> None:
    assert cues.load().forms["labelled"] == "label"
    assert cues.load().forms["replied"] == "reply"
