"""What stands around an article is set aside with its reason, and nothing else is."""

from __future__ import annotations

import time

import pytest

from briefing.ingest import Received, read
from briefing.ingest.article import furniture_rules
from briefing.ingest.article.furniture_rules import Rule

STORY = (
    "Ferry sold to council\n\nThe council voted 7-2 on Monday to buy the ferry, said Ann Lee, the clerk.\n\n"
    "{}The hull is sound, she said.\n\n{}"
)


PLACES: tuple[furniture_rules.Where, ...] = ("anywhere", "beside", "glued", "top", "end", "closing")


def every() -> list[Rule]:
    known = furniture_rules.rules()
    phrases = {id(rule): rule for rules in known.phrases.values() for rule in rules}
    return [*phrases.values(), *known.starting, *known.others]


def aside(middle: str = "", end: str = "") -> dict[str, str]:
    found = read(Received(STORY.format(middle and middle + "\n\n", end).encode()))[0].article
    return {found.words(part.span): part.reason for part in found.set_aside}


@pytest.mark.parametrize("rule", every(), ids=lambda rule: f"{rule.reason}: {(rule.phrases + rule.examples)[0][:24]}")
def test_each_rule_takes_its_examples_and_keeps_what_only_looks_like_them(rule: Rule) -> None:
    assert rule.phrases or (rule.examples and rule.kept)
    for example in rule.examples:
        seen = furniture_rules.seen(example)
        assert rule.takes(seen) or rule in furniture_rules.rules().phrases.get(seen.folded.strip(furniture_rules.EDGES), ())
    for kept in rule.kept:
        assert furniture_rules.first(furniture_rules.seen(kept), PLACES) is None


def test_each_phrase_is_told_with_its_stops_and_in_any_case() -> None:
    for rule in every():
        for phrase in rule.phrases:
            for line in (phrase, phrase.upper(), f"» {phrase.capitalize()}…"):
                assert furniture_rules.first(furniture_rules.seen(line), PLACES) is not None, line


def test_furniture_in_the_middle_and_at_the_end_is_set_aside() -> None:
    assert aside("Advertisement", "Sign up for our newsletter\n\n14 comments") == {
        "Advertisement": "advertisement",
        "Sign up for our newsletter": "subscription",
        "14 comments": "comments",
    }


@pytest.mark.parametrize("heading", ["Jobs", "Economy", "Comments", "More", "Archives", "LETTERS"])
def test_a_word_that_heads_a_part_of_the_body_is_kept(heading: str) -> None:
    assert aside(middle=f"The crew was told on Friday.\n\n{heading}") == {}


def test_such_words_in_a_row_or_beside_other_furniture_are_set_aside() -> None:
    assert set(aside(middle="Facebook\n\nTwitter\n\nEmail")) == {"Facebook", "Twitter", "Email"}
    assert set(aside(middle="Share this article\n\nPrint")) == {"Share this article", "Print"}
    assert set(aside(end="Jobs\n\nPrivacy policy")) == {"Jobs", "Privacy policy"}


def test_a_row_of_links_on_one_line_is_set_aside_and_a_list_in_a_sentence_is_not() -> None:
    rows = ["News | Sport | Weather | Harbour cams", "Facebook Twitter Email", "About us · Privacy policy · Jobs"]
    assert set(aside(middle="\n\n".join(rows))) == set(rows)
    assert aside(middle="Sport, weather and the ferry | that was the talk.\n\nMusic and food") == {}


def test_the_words_of_a_post_stay_and_what_a_site_puts_around_them_does_not() -> None:
    tail = "— Harbour Watch (@harbourwatch) May 2, 2020"
    post = f"Fog again on the sound. #ferry\n\n{tail}\n\nView this post on Instagram"
    assert set(aside(middle=post)) == {tail, "View this post on Instagram"}


def test_what_stands_below_a_separator_or_a_clock_is_body() -> None:
    assert set(aside(middle="* * *\n\nand then the fog came")) == {"* * *"}
    assert aside(middle="10.42am\n\nThe boat left.\n\nUpdated at 15.31") == {"10.42am": "clock", "Updated at 15.31": "clock"}


def test_dates_and_credits_between_the_titles_of_a_list_do_not_end_it() -> None:
    lines = ["Most read", "Bridge to close for nine weeks", "3h ago", "Why the crossing floods", "1 Mar 2023"]
    assert set(aside(end="\n\n".join(lines))) == set(lines)


def test_a_note_on_the_author_is_set_aside_only_at_the_end_and_of_someone_new() -> None:
    assert aside(end="Dan Fox is a professor of law at the Coastal Institute.") == {
        "Dan Fox is a professor of law at the Coastal Institute.": "about the author"
    }
    assert aside(end="Cora Lee is a professor of law at the Coastal Institute.") == {}
    assert aside(middle="Dan Fox is a professor of law at the Coastal Institute.") == {}


def test_titles_below_a_heading_of_links_go_with_it_and_sentences_do_not() -> None:
    assert set(aside("Related stories\n\nBridge to close for nine weeks\n\nHow the Ferry Came to Run Aground.")) == {
        "Related stories",
        "Bridge to close for nine weeks",
        "How the Ferry Came to Run Aground.",
    }


def test_what_stands_below_a_heading_of_corrections_goes_with_it() -> None:
    assert set(aside(end="CORRECTION:\n\nAn article on Monday gave the wrong year.\n\nFriday, April 5, 2024").values()) == {
        "correction"
    }


def test_a_note_that_is_broken_over_lines_is_set_aside_whole() -> None:
    found = aside(end="Editor’s note: The author sat on the\n\nboard of the harbour\n\nuntil May.")
    assert set(found.values()) == {"editor's note"}
    assert " ".join(" ".join(found).split()).endswith("The author sat on the board of the harbour until May.")


def test_tags_at_the_ends_of_a_paragraph_are_set_aside_and_its_words_are_not() -> None:
    found = read(Received(STORY.format('<post id="1">The tide is in.</post>\n\n', "a < b").encode()))[0].article
    assert [found.words(part.span) for part in found.set_aside] == ['<post id="1">', "</post>"]
    assert [found.words(span) for span in found.paragraphs][1::2] == ["The tide is in.", "a < b"]


def test_a_title_in_pointed_brackets_is_no_tag() -> None:
    assert aside(middle="<The Palace: A Play>\n\nIt is shown on Friday.") == {}
    assert aside(middle='<quote by="x" at="y"></quote>') == {'<quote by="x" at="y"></quote>': "markup"}


def test_what_looks_like_tags_in_a_page_is_its_text() -> None:
    page = (
        "<html><body><h1>The key is found</h1>" + "<p>&lt;Escape&gt; was the key, the pilot said on the quay at noon.</p>" * 2
    )
    article = read(Received(page.encode()))[0].article
    assert article.words(article.paragraphs[0]).startswith("<Escape> was")


@pytest.mark.parametrize("link", ["Continue reading…", "Read more", "[…] Continue reading →", "Keep reading..."])
def test_a_link_to_the_rest_behind_the_last_sentence_is_set_aside(link: str) -> None:
    assert aside(middle=f"The crew was told on Friday. {link}") == {link.removeprefix("[…] "): "link to more"}


@pytest.mark.parametrize(
    "end", ["She went to bed to read on", "“Read on. Keep reading,” she said.", "He said: Read more books."]
)
def test_such_words_in_a_sentence_are_kept(end: str) -> None:
    assert aside(middle=f"The crew was told on Friday. {end}") == {}


def test_the_numbers_and_lists_of_links_of_a_page_that_was_printed_as_text_are_set_aside() -> None:
    found = aside(
        middle="[2]Home [3]Sport", end="References\n\nVisible links\n\n1. https://a.example/\n\n2. https://b.example/x"
    )
    assert len(found) == 5
    assert set(found.values()) == {"link to more"}


def test_a_labelled_date_below_the_body_is_set_aside_and_a_bare_one_is_not() -> None:
    assert aside(end="Last updated: 5 April 2024") == {"Last updated: 5 April 2024": "date"}
    assert aside(middle="5 April 2024") == {}


def test_a_body_of_furniture_words_in_sentences_is_kept() -> None:
    lines = [
        "Read more books, the minister told the children.",
        "The advertisement cost $2 million and ran for a day.",
        "Follow the coast road and the harbour opens below.",
        "Share prices fell on Monday after the chipmaker cut its forecast.",
        "Comments by the governor moved the krona.",
        "Sources said that the sale was near.",
        "Photographs of the wreck were shown to the jury.",
        "Subscribe or cancel, the regulator said, must take one click.",
        "Correction officers walked out on Monday.",
        "Video of the crash was shown in court.",
        "Copyright law did not foresee it, the judge wrote.",
        "Home prices rose for a third month.",
        "Sign language was used throughout, she said.",
    ]
    assert aside(middle="\n\n".join(lines)) == {}


@pytest.mark.parametrize("rule", every(), ids=lambda rule: f"{rule.reason}: {(rule.phrases + rule.examples)[0][:24]}")
def test_no_pattern_takes_long_on_a_long_line(rule: Rule) -> None:
    if rule.pattern is None:
        return
    units = ["A ", "Aa ", "A, ", "and ", "(a) ", "A. ", "- ", "/ ", "@a ", "1", " is a "]
    start = time.process_time()
    for opening in ("", *(example[:30] for example in rule.examples)):
        for unit in units:
            rule.pattern.fullmatch((opening + unit * 500)[: rule.longest] + "\x01")
    assert time.process_time() - start < 1
