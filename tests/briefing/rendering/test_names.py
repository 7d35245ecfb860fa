"""File names made from headlines: readable, and never anywhere but in their folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.rendering.names import MOST_BYTES, file_name
from briefing.sanitise import is_clean


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Ferry Sold After Long Debate", "Ferry-Sold-After-Long-Debate.md"),
        ("“It leaks,” clerk says: who’s next?", "It-leaks,-clerk-says-who’s-next.md"),
        ("港の新しい船", "港の新しい船.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("..", "briefing.md"),
        ("", "briefing.md"),
        ("/", "briefing.md"),
        ("-rf *", "rf.md"),
        (".bashrc", "bashrc.md"),
        ("C:\\Windows\\System32", "C-Windows-System32.md"),
        ("\x1b]0;PWN\x07Ferry sold", "Ferry-sold.md"),
        ("Ferry\u202egnp.exe", "Ferrygnp-exe.md"),
        ("a\nb\x00c", "a-bc.md"),
        ("NUL", "briefing-NUL.md"),
        ("com1", "briefing-com1.md"),
        ("~root $(reboot) `x` | y; z", "root-(reboot)-x-y-z.md"),
        ("[@click=app.quit]x", "click-app-quit-x.md"),
        ("___", "briefing.md"),
    ],
)
def test_a_headline_makes_a_name(headline: str, name: str) -> None:
    assert file_name(headline, "md") == name


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="./\\-~: \x00\n\u202eNULcon1港", max_size=40))
@example("港" * 200)
@example("a" * 5_000)
def test_no_headline_makes_a_name_that_leaves_its_folder(headline: str) -> None:
    name = file_name(headline, "html")
    assert Path(name).name == name
    assert (Path("folder") / name).resolve().parent == Path("folder").resolve()
    assert name.endswith(".html")
    assert name[0] not in ".-~_"
    assert len(name.encode("utf-8")) <= MOST_BYTES
    assert is_clean(name)
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|;$`\n ')
    assert file_name(name.removesuffix(".html"), "html") == name


@pytest.mark.parametrize("ending", ["", "../x", "tar.gz", "M D", "x" * 11])
def test_an_ending_is_none_of_the_articles_words(ending: str) -> None:
    with pytest.raises(ValueError, match="no ending"):
        file_name("Ferry sold", ending)
