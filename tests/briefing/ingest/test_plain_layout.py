"""Blocks of plain text: wrapped lines are joined, others are not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.article.layout import blocks

PROSE = (
    "The county board voted on Monday to dredge the harbour, ending a decade of argument over who should pay for it and "
    "where the mud should go. Work will begin in May, and the chairman said that the first barge would come before the lilacs."
)
MORE = (
    "Opponents, who filled two rows of the chamber, said nothing when the vote was read; one of them, a fisherman, wept. The "
    "plan will cost fourteen million, of which the state pays half, and the rest will come from a levy on moorings."
)


def said(text: str) -> list[str]:
    return [" ".join(text[slice(*block.span)].split()) for block in blocks(text, 1_000_000)[0]]


@pytest.mark.parametrize("width", [40, 65, 72, 80, 98])
def test_wrapped_lines_are_joined_up_to_a_blank_line(width: int) -> None:
    text = "\n\n".join(textwrap.fill(words, width) for words in (PROSE, MORE))
    assert said(text) == [PROSE, MORE]


def test_paragraphs_that_only_an_indent_parts_are_told_apart() -> None:
    text = "\n".join(textwrap.fill(words, 66, initial_indent="   ") for words in (PROSE, MORE, PROSE))
    assert said(text) == [PROSE, MORE, PROSE]


def test_lines_that_are_not_wrapped_are_paragraphs_each() -> None:
    assert said(f"{PROSE}\n{MORE}\n\n{PROSE}") == [PROSE, MORE, PROSE]


def test_short_lines_of_different_lengths_are_not_wrapped() -> None:
    lines = [
        "The tide comes in",
        "The gulls complain and wheel about above the quay",
        "No boat",
        "And all the long grey afternoon it rains",
    ]
    assert said("\n".join(lines)) == lines


def test_sentences_on_lines_of_their_own_are_not_wrapped() -> None:
    lines = [
        "The ferry was sold on Monday to the council.",
        "It will run on Sundays from the first of May.",
        "The price was fair, the clerk said at noon.",
    ]
    assert said("\n".join(lines)) == lines


def test_a_short_line_above_wrapped_text_stays_by_itself() -> None:
    text = f"Harbour To Be Dredged\nBy Ann Lee\n\n{textwrap.fill(PROSE, 72)}"
    assert said(text) == ["Harbour To Be Dredged", "By Ann Lee", PROSE]


def test_drawn_lines_and_bullets_in_wrapped_text_stay_by_themselves() -> None:
    text = f"{textwrap.fill(PROSE, 72)}\n-----\n• The barge\n• The levy\n\n{textwrap.fill(MORE, 72)}"
    assert said(text) == [PROSE, "-----", "• The barge", "• The levy", MORE]


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.sampled_from("aA. \n-•é"), max_size=300), st.integers(1, 300))
def test_blocks_follow_one_another_and_hold_all_that_is_not_blank(text: str, limit: int) -> None:
    found, end = blocks(text, limit)
    at = 0
    for block in found:
        assert text[at : block.span.start].strip() == ""
        assert text[slice(*block.span)] == text[slice(*block.span)].strip() != ""
        at = block.span.end
    assert text[at:end].strip() == ""
    assert end <= limit + len(text) - len(text.lstrip())


def test_a_paragraph_that_its_links_have_broken_is_one() -> None:
    broken = ["The county board said in a", "Harbour Report", "on Monday that the mud must go, as", "Ann Lee", "wrote", "."]
    joined = " ".join(broken)
    assert said("\n".join([PROSE, *broken, MORE])) == [PROSE, joined, MORE]
    assert said("\n\n".join([PROSE, *broken, MORE])) == [PROSE, joined, MORE]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ferry sold to the council of Melling after a long debate",
            "nobody was surprised by it, the clerk of the council said.",
        ],
        [
            "The board wants three things of the town before the spring:",
            "a new roof for the customs house",
            "a levy that ends.",
        ],
        ["What was sold on Monday, by the clerk of the board", "one crane", "two sheds", "a tug"],
        ["The tide is in and all the boats are gone from the quay.", "iPhone sales fell by a tenth, the maker of them said."],
    ],
)
def test_lines_that_are_not_one_sentence_stay_apart(lines: list[str]) -> None:
    assert said("\n\n".join(lines)) == lines
