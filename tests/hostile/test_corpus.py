"""Whatever text wants to do: no reader lets it in, and no export lets it out."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt  # Rich brings it

from briefing.codec import decode_briefing
from briefing.errors import BriefingError, DamagedError, NotFoundError
from briefing.headings import above
from briefing.ingest import Received, read
from briefing.model import Article, Briefing
from briefing.rendering import FORMATS, renderer
from briefing.rendering.outline import Review
from briefing.sanitise import clean, clean_line, is_clean
from briefing.unparsed import unparsed
from tests.hostile.corpus import MARKUP, NAMES, SEQUENCES, files, texts
from tests.hostile.wire import forbidden

FILES = files()


@cache
def articles(name: str) -> tuple[Article, ...]:
    """The articles that a file gives; none if it is refused."""
    try:
        return tuple(one.article for one in read(Received(FILES[name], f"\x1b]0;PWNED\x07{name}")))
    except BriefingError:
        return ()


def strings(value: object) -> list[str]:
    """Every string in a tree of tuples."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, tuple):
            waiting.extend(one)
    return found


def briefing(name: str) -> Briefing:
    given = f"\x1b]0;PWNED\x07{name}"
    return unparsed([one._replace(origin=clean_line(given)) for one in articles(name)], "It is not parsed.", version="v")


@pytest.mark.parametrize("name", SEQUENCES)
def test_what_commands_hides_or_reorders_does_not_pass_the_gate(name: str) -> None:
    safe = clean(f"Ferry {SEQUENCES[name]} sold.").text
    assert forbidden(safe.encode("utf-8"), screen=False) == []
    assert clean(safe) == (safe, 0)
    assert safe.startswith("Ferry ")
    assert safe.endswith(" sold.")


@pytest.mark.parametrize("name", MARKUP)
def test_what_looks_like_markup_passes_the_gate_unchanged(name: str) -> None:
    assert clean(MARKUP[name].replace("\x1b", "")).text == MARKUP[name]


@pytest.mark.parametrize("name", FILES)
def test_no_format_lets_in_what_the_gate_keeps_out(name: str) -> None:
    for article in articles(name):
        assert all(is_clean(one) for one in strings(article))
        assert not any("PWNED" in one and "\x1b" in one for one in strings(article))


@pytest.mark.parametrize("name", [name for name in FILES if not articles(name)])
def test_what_is_refused_is_refused_in_a_sentence_that_is_safe(name: str) -> None:
    with pytest.raises(BriefingError) as refused:
        read(Received(FILES[name], f"\x1b]0;PWNED\x07{name}"))
    assert is_clean(str(refused.value))
    assert "\n" not in str(refused.value)
    assert "PWNED" not in str(refused.value)


@pytest.mark.parametrize("name", texts())
def test_text_is_read_around_what_wants_to_do_harm(name: str) -> None:
    (article,) = articles(name)
    assert name == "all of them" or "ferry" in article.text.lower()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", [name for name in FILES if articles(name)])
def test_no_export_lets_out_what_commands_a_terminal(name: str, form: str) -> None:
    shown = renderer(form)(briefing(name))
    assert forbidden(shown.encode("utf-8"), screen=False) == []


class _Seen(HTMLParser):
    """Elements and attributes of a page, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("name", [name for name in FILES if articles(name)])
def test_html_makes_no_element_of_the_articles_words(name: str) -> None:
    kept = briefing(name)
    page = renderer("html")(kept)
    seen = _Seen(page)
    structure = {"html", "head", "meta", "title", "style", "body", "h1", "p", "details", "summary", "span", "blockquote"}
    assert seen.tags <= structure | ({"h3"} if above(kept) else set())
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "open"}
    assert page.index("Content-Security-Policy") < page.index("<title>")
    assert "default-src 'none'" in page


@pytest.mark.parametrize("name", [name for name in FILES if articles(name)][:20])
def test_an_exported_page_leads_only_within_itself(name: str) -> None:
    kept = briefing(name)
    notes = {sentence.id: '<b onclick="x">note</b>' for sentence in kept.sentences}
    page = renderer("html")(kept, Review(notes=notes, original=True))
    seen = _Seen(page)
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "open", "id", "href"}
    assert set(re.findall(r'href="(.)', page)) <= {"#"}
    for place in re.findall(r'href="#([^"]*)"', page):
        assert f'id="{place}"' in page
    assert "<b onclick" not in page


@pytest.mark.parametrize("rules", ["commonmark", "gfm-like", "js-default"])
@pytest.mark.parametrize("name", [name for name in FILES if articles(name)])
def test_markdown_makes_nothing_of_the_articles_words(name: str, rules: str) -> None:
    kept = briefing(name)
    reader = MarkdownIt(rules, {"html": True, "linkify": False, "typographer": False})
    seen = _Seen(reader.render(renderer("markdown")(kept)))
    structure = {"h1", "h2", "p", "em", "strong", "blockquote", "ul", "li"}
    assert seen.tags <= structure | ({"h3"} if above(kept) else set())
    assert not seen.attributes
    shown = " ".join(seen.words.split())
    for sentence in kept.sentences:
        assert " ".join(kept.words(sentence).split()) in shown


@pytest.mark.parametrize("name", [name for name in FILES if articles(name)])
def test_json_is_one_line_that_says_the_same(name: str) -> None:
    kept = briefing(name)
    line = renderer("json")(kept)
    assert line.count("\n") == 1
    assert all(letter >= " " for letter in line[:-1])
    assert json.loads(line)["articles"][0]["text"] == kept.articles[0].text
    assert decode_briefing(line) == kept


@pytest.mark.parametrize("harm", [harm for name, harm in SEQUENCES.items() if name != "stacked"])
def test_json_that_carries_what_the_gate_keeps_out_is_refused(harm: str) -> None:
    record = json.loads(renderer("json")(briefing("ordinary")))
    record["panels"][0]["title"] = harm
    with pytest.raises(DamagedError):
        decode_briefing(json.dumps(record))


@pytest.mark.parametrize("name", NAMES)
def test_an_error_says_a_hostile_name_safely(name: str) -> None:
    said = str(NotFoundError(f"{name} is not there."))
    assert forbidden(said.encode("utf-8"), screen=False) == []
    assert "\n" not in said
