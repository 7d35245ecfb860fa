"""How many cells a text takes, and which characters share them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._unicode_data._versions import VERSIONS
from rich.cells import cell_len, get_character_cell_size, split_graphemes

import tui
from tui.screen.widths import clusters, is_narrow, width

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
SOURCES = sorted(Path(tui.__path__[0]).rglob("*.py"))


def test_widths_told_without_rich_are_those_of_rich_in_every_unicode_version() -> None:
    for code in range(0x20, 0x10000):
        character = chr(code)
        if code < 0xD800 or code > 0xDFFF:
            ours = width(character)
            if ours == get_character_cell_size(character):
                continue
            raise AssertionError(f"U+{code:04X} is {ours}")
    for version in VERSIONS:
        for sample in "“”‘’—–…·▼▶▌✓⚑─│é ß漢字ひカ한！":
            assert get_character_cell_size(sample, version) == width(sample), (version, sample)


@given(TEXT)
def test_clusters_are_those_of_rich(text: str) -> None:
    spans, cells = split_graphemes(text)
    assert clusters(text) == [(text[start:end], size) for start, end, size in spans]
    assert "".join(cluster for cluster, _ in clusters(text)) == text
    assert width(text) == cells == cell_len(text)


@given(TEXT)
def test_what_is_called_narrow_has_a_cell_a_character(text: str) -> None:
    if is_narrow(text):
        assert split_graphemes(text)[0] == [(at, at + 1, 1) for at in range(len(text))]


@pytest.mark.parametrize("text", ["“Rain’s here – again…” said Núñez", "Ακρόπολη", "Москва", "東京湾の防潮堤", "한국어"])
def test_widths_of_common_scripts_are_told_without_rich(text: str) -> None:
    code = f"import sys; from tui.screen.widths import clusters, width; width({text!r}); clusters({text!r})"
    subprocess.run([sys.executable, "-c", f"{code}; assert 'rich' not in sys.modules"], check=True)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_widths_are_told_in_one_place(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert path.stem == "widths" or "rich.cells" not in names
