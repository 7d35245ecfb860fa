"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Article, Span
from briefing.parsing import linguistics, sentences

SHORT = [(word, example) for words in linguistics.abbreviations() for word, example in words.items()]

TABLE = [
    ["He moved to the U.S.", "The firm followed."],
    ["She works for Acorn Inc.", "It pays well."],
    ["He was hired by Sen. Jane Doe, R-Texas, on Monday."],
    ["The talk starts at 9 a.m. Monday."],
    ["The talk starts at 9 a.m.", "He is late."],
    ['"Will it rain?" she asked.', "Nobody knew."],
    ['"We won!" Smith said.', "Then he left."],
    ['"We won."', "He left the room."],
    ["“It is over,” said Hale.", "“We lost.”", "The crowd left."],
    ['"I do not know," she said.', '"Ask him."'],
    ['He called it "a disaster."', "Others disagreed."],
    ['He said, "We are done."', "She agreed."],
    ["J. K. Marsh wrote it.", "George W. Pike read it."],
    ["Shares of Yahoo! fell.", "Shares of Yahoo! Inc. rose."],
    ["He waited ... and left.", "She stayed...", "Then she left."],
    ["First came rain; then came snow; then nothing."],
    ["Is it true?", "Yes.", "No!", "Really?"],
    ["(The bank declined to comment.)", "The shares fell."],
    ["The price rose 3.5 percent to $4.2 million.", "No. 5 is next."],
    ["Did he say no?", "No.", "He said yes."],
    ["Tickets:", "• adults pay five", "• children pay two"],
    ['"Stop!" he shouted at the driver.', "The car went on."],
    ["He lives in St. Louis.", "She lives on Main St.", "They met."],
    ['"We are ready!"', "The mayor said the town would rebuild."],
    ["He died in Dec.", "Nobody came."],
    ["iPhone sales fell.", "iPad sales rose."],
    ["I am from the U.S.", "I live in D.C. now."],
    ["He met Tom Hale Jr. in Paris.", "They talked."],
    ["The mayor met Ada Quill", "The officials left the hall early."],
    ["Orbis Inc. (NYSE: ORB) said on Monday that its profit fell.", "The shares dropped."],
    ["Brightwater Ltd. [the owner] declined to comment."],
    ["The clerk (who was hired by Hale & Co. (a law firm) in May) left."],
    ["The firm moved from Acorn Inc.", "(It had been there for years.)", "Nobody noticed."],
    ["Sam Osei Jr. (left) spoke to the crew.", "He left early."],
    ["The study by Lund et al. (2019) found no effect."],
    ["It happened in Dec. (the wettest month) again."],
    ["The tower is 90 ft. (27 m) tall."],
    ["Prices rose in the U.S. Markets Index on Monday."],
    ["Prices rose in the U.S.", "Markets fell elsewhere."],
    ["He has lived in the U.S.", "Judges there are elected."],
    ["She left at 9 p.m.", "Guards found the door open."],
    ["He said the talks in the U.S. Courts failed."],
    ["He served in the U.S. Marines for a year."],
    ["It was 5 a.m. ET.", "Nobody was awake."],
    ["It ended at 10 a.m. Eastern Time.", "It ended at 8 p.m. local time."],
    ["The photo, which E! Online published, shows the quay."],
    ["She loved the film Jaws!", "It was long."],
    ["Did you like the film Jaws?", "Critics hated it."],
    ["Have you read the book?", "It is good."],
    ["What a show!", "The crowd sang along."],
]


def cut(text: str) -> list[str]:
    article = Article("x", "text", text, (Span(0, len(text)),))
    return [article.words(line.span) for line in sentences.split(tuple(linguistics.passages([article])))]


@pytest.mark.parametrize("expected", TABLE, ids=lambda row: row[0])
def test_a_sentence_ends_where_a_reader_would_end_it(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


@pytest.mark.parametrize(("word", "example"), SHORT, ids=[word for word, _ in SHORT])
def test_a_sentence_is_not_cut_after_a_short_form(word: str, example: str) -> None:
    assert word in example
    assert cut(example) == [example]


MARKS = [" ", "  ", ".", "!", "?", "...", '"', "“", "”", "(", ")", "•", ",", "'", "-"]
PIECES = st.sampled_from([*MARKS, "He", "U.S.", "said", "the", "Jr.", "left", "5", "a.m.", "é"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30).map("".join).filter(str.strip))
def test_every_character_but_white_space_stands_in_exactly_one_sentence(text: str) -> None:
    text = text.strip()
    article = Article("x", "text", text, (Span(0, len(text)),))
    spans = [line.span for line in sentences.split(tuple(linguistics.passages([article])))]
    held = [place for span in spans for place in range(*span)]
    assert held == sorted(set(held))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(held)
    assert all(article.words(span) == article.words(span).strip() != "" for span in spans)
