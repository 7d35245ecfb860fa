"""How the row under a sentence tells whose words it gives."""

from __future__ import annotations

import pytest

from briefing.model import Actor, Article, Attribution, Briefing, Span
from briefing.voices import voice


@pytest.mark.parametrize(
    ("words", "by", "shown"),
    [
        ("He", "pronoun", "he → Ann Lee"),
        ("They", "pronoun", "they → Ann Lee"),
        ("I", "pronoun", "I → Ann Lee"),
        ("The harbour master", "description", "the harbour master → Ann Lee"),
        ("A Norwegian\nskipper", "description", "a Norwegian skipper → Ann Lee"),
        ("Mayor", "description", "Mayor → Ann Lee"),
        ("Ann Lee", "name", "Ann Lee"),
    ],
)
def test_words_that_were_resolved_stand_as_inside_a_sentence(words: str, by: str, shown: str) -> None:
    text = f"{words} said so."
    article = Article("0" * 64, "text", text, (Span(0, len(text)),))
    told = Attribution(0, 0, (Span(0, len(words)),), (), (), speaker=0, speaker_by=by)  # type: ignore[arg-type]
    briefing = Briefing(articles=(article,), actors=(Actor(0, "Ann Lee", "person"),))
    assert str(voice(briefing, told)) == shown


def test_a_source_that_is_nobody_known_stands_as_inside_a_sentence_too() -> None:
    text = "The two ministers said so."
    article = Article("0" * 64, "text", text, (Span(0, len(text)),))
    told = Attribution(0, 0, (Span(0, 17),), (), (), anonymous=True)
    assert str(voice(Briefing(articles=(article,)), told)) == "the two ministers, unnamed"
