"""PDF documents: what of their pages is the article, and what is refused in which words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import TooLargeError, UnreadableError
from briefing.ingest import Received, read
from briefing.ingest.documents import pdf as pdf_format
from briefing.model import Article
from briefing.sanitise import is_clean
from tests.briefing.ingest.formats.paper import Placed, paper, pdf, wrapped

STORY = "The ferry to the outer islands was sold on Monday, the council said. It had been for sale for more than two years."
MORE = "The new owner will run it on Sundays too, from the first of May, and has ordered a second ship for the summer."
CIRCLE = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>"
HEADLINE = (72.0, 740.0, 20.0, "Ferry Sold After Long Debate")


def article(data: bytes) -> Article:
    (found,) = read(Received(data, "ferry.pdf"))
    return found.article


def body(found: Article) -> list[str]:
    return [" ".join(found.words(span).split()) for span in found.paragraphs]


def aside(found: Article) -> list[tuple[str, str]]:
    return [(found.words(part.span), part.reason) for part in found.set_aside]


def test_large_letters_at_the_top_are_the_headline_and_lines_become_paragraphs() -> None:
    found = article(pdf([HEADLINE, *wrapped(STORY), *wrapped(MORE, top=640)]))
    assert found.headline is not None
    assert found.words(found.headline) == "Ferry Sold After Long Debate"
    assert body(found) == [STORY, MORE]
    assert "\n" in found.words(found.paragraphs[0])


def test_an_indent_begins_a_paragraph_without_a_gap() -> None:
    lines = wrapped(f"{STORY} Nobody else had made an offer, said the clerk.")
    below = wrapped(MORE, top=lines[-1][1] - 14.4)
    below[0] = (90, *below[0][1:])
    assert body(article(pdf([*lines, *below])))[1] == MORE


def test_a_line_that_had_room_for_more_ends_a_paragraph() -> None:
    lines = wrapped(STORY)
    below = wrapped(MORE, top=lines[-1][1] - 14.4)
    assert body(article(pdf([*lines, *below]))) == [STORY, MORE]


def test_a_sentence_goes_on_over_a_page_and_what_stands_on_every_page_is_set_aside() -> None:
    def page(number: int, words: str) -> list[Placed]:
        edges: list[Placed] = [(72, 770, 9, f"The Harbour Post, issue {number + 40}"), (300, 30, 9, str(number))]
        return [*edges, *wrapped(words)]

    found = article(pdf(page(1, "The ferry was sold on Monday and"), page(2, "will sail again, they said."), page(3, MORE)))
    assert body(found) == ["The ferry was sold on Monday and will sail again, they said.", MORE]
    assert sorted(reason for _, reason in aside(found)) == ["page number"] * 3 + ["running header or footer"] * 3


def test_the_number_of_a_single_page_is_set_aside_and_a_year_is_not() -> None:
    assert aside(article(pdf([*wrapped(STORY), (300, 30, 9, "Page 1 of 1")]))) == [("Page 1 of 1", "page number")]
    found = article(pdf([*wrapped(STORY), *wrapped("The ferry was built in this year:", top=500), (72, 30, 12, "1987")]))
    assert "page number" not in [reason for _, reason in aside(found)]


def test_a_word_that_a_line_parts_is_one_again_only_where_the_document_writes_it_so() -> None:
    lines = [
        (72, 700, 12, "The ferry is in opera-"),
        (72, 685, 12, "tion, and co-"),
        (72, 670, 12, "operates with the port, whose operation is safe."),
    ]
    (found,) = body(article(pdf(lines)))
    assert found == "The ferry is in operation, and co-operates with the port, whose operation is safe."


def test_columns_are_read_one_after_the_other() -> None:
    left = wrapped("The ferry was sold on Monday by the council, which had", width=30)
    right = wrapped("waited long for an offer. It is a fair price, said Ann Lee.", width=30, left=320)
    (found,) = body(article(pdf([*left, *right])))
    assert found.startswith("The ferry was sold on Monday by the council, which had waited long")


def test_a_title_in_the_properties_counts_only_where_the_text_says_it() -> None:
    line = (72.0, 740.0, 12.0, "Ferry sold")
    found = article(pdf([line, *wrapped(STORY)], title="Ferry Sold"))
    assert found.headline is not None
    assert found.words(found.headline) == "Ferry sold"
    assert "Draft 7" not in article(pdf([*wrapped(STORY)], title="Draft 7 of the story")).text


@pytest.mark.parametrize(
    ("made", "value"),
    [
        ("D:20240404093000+02'00'", "2024-04-04T09:30:00+02:00"),
        ("D:20240404093000Z", "2024-04-04T09:30:00Z"),
        ("D:20240404", "2024-04-04"),
        ("20241404", None),
        ("yesterday", None),
    ],
)
def test_the_date_of_creation_is_that_of_publication_where_none_is_shown(made: str, value: str | None) -> None:
    found = article(pdf([*wrapped(STORY)], made=made))
    assert (found.published.value if found.published else None) == value


def test_a_date_that_is_shown_counts_more_than_that_of_the_file() -> None:
    found = article(pdf([HEADLINE, (72, 720, 12, "Published: 5 May 2023"), *wrapped(STORY)], made="D:20240404"))
    assert found.published is not None
    assert found.published.value == "2023-05-05"


def test_what_commands_a_terminal_stays_out() -> None:
    found = article(paper(b"BT /F1 12 Tf 72 700 Td (The\\033]0;PWN\\007 ferry \\233 31m [@click=app.quit]x was sold.) Tj ET"))
    assert is_clean(found.text)
    assert "[@click=app.quit]x" in found.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([]), "without text"),
        (pdf(), "damaged|without text"),
        (pdf([*wrapped(STORY)], encrypted=True), "password"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (b"%PDF-1.4\n1 0 obj\n<<" + b"[" * 20_000, "damaged"),
        (CIRCLE, "damaged"),
    ],
    ids=["no text", "no pages", "locked", "cut off", "deep", "circle"],
)
def test_what_cannot_be_read_is_told_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=rf"ferry\.pdf .*(?:{said})"):
        article(data)


def test_too_many_pages_and_too_much_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf([*wrapped(STORY)], [*wrapped(MORE)])
    monkeypatch.setattr(pdf_format, "MOST_PAGES", 1)
    with pytest.raises(TooLargeError, match="2 pages"):
        article(data)
    monkeypatch.setattr(pdf_format, "MOST_PAGES", 2)
    monkeypatch.setattr(pdf_format, "MOST_CHARACTERS", 100)
    with pytest.raises(TooLargeError, match="more text"):
        article(data)


def test_without_the_library_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableError, match=r"briefing-tui\[pdf\]"):
        article(pdf([*wrapped(STORY)]))


DAMAGE = """
import random, sys
from briefing.errors import BriefingError
from briefing.sanitise import is_clean
from briefing.ingest import Received, read

good = open(sys.argv[1], "rb").read()
chance = random.Random(7)
for _ in range(int(sys.argv[2])):
    data = bytearray(good)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(8, len(data))
        what = chance.randrange(4)
        if what == 0:
            data[at] = chance.randrange(256)
        elif what == 1:
            del data[at : at + chance.randrange(1, 40)]
        elif what == 2:
            data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(1, 60)]
        else:
            data[at : at + 1] = str(chance.choice([0, -1, 2**31, 2**32, 99999999999])).encode()
    try:
        assert all(is_clean(one.article.text) for one in read(Received(bytes(data), "x.pdf")))
    except BriefingError:
        pass
print("done")
"""


def test_a_damaged_document_ends_in_a_sentence_and_never_in_a_crash(tmp_path: Path) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(pdf([HEADLINE, *wrapped(STORY)], [*wrapped(MORE)], title="Ferry Sold", made="D:20240404"))
    ran = subprocess.run([sys.executable, "-c", DAMAGE, good, "150"], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "done\n", "")
