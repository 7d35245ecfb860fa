"""A briefing in each format shows the same things, with the article's words escaped for it."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt  # Rich brings it

from briefing.codec import decode_briefing
from briefing.headings import above, bare
from briefing.model import (
    PAST_THE_LIMIT,
    SCHEMA,
    Actor,
    Article,
    Attribution,
    Block,
    Briefing,
    Panel,
    Place,
    Published,
    Sentence,
    SetAside,
    Signal,
    Span,
)
from briefing.rendering import FORMATS, renderer

HEADLINE = "Harbour [to] *open* <b>soon</b>"
FIRST = "The harbour would open if the `weather` holds, a city official said."
SECOND = "He added: # it depends_on_wind & <script>alert(1)</script>."
ASIDE = "Follow us | [here](javascript:alert(1))"


@pytest.fixture(name="briefing")
def a_briefing_with_markup_in_it() -> Briefing:
    text = "\n\n".join((HEADLINE, "1 May 2026", f"{FIRST}\n{SECOND}", ASIDE))

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    article = Article(
        id="0" * 64,
        kind="text",
        text=text,
        paragraphs=(Span(span(FIRST).start, span(SECOND).end),),
        headline=span(HEADLINE),
        published=Published("2026-05-01", span("1 May 2026")),
        set_aside=(SetAside(span(ASIDE), "follow us"),),
    )
    return Briefing(
        parser="p",
        articles=(article,),
        sentences=(
            Sentence(0, 0, span(FIRST), 0, (Signal("condition", span("if the `weather` holds")),), (0,), (0,)),
            Sentence(1, 0, span(SECOND), 0, (), (1,)),
        ),
        attributions=(
            Attribution(
                0,
                0,
                (span("a city official"),),
                (span("said"),),
                (span("The harbour would open"),),
                anonymous=True,
                speaker=0,
                speaker_by="description",
            ),
            Attribution(1, 0, (span("He"),), (span("added"),), (span("it depends_on_wind"),), speaker=0, speaker_by="pronoun"),
        ),
        actors=(Actor(0, "city official", "unnamed", mentions=(Place(0, span("a city official")),)),),
        panels=(Panel("harbour", (Place(0, span("harbour")),), ("weather",), 0, (0, 1)),),
    )


def test_every_format_shows_each_sentence_once(briefing: Briefing) -> None:
    text = renderer("text")(briefing)
    assert text.count(FIRST) == 1
    assert text.count(SECOND) == 1
    for form in FORMATS:
        shown = renderer(form)(briefing)
        assert shown.count("holds") == 1
        assert shown.endswith("\n")


@pytest.fixture(name="headed")
def a_briefing_with_headings() -> Briefing:
    text = "The quay\n\nIt is old.\n\n<i>Too</i> shallow\n\nThe ships are new."
    spans = (Span(0, 8), Span(10, 20), Span(22, 40), Span(42, 60))
    article = Article("0" * 64, "text", text, spans, blocks=(Block("heading", 2), Block(), Block("heading"), Block()))
    lines = (Sentence(0, 0, spans[1], 1), Sentence(1, 0, spans[3], 3))
    return Briefing(articles=(article,), sentences=lines, panels=(Panel("the quay", lead=0, sentences=(0, 1)),))


def test_headings_stand_in_their_places_but_for_one_that_is_the_title_already(headed: Briefing) -> None:
    assert above(headed) == {1: ("<i>Too</i> shallow",)}
    assert renderer("text")(headed).splitlines()[-3:] == [
        "   It is old.",
        "   == <i>Too</i> shallow ==",
        "   The ships are new.",
    ]
    assert "<h3>&lt;i&gt;Too&lt;/i&gt; shallow</h3>" in MarkdownIt("commonmark").render(renderer("markdown")(headed))
    assert "<h3>&lt;i&gt;Too&lt;/i&gt; shallow</h3>" in renderer("html")(headed)


def test_two_headings_above_one_sentence_both_stand_there(headed: Briefing) -> None:
    article = headed.articles[0]._replace(blocks=(Block(), Block("heading", 2), Block("heading", 3), Block()))
    lines = (headed.sentences[0]._replace(paragraph=0), headed.sentences[1])
    assert above(headed._replace(articles=(article,), sentences=lines)) == {1: ("It is old.", "<i>Too</i> shallow")}


@pytest.mark.parametrize("shown", ["**The quay**", "== The quay ==", "# The quay", "The quay:", "The quay —", "__The quay__"])
def test_a_heading_is_shown_without_its_marks(shown: str) -> None:
    article = Article("0" * 64, "text", shown, (Span(0, len(shown)),), blocks=(Block("heading"),))
    assert article.words(bare(article, 0)) == "The quay"


def test_text_tells_speakers_and_signals_apart_from_the_quoted_words(briefing: Briefing) -> None:
    lines = renderer("text")(briefing).splitlines()
    assert lines[lines.index(f"   {FIRST}") + 1] == "      [city official, unnamed · condition]"
    assert lines[lines.index(f"   {SECOND}") + 1] == "      [he → city official, unnamed]"


def test_what_is_set_aside_is_listed_with_its_reason(briefing: Briefing) -> None:
    for form in ("text", "markdown", "html"):
        assert "follow us" in renderer(form)(briefing)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_shows_markup_of_the_article_as_text_and_runs_no_script(briefing: Briefing) -> None:
    page = renderer("html")(briefing)
    parser = _Tags()
    parser.feed(page)
    assert parser.tags.isdisjoint({"script", "b", "a", "img", "iframe", "link"})
    assert "default-src 'none'" in page
    assert SECOND in "".join(parser.words)


def test_markdown_escapes_what_markdown_would_read(briefing: Briefing) -> None:
    page = MarkdownIt("commonmark").render(renderer("markdown")(briefing))
    parser = _Tags()
    parser.feed(page)
    assert parser.tags <= {"h1", "h2", "p", "em", "blockquote", "ul", "li"}
    words = "".join(parser.words)
    for verbatim in (HEADLINE, FIRST, SECOND, ASIDE):
        assert verbatim in words


def test_json_is_one_object_on_one_line_that_decodes_to_the_briefing(briefing: Briefing) -> None:
    line = renderer("json")(briefing)
    assert line.count("\n") == 1
    assert json.loads(line)["schema"] == SCHEMA
    assert decode_briefing(line) == briefing


def test_an_article_that_could_not_be_parsed_says_why(briefing: Briefing) -> None:
    whole = briefing._replace(parsed=False, why="The article is not in English.", attributions=(), actors=(), sentences=())
    whole = whole._replace(panels=())
    for form in ("text", "markdown", "html"):
        assert "not in English" in renderer(form)(whole)


@pytest.mark.parametrize("dash", [" — ", " -- ", " – ", " - "])
def test_the_dash_between_dateline_and_body_is_not_part_of_the_head(briefing: Briefing, dash: str) -> None:
    text = f"SAINT-MALO (Coast Desk){dash}{FIRST}"
    start = len(text) - len(FIRST)
    article = Article("1" * 64, "text", text, (Span(start, len(text)),), dateline=Span(0, start), origin="a.txt")
    shown = renderer("text")(Briefing(parser="p", articles=(article,)))
    assert shown.splitlines()[1] == "SAINT-MALO (Coast Desk)"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_status_and_the_words_that_a_page_left_out_are_said(briefing: Briefing, form: str) -> None:
    (article,) = briefing.articles
    made = briefing._replace(articles=(article._replace(status="embargoed until noon", left_out=340, set_aside=()),))
    shown = renderer(form)(made)
    assert "embargoed until noon" in shown
    assert "340 words of the page left out" in shown
    assert "Set aside" not in shown


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "json"])
def test_an_article_whose_rest_is_past_the_limit_says_so(format_: str, briefing: Briefing) -> None:
    (article,) = briefing.articles
    long = article._replace(set_aside=tuple(part._replace(reason=PAST_THE_LIMIT) for part in article.set_aside))
    said = "longer than is parsed"
    assert said in "".join(renderer(format_)(briefing._replace(articles=(long,))))
    assert said not in "".join(renderer(format_)(briefing))


def test_what_tells_the_news_stands_above_the_panels_where_it_is_shorter_than_they_are(briefing: Briefing) -> None:
    sentences = tuple(briefing.sentences[0]._replace(id=number, attributions=()) for number in range(6))
    long = briefing._replace(
        sentences=sentences, attributions=(), gist=(0, 3), panels=(Panel("It", sentences=tuple(range(6))),)
    )
    for form in ("text", "markdown", "html"):
        shown = renderer(form)(long).lower()
        assert shown.index("in brief") < shown.index("6 sentences")
        assert "in brief" not in renderer(form)(long._replace(gist=(0, 3, 5))).lower()


def test_the_part_of_a_panel_stands_with_its_counts(briefing: Briefing) -> None:
    panel = briefing.panels[0]._replace(part="background")
    for form in ("text", "markdown", "html"):
        assert "background · " in renderer(form)(briefing._replace(panels=(panel,)))
