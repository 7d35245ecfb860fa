"""Which language a text is in: by the small words of English where they are plain to see, else by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefing.ingest.article.word_lists import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SLICES = 4
_SLICE = 1_000
"""Parts of a long text that are looked at, and characters of each."""

_LETTERS = 48
"""Fewest letters that tell a language; of scripts that say more with a letter, a third."""

_FEW_LETTERS = 12
"""Fewest letters in words without a capital, in which no name can mislead."""

_FEWEST_WORDS = 40
_ENGLISH = 0.07
"""Least share of words that are English and nothing else in a text that is taken for English without more ado."""

_SURE = 0.6
"""Least probability of a language other than English: an English text full of foreign names stays English."""

_WORD = re.compile(r"[^\W\d_]{1,40}")


def tell(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is in; none where it is too short, or too mixed, to tell.

    Loads the model of py3langid, which takes half a second, only for a text that is not plainly English.
    """
    sample = _sample(text)
    if sample.isupper():
        sample = sample.lower()
    found = _WORD.findall(sample)
    if len(found) >= _FEWEST_WORDS and sum(word.casefold() in words("english") for word in found) >= _ENGLISH * len(found):
        return "en"
    letters = sum(map(len, found)) + 2 * sum(letter > "\u02ff" for letter in sample if letter.isalpha())
    if letters < _LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    if language == "en":
        return "en"
    plain = " ".join(word for word in found if not word[0].isupper())
    without_names = _identifier().classify(plain)[0] if len(plain) >= _FEW_LETTERS else None
    if without_names == "en":
        return "en"
    return str(language) if probability >= _SURE and language == without_names else None


def _sample(text: str) -> str:
    """A few parts of a text from all over it."""
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return "\n".join(text[at * step : at * step + _SLICE] for at in range(_SLICES))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - imports numpy, and reads the model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
