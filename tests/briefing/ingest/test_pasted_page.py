"""A whole web page that was pasted as text: menus above, links and a footer below, and the article between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest import Received, read
from briefing.model import Article

STACKED = (
    """Skip to main content
Menu
Home
News
Sport
Weather
Sign in
Subscribe
Harbour Post
Home > News > Local
""",
    """Ferry sold to council after a year of argument
The crossing will stay open through the winter, the mayor says
By Ann Lee
Transport correspondent
Published 4 April 2024, 10:42 BST
Share
Facebook
Email
""",
    """The council voted 7-2 on Monday to buy the ferry, ending a year of argument about the crossing.
The price was fair, the clerk said. The hull is sound and the engine has been rebuilt twice since 2015.
Advertisement
"We could not let it go," said the mayor, Cora Diaz, who grew up on the far shore.
What happens next
The boat goes into dry dock in May, and a bus will run round the bay until she is back.
Fares will not rise.
""",
    """Related stories
Bridge to close for nine weeks
Most read
1
Storm warning for the whole coast
Comments (14)
About us
Privacy policy
© 2024 Harbour Post Ltd. All rights reserved.
""",
)
SPACED = (
    """Log In

Register

The Valley Ledger

NEWS  |  POLITICS  |  OPINION  |  ARTS  |  ARCHIVE

Thursday, April 4, 2024

POLITICS

""",
    """Senate panel backs water bill, with changes

A compromise over wells cleared the way. Farmers are not happy.

Dan Fox and Eva Holt

April 4, 2024  5 min read

Share full article

203

""",
    """SPRINGVALE — A Senate panel approved a bill on Wednesday that would limit pumping from deep wells, the first such limit.

The vote was 9 to 4. Three members who had opposed an earlier draft said that they had been won over by an exemption.

ADVERTISEMENT

Jobs

Growers say that the limits would cost 400 jobs in the valley. An estimate by the state put the number at 120.

Read more: What the water bill says, clause by clause

The bill goes to the full Senate next week.

""",
    """Dan Fox covers water for The Valley Ledger.

A version of this article appears in print on April 5, 2024.

Order Reprints | Today's Paper | Subscribe

MORE IN POLITICS

Governor names new judge to the high court

Recall effort falls short by 300 names

Site Index

News

Opinion

© 2024 The Valley Ledger Company  |  Contact Us  |  Accessibility  |  Privacy Policy  |  Terms of Service
""",
)
LIVE = (
    """We use cookies to improve your visit. By continuing to use this site you agree to our use of cookies.
Accept all
Manage preferences
coastwire.example
World
Asia
Climate
More ▾
Harbour dues to rise again, owners warn
Live
""",
    """Quake off the coast damages port; no deaths reported
Eva Holt in Quito and agencies
Thu 4 Apr 2024 14.05 BST
Last modified on Thu 4 Apr 2024 15.31 BST
""",
    """A strong earthquake struck off the coast on Thursday morning, damaging the main port and cutting power, officials said.
There were no reports of deaths. The mayor of the port city, Ana Cruz, said 11 people had been treated for cuts.
View image in fullscreen
A crane lies across the main quay on Thursday. Photograph: Dan Fox/Reuters
Officials will meet on Friday to decide when the port can reopen.
""",
    """Explore more on these topics
Earthquakes
Share
Reuse this content
More on this story
Port workers tell of a morning of fear
3h ago
Why quakes strike this coast so often
Sign up to our newsletter
Work for us
Back to top
© 2024 Coastwire Ltd. or its affiliated companies. All rights reserved.
""",
)
PAGES = [STACKED, SPACED, LIVE]
BETWEEN = {"Advertisement", "ADVERTISEMENT", "View image in fullscreen"}


def article(text: str) -> Article:
    return read(Received(text.encode()))[0].article


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("page", PAGES, ids=["stacked", "spaced", "live"])
def test_menus_and_footer_are_set_aside_and_the_body_is_whole(page: tuple[str, ...]) -> None:
    found = article("".join(page))
    top, head, body, below = map(lines, page)
    aside = {found.words(part.span) for part in found.set_aside}
    assert found.headline
    assert found.words(found.headline) == head[0]
    assert {*top, *below} <= aside
    kept = [found.words(span) for span in found.paragraphs]
    written = [line for line in body if line not in BETWEEN and not line.startswith(("Read more", "A crane"))]
    assert kept == written


def test_deck_byline_and_date_of_a_pasted_page_are_told() -> None:
    found = article("".join(STACKED))
    assert found.deck
    assert found.words(found.deck).startswith("The crossing will stay open")
    assert found.byline
    assert found.words(found.byline) == "By Ann Lee\nTransport correspondent"
    assert found.published
    assert found.published.value == "2024-04-04"
    live = article("".join(LIVE))
    assert live.byline
    assert live.words(live.byline) == "Eva Holt in Quito and agencies"


def test_a_title_that_stands_there_twice_is_the_headline() -> None:
    top, head, body, below = STACKED
    found = article(f"{lines(head)[0]} | Harbour Post\n{top}{head}{body}{below}")
    assert found.headline
    assert found.words(found.headline) == lines(head)[0]
    assert found.words(found.set_aside[0].span) == f"{lines(head)[0]} | Harbour Post"


def test_without_menus_above_it_a_text_is_no_page() -> None:
    text = "".join(STACKED[2:])
    found = article(text)
    assert found.words(found.paragraphs[0]) == lines(text)[0]


def test_a_footer_with_sentences_costs_no_paragraph_of_the_body() -> None:
    top, head, body, below = STACKED
    found = article(
        f"{top}{head}{body}{below}The Harbour Post is printed in Port Ellen and is read on both shores of the wide sound.\n"
    )
    kept = [found.words(span) for span in found.paragraphs]
    assert set(lines(body)) - BETWEEN <= set(kept)


def test_a_long_menu_and_a_long_page_are_read_fast() -> None:
    text = "Menu\n" * 2_000 + "".join(STACKED[1:]) * 200
    start = time.process_time()
    article(text)
    assert time.process_time() - start < 2


def test_comments_that_are_longer_than_the_article_do_not_push_it_out() -> None:
    top, head, body, below = STACKED
    remark = "I have taken this boat every week for forty years, and nobody has ever asked me what I think of her.\n"
    comments = (remark * 3 + "Reply\n") * 8
    found = article(f"{top}{head}{body}{below}{comments}")
    kept = [found.words(span) for span in found.paragraphs]
    assert set(lines(body)) - BETWEEN <= set(kept)


PIECES = st.sampled_from([*lines("".join(STACKED)), *lines("".join(LIVE)), "", "x", "* * *", "<br>", "Ann Lee"])


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=30))
def test_every_character_of_a_page_is_in_one_part_or_is_white_space(above: list[str], below: list[str]) -> None:
    found = article("\n".join(["Menu", "Home", "Search", "Sign in", *above, *lines(STACKED[2]), *below]))
    dated = found.published.span if found.published else None
    dateline = found.dateline  # alone, or the beginning of the first paragraph
    alone = dateline if dateline and all(span.start != dateline.start for span in found.paragraphs) else None
    head = [span for span in (found.headline, found.deck, found.byline, alone) if span]
    spans = [*head, *found.paragraphs, *(part.span for part in found.set_aside)]
    if dated and not any(span.start <= dated.start and dated.end <= span.end for span in spans):
        spans.append(dated)
    at = 0
    for start, end in sorted(spans):
        assert at <= start < end
        assert not found.text[at:start].strip()
        at = end
    assert not found.text[at:].strip()
