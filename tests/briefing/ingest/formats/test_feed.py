"""Feeds: each item is an article, with what the feed gives of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.drafts import Read
from briefing.ingest.wires import feed
from briefing.sanitise import is_clean

BLOG = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://harbour.example</link>
<item><title>Ferry &amp;amp; pier: B&amp;W buys both &#8211; council</title><link>https://harbour.example/ferry/</link>
<dc:creator><![CDATA[Ann Lee]]></dc:creator><pubDate>Thu, 04 Apr 2024 23:30:00 -0500</pubDate>
<guid isPermaLink="false">https://harbour.example/?p=12</guid>
<description><![CDATA[<p>The ferry was sold on Monday, the council [&#8230;]</p>]]></description>
<content:encoded><![CDATA[<p>The ferry was sold on Monday, the council said.</p>
<p>&#8220;It leaks,&#8221; said the <em>clerk</em> &amp; left.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Storm closes port</title><guid isPermaLink="false">2</guid>
<description>A storm closed the port on Tuesday, officials said.</description></item>
<item><title>Only a headline</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:feed:1</id><title type="html">Pier &lt;i&gt;notes&lt;/i&gt;</title>
<entry><id>tag:pier.example,2024:1</id>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>pier</b></div></title>
<author><name>Dan Fox</name></author><author><name>Ann Lee</name></author>
<published>2024-04-04T09:30:00+01:00</published><updated>2024-04-05T10:00:00Z</updated>
<summary>Why the pier stays open</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The pier stays, the clerk said.</p><p>It is &lt; old.</p></div></content>
</entry><entry><id>2</id><title>Use &lt;b&gt; sparingly</title><content type="text">One paragraph.

Another one.</content></entry></feed>"""


def opened(text: str | bytes) -> tuple[Read, ...]:
    return read(Received(text.encode() if isinstance(text, str) else text, "news.xml"))


def paragraphs(one: Read) -> list[str]:
    return [one.article.words(span) for span in one.article.paragraphs]


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Post</title>{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


def headline(one: Read) -> str:
    return one.article.words(one.article.headline) if one.article.headline else ""


def test_each_item_is_an_article_under_its_own_headline() -> None:
    assert [headline(one) for one in opened(BLOG)] == [
        "Ferry & pier: B&W buys both – council",
        "Storm closes port",
        "Only a headline",
    ]


def test_the_content_is_the_body_and_a_summary_that_begins_it_is_no_deck() -> None:
    first, second, _ = opened(BLOG)
    assert paragraphs(first) == ["The ferry was sold on Monday, the council said.", "“It leaks,” said the clerk & left."]
    assert first.article.deck is None
    assert paragraphs(second) == ["A storm closed the port on Tuesday, officials said."]


def test_a_summary_of_its_own_is_the_deck() -> None:
    first, second = opened(ATOM)
    assert first.article.deck is not None
    assert first.article.words(first.article.deck) == "Why the pier stays open"
    assert paragraphs(first) == ["The pier stays, the clerk said.", "It is < old."]
    assert paragraphs(second) == ["One paragraph.", "Another one."]


def test_a_long_summary_beside_the_content_is_set_aside() -> None:
    summary = " ".join(["The council met for a long time."] * 20)
    (one,) = opened(rss(f"<title>Ferry</title><description>{summary}</description><description>It was sold.</description>"))
    assert paragraphs(one) == ["It was sold."]
    assert [part.reason for part in one.article.set_aside] == ["summary"]


def test_a_title_is_decoded_once() -> None:
    assert headline(opened(ATOM)[0]) == "The pier"
    assert headline(opened(ATOM)[1]) == "Use <b> sparingly"
    assert headline(opened(rss("<title>R&amp;D at the pier</title>"))[0]) == "R&D at the pier"


def test_author_date_and_site_come_from_the_feed() -> None:
    (first, *_), (other, *_) = opened(BLOG), opened(ATOM)
    assert first.article.published is not None
    assert first.article.published.value == "2024-04-04T23:30:00-05:00"
    assert first.article.byline is not None
    assert first.article.words(first.article.byline) == "Ann Lee"
    assert first.article.site == "The Harbour Post"
    assert other.article.published is not None
    assert other.article.published.value == "2024-04-04T09:30:00+01:00"
    assert other.article.byline is not None
    assert other.article.words(other.article.byline) == "Dan Fox, Ann Lee"
    assert other.article.site == "Pier notes"


def test_a_work_is_named_by_its_identifier_else_by_its_link() -> None:
    assert [one.work for one in opened(BLOG)] == ["https://harbour.example/?p=12", "https://harbour.example 2", ""]
    assert [one.work for one in opened(ATOM)] == ["tag:pier.example,2024:1", "urn:feed:1 2"]
    assert opened(rss("<title>x</title><link>https://a.example/1</link>"))[0].work == "https://a.example/1"


def test_items_past_the_limit_are_named_and_counted() -> None:
    found = opened(rss(*(f"<title>Ferry number {number} is sold</title>" for number in range(feed.MOST + 3))))
    assert len(found) == feed.MOST + 1
    assert found[-1].article.status == "3 further items of the feed, by their headlines only"
    assert paragraphs(found[-1]) == [f"Ferry number {feed.MOST + number} is sold" for number in range(3)]


def test_an_item_without_anything_costs_the_others_nothing() -> None:
    nested = "&lt;div&gt;" * 5_000
    found = opened(
        rss("<title>&#7;</title>", f"<title>Deep</title><description>{nested}x</description>", "<title>Sound</title>")
    )
    assert [headline(one) for one in found][-1] == "Sound"
    assert "Deep" in [headline(one) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>Ferry & pier</title><description>It was sold, the clerk said.</description>"),
        rss("<title>Ferry & pier</title><media:x>y</media:x><description>It was sold, the clerk said.</description>"),
        rss("<title>Ferry & pier</title><description>It was sold, the clerk said.</description>")[:-30],
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "<html>">]>'
        + rss("<title>Ferry &amp; pier</title><description>It was sold, the clerk said.</description>"),
    ],
)
def test_a_feed_that_is_not_well_formed_is_read(text: str) -> None:
    (one,) = opened(text)
    assert headline(one) == "Ferry & pier"
    assert paragraphs(one) == ["It was sold, the clerk said."]


def test_a_feed_that_names_a_wrong_encoding_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + rss("<title>Café sold</title><description>“So,” he said.</description>")
    assert headline(opened(text.encode("cp1252"))[0]) == "Café sold"
    assert headline(opened(text.replace("utf-8", "windows-1252").encode("cp1252"))[0]) == "Café sold"
    assert headline(opened(text.encode("utf-16"))[0]) == "Café sold"


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def test_what_a_feed_says_of_a_picture_is_not_the_item() -> None:
    picture = (
        "<media:content url='a'><media:title>Boat</media:title><media:description>A boat</media:description></media:content>"
    )
    text = rss(
        f"<title>Ferry sold</title><description>It was sold.</description>{picture}<itunes:summary>Sold.</itunes:summary>"
    )
    (one,) = opened(text.replace("<rss ", f"<rss {MEDIA} "))
    assert (headline(one), paragraphs(one), one.article.deck) == ("Ferry sold", ["It was sold."], None)


def test_what_a_feed_says_of_a_recording_is_the_text_where_there_is_no_other() -> None:
    text = rss("<title>Ferry talk</title><itunes:summary>The clerk tells of the ferry.</itunes:summary>")
    assert paragraphs(opened(text.replace("<rss ", f"<rss {MEDIA} "))[0]) == ["The clerk tells of the ferry."]


def test_an_author_is_a_name_not_an_address() -> None:
    (one,) = opened(rss("<title>Ferry sold</title><author>desk@coast.example (Ann Lee)</author>"))
    assert one.article.byline is not None
    assert one.article.words(one.article.byline) == "Ann Lee"


def test_an_item_that_is_a_whole_page_is_read_as_a_page() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Ferry</title><style>p{}</style></head><body><nav><a href='/'>Home</a></nav><article>"
        "<h1>Ferry</h1><p>The ferry was sold on Monday after a long debate, the council said.</p></article></body></html>"
    )
    (one,) = opened(rss(f"<title>Ferry</title><description><![CDATA[{page}]]></description>"))
    assert paragraphs(one) == ["The ferry was sold on Monday after a long debate, the council said."]


@pytest.mark.parametrize(
    "text",
    [
        "<rss>" + "<channel>" * 5_000,
        "<rss>" + "<item/>" * 100_000,
        "<rss " + "a='1' " * 5_000,
        "<rss>" + "< " * 100_000,
        "<rss>" + "&#" * 1_100_000,
        f"<rss xml:base='http://a/{'x' * 3_000}'/>",
    ],
)
def test_what_would_keep_a_parser_busy_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="is not read"):
        opened(text)


def test_old_rss_and_prefixed_roots_are_feeds() -> None:
    (one,) = opened(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://a.example/"><title>Post</title></channel>'
        '<item rdf:about="https://a.example/1"><title>Ferry sold</title>'
        "<description>It was sold.</description></item></rdf:RDF>"
    )
    assert (headline(one), one.work, one.article.site) == ("Ferry sold", "https://a.example/1", "Post")


def test_no_entity_is_expanded_and_no_file_is_read() -> None:
    levels = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b0 "BOOM">{levels}]>'
    (one,) = opened(f'<?xml version="1.0"?>{doctype}{rss("<title>Ferry &x; &b11; sold</title>")}')
    assert headline(one) == "Ferry &x; &b11; sold"


def test_an_escape_sequence_that_a_reference_spells_is_taken_out_whole() -> None:
    (one,) = opened(rss("<title>Ferry &#27;]0;title&#7;sold</title><description>It was &#x1b;[31msold.</description>"))
    assert headline(one) == "Ferry sold"
    assert paragraphs(one) == ["It was sold."]
    assert one.article.removed > 0


def test_a_feed_without_items_is_refused() -> None:
    with pytest.raises(UnreadableError, match="feed without an article"):
        opened(rss())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120) | st.text(alphabet="<>/&;#[]!-itemle \x1b\"'=x", max_size=120).map(str.encode), st.booleans())
def test_anything_after_a_sound_beginning_gives_articles_or_a_sentence(rest: bytes, whole: bool) -> None:
    start = rss("<title>Ferry sold</title>").encode()
    try:
        found = opened((start[: start.index(b"</channel>")] if whole else start[: start.index(b"Ferry")]) + rest)
    except BriefingError:
        return
    assert all(is_clean(one.article.text) for one in found)
