"""Whether a text is a later version of another."""

from __future__ import annotations

import pytest

from briefing.library.same_article import is_update

OLD = [f"The council took vote number {number} in the evening." for number in range(9)]


def of(*sentences: str) -> str:
    return "A headline\n\n" + " ".join(sentences)


@pytest.mark.parametrize(("kept", "update"), [(9, True), (4, True), (2, False), (0, False)])
def test_an_update_shares_a_third_of_its_sentences(kept: int, update: bool) -> None:
    new = [f"The mayor answered question {number} on the radio." for number in range(9 - kept)]
    assert is_update(of(*OLD), of(*OLD[:kept], *new)) is update


def test_wrapped_lines_do_not_make_another_article() -> None:
    assert is_update(of(*OLD), of(*OLD).replace(" took ", "\ntook "))


def test_an_article_of_short_sentences_is_an_update_of_itself() -> None:
    assert is_update("It is so. " * 9, "Well. " + "It is so. " * 9)
