"""Which encoding bytes are in that are no UTF-8: those of other scripts, or of old Macintoshes, else Windows-1252."""

from __future__ import annotations

import re
from functools import lru_cache

USUAL = "cp1252"
"""Windows-1252, in which most of what is no UTF-8 is written."""

_MACINTOSH = "mac_roman"
LATIN = (USUAL, _MACINTOSH)

_SCRIPTS = [
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "cp1255", "cp1256", "cp874"),
]
"""Encodings of scripts other than Latin: Japanese, Chinese, Korean; Cyrillic, Greek, Hebrew, Arabic, Thai."""

_SAMPLE = 6_000
"""Bytes that a guess is made from, from the first that is not ASCII on."""

_OTHER_SCRIPT = 0.4
"""Least share of bytes above ASCII, among those and ASCII letters, in a text of another script: French has .1."""

_FEWEST_BYTES = 8
"""Fewest bytes above ASCII that tell a script."""

_WORSE = 3
"""How many times as odd a text must be in Windows-1252 as in Mac Roman, to be in Mac Roman."""

_HIGH = re.compile(rb"[\x80-\xff]")
_TAG = re.compile(rb"<[^<>]{0,1000}>")
_ASCII_LETTERS = bytes(range(65, 91)) + bytes(range(97, 123))
_HIGH_BYTES = bytes(range(0x80, 0x100))
_AROUND = re.compile(r"(?s)(?=(.?)([^\x00-\x7f])(.?))")
_IN_WORDS = "'’‘"


def guess(data: bytes) -> str:
    """The name of the encoding that bytes are most likely in, one that Python knows; `USUAL` in doubt."""
    first = _HIGH.search(data)
    if first is None:
        return USUAL
    start = max(0, first.start() - 1)
    return _guess(data[start : start + _SAMPLE])


@lru_cache(maxsize=4)
def _guess(sample: bytes) -> str:
    shown = _TAG.sub(b" ", sample)
    high = len(shown) - len(shown.translate(None, _HIGH_BYTES))
    letters = len(shown) - len(shown.translate(None, _ASCII_LETTERS))
    if high >= _FEWEST_BYTES and high >= _OTHER_SCRIPT * (high + letters):
        return _script(shown) or USUAL
    odd = _oddities(sample.decode(USUAL, "replace"))
    return _MACINTOSH if odd and odd >= _WORSE * _oddities(sample.decode(_MACINTOSH)) else USUAL


def _script(sample: bytes) -> str | None:
    """The encoding of another script that bytes are in, as charset-normalizer judges what they would say in each."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - takes 100 ms, and few texts need it

    if len(sample) > _SAMPLE // 2 and (end := max(sample.rfind(b"\n"), sample.rfind(b" "))) > len(sample) // 2:
        sample = sample[:end]  # a character that the sample cuts in two would speak against its encoding
    best = from_bytes(sample, cp_isolation=_SCRIPTS, enable_fallback=False, preemptive_behaviour=False).best()
    return best.encoding if best is not None and best.encoding in _SCRIPTS else None


def _oddities(text: str) -> int:
    """How many characters above ASCII stand where nobody writes them: capitals and symbols inside words, or none at all."""
    odd = 0
    for found in _AROUND.finditer(text):
        before, letter, after = found.groups()
        if letter == "\ufffd":
            odd += 1
        elif letter.isalpha():
            odd += before.islower() and letter.isupper()
            odd += letter.islower() and after.isupper() and not before.isalpha()
        elif letter not in _IN_WORDS and before.isalpha() and after.islower():
            odd += letter not in "—–…\u00a0\u00ad"
    return odd
