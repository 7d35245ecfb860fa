"""Inputs that are almost valid, through every reader: a few of what `python -m tests.fuzz.readers` runs for hours."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.detection import formats
from tests.fuzz import mutations, promises, readers, seeds

EVERY = [(kind, number) for kind in seeds.readable() for number in range(len(seeds.BUILT[kind]))]


def test_there_is_a_valid_input_of_each_kind_that_is_read() -> None:
    assert set(seeds.BUILT) == {"text", *formats.READ}


@pytest.mark.parametrize(("kind", "number"), EVERY)
def test_a_valid_input_is_told_for_what_it_is_and_gives_its_article(kind: str, number: int) -> None:
    data = seeds.BUILT[kind][number]()
    assert formats.tell(data) == kind
    first, *_ = promises.articles(data, readers.LIMITS)
    assert "The council voted on Tuesday to build a sea wall" in " ".join(first.text.split())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(seeds.readable()), st.integers(0, 2**32))
def test_whatever_bytes_come_they_give_an_article_that_keeps_every_promise_or_one_clear_sentence(kind: str, seed: int) -> None:
    readers.read(mutations.mutated(Random(seed), kind))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_bytes_that_were_never_an_article_break_nothing(data: bytes) -> None:
    readers.read(data)
