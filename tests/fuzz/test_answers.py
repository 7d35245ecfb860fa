"""JSON through its decoders: a few of what `python -m tests.fuzz.answers` runs for hours."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import answers


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(answers.SEEDS)), st.integers(0, 2**32))
def test_what_decodes_is_sound_and_all_else_is_told_as_damage(kind: str, seed: int) -> None:
    answers.run(answers.mutated(Random(seed), kind))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_were_never_json_are_told_as_damage(data: bytes) -> None:
    answers.run(data)
