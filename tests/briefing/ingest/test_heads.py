"""Headline, deck, byline, dateline: told from how they read and where they stand."""

from __future__ import annotations

import pytest

from briefing.ingest import Received, read
from briefing.ingest.article import byline, dateline
from briefing.model import Article

BODY = (
    "The council voted 7-2 on Monday to buy the ferry, ending a year of argument about the crossing.\n\n"
    "The price was fair, the clerk said."
)


def article(*above: str, body: str = BODY, gap: str = "\n\n") -> Article:
    return read(Received(gap.join([*above, body]).encode()))[0].article


def head(found: Article) -> dict[str, str]:
    parts = {"headline": found.headline, "deck": found.deck, "byline": found.byline, "dateline": found.dateline}
    return {name: " ".join(found.words(span).split()) for name, span in parts.items() if span}


def first(found: Article) -> str:
    return found.words(found.paragraphs[0])


@pytest.mark.parametrize(
    "line",
    [
        "Ferry sold to council after long debate",
        "Ferry Sold to Council After Long Debate.",
        "Will the ferry ever run on time?",
        "Council: 'We will buy the ferry'",
        "FERRY SOLD",
        "BOOM! Owner sells the ferry",
        "Ferry sold. Council pays for the hull",
        "Council buys ferry from Tom Hale Jr.",
        "Ferry to be built in the U.S.",
    ],
)
def test_a_title_that_stands_apart_is_the_headline(line: str) -> None:
    found = article(line)
    assert head(found) == {"headline": line}
    assert first(found).startswith("The council voted")


@pytest.mark.parametrize(
    "line",
    [
        "Longtime ferry owner sells to the council for its customers.",
        "The ferry was sold on Monday. It will run on Sundays.",
        "What the council wants:",
        "and it will run on Sundays",
        "Ferry " * 30,
        "“It leaks,” the clerk said.",
        "1 2 3",
    ],
)
def test_in_doubt_the_first_line_is_body(line: str) -> None:
    found = article(line)
    assert head(found) == {}
    assert first(found) == line.strip()


def test_a_first_line_that_does_not_stand_apart_is_body() -> None:
    found = read(
        Received(b"Ferry sold to council\nThe council met\n\nThe council voted 7-2 on Monday to buy it.\nIt was fair.")
    )[0].article
    assert found.headline is None or found.words(found.headline) == "Ferry sold to council"
    assert read(Received(b"Ferry sold to council,\nand more\n\nThe end came."))[0].article.headline is None


def test_a_title_above_a_body_without_blank_lines_is_the_headline() -> None:
    found = article("Ferry sold to council after long debate", body=BODY.replace("\n\n", "\n"), gap="\n")
    assert head(found) == {"headline": "Ferry sold to council after long debate"}


def test_a_headline_over_two_lines_is_one() -> None:
    found = read(Received(f"Council Buys the Ferry\nAfter a Year of Argument\n\n{BODY}".encode()))[0].article
    assert head(found) == {"headline": "Council Buys the Ferry After a Year of Argument"}


@pytest.mark.parametrize(
    "again", ["Ferry sold to council", "FERRY SOLD TO COUNCIL.", "Ferry sold to council | The Harbour Post"]
)
def test_a_headline_that_is_said_again_is_set_aside(again: str) -> None:
    found = article("Ferry sold to council", again)
    assert head(found) == {"headline": "Ferry sold to council"}
    assert [(found.words(part.span), part.reason) for part in found.set_aside] == [(again, "repeated headline")]


def test_the_headline_is_the_one_without_the_name_of_the_site() -> None:
    found = article("Ferry sold to council - The Harbour Post", "Ferry sold to council")
    assert head(found) == {"headline": "Ferry sold to council"}
    assert found.headline != found.set_aside[0].span


def test_a_title_line_below_the_headline_is_the_deck() -> None:
    found = article("Ferry sold to council", "Clerk: price was fair, and the hull is sound")
    assert head(found) == {"headline": "Ferry sold to council", "deck": "Clerk: price was fair, and the hull is sound"}


def test_what_stands_between_headline_and_byline_is_the_deck_even_with_a_full_stop() -> None:
    found = article("Ferry sold to council", "It will run on Sundays. The hull is sound.", "By Ann Lee")
    assert head(found)["deck"] == "It will run on Sundays. The hull is sound."


def test_a_first_paragraph_is_no_deck() -> None:
    assert first(article("Ferry sold to council")).startswith("The council voted")
    assert "deck" not in head(article("Ferry sold to council", "The hull is sound."))


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "BY ANN LEE AND BOB RAY",
        "By Ann Lee, Staff Writer",
        "By Ann Lee, Bob Ray and Cora Diaz in Quito",
        "By Siân O’Neill-Ray for The Harbour Post",
        "By The Associated Press",
        "Ann Lee, education reporter",
        "Ann Lee | Harbour Post Staff Writer",
        "Story by Ann Lee",
        "Reuters Staff",
        "By María de la Cruz | April 4, 2024",
    ],
)
def test_a_byline_is_told_by_its_form(line: str) -> None:
    assert byline.tell(line)
    assert head(article("Ferry sold to council", line))["byline"] == line


@pytest.mark.parametrize(
    "line",
    [
        "By opening the second crossing in May, Mayor Ann Lee kept a promise that she made to the county.",
        "By Friday the boats were back",
        "By the time the ferry sailed, Ann Lee had left",
        "Ann Lee, who owns the ferry",
        "Staff were told",
        "By 2030",
        "By",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_none(line: str) -> None:
    assert not byline.tell(line)


def test_a_name_alone_between_headline_and_date_is_the_byline() -> None:
    found = article("Ferry sold to council", "Ann Lee and Bob Ray", "4 April 2024")
    assert head(found)["byline"] == "Ann Lee and Bob Ray"
    assert found.published is not None


def test_a_role_below_the_name_belongs_to_the_byline() -> None:
    found = article("Ferry sold to council", "By Ann Lee\nLocal Government Reporter")
    assert head(found)["byline"] == "By Ann Lee Local Government Reporter"


def test_the_outlet_right_below_the_name_belongs_to_the_byline() -> None:
    found = article("Ferry sold to council", "By Ann Lee\nHarbour News, Stockholm", "Published\n4 April 2024")
    assert head(found) == {"headline": "Ferry sold to council", "byline": "By Ann Lee Harbour News, Stockholm"}
    assert found.published is not None
    assert found.published.value == "2024-04-04"
    assert first(found).startswith("The council voted")


@pytest.mark.parametrize(
    "line",
    [
        "SPRINGFIELD, Ill. (AP) — ",
        "LONDON (Reuters) - ",
        "NEW YORK, April 4 (Reuters) - ",
        "GENEVA/NAIROBI, 4 April 2024 – ",
        "ST. LOUIS -- ",
        "WASHINGTON — ",
        "PORT CLARE, SEPT. 5 -- ",
        "(AFP) — ",
        "Port Clare, Kenya (AFP) – ",
        "ÉVREUX, France ― ",
        "MELLING, April 4, 2024 /PRNewswire/ -- ",
        "PORT CLARE, Kenya, April 4, 2024 /PRNewswire-Harbour News/ -- ",
        "MELLING, Sept. 5 /CNW Telbec/ - ",
        "SPRINGFIELD, Ill., April 4, 2024 (GLOBE NEWSWIRE) -- ",
        "MELLING--(BUSINESS WIRE)--",
    ],
)
def test_a_dateline_begins_the_first_paragraph(line: str) -> None:
    found = article("Ferry sold to council", body=line + BODY)
    assert head(found)["dateline"] == line.strip()
    assert first(found).startswith(line + "The council voted")
    assert found.dateline is not None
    assert found.dateline.start == found.paragraphs[0].start


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE — The ferry was sold.",
        "NATO — the alliance — was not consulted.",
        "LEE-- Was it sold?",
        "The ferry (sold in May) — the old one — leaks.",
        "Port Clare — The ferry was sold.",
        "A — The first.",
    ],
)
def test_a_dash_after_other_words_makes_no_dateline(line: str) -> None:
    assert dateline.length(line) == 0


def test_a_dateline_that_has_the_year_gives_the_date() -> None:
    found = article("Ferry sold to council", body=f"PORT CLARE, April 4, 2024 — {BODY}")
    assert found.published is not None
    assert (found.published.value, found.words(found.published.span or found.paragraphs[0])) == ("2024-04-04", "April 4, 2024")


def test_the_date_of_publication_stands_before_that_of_an_update() -> None:
    found = article("Ferry sold to council", "Updated: April 5, 2024", "Published: April 4, 2024")
    assert found.published is not None
    assert found.published.value == "2024-04-04"
    assert [(found.words(part.span), part.reason) for part in found.set_aside] == [("Updated: April 5, 2024", "date")]


def test_a_date_that_can_be_read_two_ways_is_set_aside_unresolved() -> None:
    found = article("Ferry sold to council", "03/04/2024")
    assert found.published is None
    assert [part.reason for part in found.set_aside] == ["date"]


def test_a_page_that_was_pasted_whole_keeps_its_head_and_body() -> None:
    text = (
        "Skip to main content\nMenu\nSearch\nSign in\nNews\nPolitics\n"
        "Ferry sold to council | The Harbour Post\nFerry sold to council\n"
        "Share\nFacebook\nRuth Kim\nLocal Government Reporter\n4th April 2024, 10:15pm\n"
        "The council voted 7-2 on Thursday to buy the ferry company, ending a year of argument.\nAdvertisement\n"
        "“It is a good day,” said the clerk.\nRelated\nBridge to close for nine weeks\nHow the ferry ran aground\n"
        "Comments (12)\nPrivacy policy\n© Harbour Media Ltd 2024\n"
    )
    found = read(Received(text.encode()))[0].article
    assert head(found) == {"headline": "Ferry sold to council", "byline": "Ruth Kim Local Government Reporter"}
    assert found.published is not None
    assert found.published.value == "2024-04-04"
    assert [found.words(span)[:14] for span in found.paragraphs] == ["The council vo", "“It is a good "]
