"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing.ingest.language import tell

BY_LANGUAGE = {
    "de": "Der Bürgermeister eröffnete am Dienstag die neue Brücke. Der Bau hatte zwei Jahre länger gedauert als geplant.",
    "fr": "Le maire a inauguré mardi le nouveau pont. Les travaux ont duré deux ans de plus que prévu, selon la mairie.",
    "es": "El alcalde inauguró el martes el nuevo puente. Las obras duraron dos años más de lo previsto.",
    "it": "Il sindaco ha inaugurato martedì il nuovo ponte. I lavori sono durati due anni più del previsto.",
    "nl": "De burgemeester opende dinsdag de nieuwe brug. De bouw duurde twee jaar langer dan gepland.",
    "pl": "Burmistrz otworzył we wtorek nowy most. Budowa trwała dwa lata dłużej, niż planowano.",
    "ru": "Мэр открыл во вторник новый мост. Строительство заняло на два года больше, чем планировалось.",
    "ja": "町長は火曜日に橋を開くと述べた。工事は予定より二年長くかかった。",
    "zh": "市长周二宣布新桥通车。工程比原计划多用了两年时间。",
    "ko": "시장은 화요일에 새 다리를 개통했다고 밝혔다. 공사는 예정보다 2년 더 걸렸다.",
    "ar": "افتتح رئيس البلدية الجسر الجديد يوم الثلاثاء بعد تأخير دام عامين.",
}


@pytest.mark.parametrize("code", BY_LANGUAGE)
def test_two_sentences_tell_a_language(code: str) -> None:
    assert tell(BY_LANGUAGE[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Jürgen Klöckner, Zoë Kowalczyk, Øyvind Sørensen and Ngũgĩ Wanjikũ met Nguyễn Thị Hương in Kraków, then flew home.",
        "Bayern München beat Borussia Mönchengladbach 3-1; Müller, Gnabry, Sané scored. Schalke drew 0-0 at Köln.",
        "“Vive la mer” stood on the banner, and “Liberté” on the wall behind Emmanuel Dubois, who waved to the crowd.",
        "STORM HITS COAST AS FERRIES STAY IN PORT AND SCHOOLS CLOSE FOR SECOND DAY, SAYS COUNTY",
    ],
)
def test_english_full_of_foreign_names_stays_english(text: str) -> None:
    assert tell(text) == "en"


@pytest.mark.parametrize("text", ["", "Ferry sold", "1,234 5,678 " * 40, "DAX 18,100 CAC 8,100"])
def test_a_text_too_short_to_tell_is_not_told(text: str) -> None:
    assert tell(text) is None


def test_a_foreign_article_with_an_english_quote_is_foreign() -> None:
    assert (
        tell(BY_LANGUAGE["de"] * 6 + " “We are glad that it is over,” sagte die Architektin auf Englisch. " + BY_LANGUAGE["de"])
        == "de"
    )


def test_plain_english_is_told_without_a_model() -> None:
    code = (
        "import sys; from briefing.ingest.language import tell; "
        "print(tell('The ferry was sold on Monday, and the council said that it would run from May with the old crew. ' * 3), "
        "'numpy' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["en", "False"]
