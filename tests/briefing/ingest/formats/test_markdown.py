"""A Markdown text is read without its markup, and every word of it stands in the head, in the body, or is set aside."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.errors import BriefingError
from briefing.ingest import Received, read
from briefing.ingest.article.assembly import compose
from briefing.ingest.text import markdown
from briefing.limits import Limits
from briefing.model import Article

USUAL = Limits()


def article(text: str, limits: Limits = USUAL) -> Article:
    (draft,) = markdown.read(Received(text.encode(), "a.md"), limits)
    return compose(draft, "a.md", limits)


def body(text: str) -> list[str]:
    found = article(text)
    return [found.words(span) for span in found.paragraphs]


def aside(found: Article) -> dict[str, str]:
    return {part.reason: found.words(part.span) for part in found.set_aside}


def headline(text: str) -> str | None:
    found = article(text)
    return found.words(found.headline) if found.headline else None


FRONT = """---
title: "Ferry: sold \\"at last\\""
author:
  - Ann Lee
  - Dan Fox
date: 2024-03-05 09:30:00 +0100
description: It leaks
canonical_url: https://harbour.example/ferry
tags: [ferry, quay]
---

The ferry was sold.
"""


def test_front_matter_tells_the_head_and_is_set_aside() -> None:
    (found,) = read(Received(FRONT.encode(), "a.md"))
    told = found.article
    assert told.kind == "markdown"
    assert told.headline
    assert told.words(told.headline) == 'Ferry: sold "at last"'
    assert told.byline
    assert told.words(told.byline) == "Ann Lee, Dan Fox"
    assert told.deck
    assert told.words(told.deck) == "It leaks"
    assert told.published
    assert told.published.value == "2024-03-05T09:30:00+01:00"
    assert found.work == "https://harbour.example/ferry"
    assert [told.words(span) for span in told.paragraphs] == ["The ferry was sold."]
    assert "tags: [ferry, quay]" in aside(told)["front matter"]


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("author: Ann Lee # the clerk", "Ann Lee"),
        ("authors: ['Ann Lee', \"Dan Fox\"]", "Ann Lee, Dan Fox"),
        ("author:\n  name: Ann Lee\n  email: a@b.example", "Ann Lee"),
    ],
)
def test_authors_are_read_in_each_of_their_forms(lines: str, byline: str) -> None:
    found = article(f"---\ntitle: Ferry sold\n{lines}\n---\nThe ferry was sold.\n")
    assert found.byline
    assert found.words(found.byline).startswith(byline)


def test_toml_front_matter_is_read() -> None:
    found = article("+++\ntitle = 'Ferry sold'\ndate = 2024-03-05\n+++\n\nThe ferry was sold.")
    assert found.headline
    assert found.words(found.headline) == "Ferry sold"
    assert found.published
    assert found.published.value == "2024-03-05"


def test_the_first_heading_is_the_headline() -> None:
    text = "# Ferry *sold*\n\nIt was sold.\n\n## Hull\n\nIt leaks."
    assert headline(text) == "Ferry sold"
    assert body(text) == ["It was sold.", "Hull", "It leaks."]
    assert headline("Ferry sold\n=====\n\nIt was sold.") == "Ferry sold"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("It **was** *sold* to ~~nobody~~ `them`.", "It was sold to nobody them."),
        ("It was [sold](https://a.example 'x') to [them][1].\n\n[1]: https://b.example", "It was sold to them."),
        ("It was sold [sic] to 2 * 3 snake_case_names.", "It was sold [sic] to 2 * 3 snake_case_names."),
        ("It was \\*sold\\* &amp; left.", "It was *sold* & left."),
        ("It was<br>sold <b>today</b>.", "It was\nsold today."),
        ("Run it with <file> or <a@b.example>.", "Run it with <file> or a@b.example."),
        ("It was\nsold.", "It was\nsold."),
    ],
)
def test_marks_in_a_line_are_taken_out(marked: str, words: str) -> None:
    assert body(f"# Ferry\n\n{marked}") == [words]


def test_lists_quotes_and_rows_are_paragraphs() -> None:
    text = (
        "# Ferry\n\n- Ann said so.\n  - Dan too.\n\n> It leaks, they wrote.\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n1. Last."
    )
    assert body(text) == ["Ann said so.", "Dan too.", "It leaks, they wrote.", "a | b", "1 | 2", "Last."]


def test_code_pictures_and_footnotes_are_set_aside() -> None:
    text = "# Ferry\n\nIt was sold[^1].\n\n![The quay](q.png)\n\n```sh\nls\n```\n\n[^1]: On Monday.\n    At noon.\n\nIt left."
    found = article(text)
    assert body(text) == ["It was sold.", "It left."]
    assert aside(found) == {"caption": "The quay", "code": "ls", "footnote": "On Monday.\nAt noon."}


def test_html_is_read_without_its_tags() -> None:
    text = (
        "# Ferry\n\n<div class='x'>\nIt was <b>sold</b>.\n</div>\n\n<!-- not this -->\n\n<script>alert(1)</script>\n\nIt left."
    )
    assert body(text) == ["It was sold.", "It left."]


def test_what_is_past_the_limit_is_set_aside_as_it_stands() -> None:
    found = article("# Ferry\n\n" + "It **left**.\n\n" * 300, Limits(characters=200))
    assert aside(found)["past the limit"].endswith("It **left**.")
    assert all(found.words(span) == "It left." for span in found.paragraphs)


def test_brackets_without_end_are_left_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(MarkdownIt, "disable", lambda _, rules: tried.extend(rules))
    article("# Ferry\n\nIt was [sold](https://a.example).\n\n" * 100)
    assert not tried
    article("# Ferry\n\n" + "![" * 1_500)
    assert {"link", "image"} <= set(tried)


PIECES = st.sampled_from(
    [
        *(
            "# Ferry\n",
            "Ferry\n===\n",
            "---\n",
            "title: x\n",
            "+++\n",
            "- a\n",
            "  - b\n",
            "> c\n",
            "\n",
            "```\n",
            "~~~\n",
            "    code\n",
        ),
        *(
            "**bold**",
            "*it",
            "_x_",
            "[a](http://b.example)",
            "![p](q)",
            "[^1]",
            "[^1]: note\n",
            "[r]: http://b.example\n",
            "<b>",
            "<x y>",
        ),
        *(
            "<!-- ",
            "-->",
            "<script>",
            "|a|b|\n|-|-|\n|c|d|\n",
            "&amp;",
            "\\",
            "`c`",
            "Words here.\n",
            "\t",
            "\x1b[31m",
            "\u202e",
            "[[",
            "]](",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_any_markdown_gives_an_article_or_a_sentence(text: str) -> None:
    try:
        (draft,) = markdown.read(Received(text.encode("utf-8", "surrogatepass"), "a.md"), USUAL)
        compose(draft, "a.md", USUAL)
    except BriefingError as error:
        assert str(error).endswith(".")  # noqa: PT017 - most texts raise nothing


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["ferry", "[sic]", "*", "#", "2*3", "<3", ">", "~", "(x)", "said.", "[", "]", "`", "!"]), max_size=20
    )
)
def test_no_letter_of_a_paragraph_is_lost(words: list[str]) -> None:
    text = "Then " + " ".join(words)
    (draft,) = markdown.read(Received(f"# Ferry\n\n{text}".encode(), "a.md"), USUAL)
    assert re.findall(r"\w", " ".join(part.words for part in draft.body)) == re.findall(r"\w", text)
