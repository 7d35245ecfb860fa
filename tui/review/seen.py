"""What has been on the screen of a reader who reads on, down to the characters of a line."""

from __future__ import annotations

from collections.abc import Iterable

from tui.page.layout import Block

Stretch = tuple[int, int]
"""Characters `[start, end)` of a line's words; its remark counts as one more."""


class Seen:
    """The stretches of lines that were on the screen when the reader read on."""

    def __init__(self) -> None:
        self._partly: dict[int, list[Stretch]] = {}

    def add(self, sentence: int, block: Block, rows: Iterable[int]) -> bool:
        """Add rows of a sentence's block; whether each of its rows has been on the screen by now, at whatever width."""
        whole = block.length + (1 if block.remark else 0)
        stretches = self._partly.get(sentence, [])
        first, last = len(block.above), len(block.above) + len(block.rows)
        for row in rows:
            if row >= first:
                end = block.offset(row + 1) if row + 1 < last else block.length
                stretches.append((block.offset(row), end if row < last else whole))
        stretches = _merged(stretches)
        self._partly[sentence] = stretches
        return _covers(stretches, whole)

    def forget(self, sentences: Iterable[int]) -> None:
        """Begin anew with sentences: those that are marked by now."""
        for sentence in sentences:
            self._partly.pop(sentence, None)


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _covers(stretches: list[Stretch], whole: int) -> bool:
    return bool(stretches) and stretches[0][0] == 0 and stretches[0][1] >= whole
