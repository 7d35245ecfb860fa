"""Panels: what stands together, under which title, and which sentence leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import MAX_PANELS, Article, Panel, Span
from briefing.parsing import linguistics, panels, sentences
from briefing.parsing.panels import units
from tests.briefing.parsing.renamings import NEW, renamed

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.txt"))

FERRY = (
    "The ferry to the northern island ran aground in thick fog. Divers found a hole in the hull of the ferry. "
    "The ferry company will tow the ship to port."
)
BAKERY = (
    "A bakery in the old town won the national bread prize. Its sourdough bread is baked in a stone oven. "
    "Customers queue for the bread at five every morning."
)
COMET = (
    "Astronomers have found a comet that comes close to the sun. The comet's tail can be seen with a small telescope. "
    "The telescope of the university took the first pictures of the comet."
)


def article_of(text: str, headline: bool = False) -> Article:
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    head = spans.pop(0) if headline else None
    return Article("x", "text", text, tuple(spans), headline=head)


def made(text: str, headline: bool = False) -> tuple[Article, tuple[sentences.Line, ...], tuple[Panel, ...]]:
    article = article_of(text, headline)
    passages = tuple(linguistics.passages([article]))
    lines = sentences.split(passages)
    return article, lines, panels.build(lines, passages, (article,), ()).panels


def check(article: Article, lines: tuple[sentences.Line, ...], found: tuple[Panel, ...], most: int = MAX_PANELS) -> None:
    assert sorted(i for panel in found for i in panel.sentences) == [line.id for line in lines]
    assert len(found) <= most
    words = set(re.findall(r"\w+", article.text.lower()))
    for panel in found:
        assert panel.lead in panel.sentences
        assert list(panel.sentences) == sorted(panel.sentences)
        for span in panel.title_spans:
            assert " ".join(article.words(span.span).split()) in panel.title
        if panel.topic is None:
            assert (
                panel.title_spans == ()
                or " ".join(" ".join(article.words(x.span).split()) for x in panel.title_spans) == panel.title
            )
            assert 1 <= len(panel.title.split()) <= 5
            assert set(re.findall(r"\w+", panel.title.lower())) <= words
        assert all(tag in " ".join(article.text.split()) for tag in panel.tags)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_sentence_stands_in_exactly_one_panel(path: Path) -> None:
    article, lines, found = made(path.read_text(encoding="utf-8"), headline=True)
    check(article, lines, found)
    titles = [panel.title.lower() for panel in found]
    assert len(set(titles)) == len(titles)


WORDS = st.sampled_from(
    [
        "The",
        "ferry",
        "bread",
        "oven",
        "comet.",
        "He",
        "said",
        "it",
        "rose",
        "fell!",
        "and",
        "of",
        "“Yes,”",
        "Oslo",
        "5",
        "hull",
        "port?",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=6).map("\n\n".join))
def test_any_words_come_out_whole(text: str) -> None:
    check(*made(text))


def test_paragraphs_about_different_things_stand_apart_though_they_alternate() -> None:
    parts = [re.split(r"(?<=\.) ", text) for text in (FERRY, BAKERY, COMET)]
    text = "\n\n".join(part[i] for i in range(3) for part in parts)
    _, _, found = made(f"{text}\n\n{FERRY}\n\n{BAKERY}\n\n{COMET}")
    assert len(found) == 3
    for panel in found:
        assert len({i % 3 if i < 9 else (i - 9) // 3 for i in panel.sentences}) == 1


def test_the_title_names_what_the_panel_is_about() -> None:
    _, _, found = made(f"{FERRY}\n\n{BAKERY}\n\n{COMET}\n\n{FERRY}\n\n{COMET}\n\n{BAKERY}")
    assert [any(word in panel.title.lower() for word in ("ferry", "bread", "comet")) for panel in found] == [True] * 3


def test_a_short_article_about_one_thing_has_one_panel() -> None:
    _, _, found = made(FERRY)
    assert len(found) == 1


def test_an_article_without_sentences_has_no_panel() -> None:
    assert panels.build((), (), (), ()) == ((), ())


def test_a_single_word_makes_a_panel() -> None:
    _, _, found = made("Snow")
    assert [panel.title for panel in found] == ["Snow"]


def test_a_long_article_is_grouped_by_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MOST_UNITS", 8)
    article, lines, found = made("\n\n".join([FERRY, BAKERY, COMET, FERRY, BAKERY, COMET]))
    check(article, lines, found)
    assert all(
        {i // 3 for i in panel.sentences} <= {i // 3 for i in panel.sentences if i + 1 in panel.sentences} for panel in found
    )
    monkeypatch.setattr(units, "MOST_UNITS", 3)
    check(*made("\n\n".join([FERRY, BAKERY, COMET, FERRY, BAKERY, COMET])))


@pytest.mark.parametrize("names", NEW.values(), ids=list(NEW))
def test_the_sample_under_other_names_has_the_same_panels_under_those_names(
    names: tuple[str, ...], parse: Callable[..., object], sample_text: str
) -> None:
    briefing = parse(renamed(sample_text, names))
    summit, deal, alliance = briefing.panels  # type: ignore[attr-defined]
    assert {1, 2, 3, 4, 5, 7} <= {i + 1 for i in summit.sentences}
    assert set(range(13, 20)) <= {i + 1 for i in alliance.sentences}
    assert {8, 9, 10, 11} <= {i + 1 for i in deal.sentences}
    assert "summit" in summit.title.lower()
    assert re.search("alliance|cooperation", alliance.title.lower())
    assert {names[8], names[9]} & set(re.findall("|".join(map(re.escape, names[8:10])), deal.title)) or re.search(
        "deal|acquisition", deal.title
    )
