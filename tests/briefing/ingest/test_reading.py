"""From bytes to an article: what every article promises, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, TooLargeError, UnreadableError
from briefing.ingest import Received, read
from briefing.limits import Limits
from briefing.model import Article, Span
from briefing.sanitise import is_clean

LINES = st.sampled_from(
    [
        "Ferry Sold to Council After Long Debate",
        "Ferry Sold to Council After Long Debate | The Harbour Post",
        "By Ann Lee, Staff Writer",
        "Ann Lee",
        "Published: April 4, 2024",
        "Updated 3:14 p.m. ET, Tuesday, March 5, 2024",
        "03/04/2024",
        "PORT CLARE (AP) — The ferry was sold on Monday, the council said.",
        "PORT CLARE —",
        "“It leaks,” said the clerk.",
        "The ferry runs twice a day,",
        "and it will run on Sundays, the new owner said on Tuesday.",
        "    Work will begin in May.",
        "Read more",
        "Related:",
        "Storm Closes Port",
        "Correction",
        "* * *",
        "<p>The tide is in.</p>",
        "<br>",
        "Dan Fox is a fellow at the Coastal Institute.",
        "",
        "",
        " \t",
        "漢字のニュース。",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join) | st.text(max_size=200)


def article(text: str, limits: Limits | None = None) -> Article:
    (found,) = read(Received(text.encode("utf-8", "surrogatepass"), "article.txt"), *([limits] if limits else []))
    return found.article


def parts(found: Article) -> list[Span]:
    dateline = found.dateline  # alone, or the beginning of the first paragraph
    alone = dateline if dateline and all(span.start != dateline.start for span in found.paragraphs) else None
    head = [span for span in (found.headline, found.deck, found.byline, alone) if span]
    return [*head, *found.paragraphs, *(part.span for part in found.set_aside)]


def test_the_sample_has_its_head_once_and_its_footer_set_aside(sample_text: str) -> None:
    found = article(sample_text)
    assert found.headline is not None
    assert found.words(found.headline) == sample_text.partition("\n")[0]
    assert found.deck is not None
    assert found.words(found.deck).startswith("Senior U.S. Official: ")
    assert [(found.words(part.span)[:14], part.reason) for part in found.set_aside] == [
        (sample_text[:14], "repeated headline"),
        ("Post a Comment", "comments"),
    ]
    assert len(found.paragraphs) == 7
    assert found.words(found.paragraphs[0]).startswith("According to a senior")


def test_plain_text_stays_what_it_is_and_its_id_is_its_digest() -> None:
    text = "Ferry sold\n\n  The ferry was sold.  \n\n\n“It leaks,” said the clerk.\n"
    found = article(text)
    assert found.text == text
    assert found.id == sha256(text.encode()).hexdigest()
    assert (found.kind, found.language, found.removed) == ("text", None, 0)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert article(f"Ferry sold{end}{end}The ferry was sold.{end}").text == "Ferry sold\n\nThe ferry was sold.\n"


def test_what_the_gate_takes_out_is_counted() -> None:
    found = article("The ferry\x1b[31m was\x00 sold.")
    assert (found.text, found.removed) == ("The ferry was sold.", 6)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_each_letter_stands_in_exactly_one_part(text: str) -> None:
    try:
        found = article(text)
    except UnreadableError:
        return
    seen = [0] * len(found.text)
    for span in parts(found):
        assert 0 <= span.start < span.end <= len(found.text)
        for at in range(*span):
            seen[at] += 1
    if found.published and found.published.span:  # stands alone, or in the byline or dateline
        inside = set(seen[slice(*found.published.span)])
        assert len(inside) == 1
        seen[slice(*found.published.span)] = [1] * (found.published.span.end - found.published.span.start)
    assert all(count == 1 for count, letter in zip(seen, found.text, strict=True) if not letter.isspace())
    assert max(seen, default=0) <= 1


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_parts_have_no_white_space_at_their_ends_and_the_text_is_clean(text: str) -> None:
    try:
        found = article(text)
    except UnreadableError:
        return
    assert is_clean(found.text)
    assert all(found.words(span) == found.words(span).strip() != "" for span in parts(found))
    assert list(found.paragraphs) == sorted(found.paragraphs)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_clear_sentence(data: bytes) -> None:
    said = "some bytes is an article"
    try:
        read(Received(data, "some bytes"))
    except BriefingError as error:
        said = str(error)
    assert said.startswith("some bytes is ")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u00a0\n\u200b".encode(), b"\xef\xbb\xbf"])
def test_what_holds_nothing_to_read_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"blank\.txt is empty"):
        read(Received(data, "blank.txt"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x1f\x8b\x08rest", "a gzip archive"),
        (bytes((i * 7919 + (i >> 3) * 31) & 255 for i in range(5_000)), "binary"),
        (bytes(1_000), "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=f"file is {kind}"):
        read(Received(data, "file"))


def test_text_with_some_nuls_is_text() -> None:
    found = read(Received(b"The ferry\x00 was sold.\x00\x00", "ferry"))[0].article
    assert found.text == "The ferry was sold."


def test_more_than_the_most_bytes_are_refused() -> None:
    with pytest.raises(TooLargeError, match=r"4\.0 MB"):
        read(Received(b"a" * (Limits().size + 1), "long.txt"))


def test_what_lies_past_the_limit_of_paragraphs_is_one_part_set_aside() -> None:
    text = "\n\n".join(f"Sentence {i} says so." for i in range(10))
    found = article(text, Limits(paragraphs=4))
    assert len(found.paragraphs) == 4
    assert [part.reason for part in found.set_aside] == ["past the limit"]
    assert found.words(found.set_aside[0].span) == text[text.index("Sentence 4") :]


def test_what_lies_past_the_limit_of_characters_is_one_part_set_aside_from_a_sentence_on() -> None:
    text = "The council voted again. " * 100
    found = article(text, Limits(characters=1_000))
    assert [part.reason for part in found.set_aside] == ["past the limit"]
    assert found.words(found.paragraphs[0]).endswith("again.")
    assert found.words(found.set_aside[0].span).startswith("The council")
    assert found.paragraphs[0].end <= 1_000


def test_a_text_of_furniture_only_is_read_as_it_stands() -> None:
    found = article("Read more\n\nAdvertisement\n")
    assert len(found.paragraphs) == 2


def test_a_single_line_is_body() -> None:
    found = article("Ferry Sold to Council After Long Debate")
    assert found.headline is None
    assert len(found.paragraphs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000 + "x" + "[" * 50_000,
        "By " + "A " * 100_000 + "!",
        "said" + " " * 200_000 + "x\n" + "a@" * 50_000,
        "1," * 100_000 + "x " + "Jan. " * 40_000,
        "<a " * 60_000 + ">" * 60_000,
        ("A" * 90 + "\n") * 3_000,
        "Related:\n" + "Ferry Sold\n" * 10_000,
        "\n" * 500_000 + "The end.",
        (" " * 150 + "\n") * 4_000 + "The end.",
        "PORT " * 40_000,
        "By opening the second bridge over the river in May, Mayor Ann Lee kept all 14 of the promises that she made.\n"
        * 1_500,
    ],
    ids=lambda text: text[:12].strip() or "blank",
)
def test_no_text_takes_long(text: str) -> None:
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from briefing.ingest import Received, read; read(Received(sys.stdin.buffer.read()))",
        ],
        input=text.encode(),
        timeout=5,
        check=False,
    )
    assert found.returncode == 0


def test_reading_plain_text_loads_no_library() -> None:
    code = "import sys; from briefing.ingest import Received, read; read(Received(b'Ferry sold.')); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"spacy", "numpy", "py3langid", "onnxruntime", "textual", "lxml"} & set(printed.split())
