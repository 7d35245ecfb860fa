"""Web pages of different makes are read as the article in them, under what the page says of itself."""

from __future__ import annotations

import json

import pytest

from briefing.errors import UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.drafts import Read

FIRST = "The harbour council voted on Monday to close the old pier, after a winter in which two storms tore away its planks."
SECOND = (
    "“We waited too long, and the sea did not,” said Ada Brink, who leads the council. She asked for repairs to begin in May."
)
THIRD = "Fishermen who land their catch there said that they had heard of the vote from the radio, and not from the council."
FOURTH = (
    "The port of Melling, an hour to the north, has offered them its quay until the summer, for a fee that nobody has named."
)
STORY = (FIRST, SECOND, THIRD, FOURTH)


def paragraphs(texts: tuple[str, ...] = STORY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def opened(page: str | bytes, address: str = "", charset: str = "") -> Read:
    data = page if isinstance(page, bytes) else page.encode()
    (only,) = read(Received(data, "page.html", address, charset))
    return only


def body(page: str | bytes) -> list[str]:
    article = opened(page).article
    return [article.text[start:end] for start, end in article.paragraphs]


def aside(page: str) -> dict[str, str]:
    article = opened(page).article
    return {article.text[part.span.start : part.span.end]: part.reason for part in article.set_aside}


def words(read_: Read, field: str) -> str | None:
    span = getattr(read_.article, field)
    return read_.article.text[span.start : span.end] if span else None


def page(inside: str, head: str = "") -> str:
    title = "<title>Old pier to close | The Melling Post</title>"
    return f"<!DOCTYPE html><html><head>{title}{head}</head><body>{inside}</body></html>"


def ld(**fields: object) -> str:
    said = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


# --- layouts


def test_a_paper_with_menus_and_boxes_is_read_as_its_article() -> None:
    html = page(
        "<header><nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav></header>"
        f"<main><article><h1>Old pier to close</h1><p class=byline>By Mira Holt</p>{paragraphs()}</article>"
        "<aside><h2>Most read</h2><ul><li><a href=/1>Cat found</a><li><a href=/2>Dog lost</a></ul></aside></main>"
        "<footer><p>© The Melling Post. All rights reserved.</p></footer>"
    )
    assert body(html) == list(STORY)


def test_a_blog_of_nested_boxes_is_read_in_its_order() -> None:
    html = page(
        "<div id=wrap><div class=menu><a href=/>Home</a> <a href=/about>About</a></div><div class=post><div class='post-title'>"
        f"<h2>Old pier to close</h2></div><div class=entry-content><p>{FIRST}</p><h3>What the council says</h3><p>{SECOND}</p>"
        f"<ul><li>Closed: the old pier.</li><li>Open: the north quay.</li></ul><p>{THIRD}</p></div></div></div>"
    )
    assert body(html)[-6:] == [
        FIRST,
        "What the council says",
        SECOND,
        "Closed: the old pier.",
        "Open: the north quay.",
        THIRD,
    ]


def test_paragraphs_that_only_breaks_part_are_paragraphs() -> None:
    html = page(f"<div id=content><h1>Old pier to close</h1><div class=story>{'<br><br>'.join(STORY)}</div></div>")
    assert body(html) == list(STORY)


def test_a_line_that_is_only_wrapped_stays_one_paragraph() -> None:
    wrapped = FIRST.replace("to close", "<br>to close")
    html = page(f"<article><h1>Old pier to close</h1><p>{wrapped}</p>{paragraphs(STORY[1:])}</article>")
    assert [" ".join(text.split()) for text in body(html)] == list(STORY)


def test_a_page_laid_out_in_tables_is_read() -> None:
    html = page(
        "<table width=800><tr><td><a href=/>Home</a><br><a href=/news>News</a></td><td><h1>Old pier to close</h1>"
        f"{paragraphs()}</td></tr></table>"
    )
    assert body(html) == list(STORY)


def test_inline_elements_part_no_words() -> None:
    marked = FIRST.replace("Monday", "<b>Mon</b>day").replace("old pier", "<a href=/pier>old <i>pier</i></a>")
    html = page(f"<article><h1>Old pier to close</h1><p>{marked}</p>{paragraphs(STORY[1:])}</article>")
    assert body(html) == list(STORY)


def test_a_subheading_in_a_plain_box_is_taken_back() -> None:
    html = page(f"<article>{paragraphs(STORY[:2])}<div class=subline>What the sea took</div>{paragraphs(STORY[2:])}</article>")
    assert body(html) == [*STORY[:2], "What the sea took", *STORY[2:]]


def test_a_quoted_post_stays_in_the_text() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The pier is closed from tonight. pic.twitter.com/abcdef</p>'
        "&mdash; Harbour Watch (@harbourwatch) <a href=#>May 2, 2020</a></blockquote>"
    )
    html = page(f"<article>{paragraphs(STORY[:2])}{post}{paragraphs(STORY[2:])}</article>")
    assert "The pier is closed from tonight. pic.twitter.com/abcdef" in body(html)


# --- what is set aside


def test_captions_boxes_and_quotes_in_large_letters_are_set_aside_with_their_reason() -> None:
    html = page(
        f"<article><h1>Old pier to close</h1><p>{FIRST}</p>"
        "<figure><img src=x><figcaption>The pier in January</figcaption></figure>"
        f"<p>{SECOND}</p><div class=pullquote><p>We waited too long, and the sea did not</p></div>"
        "<div class=inline-newsletter><p>Get the harbour news in your inbox every morning of the week.</p></div>"
        f"{paragraphs(STORY[2:])}</article>"
    )
    assert body(html) == list(STORY)
    assert set(aside(html).values()) <= {"caption", "pull quote", "subscription", "repeated headline"}


def test_links_to_other_articles_below_the_text_are_set_aside() -> None:
    html = page(
        f"<article>{paragraphs()}<h3><a href=/a>Ten piers that the sea took</a></h3>"
        "<h3><a href=/b>How a quay is built</a></h3></article>"
    )
    assert body(html) == list(STORY)


def test_a_card_that_opens_over_a_name_is_not_in_the_sentence() -> None:
    card = "<span class=hovercard>Ada Brink: all articles, follow, more</span>"
    marked = SECOND.replace("Ada Brink", f"<a href=/brink>Ada Brink</a>{card}")
    html = page(f"<article><p>{FIRST}</p><p>{marked}</p>{paragraphs(STORY[2:])}</article>")
    assert body(html) == list(STORY)


def test_what_is_left_out_is_counted_in_words() -> None:
    html = page(
        f"<nav>one two three four</nav><article><h1>Old pier to close</h1>{paragraphs()}</article><footer>five six</footer>"
    )
    assert opened(html).article.left_out == 6


# --- the head


def test_the_page_says_its_own_head() -> None:
    said = ld(
        headline="Old pier to close after two storms",
        author=[{"@type": "Person", "name": "Mira Holt"}, {"@type": "Person", "name": "Jon Abel"}],
        datePublished="2021-03-08T09:30:00+00:00",
        description="The council gives the sea its way.",
        publisher={"@type": "Organization", "name": "The Melling Post"},
        mainEntityOfPage={"@id": "https://post.example/news/old-pier?utm_source=mail#top"},
    )
    found = opened(page(f"<article><h1>Old pier to close after two storms</h1>{paragraphs()}</article>", said))
    assert words(found, "headline") == "Old pier to close after two storms"
    assert words(found, "byline") == "Mira Holt, Jon Abel"
    assert words(found, "deck") == "The council gives the sea its way."
    assert found.article.published is not None
    assert found.article.published.value == "2021-03-08T09:30:00+00:00"
    assert found.article.site == "The Melling Post"
    assert found.work == "https://post.example/news/old-pier"


def test_a_graph_is_followed_to_the_author_that_it_only_names() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "The Melling Post"},
            {"@type": "Person", "@id": "#mira", "name": "Mira Holt"},
            {"@type": ["Article", "NewsArticle"], "headline": "Old pier to close", "author": {"@id": "#mira"}},
        ]
    }
    script = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    assert words(opened(page(f"<article>{paragraphs()}</article>", script)), "byline") == "Mira Holt"


def test_opengraph_and_meta_serve_where_there_is_no_json() -> None:
    head = (
        '<meta property="og:title" content="Old pier to close - The Melling Post">'
        '<meta property="og:site_name" content="The Melling Post">'
        '<meta name="author" content="By Mira Holt"><meta property="article:published_time" content="2021-03-08T09:30Z">'
    )
    found = opened(page(f"<article>{paragraphs()}</article>", head))
    assert (words(found, "headline"), words(found, "byline")) == ("Old pier to close", "Mira Holt")
    assert found.article.published is not None
    assert found.article.published.value.startswith("2021-03-08")


@pytest.mark.parametrize(
    "script", ["{", '{"@type": "NewsArticle", "headline": "Old', "[1, 2, [3]", "null", "[" * 20_000, '"x"']
)
def test_broken_json_harms_nothing(script: str) -> None:
    html = page(
        f"<article><h1>Old pier to close</h1>{paragraphs()}</article>", f"<script type='application/ld+json'>{script}</script>"
    )
    assert words(opened(html), "headline") == "Old pier to close"
    assert body(html) == list(STORY)


def test_a_comma_too_many_in_json_is_forgiven() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Mira Holt",},}</script>'
    assert words(opened(page(f"<article>{paragraphs()}</article>", script)), "byline") == "Mira Holt"


def test_the_heading_that_the_page_shows_wins_over_a_headline_that_it_does_not() -> None:
    html = page(f"<article><h1>Old pier to close</h1>{paragraphs()}</article>", ld(headline="Subscribe to our paper today"))
    assert words(opened(html), "headline") == "Old pier to close"


def test_a_headline_of_another_article_on_the_page_is_not_taken() -> None:
    other = ld(headline="Cat found in chimney") + ld(headline="Old pier to close")
    assert (
        words(opened(page(f"<article><h1>Old pier to close</h1>{paragraphs()}</article>", other)), "headline")
        == "Old pier to close"
    )


def test_an_address_is_no_byline() -> None:
    head = '<meta name="author" content="https://www.facebook.com/meллingpost">'
    assert words(opened(page(f"<article>{paragraphs()}</article>", head)), "byline") is None


# --- the name of the work


@pytest.mark.parametrize(
    ("said", "address", "work"),
    [
        ("https://post.example/news/pier", "", "https://post.example/news/pier"),
        ("https://post.example/news/pier", "https://www.post.example/news/pier?ref=x", "https://post.example/news/pier"),
        ("https://post.example/news/pier", "https://m.post.example/pier", "https://post.example/news/pier"),
        ("/news/pier", "https://post.example/x", "https://post.example/news/pier"),
        ("https://other.example/news/pier", "https://post.example/news/pier", ""),
        ("https://post.example/", "", ""),
        ("javascript:alert(1)", "", ""),
        ("file:///etc/passwd", "", ""),
        ("https://[", "https://post.example/x", ""),
        ("https://post.example/a?id=7&utm_medium=x&fbclid=y", "", "https://post.example/a?id=7"),
    ],
)
def test_a_page_names_its_work_by_its_canonical_address(said: str, address: str, work: str) -> None:
    assert opened(page(f"<article>{paragraphs()}</article>", f'<link rel="canonical" href="{said}">'), address).work == work


# --- encodings


@pytest.mark.parametrize(
    ("encoding", "head", "charset"),
    [
        ("utf-8", "", ""),
        ("utf-8-sig", "", "windows-1251"),
        ("windows-1252", "", ""),
        ("windows-1252", '<meta charset="iso-8859-1">', ""),
        ("utf-16", "", ""),
        ("utf-8", '<meta charset="utf-8">', "no-such-charset"),
    ],
)
def test_quotes_survive_every_way_to_write_them(encoding: str, head: str, charset: str) -> None:
    html = page(f"<article>{paragraphs()}</article>", head).encode(encoding)
    article = opened(html, charset=charset).article
    assert SECOND in article.text


def test_a_page_in_an_alphabet_that_only_its_meta_names_is_read() -> None:
    text = "Совет гавани в понедельник решил закрыть старый причал после зимы, в которую два шторма сорвали с него доски."
    html = page(f"<article>{paragraphs((text,) * 1)}<p>{text} И ещё раз.</p></article>", '<meta charset="windows-1251">')
    assert text in opened(html.encode("windows-1251")).article.text


# --- pages without an article


def test_a_page_that_is_put_together_in_the_browser_gives_the_text_of_its_json() -> None:
    html = page("<div id=root></div>", ld(headline="Old pier to close", articleBody="\n\n".join(STORY)))
    assert body(html) == list(STORY)


@pytest.mark.parametrize(
    "inside", ["<div id=root></div><script>start()</script>", "<form><input name=user><button>Log in</button></form>"]
)
def test_a_page_without_an_article_is_refused_in_one_sentence(inside: str) -> None:
    with pytest.raises(UnreadableError, match=r"^page\.html is a web page without an article"):
        opened(page(inside))


# --- harm


def test_script_is_never_text_and_control_characters_are_gone() -> None:
    html = page(
        f"<article><h1>Old pier&#27;[2J to close</h1><p>{FIRST}<script>alert('never')</script></p>"
        f"<p>{SECOND} <a href='javascript:never()'>More</a>"
        f"&#x202e;</p>{paragraphs(STORY[2:])}<noscript>never</noscript></article>"
    )
    article = opened(html).article
    assert "never" not in article.text
    assert not set(article.text) & {"\x1b", "\u202e", "\x07"}


@pytest.mark.parametrize(
    "unit",
    ["<p>Rain fell on the pier today, officials said.</p>", "<div>Rain<br>fell<br>on it.</div>", "<li><a href=x>Rain</a></li>"],
)
def test_a_very_long_page_is_read_without_its_extractor(unit: str) -> None:
    found = opened(page(f"<article>{paragraphs()}{unit * 9_000}</article>"))
    assert FIRST in found.article.text


@pytest.mark.parametrize(
    "start", ["<meta charset=utf-8>", "<title>Old pier to close</title>", "\ufeff\n<!-- saved -->\n<script>x()</script>"]
)
def test_a_page_that_leaves_its_outer_tags_out_is_a_page(start: str) -> None:
    assert opened(f"{start}<article>{paragraphs()}</article>").article.kind == "html"
