"""Each word of the lists of sources and of discourse does in a sentence what its list says."""

from __future__ import annotations

import pytest

from briefing.model import Article, Attribution, Span
from briefing.parsing import attributions, linguistics
from briefing.parsing.attributions import sources
from briefing.parsing.terms import discourse, terms

LISTS = sources.load()
HEADLINE_OF = "{}: River is expected to rise by Monday"


def told(texts: list[str], *, headline: bool = False) -> list[tuple[Attribution, ...]]:
    whole = [Span(0, len(text)) for text in texts]
    articles = [
        Article(str(n), "text", text, () if headline else (span,), headline=span if headline else None)
        for n, (text, span) in enumerate(zip(texts, whole, strict=True))
    ]
    return [attributions.find((passage._replace(article=0),)) for passage in linguistics.passages(articles)]


PEOPLE = sorted(LISTS.people)


@pytest.mark.parametrize("half", [0, 1])
def test_each_word_for_people_is_a_source_without_a_name(half: int) -> None:
    words = PEOPLE[half::2]

    def in_news(word: str) -> str:
        return word.capitalize() if word in ("democrat", "republican") else word

    one = told([f"One local {in_news(word)} told reporters that the river was rising." for word in words])
    many = told([f"Several {in_news(word)}s told reporters that the river was rising." for word in words])
    assert [w for w, *both in zip(words, one, many, strict=True) if not any(x.anonymous for said in both for x in said)] == []


def test_each_voice_before_a_colon_in_a_headline_speaks() -> None:
    words = sorted(LISTS.voices)
    read = told([HEADLINE_OF.format(word.upper() if len(word) < 4 else word.capitalize()) for word in words], headline=True)
    assert [word for word, said in zip(words, read, strict=True) if not any(x.source for x in said)] == []


def test_no_label_before_a_colon_in_a_headline_speaks() -> None:
    words = sorted(LISTS.labels)
    read = told([HEADLINE_OF.format(word.capitalize()) for word in words], headline=True)
    assert [
        word for word, said in zip(words, read, strict=True) if any(x.source and x.source[0].start == 0 for x in said)
    ] == []


@pytest.mark.parametrize(
    ("name", "frame"),
    [("stop", "The ferry will {} the island."), ("reporting", "The owners will {} that the ferry left the island.")],
)
def test_no_such_word_says_what_a_sentence_is_about(name: str, frame: str) -> None:
    words = sorted(getattr(discourse(), name))
    lines = [frame.format(word) for word in words]
    articles = [Article(str(n), "text", line, (Span(0, len(line)),)) for n, line in enumerate(lines)]
    read = [passage.doc[:] for passage in linguistics.passages(articles)]
    assert [w for w, words_of in zip(words, read, strict=True) if any(t.token.text == w for t in terms(words_of))] == []
