"""A text is Markdown beyond doubt, or it is plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.detection.formats import tell
from briefing.ingest.detection.markdown_signs import front, is_markdown

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.txt"))

MARKED = [
    "---\ntitle: Ferry sold\n---\nThe ferry was sold.",
    "+++\ndate = 2024-03-05\n+++\nThe ferry was sold.",
    "# Ferry sold\n\nIt was *sold* on Monday.",
    "# Ferry sold\n\n- It leaks.\n- It is old.",
    "# Ferry\n\nSold.\n\n## Hull\n\nLeaks.\n\n## Price\n\nHigh.",
    "The [ferry](https://a.example) was [sold](https://b.example) to [them](https://c.example).",
    "Ferry sold\n==========\n\n**Date:** Monday\n\n- It leaks.\n- It is old.",
    "## Ferry\n\nIt was sold, see [the deed](https://a.example/deed).",
    "# Ferry\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "# Ferry\n\n```\nls\n```",
    "<p align='center'><img src='x.png'></p>\n\n# Ferry\n\n[It](https://a.example) was sold.\n\n## Hull",
]

PLAIN = [
    "Ferry sold\n\nThe ferry was sold on Monday [sic], the clerk said.[1]\n\n* Price not told.",
    "Ferry sold\n\n- It leaks.\n- It is old.\n- It is slow.",
    "#ferry #quay\n\nThe ferry was sold.",
    "# 1 in the charts\n\nThe song was sung by the crew.",
    "Ferry sold\n----------\n\nThe ferry was sold on Monday.",
    "---\nThe ferry was sold.\n---\nIt leaks.",
    "---\nBy: Ann Lee\n---\nThe ferry was sold.",
    "He wrote snake_case_names and 2 * 3 * 4 and f(x)[y](z).",
    "* * *\n\nIt was *not* sold, she said.",
    "> Is it sold?\n\nIt is.\n\n> And the hull?\n\nIt leaks.",
    "[x](javascript:alert(1)) ![i](http://a.example/t.png) <script>alert(1)</script> `code` | a | b |",
    "Ferry sold\n\nThe clerk cited **one** rule (https://a.example).",
    "",
]


@pytest.mark.parametrize("text", MARKED)
def test_clear_signs_tell_markdown(text: str) -> None:
    assert is_markdown(text)
    assert tell(text.encode()) == "markdown"
    assert is_markdown(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("text", PLAIN)
def test_what_only_looks_like_a_sign_leaves_plain_text(text: str) -> None:
    assert not is_markdown(text)
    assert not text or tell(text.encode()) == "text"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_are_plain_text(path: Path) -> None:
    assert tell(path.read_bytes()) == "text"


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(ARTICLES),
    st.lists(
        st.sampled_from(["*", "* ", "- ", "#", "#tag ", "_", "[1]", "[sic] ", "> ", "`", "~", "1. ", "<b>", "| "]), max_size=3
    ),
    st.randoms(use_true_random=False),
)
def test_an_article_with_a_stray_sign_stays_plain_text(path: Path, strays: list[str], random: object) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for stray in strays:
        at = random.randrange(len(lines))  # type: ignore[attr-defined]  # hypothesis's random numbers
        lines[at] = stray + lines[at]
    assert not is_markdown("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="-+=#*>[](){}!|`~_: \nab", max_size=300))
def test_any_text_is_told(text: str) -> None:
    assert tell(("a" + text).encode()) in ("text", "markdown", "mail", "mbox")


def test_front_matter_ends_at_its_second_fence() -> None:
    assert front(["---", "title: x", "---", "a"]) == 3
    assert front(["---", "title: x", "a"]) == 0
    assert front(["---", *["a: b"] * 200, "---"]) == 0
