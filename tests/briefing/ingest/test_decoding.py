"""Which characters bytes stand for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.detection.decoding import decode, is_text

TEXT = "Café “résumé” — naïve €5, says Peña.\n\nThe ferry was sold.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert is_text(data)
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "町長は火曜日に橋を開くと述べた。\n" * 20,
        "Мэр открыл во вторник новый мост.\n" * 8,
        "Ο δήμαρχος άνοιξε τη γέφυρα.\n" * 8,
        "Ferry sold",
    ],
    ids=["Japanese", "Russian", "Greek", "short"],
)
def test_utf_16_without_a_mark_is_told_in_any_script(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_sound_utf_8_that_holds_few_nuls_is_never_taken_for_anything_else(text: str) -> None:
    text = text.replace("\0", "").removeprefix("\ufeff")
    assert decode(text.encode()) == text


def test_text_with_nuls_at_odd_places_is_not_utf_16() -> None:
    text = "".join(f"the ferry{' ' * (i % 2)} number {i:04} sails\n" + ("\0" if i % 4 == 0 else "") for i in range(400))
    assert decode(text.encode()) == text


def test_a_few_bad_bytes_in_utf_8_become_replacement_characters() -> None:
    assert decode(TEXT.encode()[:9] + b"\xff\xfe\xc3(" + TEXT.encode()[9:]) == TEXT[:6] + "\ufffd\ufffd\ufffd(" + TEXT[6:]


def test_a_bad_byte_in_utf_8_is_read_as_windows_1252_where_that_is_clearly_right() -> None:
    assert decode("“Yes,” said the café’s owner, Mr. Pe".encode() + b"\xf1a. \x93No.\x94") == (
        "“Yes,” said the café’s owner, Mr. Peña. “No.”"
    )


def test_an_overlong_escape_is_never_decoded_to_an_escape() -> None:
    assert "\x1b" not in decode("“Yes” — ".encode() + b"\xc0\x9b[31m \xe0\x80\x9b[2J \xed\xa0\x80")


def test_a_byte_that_windows_1252_lacks_becomes_a_replacement_character() -> None:
    assert decode(b"caf\xe9 \x81 bar") == "café \ufffd bar"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    assert isinstance(decode(data), str)


JAPANESE = "強い地震が木曜日の朝、沿岸を襲い、主要な港が損傷し、４万世帯が停電した。市長は「岸壁は失われた」と語った。"
SIMPLIFIED = "星期四上午，沿海发生强烈地震，主要港口受损，四万户家庭停电。市长表示：“码头已经没有了。”"
TRADITIONAL = "星期四上午，沿海發生強烈地震，主要港口受損，四萬戶家庭停電。市長表示：「碼頭已經沒有了。」"
KOREAN = "목요일 아침 해안에서 강한 지진이 발생해 주요 항구가 손상되고 4만 가구가 정전되었다."
RUSSIAN = "В четверг утром у побережья произошло сильное землетрясение. «Причала больше нет», сказала мэр."
GREEK = "Ισχυρός σεισμός έπληξε την ακτή το πρωί της Πέμπτης, προκαλώντας ζημιές στο λιμάνι."
HEBREW = "רעידת אדמה חזקה פגעה בחוף ביום חמישי בבוקר וגרמה נזק לנמל הראשי."
ENGLISH = "“The quay is gone,” the mayor’s office said — it’ll take months… and café owners are worried."
FRENCH = "Un fort séisme a frappé la côte. « Où êtes-vous ? » a demandé la maire à l’équipe, après l’été."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((JAPANESE, encoding) for encoding in ("shift_jis", "euc_jp")),
        *((SIMPLIFIED, encoding) for encoding in ("gb2312", "gb18030")),
        *((TRADITIONAL, "big5"), (KOREAN, "euc_kr"), (GREEK, "cp1253"), (HEBREW, "cp1255")),
        *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5")),
        *((text, encoding) for text in (ENGLISH, FRENCH) for encoding in ("cp1252", "mac_roman")),
    ],
)
@pytest.mark.parametrize("times", [1, 300])
def test_old_encodings_are_told_from_their_bytes(text: str, encoding: str, times: int) -> None:
    written = ((text + "\n") * times).encode(encoding, "ignore")
    assert is_text(written)
    assert decode(written) == written.decode(encoding)


@pytest.mark.parametrize("text", [JAPANESE, SIMPLIFIED, KOREAN, RUSSIAN, GREEK, HEBREW, ENGLISH, FRENCH])
def test_damaged_utf_8_of_any_script_stays_utf_8(text: str) -> None:
    written = text.encode()
    found = decode(written[:30] + b"\xff\xfe" + written[33:])
    assert found.endswith(text[-20:])


@pytest.mark.parametrize(
    "text", ["don’t", "“No,” she said.", "naïve café—owners", "Ærø, Åland and Île-de-France", "5 °C, 3 × 4, £9"]
)
def test_a_few_odd_bytes_are_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_a_long_text_in_an_old_encoding_is_decoded_fast() -> None:
    written = (RUSSIAN + "\n").encode("cp1251") * 40_000
    start = time.process_time()
    decode(written)
    assert time.process_time() - start < 2
