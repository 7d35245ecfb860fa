"""The JSON Schema in the documentation is that of the model."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_schema_in_the_documentation_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "scripts" / "json_schema.py"))["text"]()
    assert made == (DOCS / "briefing.schema.json").read_text(encoding="utf-8")
