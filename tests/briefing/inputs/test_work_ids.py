"""What stays the same when an article is updated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.inputs.work_ids import LONGEST, works
from briefing.model import SAMPLE_WORK
from briefing.sanitise import clean_line

PAGE = "https://www.example.org/news/ferry"


def one(base: str, address: str, name: str) -> str:
    (work,) = works(base, address, [name], ["id"])
    return work


def test_an_article_that_names_no_work_has_that_of_its_input() -> None:
    assert one("/home/anne/a.txt", "", "") == "/home/anne/a.txt"
    assert one(PAGE, PAGE, "") == PAGE
    assert one("", "", "") == "id"


@pytest.mark.parametrize("base", ["/home/anne/a.html", ""])
def test_a_file_is_believed_about_the_address_that_it_names(base: str) -> None:
    assert one(base, "", "HTTPS://example.org:443/a#b") == "https://example.org/a"


@pytest.mark.parametrize(
    "name",
    [
        "https://www.example.org/2024/ferry",
        "https://example.org/2024/ferry",
        "https://m.example.org/2024/ferry",
        "https://edition.example.org/2024/ferry",
    ],
)
def test_a_page_is_believed_about_its_own_site(name: str) -> None:
    assert one(PAGE, PAGE, name) == name


@pytest.mark.parametrize(
    "name",
    ["https://other.example/news/ferry", "https://notexample.org/a", "https://example.org.other.example/a", "https://org/a"],
)
def test_a_page_is_not_believed_about_another_site(name: str) -> None:
    assert one(PAGE, PAGE, name) == f"{PAGE}#{name}"


def test_the_first_page_of_a_site_is_not_the_work_of_each_of_its_articles() -> None:
    assert one(PAGE, PAGE, "https://www.example.org/") == PAGE
    assert one("/a.html", "", "https://www.example.org") == "/a.html"
    assert one("https://example.org/", "https://example.org/", "https://example.org/") == "https://example.org/"


@pytest.mark.parametrize("name", ["mid:a.7@example.org", "<a.7@example.org>", "tag:example.org,2024:a", "urn:uuid:12"])
def test_a_name_that_is_given_once_in_the_world_stands_alone(name: str) -> None:
    assert one("/home/anne/a.eml", "", name) == one(PAGE, PAGE, name) == name


@pytest.mark.parametrize("name", ["7", "/home/anne/secret.txt", "sample:", "file:///a", "a b", "-"])
def test_any_other_name_counts_beside_its_input(name: str) -> None:
    assert one(PAGE, PAGE, name) == f"{PAGE}#{name}"
    assert one("", "", name) == "id"


@pytest.mark.parametrize("name", ["https://example.org/" + "a" * LONGEST, "a\x1b[31mb", "a\nb", "a\u202eb", " "])
def test_what_cannot_be_a_name_is_none(name: str) -> None:
    assert one("/a", "", name) == "/a"


def test_the_sample_keeps_its_own_work_and_nobody_else_has_it() -> None:
    assert one(SAMPLE_WORK, "", "https://example.org/a") == SAMPLE_WORK
    assert one("/a", "", SAMPLE_WORK) != SAMPLE_WORK


@given(
    st.sampled_from(["", "/a", PAGE, SAMPLE_WORK]),
    st.booleans(),
    st.lists(
        st.sampled_from(["", "7", "7#2", "/a", "https://example.org/a", "mid:a@b.c", SAMPLE_WORK]) | st.text(max_size=9),
        max_size=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_no_two_articles_of_an_input_have_one_work(base: str, fetched: bool, named: list[str]) -> None:
    found = works(base, PAGE if fetched else "", named, ["same"] * len(named))
    assert len(set(found)) == len(named)
    assert all(work and clean_line(work) == work for work in found)
    assert found == works(base, PAGE if fetched else "", named, ["same"] * len(named))
