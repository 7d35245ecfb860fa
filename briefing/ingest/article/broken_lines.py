"""Lines that are one paragraph although each stands alone, as the links in it leave it where a page is copied.

The council said in a
report
on Monday that the pier is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing.ingest.article.word_lists import words

_CLOSED = tuple('.!?…:;。！？"”»|')
_MARKS = frozenset((",", ".", ";", ":", "!", "?", ")", "’", "’s", "'s", "”", ".”", ",”"))
_QUOTES = "\"'”’)]»"

_LONGEST_LINK = 60
_LONGEST_WORD = 60
_LONG_LINE, _LONG = 30, 60
"""Characters that the longest line of such a paragraph has at least, and all of them together."""

_MOST = 40
"""Lines of the longest one."""

Joint = Callable[[int], bool]


def runs(lines: Sequence[str], may_join: Joint) -> Iterator[range]:
    """The lines in runs, each a paragraph: mostly of one line. `may_join` is whether a line may belong to the one after it."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end - start < _MOST and (further := _further(lines, end - 1, may_join)):
            end += further
        if not _is_paragraph(lines[start:end]):
            end = start + 1
        yield range(start, end)
        start = end


def _is_paragraph(run: Sequence[str]) -> bool:
    """Whether lines have the length of a paragraph, and the last of them its end."""
    ended = run[-1][-_LONGEST_WORD:].rstrip(_QUOTES).endswith(_CLOSED)
    return ended and max(map(len, run)) >= _LONG_LINE and sum(map(len, run)) >= _LONG


def _further(lines: Sequence[str], at: int, may_join: Joint) -> int:
    """How many lines go on with the sentence of a line: one that begins in small letters, or a link before such a one."""
    if at + 1 >= len(lines) or lines[at].endswith(_CLOSED) or not may_join(at):
        return 0
    if _begins_small(lines[at + 1]):
        return 1
    if at + 2 >= len(lines) or not may_join(at + 1) or not _is_unfinished(lines[at]):
        return 0
    link = lines[at + 1]
    return 2 if len(link) <= _LONGEST_LINK and not link.endswith(_CLOSED) and _begins_small(lines[at + 2]) else 0


def _begins_small(line: str) -> bool:
    """Whether a line begins with a word in small letters, or with a mark that nothing begins with."""
    word = line[:_LONGEST_WORD].split(maxsplit=1)[0]
    return word in _MARKS or (word.rstrip(",.;:!?)").isalpha() and word.islower())


def _is_unfinished(line: str) -> bool:
    """Whether a line ends with a small word after which a sentence goes on."""
    return line[-_LONGEST_WORD:].rsplit(maxsplit=1)[-1].casefold() in words("unfinished")
