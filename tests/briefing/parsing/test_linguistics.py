"""Long paragraphs are analysed in parts, and nothing of them is lost or moved."""

from __future__ import annotations

from hashlib import sha256

import pytest

from briefing.model import Article, Span
from briefing.parsing import linguistics

SENTENCE = "The harbour board said on Monday that the ferry would sail again. "


def _article(text: str) -> Article:
    return Article(sha256(text.encode()).hexdigest(), "text", text, (Span(0, len(text)),))


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 200,
        SENTENCE.replace(".", " and") * 200,
        f"{SENTENCE}{'(' * 3_000} {SENTENCE}",
        "x" * 12_000,
        f"{SENTENCE}{' ' * 6_000}{SENTENCE}",
    ],
)
def test_a_long_paragraph_is_one_document_whose_text_is_the_paragraphs(text: str) -> None:
    (passage,) = linguistics.passages([_article(text)])
    assert passage.doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in passage.doc)


def test_no_part_of_a_paragraph_is_longer_than_what_is_analysed_as_one() -> None:
    for text in (SENTENCE * 500, "(" * 20_000, " " * 20_000):
        parts = linguistics._parts(text)
        assert "".join(parts) == text
        assert max(map(len, parts)) <= linguistics.LONGEST_PART


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    parts = linguistics._parts(SENTENCE * 500)
    assert all(part.startswith("The harbour") for part in parts)


def test_a_dateline_begins_a_paragraph_and_no_sentence() -> None:
    text = f"PORT CLARE —  {SENTENCE}"
    (passage,) = linguistics.passages([_article(text)._replace(dateline=Span(0, 12))])
    assert passage.span == Span(14, len(text))
    assert passage.doc.text == SENTENCE
