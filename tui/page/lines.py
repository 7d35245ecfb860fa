"""What each row of an article shows: titles, lines with their marks, remarks and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.page.layout import INDENT, Block, Layout, count
from tui.page.sections import Section
from tui.screen.glyphs import Glyphs
from tui.screen.rows import BLANK, Piece, Row, cut
from tui.screen.widths import width


class Marks(NamedTuple):
    """What is shown in the gutter of a row."""

    cursor: bool = False
    read: bool = False
    flag: bool = False
    selected: bool = False


def title(section: Section, marks: Marks, read: int, layout: Layout, glyphs: Glyphs, *, opened: bool) -> Row:
    """The title of a section: fold, number, words, and its counts where there is room for them."""
    fold = (glyphs.opened if opened else glyphs.closed) if section.size else " "
    bar = Piece(glyphs.bar, "bar") if marks.cursor else Piece(" ")
    number = str(section.number) if section.number else ""
    start = [bar, Piece(fold, "fold"), Piece(f" {number} ".ljust(INDENT - 2), "number")]
    room = layout.measure - INDENT - 1
    if section.kind != "panel":
        return (*start, Piece(cut(section.title, room, glyphs.more), "own"))
    words = section.title
    noun = "sentence" if layout.briefing.parsed else "paragraph"
    counts, column = count(section, noun, read), layout.counts.column
    if not layout.counts.whole or INDENT + width(words) + 2 > column:
        counts = f"{read}/{section.size}"
        column = layout.measure - 3 - width(f"{section.size}/{section.size}")
    if INDENT + width(words) + 2 > column:
        counts, column = "", layout.measure - 3
    words, counts = cut(words, min(room, column - INDENT), glyphs.more), glyphs.own(counts)
    flag = [Piece(f" {glyphs.flag}", "flag")] if marks.flag else []
    if not counts and not flag:
        return (*start, Piece(words, "title"))
    gap = " " * max(0, column - INDENT - width(words))
    return (*start, Piece(words, "title"), Piece(gap), Piece(counts, "own"), *flag)


def under_title(section: Section, what: str, lead: str, layout: Layout, glyphs: Glyphs) -> Row:
    """The row under a title: as many tags as fit, or the lead cut to one row."""
    room = layout.measure - INDENT - 1
    if what == "lead":
        return (Piece(" " * INDENT), Piece(cut(lead, room, glyphs.more)))
    return (Piece(" " * INDENT), Piece(_fitting(section.tags, room, glyphs), "own"))


def line_row(block: Block, row: int, marks: Marks, layout: Layout, glyphs: Glyphs, words: Sequence[Piece] = ()) -> Row:
    """One row of a line, whose `words` have their roles; a row after its remark is blank."""
    if row < len(block.above):
        return (Piece(" " * INDENT), Piece(block.above[row], "heading"))
    row -= len(block.above)
    bar = _bar(marks, glyphs)
    if row < len(block.rows):
        words = words or (Piece(block.rows[row]),)
        if row:
            return (Piece(" "), bar, Piece(" " * (INDENT - 2)), *words)
        check = Piece(glyphs.read, "read") if marks.read else Piece(" ")
        flag = Piece(glyphs.flag, "flag") if marks.flag else Piece(" ")
        first, second = (bar, check) if bar.role == "bar" else (check, Piece(" "))
        return _joined((Piece(" "), first, second, flag, Piece(" "), *words))
    below = row - len(block.rows) - (1 if block.remark else 0)
    if 0 <= below < len(block.note):
        sign = Piece(glyphs.note, "flag") if below == 0 else Piece(" ")
        return (Piece(" "), bar, Piece(" " * INDENT), sign, Piece(" "), Piece(block.note[below], "note"))
    if row > len(block.rows) or not block.remark:
        return BLANK
    remark = cut(glyphs.own(block.remark), layout.measure - INDENT - 3, glyphs.more)
    return (Piece(" "), bar, Piece(" " * INDENT), Piece(remark, "own"))


def _bar(marks: Marks, glyphs: Glyphs) -> Piece:
    """The sign beside the line under the cursor, and beside those that are selected."""
    if marks.cursor:
        return Piece(glyphs.bar, "bar")
    return Piece(glyphs.selected, "bar") if marks.selected else Piece(" ")


def pieces(block: Block, row: int, role: str, found: Sequence[tuple[int, int]] = ()) -> tuple[Piece, ...]:
    """The words of a row in a role, but those that were searched and found, whose places in the line are given, in theirs.

    There are none for a row above or below the words.
    """
    row -= len(block.above)
    if not 0 <= row < len(block.rows):
        return ()
    words, start = block.rows[row], block.starts[row]
    cuts = [(max(0, a - start), min(len(words), b - start)) for a, b in found if a < start + len(words) and b > start]
    shown: list[Piece] = []
    at = 0
    for a, b in cuts:
        shown += [Piece(words[at:a], role), Piece(words[a:b], "found")]
        at = b
    return tuple(piece for piece in (*shown, Piece(words[at:], role)) if piece.text)


def _fitting(words: Sequence[str], room: int, glyphs: Glyphs) -> str:
    """As many of some phrases as fit in a row; the first one is cut if it does not."""
    dot = f" {glyphs.dot} "
    shown = cut(words[0], room, glyphs.more)
    for word in words[1:]:
        if width(shown) + len(dot) + width(word) > room:
            break
        shown += dot + word
    return shown


def _joined(pieces: Iterable[Piece]) -> Row:
    """Neighbouring pieces of one role as one."""
    row: list[Piece] = []
    for piece in pieces:
        if row and row[-1].role == piece.role:
            row[-1] = Piece(row[-1].text + piece.text, piece.role)
        else:
            row.append(piece)
    return tuple(row)
