"""A draft becomes an article: one text with every part in its place, nothing left out, nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UnreadableError
from briefing.ingest.article.assembly import PAST_THE_LIMIT, compose
from briefing.ingest.drafts import Draft, Part
from briefing.limits import Limits
from briefing.model import Article, Span
from briefing.sanitise import is_clean

FIRST = "The council voted 7-2 on Monday to buy the ferry, ending a year of argument about the crossing."
SECOND = "The price was fair, the clerk said."
HEADLINE = "Ferry sold to council"


def draft(*body: str | Part, **fields: str) -> Draft:
    parts = tuple(part if isinstance(part, Part) else Part(part) for part in body)
    return Draft("html", parts, HEADLINE)._replace(**fields)  # type: ignore[arg-type]  # each is a field of words


def article(*body: str | Part, limits: Limits | None = None, **fields: str) -> Article:
    return compose(draft(*(body or (FIRST, SECOND)), **fields), "page.html", limits or Limits())


def body(found: Article) -> list[str]:
    return [found.words(span) for span in found.paragraphs]


def aside(found: Article) -> dict[str, str]:
    return {found.words(part.span): part.reason for part in found.set_aside}


def parts(found: Article) -> list[Span]:
    dateline = found.dateline  # alone, or the beginning of the first paragraph
    alone = dateline if dateline and all(span.start != dateline.start for span in found.paragraphs) else None
    head = [span for span in (found.headline, found.deck, found.byline, alone) if span]
    return [*head, *found.paragraphs, *(part.span for part in found.set_aside)]


def test_the_text_is_headline_deck_byline_date_and_body() -> None:
    found = article(deck="It will run all year", byline="Ann Lee", date="4 April 2024", published="2024-04-04")
    assert found.text == "\n\n".join([HEADLINE, "It will run all year", "Ann Lee", "4 April 2024", FIRST, SECOND])
    assert found.headline
    assert found.deck
    assert found.byline
    assert found.published
    assert found.published.span
    spans = (found.headline, found.deck, found.byline, found.published.span)
    assert [found.words(span) for span in spans] == [HEADLINE, "It will run all year", "Ann Lee", "4 April 2024"]
    assert found.published.value == "2024-04-04"
    assert body(found) == [FIRST, SECOND]


def test_every_string_passes_the_gate() -> None:
    found = article("Th\x1b[31me boat\u202e leaks.", headline="Fer\x07ry", site="\x1b]0;x\x07Post", status="embar\u200bgoed")
    assert found.text == "Ferry\n\nThe boat leaks."
    assert (found.site, found.status) == ("Post", "embargoed")
    assert found.removed > 0


def test_a_headline_byline_or_date_that_the_body_says_again_is_set_aside() -> None:
    again = [HEADLINE, "By Ann Lee", "Transport correspondent", "Published 4 April 2024"]
    found = article(*again, FIRST, SECOND, byline="Ann Lee", published="2024-04-04")
    assert list(aside(found).values()) == ["repeated headline", "byline", "byline", "date"]
    assert body(found) == [FIRST, SECOND]


def test_a_byline_and_a_date_that_only_the_body_says_are_the_articles() -> None:
    found = article("By Ann Lee", "Transport correspondent", "Published 4 April 2024", FIRST, SECOND)
    assert found.byline
    assert found.words(found.byline) == "By Ann Lee\n\nTransport correspondent"
    assert found.published
    assert found.published.value == "2024-04-04"
    assert body(found) == [FIRST, SECOND]


def test_the_formats_date_goes_before_what_the_body_says_and_neither_is_lost() -> None:
    found = article("Published 4 April 2024", FIRST, published="2024-04-05T10:00:00Z")
    assert found.published
    assert found.published.value == "2024-04-05T10:00:00Z"
    assert aside(found) == {"Published 4 April 2024": "date"}


def test_a_date_that_says_no_day_is_set_aside() -> None:
    found = article(date="last week", published="soon")
    assert found.published is None
    assert aside(found) == {"last week": "date"}


@pytest.mark.parametrize("deck", [FIRST, FIRST[:60] + "…", HEADLINE])
def test_a_deck_that_is_said_again_is_dropped(deck: str) -> None:
    assert article(deck=deck).text == "\n\n".join([HEADLINE, FIRST, SECOND])


def test_a_deck_that_only_a_caption_says_is_kept() -> None:
    found = article(Part("The ferry at her berth", "caption"), FIRST, deck="The ferry at her berth")
    assert found.deck
    assert found.words(found.deck) == "The ferry at her berth"


def test_parts_keep_the_reason_of_their_format_and_rules_give_the_others() -> None:
    found = article(Part("The ferry at her berth", "caption"), FIRST, "Advertisement", SECOND)
    assert aside(found) == {"The ferry at her berth": "caption", "Advertisement": "advertisement"}
    assert body(found) == [FIRST, SECOND]


def test_without_a_headline_the_head_is_looked_for_in_the_body() -> None:
    found = article(HEADLINE, "By Bob Ray", FIRST, SECOND, headline="", byline="Ann Lee")
    assert found.headline
    assert found.byline
    assert (found.words(found.headline), found.words(found.byline)) == (HEADLINE, "Ann Lee")
    assert aside(found) == {"By Bob Ray": "byline"}


def test_furniture_alone_is_read_as_it_stands() -> None:
    found = article("Advertisement", "Read more", Part("A boat", "caption"), headline="", byline="Ann Lee")
    assert body(found) == ["Advertisement", "Read more"]
    assert found.byline


def test_what_is_past_the_limits_is_one_span_set_aside() -> None:
    long = [f"<b>Sentence {number} of the story.</b>" for number in range(40)]
    for limits in (Limits(characters=300), Limits(paragraphs=5)):
        found = article(*long, limits=limits)
        rest = [found.words(part.span) for part in found.set_aside if part.reason == PAST_THE_LIMIT]
        assert len(rest) == 1
        assert rest[0].endswith("<b>Sentence 39 of the story.</b>")
        assert 0 < len(found.paragraphs) <= 10


def test_a_headline_as_long_as_a_story_is_body() -> None:
    found = article(FIRST, headline="Ferry " * 200)
    assert found.headline is None
    assert len(found.paragraphs) == 2


def test_a_headline_alone_is_an_article_and_nothing_is_none() -> None:
    assert compose(Draft("feed", (), headline=HEADLINE), "a feed", Limits()).paragraphs == ()
    with pytest.raises(UnreadableError, match="a feed holds no article"):
        compose(Draft("feed", (Part(" \x00\n"),), deck="Nothing more"), "a feed", Limits())


WORDS = st.sampled_from(
    [
        *("", HEADLINE, f"{HEADLINE} | Harbour Post", "By Ann Lee", "Ann Lee", "Staff Writer", "4 April 2024", "2024-04-04"),
        *(
            "Published 4 April 2024",
            "PORT CLARE (AP) —",
            FIRST,
            SECOND,
            "Advertisement",
            "Share",
            "Jobs",
            "Correction",
            "* * *",
        ),
        *("<p>The tide is in.</p>", "<br>", "PORT CLARE — The ferry sailed.\nIt was late.", "It will run all year", "\x1b[31m"),
    ]
) | st.text(max_size=30)
PARTS = st.builds(Part, WORDS, st.sampled_from([None, None, None, "caption"]))
DRAFTS = st.builds(
    Draft,
    kind=st.just("html"),
    body=st.lists(PARTS, max_size=10).map(tuple),
    headline=WORDS,
    deck=WORDS,
    byline=WORDS,
    date=WORDS,
    published=st.sampled_from(["", "2024-04-04", "no day"]),
    site=WORDS,
    status=WORDS,
)
LIMITS = st.builds(Limits, characters=st.sampled_from([1, 40, 200, 200_000]), paragraphs=st.sampled_from([1, 3, 2_000]))


@settings(deadline=None, max_examples=100)
@given(DRAFTS, LIMITS)
def test_every_character_is_in_one_part_or_is_white_space(made: Draft, limits: Limits) -> None:
    try:
        found = compose(made, "page.html", limits)
    except UnreadableError:
        return
    assert is_clean(found.text)
    dated = found.published.span if found.published else None
    spans = parts(found)
    if dated and not any(span.start <= dated.start and dated.end <= span.end for span in spans):
        spans.append(dated)
    at = 0
    for start, end in sorted(spans):
        assert at <= start < end <= len(found.text)
        assert not found.text[at:start].strip()
        assert found.text[start] + found.text[end - 1] == (found.text[start] + found.text[end - 1]).strip()
        at = end
    assert not found.text[at:].strip()
