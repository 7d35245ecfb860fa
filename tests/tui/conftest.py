"""How pictures of the screen are kept."""

from __future__ import annotations

import pytest
from pytest_textual_snapshot import SVGImageExtension

SVGImageExtension.file_extension = "svg"  # syrupy 5 asks for it, pytest-textual-snapshot does not set it


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The colours of the terminal that runs the tests do not matter."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
