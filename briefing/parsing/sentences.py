"""Where a sentence begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.model import Span
from briefing.parsing.linguistics import Passage, Words


class Line(NamedTuple):
    """A sentence of a body while it is being parsed: its id, its passage, and its tokens `[start, end)` there."""

    id: int
    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> Words:
        """The sentence's tokens."""
        return self.passage.doc[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where the sentence stands in its article."""
        return self.passage.place(self.start, self.end)

    @property
    def paragraph(self) -> int:
        """The index of the sentence's paragraph in its article."""
        assert self.passage.paragraph is not None  # noqa: S101 - lines are made of the body's passages only
        return self.passage.paragraph


def split(passages: Sequence[Passage]) -> tuple[Line, ...]:
    """The sentences of the body's passages in reading order. Each word of a passage stands in exactly one of them."""
    lines: list[Line] = []
    for passage in passages:
        if passage.paragraph is None:
            continue
        for words in passage.doc.sents:
            start, end = words.start, words.end
            while start < end and passage.doc[start].is_space:
                start += 1
            while end > start and passage.doc[end - 1].is_space:
                end -= 1
            if start < end:
                lines.append(Line(len(lines), passage, start, end))
    return tuple(lines)
