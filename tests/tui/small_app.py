"""A small app for the tests of the line: a list that scrolls, painted early and handed over, as the real one is.

python -m tests.tui.small_app [--stock] [--fail] [--wide] [--slow SECONDS]
"""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext

from tui.screen.rows import Frame, Piece, Row
from tui.terminal import capabilities, early_frame

TEXT = "the council met on a rainy evening and put off the vote about the old harbour once more because nobody had read it"
WORDS = TEXT.split()
WIDE = ["東京で会議", "cafe\u0301", "👩\u200d🚒 crew", "❤\ufe0f", "“so”", "मंत्री"]


class Pages:
    """What is shown: rows of words, one of them current, some folded away. No Textual."""

    def __init__(self, *, wide: bool) -> None:
        self.wide, self.current, self.top, self.folded, self.typed = wide, 0, 0, False, ""

    def row(self, number: int) -> Row:
        start = number * 7 % len(WORDS)
        words = [*WORDS[start:], *WORDS[:start]][: 6 + number % 6]
        if self.wide:
            words.insert(number % 4, WIDE[number % len(WIDE)])
        mark = "▌" if number == self.current else " "
        return (Piece(f" {mark} "), Piece(f"{number} ", "own"), Piece(" ".join(words), "title" if number % 5 == 0 else "text"))

    def frame(self, columns: int, rows: int) -> Frame:
        body = rows - 3
        self.top = min(max(self.top, self.current - body + 1), self.current)
        numbers = range(self.top, self.top + body)
        head: Row = (Piece("Headline of the day", "title"), Piece(f" {self.current}"))
        rule: Row = (Piece("─" * columns, "own"),)
        lines = [self.row(number) if not (self.folded and number % 3) else () for number in numbers]
        return Frame((head, rule, *lines, (Piece(f"keys: {self.typed[-12:]}", "own"),)), (1, 2 + self.current - self.top))

    def press(self, key: str, page: int) -> None:
        self.typed += key if len(key) == 1 else f"<{key}>"
        step = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "b": -page}.get(key, 0)
        self.current = min(max(self.current + step, 0), 9_999)
        if step in (page, -page):
            self.top = self.current
        if key == "enter":
            self.folded = not self.folded


def main(words: list[str]) -> int:
    pages = Pages(wide="--wide" in words)
    if capabilities.take_keyboard() is not None:
        pages.typed = "(piped)"
    held = None if "--stock" in words else early_frame.hold()
    if held is None and "--stock" not in words:
        return 3
    columns, rows = capabilities.size()
    with held or nullcontext():
        if held is not None:
            held.paint(pages.frame(columns, rows))
        if "--slow" in words:
            time.sleep(float(words[words.index("--slow") + 1]))
        if "--early" in words:
            raise RuntimeError("before the hand-over")
        from tests.tui.small_textual import run  # noqa: PLC0415 - slow: Textual

        return run(pages, held, fail="--fail" in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
