"""Where a quote stands in another version of its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library.anchors import around, find
from briefing.model import Span
from tests.conftest import calls

TEXT = (
    "The ferry left the harbour at noon. Nobody was hurt. The council met in the evening and voted to close the pier.\n"
    "A second vote is planned for Thursday. Nobody was hurt. The mayor thanked the crews."
)


def span_of(quote: str, text: str = TEXT, *, last: bool = False) -> Span:
    start = text.rindex(quote) if last else text.index(quote)
    return Span(start, start + len(quote))


def moved(quote: str, text: str, *, last: bool = False, loosely: bool = False) -> str | None:
    span = find(text, span_of(quote, last=last), *around(TEXT, span_of(quote, last=last)), loosely=loosely)
    return text[span.start : span.end] if span else None


def test_a_quote_stays_where_it_stood() -> None:
    span = span_of("A second vote is planned for Thursday.")
    assert find(TEXT, span, *around(TEXT, span), loosely=False) == span


def test_a_quote_is_found_after_text_was_put_before_it() -> None:
    assert moved("The mayor thanked the crews.", "An update.\n" + TEXT) == "The mayor thanked the crews."


def test_of_two_places_with_the_same_words_the_one_with_the_same_surroundings_is_taken() -> None:
    changed = "Nobody was hurt. " + TEXT
    span = find(
        changed, span_of("Nobody was hurt.", last=True), *around(TEXT, span_of("Nobody was hurt.", last=True)), loosely=False
    )
    assert span == span_of("Nobody was hurt.", changed, last=True)


def test_other_line_ends_and_quotation_marks_count_for_nothing() -> None:
    before = 'He said "we will rebuild it" and left.'
    after = "He said\n“we will rebuild it” and\nleft."
    assert find(after, Span(0, len(before)), before, "", "", loosely=False) == Span(0, len(after))


def test_a_sentence_with_a_changed_word_is_found_only_loosely() -> None:
    changed = TEXT.replace("voted to close the pier", "voted narrowly to shut the pier")
    quote = "The council met in the evening and voted to close the pier."
    assert moved(quote, changed) is None
    assert moved(quote, changed, loosely=True) == "The council met in the evening and voted narrowly to shut the pier"


def test_a_sentence_that_is_gone_is_not_found() -> None:
    quote = "The council met in the evening and voted to close the pier."
    assert moved(quote, TEXT.replace(quote, "Rain is expected on all coasts until the end of the week."), loosely=True) is None


def test_common_words_alone_find_no_place() -> None:
    text = "It was the best of it all, and of the rest it was the worst of the lot. " * 40
    assert find(text, Span(0, 10), "Of all the ferries it was the one in the north.", "", "", loosely=True) is None


@settings(max_examples=60, deadline=None)
@given(st.text("ab .\n", max_size=200), st.text("ab .\n", max_size=200), st.data())
def test_a_quote_is_always_found_where_its_text_is_part_of_a_longer_one(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    quote, left, right = around(TEXT, Span(start, end))
    whole = f"{before}{TEXT}{after}"
    found = find(whole, Span(start, end), quote, left, right, loosely=False)
    if quote.strip():
        assert found is not None
        assert whole[found.start : found.end] == quote


def test_looking_for_a_lost_quote_costs_in_proportion_to_the_text() -> None:
    quote = "The council met in the evening and voted to close the pier by a single vote."

    def cost(copies: int) -> int:
        text = "".join(f"Line {number} of the log says that the council met and nothing else. " for number in range(copies))
        return calls(lambda: find(text, Span(0, 1), quote, "", "", loosely=True))

    assert cost(8000) < 12 * cost(1000)


def test_one_of_many_equal_sentences_goes_to_the_nearest() -> None:
    text = "It is so. " * 500
    span = Span(2000, 2009)
    assert find("Well. " + text, span, *around(text, span), loosely=False) in (Span(2006, 2015), Span(1996, 2005))


def test_the_words_are_found_where_the_lines_are_wrapped_anew() -> None:
    wrapped = TEXT.replace("met in the evening and", "met  in\nthe evening\nand")
    quote = "The council met in the evening and voted to close the pier."
    assert moved(quote, wrapped) == "The council met  in\nthe evening\nand voted to close the pier."
