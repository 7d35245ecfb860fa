"""HTML becomes the blocks that a reader sees, and what parsers choke on is refused first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import UnreadableError
from briefing.ingest.drafts import Part
from briefing.ingest.web import markup


def words(html: str) -> list[str]:
    return [part.words for part in markup.parts(html)]


def test_paragraphs_headings_items_and_quotes_stand_in_reading_order() -> None:
    html = (
        "<h2>Harbour</h2><p>The ferry <b>sails</b> at <i>noon</i>.</p><ul><li>One<li>Two</ul><blockquote>“Wait.”</blockquote>"
    )
    assert words(html) == ["Harbour", "The ferry sails at noon.", "One", "Two", "“Wait.”"]


def test_words_without_a_block_are_a_paragraph() -> None:
    assert words("Rain fell. <a href='x'>More rain</a> came.") == ["Rain fell. More rain came."]


def test_one_break_ends_a_line_and_two_end_a_paragraph() -> None:
    assert words("Roses<br>red<br/>\n<br />Violets<br>&nbsp;<br>blue") == ["Roses\nred", "Violets", "blue"]


def test_entities_are_decoded_once() -> None:
    assert words("<p>Salt &amp; pepper, &#8364;5, &amp;lt;b&amp;gt;</p>") == ["Salt & pepper, €5, &lt;b&gt;"]


def test_what_is_not_shown_is_left_out() -> None:
    html = "<style>p{}</style><p>Seen<script>x()</script> <span hidden>no</span>words</p><noscript>no</noscript>"
    assert words(html) == ["Seen words"]


def test_text_after_what_is_hidden_is_kept() -> None:
    assert words("<div><div style='display:none'>no</div>yes</div>") == ["yes"]


def test_a_caption_says_that_it_is_one() -> None:
    assert markup.parts("<figure><img><figcaption>A pier</figcaption></figure><p>Text.</p>") == (
        Part("A pier", "caption"),
        Part("Text."),
    )


def test_a_row_of_short_cells_is_one_line() -> None:
    assert words("<table><tr><th>Ward<th>Votes<tr><td>North<td>412</table>") == ["Ward | Votes", "North | 412"]


def test_columns_of_text_are_blocks() -> None:
    assert words("<table><tr><td><p>Left.</p><td><p>Right.</p></table>") == ["Left.", "Right."]


def test_script_in_a_row_is_not_text() -> None:
    assert words("<table><tr><td>North<script>x()</script><td>412</table>") == ["North", "412"]


def test_lines_of_verbatim_text_are_kept() -> None:
    assert words("<pre>one\ntwo</pre>") == ["one\ntwo"]


@pytest.mark.parametrize("html", ["", "   ", "<!-- only a comment -->", "<script>x</script>", "<"])
def test_nothing_shown_is_no_part(html: str) -> None:
    assert words(html) in ([], ["<"])


@pytest.mark.parametrize(
    "html",
    [
        "<a " + " ".join(f"a{number}=x" for number in range(20_000)) + ">x</a>",
        ("<a " + " ".join(f"a{number}" for number in range(2_000)) + ">x</a>") * 30,
        "<a " * 30_000,
        "<div>" * 1_000 + "<p>x</p>",
        "<b>x" * 1_000,
        "<p><span>" * 1_000,
        "<br>" * 200_000,
        "<title><!--</title>" + "<div>" * 1_000,
    ],
    ids=[
        "attributes",
        "attributes in many tags",
        "no end",
        "nested",
        "unclosed",
        "unclosed in paragraphs",
        "tags",
        "comment in title",
    ],
)
def test_a_page_that_parsers_choke_on_is_refused_by_its_name(html: str) -> None:
    with pytest.raises(UnreadableError, match=r"^page\.html has "):
        markup.parts(html, "page.html")


@pytest.mark.parametrize("html", ["<p>x" * 5_000, "<li>x" * 5_000, "<tr><td>x" * 5_000, "<p><b>x</b></p>" * 5_000])
def test_a_long_page_without_end_tags_is_not_nested(html: str) -> None:
    assert len(words(html)) == 5_000


def test_tags_in_scripts_and_comments_do_not_count() -> None:
    assert words("<script>" + "'<div>'" * 1_000 + "</script><!--" + "<div>" * 1_000 + "--><p>Text.</p>") == ["Text."]


def test_many_values_in_one_attribute_are_not_many_attributes() -> None:
    assert words(f"<p data-x='{'a=b ' * 20_000}'>Text.</p>") == ["Text."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b", ">", "<!--", "-->", "'", '"', "a=", "<td>", "<pre>", "&amp", "x ", "<br>", "</"]),
        max_size=40,
    )
)
def test_any_markup_gives_blocks_with_words_in_them(pieces: list[str]) -> None:
    assert all(part.words.strip() == part.words != "" for part in markup.parts("".join(pieces)))


def test_a_paragraph_that_boxes_around_its_links_have_parted_is_one() -> None:
    whole = ["The council of Melling", "said", "on Monday that the pier is closed."]
    assert words(f"<p>{whole[0]} <div><a href=x>{whole[1]}</a></div> {whole[2]}</p>") == ["\n".join(whole)]
    assert words(f"<ul><li>{whole[0]}</li><li>{whole[1]}</li><li>{whole[2]}</li></ul>") == whole


def test_where_a_block_is_bold_is_known_for_each_of_its_lines() -> None:
    root = markup.tree("<p><b>The old</b> quay<br><b>It is <i>closed</i></b><br>Nobody <strong>knows<br>why</strong></p>")
    (block,) = markup.blocks(root)
    assert [(line.words, line.bold) for line in markup.lines(block)] == [
        ("The old quay", (range(6),)),
        ("It is closed", (range(4), range(4, 10))),
        ("Nobody knows", (range(6, 11),)),
        ("why", (range(3),)),
    ]
