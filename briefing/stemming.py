"""What the forms of a word have in common."""

from __future__ import annotations

from functools import cache

_ENDINGS = (
    ("ization", "isation", "ational"),
    ("ation", "ition", "ement"),
    ("ment", "ness", "ance", "ence", "able", "ible", "ings", "ious", "ally"),
    ("ing", "ion", "ive", "ity", "ism", "ist", "ery", "ial", "ous", "ors", "ers", "ful"),
    ("ed", "er", "or", "al", "ly", "ee", "en"),
    ("e", "y"),
)
_PEOPLES = ("ese", "ians", "eans", "ian", "ean", "ans", "ish", "an", "ia", "ea", "is", "a", "e", "i", "o", "y")
_SHORTEST = 4


@cache
def stem(word: str) -> str:
    """What the forms of a word have in common: `nominee` and `nomination`, `Senegal` and `Senegalese`.

    Endings are taken off as long as four letters stay (after Porter, 1980, with far fewer rules); from names only those
    that part a people from its country.
    """
    low = word.lower().removesuffix("'s").removesuffix("’s")
    if "." in low or word.isupper():
        return low.replace(".", "")
    if word[:1].isupper():
        return _without(low, _PEOPLES, _SHORTEST)
    if low.endswith("ies") and len(low) > _SHORTEST:
        low = low[:-3] + "y"
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    for endings in _ENDINGS:
        low = _without(low, endings, _SHORTEST)
    return low


def _without(word: str, endings: tuple[str, ...], shortest: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
