"""Whole texts of several kinds, whose furniture is marked by hand: it is set aside, and no line of the body is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.ingest import Received, read

_MARK = "~ "
_ENOUGH = 0.85
"""Least share of the lines of a text that are furniture which are set aside."""

TEXTS = sorted(Path(__file__).with_name("marked").glob("*.txt"))


def told(path: Path) -> tuple[list[str], list[str], list[str]]:
    """The lines that are furniture and stay in the body, those that do not, and lines of the body that are set aside."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    text = "\n".join(line.removeprefix(_MARK) for line in path.read_text(encoding="utf-8").split("\n"))
    article = read(Received(text.encode(), path.name))[0].article
    body = {at for span in article.paragraphs for at in range(*span)}
    aside = {at for part in article.set_aside for at in range(*part.span)}
    left: list[str] = []
    gone: list[str] = []
    lost: list[str] = []
    end = 0
    for line in lines:
        words = line.removeprefix(_MARK).strip()
        start = article.text.index(words, end)
        end = start + len(words)
        if not line.startswith(_MARK):
            lost += [words] * (2 * sum(at in aside for at in range(start, end)) > len(words))
        elif 2 * sum(at in body for at in range(start, end)) > len(words):
            left.append(words)
        else:
            gone.append(words)
    return left, gone, lost


def test_there_are_texts_of_many_kinds() -> None:
    assert len(TEXTS) >= 15


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_furniture_of_a_text_is_set_aside_and_none_of_its_body(path: Path) -> None:
    left, gone, lost = told(path)
    assert lost == []
    assert len(gone) >= _ENOUGH * (len(gone) + len(left)), left
