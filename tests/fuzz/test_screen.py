"""Keys and pastes through the screen: a few of what `python -m tests.fuzz.screen` runs for hours."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import screen


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_pressed_pasted_and_resized_each_frame_is_full_and_clean(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    screen.run(screen.made(Random(seed), "keys"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(screen.SEQUENCES) | st.text(max_size=5), max_size=40))
def test_whatever_a_line_sends_becomes_keys(parts: list[str]) -> None:
    screen.feed(parts)
