"""The yardstick: stock Textual, three Collapsibles with the sample article, a Footer."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Collapsible, Footer, Static

SAMPLE = Path(__file__).parent.parent.parent / "seeds" / "japan-north-korea-summit.txt"


class Stock(App[None]):
    BINDINGS: ClassVar = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        paragraphs = [line for line in SAMPLE.read_text(encoding="utf-8").split("\n") if line]
        with VerticalScroll():
            for number in range(3):
                with Collapsible(title=f"Panel {number + 1}", collapsed=False):
                    yield Static("\n\n".join(paragraphs[3 + number * 3 : 6 + number * 3]), markup=False)
        yield Footer()


if __name__ == "__main__":
    Stock().run()
