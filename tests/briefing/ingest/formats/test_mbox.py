"""A mailbox gives an article for each of its messages that has a text."""

from __future__ import annotations

import pytest

from briefing.errors import UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.detection import formats
from briefing.ingest.mail import mail
from briefing.limits import Limits
from briefing.model import Article

LINE = "From a@b.example Tue Mar  5 10:00:00 2024\n"


def message(subject: str, body: str, fields: str = "") -> str:
    return f"{LINE}From: Ann Lee <a@b.example>\nSubject: {subject}\n{fields}\n{body}\n\n"


def every(*messages: str, limits: Limits | None = None) -> list[Article]:
    found = read(Received("".join(messages).encode(), "a.mbox"), *([limits] if limits else []))
    return [one.article for one in found]


def headlines(found: list[Article]) -> list[str]:
    return [one.words(one.headline) for one in found if one.headline]


def test_each_message_is_an_article() -> None:
    found = every(message("Ferry sold", "It was sold."), message("Pier closed", "It was closed."))
    assert headlines(found) == ["Ferry sold", "Pier closed"]
    assert {one.kind for one in found} == {"mail"}


def test_a_line_of_text_that_begins_with_from_parts_no_messages() -> None:
    (found,) = every(message("Ferry sold", "It left.\n\n>From here it goes west.\n\nFrom now on it is ours.\n\n>>From: nobody"))
    assert [found.words(span) for span in found.paragraphs] == [
        "It left.",
        "From here it goes west.",
        "From now on it is ours.",
    ]


def test_messages_without_a_text_are_left_out() -> None:
    picture = message("Picture", "iVBORw", "Content-Type: image/png\n")
    assert headlines(every(picture, message("Ferry sold", "It was sold."), picture)) == ["Ferry sold"]
    with pytest.raises(UnreadableError, match="is a mailbox without an article"):
        every(picture, picture)


def test_a_message_that_no_parser_should_be_given_takes_no_other_along() -> None:
    deep = message("Deep", "<div>" * 10_000, "Content-Type: text/html\n")
    assert headlines(every(deep, message("Ferry sold", "It was sold."))) == ["Ferry sold"]


def test_messages_past_the_most_are_set_aside_in_the_last_article() -> None:
    found = every(*(message(f"Ferry {number}", "It left.") for number in range(mail.MOST_MESSAGES + 2)))
    assert len(found) == mail.MOST_MESSAGES
    (rest,) = [found[-1].words(part.span) for part in found[-1].set_aside if part.reason == "past the limit"]
    assert f"Ferry {mail.MOST_MESSAGES}" in rest
    assert f"Ferry {mail.MOST_MESSAGES + 1}" in rest


def test_a_mailbox_of_too_many_paragraphs_ends_early() -> None:
    body = "It left.\n\nIt came.\n\n" * 8
    found = every(*(message(f"Ferry {number}", body) for number in range(9)), limits=Limits(paragraphs=10))
    assert len(found) == 4


def test_a_mailbox_is_told_by_its_first_lines() -> None:
    assert formats.tell(message("Ferry sold", "It was sold.").encode()) == "mbox"
    assert formats.tell(b"From the harbour office\n\nThe ferry left.") == "text"
