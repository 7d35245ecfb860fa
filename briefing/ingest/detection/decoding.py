"""Bytes -> characters: byte order marks, UTF-16 without one, UTF-8 that is sound or nearly so, else what `charsets` guesses."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import lru_cache
from unicodedata import category

from briefing.ingest.detection import charsets

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What pages that name these are in: the WHATWG's Encoding Standard."""

_SAMPLE = 65_536
"""Bytes or characters that a guess is made from."""

_NUL_PAIRS = 0.02
"""Least share of two-byte units whose high byte is zero, in UTF-16: even Chinese and Japanese have line ends."""

_FEW_HIGH = 0.8
"""Least share of the two commonest high bytes in UTF-16 that would pass for UTF-8: an alphabet has one, and spaces."""

_PER_GOOD = 4
"""Most runs of bad bytes for each sound character of several bytes, in UTF-8 that is damaged."""

_PART = 400_000
"""Bytes from which it is told whether damaged UTF-8 is UTF-8."""

_MOST_UNKNOWN = 0.02
"""Most characters that stand for nothing in a text that is in an encoding of another script."""

_PER_BAD = 8
"""Least sound characters for each run of bad bytes, in UTF-8 that is clearly no text in an encoding of East Asia."""

_COMMON = 0.9
"""Least share of letters, marks, digits, punctuation and spaces in a text."""

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\a\b\t\n\v\f\r\x1b")
_CUT = re.compile(rb"\A[\x80-\xbf]{1,3}|[\xc2-\xf4][\x80-\xbf]{0,2}\Z")
_BAD = re.compile("[\udc80-\udcff]+")
_CP1252_MARKS = frozenset(b"\x80\x85\x91\x92\x93\x94\x96\x97\xa0")
"""The euro sign, the ellipsis, quotes, dashes and the hard space."""

_CP1252_LETTERS = 0xC0


def is_text(data: bytes) -> bool:
    """Whether bytes can be decoded to something to read: text with some NULs is, a picture is not."""
    head = data[:_SAMPLE]
    if _marked(data) or _wide(head):
        return True
    nuls = head.count(0)
    if nuls * 2 > len(head):
        return False
    if _bad_and_good(head)[0] == 0:
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS + b"\x7f"))
    return controls * 20 <= len(head) and _plausible(_decode_cautiously(head.replace(b"\0", b"")))


def decode(data: bytes, *charsets: str) -> str:
    """The characters that bytes stand for; those that stand for nothing are U+FFFD. Raises nothing.

    A mark in the bytes tells the encoding, else the first of `charsets` that the bytes are sound in, else the bytes themselves.
    """
    if marked := _marked(data):
        return data[len(marked[0]) :].decode(marked[1], "replace")
    for charset in filter(None, charsets):
        if (text := _named(data, charset)) is not None:
            return text
    if encoding := _wide(data[:_SAMPLE]):
        return data.decode(encoding, "replace")
    return _decode_cautiously(data)


def _named(data: bytes, charset: str) -> str | None:
    """What bytes say in an encoding that somebody named; none if there is no such encoding or they are not sound in it."""
    try:
        if not codecs.lookup(charset)._is_text_encoding:  # noqa: SLF001 - what `bytes.decode` itself asks
            return None
        text = data.decode(_AS_BROWSERS.get(charset.strip().lower(), charset))
    except (LookupError, ValueError):
        return None
    return text


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), None)


@lru_cache(maxsize=2)
def _wide(head: bytes) -> str | None:
    """The UTF-16 that bytes without a mark are in, if they are."""
    if len(head) < 4:
        return None
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    encoding, high, low = ("utf-16-le", odd, even) if odd >= even else ("utf-16-be", even, odd)
    if high < pairs * _NUL_PAIRS or low > high / 4:
        return None
    if not _bad_and_good(head)[0]:
        highs = Counter(head[encoding == "utf-16-le" : 2 * pairs : 2])
        if sum(count for _, count in highs.most_common(2)) < _FEW_HIGH * pairs:
            return None
    try:
        text = head[: 2 * pairs].decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < 2 * pairs - 2:  # a pair of surrogates that the sample cuts in two is no error
            return None
        text = head[: error.start].decode(encoding)
    return encoding if _plausible(text) else None


def _plausible(text: str) -> bool:
    text = text[:_SAMPLE]
    common = sum(category(letter)[0] in "LMNPZS" or letter in "\t\n\r\f" for letter in text)
    return common >= _COMMON * len(text)


def _bad_and_good(data: bytes) -> tuple[int, int]:
    """How many runs of bytes are not UTF-8, and how many characters take several bytes in it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) == _SAMPLE and error.start > _SAMPLE - 4:
            return 0, 0  # the sample cuts a character in two
        text = data.decode("utf-8", "surrogateescape")
        return sum(1 for _ in _BAD.finditer(text)), sum(letter > "\x7f" for letter in _BAD.sub("", text))
    return 0, 0


def _decode_cautiously(data: bytes) -> str:
    """UTF-8 if that is what most of it can be, else the encoding that `charsets` guesses."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad, good = _bad_and_good(_around(data, error.start))
    encoding = charsets.USUAL if good >= bad * _PER_BAD else charsets.guess(data)
    if good * _PER_GOOD >= bad and encoding in charsets.LATIN:
        return _BAD.sub(_mended, data.decode("utf-8", "surrogateescape"))
    text = data.decode(encoding, "replace")
    if encoding != charsets.USUAL and text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        return data.decode(charsets.USUAL, "replace")
    return text


def _around(data: bytes, bad: int) -> bytes:
    """A part of bytes in which one is bad, long enough to tell what they are."""
    start = max(0, bad - _PART // 2)
    return _CUT.sub(b"", data[start : start + _PART])


def _mended(run: re.Match[str]) -> str:
    """What Windows-1252 says for a byte that stands alone among words, where that is clearly right; else U+FFFD."""
    if len(run[0]) == 1:
        byte = ord(run[0]) & 0xFF
        before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
        letters = before.isalpha() and after.isalpha()
        if (byte in _CP1252_MARKS and (before + after).isascii()) or (byte >= _CP1252_LETTERS and letters):
            return bytes([byte]).decode("cp1252")
    return "\ufffd" * len(run[0])
