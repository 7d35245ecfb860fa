"""Wrapped lines of a mail are one paragraph, and lines that end where they should are not joined."""

from __future__ import annotations

import pytest

from briefing.ingest.mail.wrapping import paragraphs, unflowed, width


def told(text: str) -> list[str]:
    lines = text.split("\n")
    return [" ".join(words.split("\n")) for words in paragraphs(lines, width(lines))]


def test_lines_are_joined_where_the_next_word_had_no_room() -> None:
    text = "The council bought the ferry on Monday and paid 4,000 crowns, which\n17 members thought too much.\n\nAnn Lee\nClerk"
    assert told(text) == [text.split("\n\n", maxsplit=1)[0].replace("\n", " "), "Ann Lee", "Clerk"]


def test_entries_of_a_list_and_drawn_lines_stay_apart() -> None:
    text = (
        "THE FERRY\n---------\nThe council bought the ferry on Monday and paid 4,000 crowns for it, as\nthe clerk said.\n"
        "* The hull leaks.\n* The council will have it caulked before the summer, and painted in\n  blue."
    )
    assert told(text) == [
        "THE FERRY",
        "---------",
        "The council bought the ferry on Monday and paid 4,000 crowns for it, as the clerk said.",
        "* The hull leaks.",
        "* The council will have it caulked before the summer, and painted in blue.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was sold on Monday, said the clerk of the town.\nThe hull is sound, she said, and so is all of the rest.",
        "Ann Lee\nDan Fox\nMia Holm",
        f"{'The ferry was sold on Monday. ' * 9}\n{'It leaks. ' * 30}",
        "",
    ],
)
def test_lines_that_were_not_wrapped_are_paragraphs(text: str) -> None:
    assert told(text) == [" ".join(line.split()) for line in map(str.strip, text.split("\n")) if line]


@pytest.mark.parametrize(
    ("flowed", "text"),
    [
        ("It is \nsold.\nIt leaks.", "It is sold.\nIt leaks."),
        (">It is \n>sold.\nYes.", "> It is sold.\nYes."),
        ("> It \n>> is\n", "> It \n>> is\n"),
        (" From here.\n", "From here.\n"),
        ("It is sold. \n-- \nAnn", "It is sold. \n-- \nAnn"),
    ],
)
def test_flowed_text_is_unwrapped(flowed: str, text: str) -> None:
    assert unflowed(flowed) == text


def test_flowed_text_can_lose_the_space_at_the_ends() -> None:
    assert unflowed("漢 \n字", delsp=True) == "漢字"
