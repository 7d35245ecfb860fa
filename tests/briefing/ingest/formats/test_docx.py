"""Word documents: what of them is the article, and what an archive may not do."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, TooLargeError, UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.documents import docx_parts
from briefing.limits import Limits
from briefing.model import Article
from briefing.sanitise import is_clean
from tests.briefing.ingest.formats.word import (
    SPACES,
    document,
    packed,
    paragraph,
    properties,
    row,
    run,
    table,
    word,
)

STORY = (
    paragraph("The ferry to the outer islands was sold on Monday, the council said."),
    paragraph("The new owner will run it on Sundays too, from the first of May."),
)


def article(data: bytes) -> Article:
    (found,) = read(Received(data, "ferry.docx"))
    return found.article


def body(found: Article) -> list[str]:
    return [found.words(span) for span in found.paragraphs]


def aside(found: Article) -> list[tuple[str, str]]:
    return [(found.words(part.span), part.reason) for part in found.set_aside]


def test_styles_tell_the_head_in_whatever_language_they_are_called() -> None:
    found = article(
        word(
            paragraph("Ferry Sold", "Titel"),
            paragraph("Council ends a long debate", "Untertitel"),
            paragraph("Ann Lee", "Autor"),
            paragraph("4 April 2024", "Datum"),
            *STORY,
        )
    )
    assert (found.headline, found.deck, found.byline) == ((0, 10), (12, 38), (40, 47))
    assert found.published is not None
    assert (found.published.value, found.published.span) == ("2024-04-04", (49, 61))
    assert len(body(found)) == 2


def test_a_first_heading_is_the_headline_and_others_stay_in_the_body() -> None:
    found = article(word(paragraph("Ferry Sold", "Kop1"), STORY[0], paragraph("What Comes Next", "Kop1"), STORY[1]))
    assert found.headline is not None
    assert found.words(found.headline) == "Ferry Sold"
    assert "What Comes Next" in body(found)
    found = article(word(STORY[0], paragraph("What Came Before", "Kop1"), STORY[1], paragraph("What Comes Next", "Kop1")))
    assert found.headline is None


def test_a_document_without_styles_is_read_like_plain_text() -> None:
    found = article(word(paragraph("Ferry Sold to Council After Long Debate"), paragraph("By Ann Lee"), *STORY))
    assert found.headline is not None
    assert found.words(found.headline) == "Ferry Sold to Council After Long Debate"
    assert found.byline is not None
    assert (found.kind, len(body(found))) == ("docx", 2)


def test_deletions_are_left_out_and_insertions_kept() -> None:
    found = article(
        word(
            paragraph(
                run("The ferry was ")
                + '<w:del w:id="1"><w:r><w:delText>not </w:delText></w:r></w:del>'
                + '<w:moveFrom w:id="2"><w:r><w:t>never </w:t></w:r></w:moveFrom>'
                + f'<w:ins w:id="3">{run("finally ")}</w:ins>'
                + run("sold on Monday.")
            ),
            STORY[1],
        )
    )
    assert body(found)[0] == "The ferry was finally sold on Monday."


def test_fields_show_their_result_and_never_their_code() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{what}"/></w:r>' for what in ("begin", "separate", "end"))
    code = '<w:r><w:instrText>HYPERLINK "https://harbour.example/"</w:instrText></w:r>'
    nested = begin + code + run("IF x ") + separate + run("the harbour") + end
    found = article(
        word(
            paragraph(run("More at ") + nested + run(" on Sundays.")),
            paragraph(run("See ") + f'<w:hyperlink w:anchor="x">{run("the plan")}</w:hyperlink>' + run(" for more.")),
            paragraph(run("A field that never ends: ") + begin + code),
            STORY[0],
        )
    )
    assert body(found)[:3] == ["More at the harbour on Sundays.", "See the plan for more.", "A field that never ends:"]
    assert len(body(found)) == 4


def test_what_the_document_hides_or_prompts_for_is_not_its_text() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here.')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('on Monday.')}</w:sdtContent></w:sdt>"
    found = article(
        word(
            paragraph(run("The ferry was sold ") + run("secretly ", "<w:vanish/>") + prompt + filled),
            paragraph(run("It sails again ", '<w:vanish w:val="0"/>') + run("in May, the owner said.")),
        )
    )
    assert body(found) == ["The ferry was sold on Monday.", "It sails again in May, the owner said."]


def test_alternatives_are_read_once_and_a_text_box_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('A box that stands beside the text, said the clerk.')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    found = article(word(paragraph(run("The ferry was ") + both + run("sold on Monday.")), STORY[1]))
    assert body(found)[:2] == ["The ferry was sold on Monday.", "A box that stands beside the text, said the clerk."]
    assert len(body(found)) == 3


def test_a_row_of_a_table_is_one_part_and_a_table_that_lays_out_a_page_is_its_paragraphs() -> None:
    figures = table(row(paragraph("Passengers"), paragraph("4,000")), row(paragraph("Crew"), paragraph("12")))
    page = table(row("".join(STORY), paragraph("A second column has words of its own, too.")))
    nested = table(row(table(row(paragraph("Inner words stand in their row, said Ann.")))))
    found = article(word(paragraph("Ferry Sold", "Titel"), page, figures, nested))
    assert aside(found) == [("Passengers\n4,000", "table"), ("Crew\n12", "table")]
    assert len(body(found)) == 4


def test_notes_are_set_aside_and_headers_are_not_read() -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator">{paragraph("no note")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("The contract is public.")}</w:footnote></w:footnotes>'
    )
    found = article(word(paragraph("Ferry Sold", "Titel"), *STORY, footnotes=notes, header1=document(paragraph("Page head"))))
    assert aside(found) == [("The contract is public.", "footnote")]
    assert "Page head" not in found.text


def test_a_table_of_contents_is_set_aside() -> None:
    found = article(word(paragraph("Ferry Sold", "Titel"), paragraph("1 Background 3", "Verz1"), *STORY))
    assert aside(found) == [("1 Background 3", "contents")]


def test_properties_speak_only_where_the_document_shows_nothing() -> None:
    core = properties("Ferry sold after a debate", "DESKTOP-4711", "2024-04-04T08:00:00Z")
    silent = article(word(*STORY, core=core))
    assert silent.headline is not None
    assert silent.words(silent.headline) == "Ferry sold after a debate"
    assert silent.published is not None
    assert (silent.published.value, silent.byline) == ("2024-04-04T08:00:00Z", None)
    shown = article(word(paragraph("Harbour Sold", "Titel"), paragraph("Published: 5 May 2024"), *STORY, core=core))
    assert shown.headline is not None
    assert shown.words(shown.headline) == "Harbour Sold"
    assert shown.published is not None
    assert shown.published.value == "2024-05-05"
    assert "DESKTOP" not in shown.text


@pytest.mark.parametrize("title", ["Document1", "Microsoft Word - a long plan.doc", "press_release_final_v2 new", ""])
def test_a_title_that_a_program_made_up_is_no_headline(title: str) -> None:
    assert article(word(*STORY, core=properties(title))).headline is None


def test_the_author_in_the_properties_is_a_byline_where_the_document_says_so() -> None:
    found = article(word(paragraph("Ferry Sold", "Titel"), paragraph("Ann Lee"), *STORY, core=properties("", "Ann Lee")))
    assert found.byline is not None
    assert found.words(found.byline) == "Ann Lee"


def test_breaks_and_tabs_part_words() -> None:
    found = article(word(paragraph("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"), *STORY))
    assert found.text.startswith("One two\nthree")


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    found = article(packed({"word/document.xml": document(*STORY, spaces=strict)}))
    assert len(body(found)) == 2


def test_what_commands_a_terminal_stays_out() -> None:
    found = article(word(paragraph("PWN\u202eED [@click=app.quit]x \x9b31m \u200bevil &#155;2J said the clerk."), STORY[0]))
    assert is_clean(found.text)
    assert "[@click=app.quit]x" in found.text


def test_an_archive_that_unpacks_to_too_much_is_refused_by_what_it_declares() -> None:
    bomb = packed({"word/document.xml": document("<w:p/>").encode() + b" " * (40 << 20)})
    started = perf_counter()
    with pytest.raises(TooLargeError, match="unpacks to more"):
        article(bomb)
    assert perf_counter() - started < 1


def test_an_archive_that_lies_about_its_size_is_refused_by_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_parts, "MOST_BYTES", 1_000)
    with pytest.raises(TooLargeError):
        article(word(*[paragraph(f"The ferry sails at {hour}.") for hour in range(100)]))
    data = word(*STORY)
    size = len(document(*STORY).encode()).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(UnreadableError, match="damaged"):
        article(data.replace(size, (40).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("inner", "error"),
    [
        ('<!DOCTYPE w [<!ENTITY x "boo">]>' + document(*STORY), UnreadableError),
        ('<!DOCTYPE w SYSTEM "file:///etc/passwd">' + document(*STORY), UnreadableError),
        (document("<w:p>" * 600 + "</w:p>" * 600), UnreadableError),
        (document(*STORY)[:-30], UnreadableError),
        ("no xml at all", UnreadableError),
        ("", UnreadableError),
    ],
    ids=["entity", "external", "deep", "cut off", "no xml", "empty"],
)
def test_xml_that_is_none_of_words_is_refused_in_one_sentence(inner: str, error: type[BriefingError]) -> None:
    with pytest.raises(error, match=r"ferry\.docx .*"):
        article(packed({"word/document.xml": inner.replace('<?xml version="1.0" encoding="UTF-8"?>', "")}))


def test_more_elements_than_a_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_parts, "MOST_ELEMENTS", 100)
    with pytest.raises(TooLargeError):
        article(word(*STORY * 50))


def test_more_text_than_is_shown_is_refused() -> None:
    data = word(*[paragraph(f"The ferry sails at {hour} on every day of the week.") for hour in range(1_000)])
    assert len(data) < 20_000
    with pytest.raises(TooLargeError):
        read(Received(data, "ferry.docx"), Limits(size=20_000))


def test_a_locked_part_is_told() -> None:
    data = bytearray(word(*STORY))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(sign, start)) >= 0:
            data[start + at] |= 1
            start += 4
    with pytest.raises(UnreadableError, match="password"):
        article(bytes(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
        (packed({"mimetype": "application/epub+zip", "x": ""}), "e-book"),
        (packed({"xl/workbook.xml": "<x/>"}), "Excel"),
        (packed({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
        (packed({"a.txt": "words"}), "zip archive"),
        (packed({}), "zip archive"),
        (word(*STORY)[:400], "office document that is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"Word document in its old form \(\.doc\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    ],
)
def test_other_documents_are_refused_by_what_they_are(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        article(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), min_size=1, max_size=12), st.integers(0, 4_000))
def test_a_damaged_document_raises_nothing_but_our_errors(changes: list[tuple[int, int]], keep: int) -> None:
    data = bytearray(word(paragraph("Ferry Sold", "Titel"), *STORY, core=properties("Ferry", "Ann")))
    for at, value in changes:
        data[at % len(data)] = value
    for damaged in (bytes(data), bytes(data[: keep % len(data) + 1])):
        try:
            found = read(Received(damaged, "ferry.docx"))
        except BriefingError:
            continue
        assert all(is_clean(one.article.text) for one in found)


def test_styles_of_headings_tell_those_of_the_text_and_their_levels() -> None:
    found = article(
        word(
            paragraph("Ferry Sold", "Titel"),
            STORY[0],
            paragraph("What was paid", "Kop2"),
            STORY[1],
            paragraph("What comes next", "Tussenkop"),
            STORY[0],
        )
    )
    told = [
        (found.words(span), block.level)
        for span, block in zip(found.paragraphs, found.blocks, strict=True)
        if block.kind == "heading"
    ]
    assert told == [("What was paid", 2), ("What comes next", 0)]


def test_a_short_line_heads_a_section_where_no_style_tells_headings() -> None:
    found = article(
        word(paragraph("Ferry Sold", "Titel"), *STORY, paragraph("What was paid"), *STORY, paragraph("The hull"), *STORY)
    )
    assert [found.words(span) for at, span in enumerate(found.paragraphs) if found.is_heading(at)] == [
        "What was paid",
        "The hull",
    ]
