"""Headings come out as what they are, whatever tells them, and lines that only look like them stay in the body."""

from __future__ import annotations

import json

import pytest

from briefing.ingest import Received, read
from briefing.ingest.article.headings import WITHOUT_TEXT
from briefing.model import Article

P = (
    "The harbour board met on Monday in the old customs house, where the heating has been broken since the autumn.",
    "Its chairman read a letter from the shipping line, which wants to leave the quay before the end of the year.",
    "Two hundred people work on the quay, and most of them live in the terraces behind the fish market.",
    "The line says that the water is too shallow for its new ships, and that dredging would take three winters.",
    "The town has asked the government for money to dredge the channel, and has been told to ask again in spring.",
    "A petition against the move has been signed by four thousand people, among them the mayor and her predecessor.",
)
HEAD = "Shipping line to leave the quay"


def opened(text: str, name: str = "a.txt") -> Article:
    return read(Received(text.encode(), name))[0].article


def headings(article: Article) -> list[str]:
    assert len(article.blocks) == len(article.paragraphs)
    return [article.words(span) for i, span in enumerate(article.paragraphs) if article.is_heading(i)]


def plain(*parts: str) -> list[str]:
    return headings(opened("\n\n".join((HEAD, *parts))))


def page(*parts: str) -> Article:
    return opened(
        f"<html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1>{''.join(parts)}</article></body></html>"
    )


def p(*numbers: int) -> str:
    return "".join(f"<p>{P[number]}</p>" for number in numbers)


# --- plain text


def test_short_lines_between_paragraphs_are_headings() -> None:
    assert plain(P[0], "A letter from the line", P[1], P[2], "Too shallow", P[3], P[4]) == [
        "A letter from the line",
        "Too shallow",
    ]


def test_a_heading_without_a_blank_line_around_it_is_one() -> None:
    assert headings(opened("\n".join((HEAD, P[0], "The letter", P[1], P[2], "Too shallow", P[3])))) == [
        "The letter",
        "Too shallow",
    ]


def test_one_short_line_alone_is_a_heading_between_paragraphs() -> None:
    assert plain(P[0], P[1], "Too shallow", P[2], P[3]) == ["Too shallow"]


def test_a_heading_above_the_first_paragraph_is_not_the_deck() -> None:
    found = opened("\n\n".join((HEAD, "By Ann Lee", "What happened", P[0], P[1], "What comes next", P[2], P[3])))
    assert found.deck is None
    assert headings(found) == ["What happened", "What comes next"]


def test_a_deck_stays_one() -> None:
    found = opened(
        "\n\n".join((HEAD, "Two hundred jobs on the quay are in doubt, the board is told", P[0], P[1], "Too shallow", P[2]))
    )
    assert found.deck is not None
    assert headings(found) == []


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ann Lee",
        "Ann Lee",
        "By Ann Lee",
        "Ann Lee, Harbour Correspondent",
        "Read more about the quay",
        "Related: The channel that silted up",
        "Watch the meeting",
        "The quay, pictured in June",
        "Story continues below",
        "www.harbour.example/quay",
        "desk@harbour.example",
        "Quay | Town | Sport",
        "Rovers 2-1 United",
        "April 4, 2024",
        "LONDON (AP)",
        "“The water is too shallow for us,” the letter said",
        "and nobody knew where the money had gone",
        "Nobody laughed.",
        "Nobody laughed!",
        "The chairman said,",
        "A crane that was built in 1931 stands unused beside the closed fish market",
    ],
)
def test_other_short_lines_are_none(line: str) -> None:
    assert plain(P[0], P[1], line, P[2], P[3]) == []
    assert line not in plain(P[0], "Too shallow", P[1], line, P[2], "The letter", P[3], P[4])


def test_lines_that_are_said_more_than_once_are_none() -> None:
    assert plain(P[0], "Harbour desk", P[1], "Harbour desk", P[2], P[3]) == []


def test_lines_of_a_list_are_none() -> None:
    assert plain(P[0], "Three cranes", "Two sheds", "One tug", P[1], P[2]) == []
    assert plain(P[0], "• Three cranes", "• Two sheds", P[1], P[2]) == []


def test_a_caption_beside_its_credit_is_none() -> None:
    assert plain(P[0], "The old quay", "Photo: Ann Lee/Harbour News", P[1], P[2]) == []


def test_items_of_a_list_are_told() -> None:
    found = opened("\n\n".join((HEAD, P[0], "• Three cranes are sold.", "• Two sheds are let.", P[1])))
    assert [block.kind for block in found.blocks] == ["paragraph", "item", "item", "paragraph"]


def test_lines_in_capitals_are_headings() -> None:
    assert plain(P[0], "THE LETTER", P[1], P[2], "TOO SHALLOW FOR SHIPS:", P[3]) == ["THE LETTER", "TOO SHALLOW FOR SHIPS:"]


def test_in_a_text_all_in_capitals_none_is_told_by_them() -> None:
    assert plain(P[0].upper(), "AND SO ON AND ON AND ON IT GOES", P[1].upper(), P[2].upper()) == []


def test_marked_and_underlined_lines_are_headings() -> None:
    assert plain(P[0], "**The letter**", P[1], "== Too shallow ==", P[2], "What now\n--------", P[3]) == [
        "**The letter**",
        "== Too shallow ==",
        "What now",
    ]


def test_numbered_titles_are_headings_where_they_count_on() -> None:
    assert plain(P[0], "1. The letter", P[1], "2. The water in the channel by the old quay", P[2], P[3]) == [
        "1. The letter",
        "2. The water in the channel by the old quay",
    ]
    assert plain("Part one", P[0], P[1], "Part two: The water", P[2]) == ["Part one", "Part two: The water"]
    assert plain("I. The letter", P[0], P[1], "II. The water", P[2]) == ["I. The letter", "II. The water"]


def test_numbered_sentences_are_none() -> None:
    assert plain(P[0], "1. The line leaves the quay.", P[1], "2. The town pays for it.", P[2]) == []


def test_questions_are_headings_where_a_page_answers_them() -> None:
    asked = ["Why is the line leaving?", "Who pays for the channel?", "What happens next?"]
    assert plain(asked[0], P[0], P[1], asked[1], P[2], asked[2], P[3]) == asked


def test_questions_of_an_interview_belong_to_their_answers() -> None:
    answers = (
        "I have worked on the quay since I was sixteen, and so did my father, who drove the first of the cranes there.",
        "I tell them to stay. My son has gone to the city, and he pays in rent what I have for food and heating together.",
        "They can dredge it in one winter if they want to, as I have said to the board more often than I can count.",
    )
    asked = ("When did you begin on the quay?", "What do you tell the young?", "Can the channel be dredged?")
    told = [part for pair in zip(asked, answers, strict=True) for part in pair]
    assert plain(P[0], *told) == []
    assert headings(page(p(0), *(f"<p><b>{part}</b></p>" if part in asked else f"<p>{part}</p>" for part in told))) == []


def test_an_interview_may_have_its_answers_in_quotation_marks() -> None:
    told = [
        "When did you begin on the quay, and who was it that first took you there in those days of the old cranes?",
        "“I began when I was sixteen, and my father before me, who drove the first of the cranes that stood there.”",
        "Can the channel be dredged?",
        "“They can dredge it in one winter if they want to,” she said. “I have said so to the board for years.”",
    ]
    assert plain(P[0], *told) == []


def test_heads_that_run_into_their_paragraphs_are_parted_from_them_where_several_do() -> None:
    found = opened("\n\n".join((HEAD, f"QUAY: {P[0]}", f"FISH MARKET: {P[1]}", f"POLICE: {P[2]}")))
    assert headings(found) == ["QUAY:", "FISH MARKET:", "POLICE:"]
    assert [found.words(span) for i, span in enumerate(found.paragraphs) if not found.is_heading(i)] == list(P[:3])
    assert plain(
        "Around the coast, in brief, as told by our correspondents in the ports on the day.",
        f"Marrow — {P[0]}",
        f"Tarn — {P[1]}",
        f"Old Clare — {P[2]}",
    ) == [
        "Marrow —",
        "Tarn —",
        "Old Clare —",
    ]


def test_speakers_and_single_datelines_are_no_heads() -> None:
    assert plain(P[0], f"POLICE: {P[1]}", P[2]) == []
    assert plain(f"LEE: {P[0]}", f"OSEI: {P[1]}", f"LEE: {P[2]}", f"OSEI: {P[3]}") == []
    assert plain(f"ANN LEE: {P[0]}", f"OSEI: {P[1]}", f"LEE: {P[2]}", f"BRINK: {P[3]}") == []
    said = "I was on the quay when the letter came, and I could not believe that they meant the whole of the line."
    assert plain(*(f"{who}: {said}" for who in ("ANN LEE", "RING ARIS", "ADA BRINK"))) == []


def test_a_text_of_nothing_but_headings_is_read_as_it_stands() -> None:
    found = opened("# One title\n\n## Another title\n\n### And a third\n\n- \n", "a.md")
    assert all(block.kind != "heading" for block in found.blocks)


def test_who_speaks_in_an_interview_is_no_heading() -> None:
    said = ("I tell them to stay, and my son has gone to the city all the same.", "We have asked for the money since spring.")
    assert plain(P[0], "ANN LEE:", said[0], "RING ARIS:", said[1], P[1], P[2]) == []
    assert plain(P[0], "THE QUAY:", P[1], "THE TOWN:", P[2]) == ["THE QUAY:", "THE TOWN:"]


def test_questions_that_are_put_to_the_reader_are_none() -> None:
    assert plain(P[0], "Who would have thought it?", P[1], P[2], "Come again?", P[3]) == []
    assert plain(P[0], "What Went Wrong?", P[1], P[2], "Too Shallow", P[3]) == ["What Went Wrong?", "Too Shallow"]


def test_a_cry_in_quotation_marks_is_none() -> None:
    assert plain(P[0], "“Nooo!”", P[1], "“We lost.”", P[2], "'It is over.'", P[3]) == []
    assert plain(P[0], "'Too late'", P[1], "“Nobody knew”", P[2]) == ["'Too late'", "“Nobody knew”"]


def test_names_head_profiles() -> None:
    names = ["Ann Lee", "Ring Aris", "Ada Brink"]
    assert plain(P[0], names[0], P[1], names[1], P[2], names[2], P[3]) == names


# --- pages


def test_headings_of_a_page_have_their_level() -> None:
    found = page(p(0), "<h2>The letter</h2>", p(1), "<h3>Too shallow</h3>", p(2), "<h2>What happens next?</h2>", p(3))
    assert [(block.kind, block.level) for block in found.blocks] == [
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_the_first_heading_of_a_page_is_not_its_deck_where_others_follow() -> None:
    found = page("<h2>The letter</h2>", p(0, 1), "<h2>Too shallow</h2>", p(2, 3))
    assert (found.deck, headings(found)) == (None, ["The letter", "Too shallow"])
    found = page("<h2>Two hundred jobs are in doubt after a letter to the board</h2>", p(0, 1), "<h2>Too shallow</h2>", p(2, 3))
    assert (found.deck is not None, headings(found)) == (True, ["Too shallow"])


def test_what_a_page_only_sets_in_large_letters_is_text() -> None:
    said = "“We cannot wait for the dredgers any longer”"
    found = page(
        p(0),
        f"<h2>{said}</h2>",
        p(1),
        f"<h3>{P[5]}</h3>",
        p(2),
        "<h2>The line was asked to stay until the summer at the least.</h2>",
        p(3),
    )
    assert headings(found) == []


def test_a_heading_that_the_text_says_again_is_no_pull_quote() -> None:
    assert headings(
        page(
            p(0),
            "<h2>The quay that silted up for a hundred years</h2>",
            p(1),
            f"<p>{P[2]} The quay that silted up for a hundred years is theirs.</p>",
            p(3),
        )
    ) == ["The quay that silted up for a hundred years"]


def test_questions_that_are_put_to_a_group_are_an_interview() -> None:
    told = [
        "<h3>When did you begin on the quay?</h3>",
        "<p>Our firm has worked on the quay since it was built, and we have kept the first of the cranes in repair.</p>",
        "<h3>What do you tell the young?</h3>",
        "<p>We tell them to stay. The town needs its dockers, and nobody else will train them for what comes after.</p>",
    ]
    assert headings(page(p(0), *told)) == []
    assert headings(page(p(0), "<h3>Q: Who pays for the quay</h3>", p(1), "<h3>Q: Who owns it</h3>", p(2))) == []


def test_headings_of_a_page_whose_text_stands_in_its_json_are_told() -> None:
    text = "\n".join((P[0], P[1], "The letter", P[2], P[3], P[4]))
    told = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEAD, "articleBody": text})
    head = f'<head><title>{HEAD}</title><script type="application/ld+json">{told}</script></head>'
    assert headings(opened(f"<html>{head}<body><h1>{HEAD}</h1>{p(0)}<h2>The letter</h2></body></html>")) == ["The letter"]


def test_bold_lines_of_a_page_are_headings() -> None:
    found = page(
        p(0), "<p><strong>The letter</strong></p>", p(1), "<p> <b>Too </b><strong>shallow</strong><br>" + P[2] + "</p>", p(3)
    )
    assert headings(found) == ["The letter", "Too shallow"]
    assert {block.level for block in found.blocks} == {0}


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>The line leaves.</strong></p>",
        f"<p><strong>{P[4]}</strong></p>",
        "<p><strong>Ann Lee</strong> wrote it</p>",
        "<p><strong>Three cranes</strong></p><p><strong>Two sheds</strong></p>",
        "<p><strong>By Ann Lee</strong></p>",
        "<h5>Photo: Ann Lee</h5>",
    ],
)
def test_other_bold_lines_are_none(line: str) -> None:
    assert headings(page(p(0, 1), line, p(2, 3))) == []


def test_a_heading_that_leads_to_nothing_goes_with_what_it_leads_to() -> None:
    found = page(
        p(0, 1, 2),
        "<h2>Around the town</h2>",
        "<ul><li><a href='/a'>Mayor to run</a></li><li><a href='/b'>Fish dear</a></li></ul>",
    )
    assert headings(found) == []
    assert found.words(found.paragraphs[-1]) == P[2]
    found = page(p(0, 1, 2), "<h2>Around the town</h2>")
    assert WITHOUT_TEXT in {part.reason for part in found.set_aside} or found.left_out


def test_items_of_a_page_are_told_with_their_depth() -> None:
    found = page(p(0), f"<ul><li>{P[1]}<ul><li>{P[2]}</li></ul></li></ul>", p(3))
    assert [(block.kind, block.level) for block in found.blocks][1:3] == [("item", 1), ("item", 2)]


# --- Markdown, Word, wires


def test_headings_of_markdown() -> None:
    found = opened(
        f"# {HEAD}\n\n{P[0]}\n\n## The letter\n\n{P[1]}\n\nToo shallow\n-----------\n\n{P[2]}\n\n**What now**\n\n{P[3]}\n",
        "a.md",
    )
    assert [
        (found.words(span), block.level)
        for span, block in zip(found.paragraphs, found.blocks, strict=True)
        if block.kind == "heading"
    ] == [
        ("The letter", 2),
        ("Too shallow", 2),
        ("What now", 0),
    ]


def test_headings_of_a_wire_story() -> None:
    found = opened(
        f"<nitf><body><body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head><body.content>{p(0)}<hl2>The letter</hl2>"
        f"{p(1)}<hl2>Too shallow</hl2>{p(2)}</body.content></body></nitf>",
        "a.xml",
    )
    assert headings(found) == ["The letter", "Too shallow"]
