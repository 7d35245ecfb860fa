"""What stands around an article is told by where it stands: below an end, beside a credit, among titles, under a name."""

from __future__ import annotations

from briefing.ingest import Received, read

BODY = (
    "The council voted 7-2 on Monday to buy the ferry, which has run at a loss for nine years, said Ann Lee, the clerk.",
    "The hull is sound, an inspection found in May, but the engine was built in 1961 and burns twice what a new one would.",
    "Two members voted against it because the harbour needs dredging first, and the price of that is not known.",
)


def aside(*lines: str, byline: str = "", above: int = 3) -> dict[str, str]:
    """What is set aside of a text that has some paragraphs of a body above certain lines, the others below them."""
    head = ["Ferry sold to council", *([byline] if byline else [])]
    text = "\n\n".join([*head, *BODY[:above], *lines, *BODY[above:]])
    article = read(Received(text.encode()))[0].article
    return {article.words(part.span): part.reason for part in article.set_aside}


def test_what_a_release_says_of_its_sender_is_set_aside_down_to_the_end() -> None:
    lines = [
        "About Tidewell Robotics",
        "Tidewell builds robots that inspect hulls.",
        "Media Contact:",
        "Paul Renner",
        "555-010-0147",
    ]
    assert aside(*lines) == dict(zip(lines, ["about the organisation"] * 2 + ["contact"] * 3, strict=True))


def test_such_a_heading_is_kept_where_people_speak_below_it_or_too_little_stands_above() -> None:
    assert aside("About Tidewell Robotics", "The firm is new to the harbour, said Bob Ray, who owns the quay.") == {}
    assert aside("About Tidewell Robotics", "Tidewell builds robots that inspect hulls.", above=1) == {}


def test_a_mark_of_the_end_closes_a_text_once_and_parts_it_where_it_stands_again() -> None:
    assert set(aside("###", "The Tidewell Trust paid for the study.")) == {"###", "The Tidewell Trust paid for the study."}
    assert set(aside("###", "The crew was told on Friday.", "###", "The bell rang at noon.")) == {"###"}


def test_comments_go_with_their_heading_where_somebody_speaks_to_somebody() -> None:
    comments = ["2 Comments", "Kim says:", "I sailed on her as a boy. Thank you for this.", "Lou says:", "You and me both."]
    assert set(aside(*comments).values()) == {"comments"}
    assert len(aside(*comments)) == len(comments)
    assert "Comments" not in aside("Comments", "The clerk read out nine letters from islanders, who want the ferry to stay.")


def test_titles_in_a_row_are_other_stories_and_lists_of_one_form_are_not() -> None:
    titles = ["The Woman Who Counts Eels", "What the Fog Horn Knew Before Dawn", "How to Paint a Lighthouse Twice"]
    assert set(aside(*titles).values()) == {"link to more"}
    assert (
        aside("June 9 – West Palm Beach, Coral Sky Hall", "June 10 – Tampa, Midway Hall", "June 14 – Alder, Ameris Hall") == {}
    )


def test_the_body_goes_on_below_a_box_of_links() -> None:
    box = ["You may also like", "Bridge to close for nine weeks", "Why the crossing floods", "Ferry runs aground off Skerra"]
    assert set(aside(*box, above=1)) == set(box)
    rest = [
        "The engine",
        "It was built in 1961. A new one costs 2 million.",
        "The hull",
        "It is sound. A survey in May found so.",
    ]
    assert set(aside(*box, *rest)) == set(box)


def test_titles_and_teasers_below_a_heading_of_links_are_set_aside_to_the_end() -> None:
    cards = [
        "Most read",
        "Bridge to close for nine weeks",
        "The bridge needs new bearings.",
        "Why the crossing floods",
        "It is the moon that does it.",
    ]
    assert set(aside(*cards, "Ferry runs aground off the point")) == {*cards, "Ferry runs aground off the point"}


def test_a_note_that_begins_with_the_name_in_the_byline_is_about_the_author() -> None:
    note = "Nora Calder grew up on the island. She covers the harbour."
    assert aside(note, byline="By Nora Calder") == {note: "about the author"}
    assert aside(note, byline="By Dan Fox") == {}


def test_a_name_alone_above_a_note_on_a_reporter_goes_with_it() -> None:
    lines = ["Lou Finch", "Lou Finch is a reporter for The Harbour Post."]
    assert aside(*lines, above=2) == dict.fromkeys(lines, "about the author")
    assert aside("Lou Finch", "Lou Finch is a nurse on the island.", above=2) == {}


def test_the_line_above_a_credit_is_a_caption_unless_it_tells_of_something_past() -> None:
    credit = "Sue Hart / Norrmouth Echo"
    assert aside("Crews paint the hull at the quay", credit, above=1)["Crews paint the hull at the quay"] == "caption"
    assert set(aside("The crew was paid on Friday.", credit, above=1)) == {credit}


def test_credits_behind_the_last_sentence_are_parted_from_it() -> None:
    tail = "(Reporting by Ann Lee; editing by Bob Ray)"
    assert aside(f"The crew was told on Friday. {tail}") == {tail: "contributors"}
    assert aside(f"The crew was told on Friday. Follow her on Twitter @annlee. {tail}") == {
        tail: "contributors",
        "Follow her on Twitter @annlee.": "follow us",
    }


def test_short_lines_of_a_menu_below_the_last_sentence_are_set_aside() -> None:
    menu = ["Privacy policy", "Terms of use", "Our ferries", "Site map", "The quay cam"]
    assert set(aside(*menu)) == set(menu)
    assert aside("Adults", "Children", "Dogs") == {}


def test_a_line_that_asks_the_reader_is_set_aside_and_one_that_somebody_says_is_not() -> None:
    asks = ["Explore our guide to the coast.", "Have you been affected by the flood? Get in touch with our reporters."]
    assert set(aside(*asks, above=1)) == set(asks)
    assert aside("Join our march, the union told its members.", "Have you seen the sea? she asked.", above=1) == {}


def test_a_sentence_about_a_network_is_body() -> None:
    assert aside("On Twitter, people posted pictures of the ferry from the quay.", above=1) == {}
    assert aside("The boat is late again. On Twitter, people posted pictures of it.", above=1) == {}


def test_a_date_below_the_body_is_set_aside_and_two_that_say_how_long_something_lasts_are_not() -> None:
    assert aside("5 April 2024") == {"5 April 2024": "date"}
    assert aside("5 April 2024 – 6 May 2024") == {}
