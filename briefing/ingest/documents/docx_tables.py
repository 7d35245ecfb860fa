"""Rows of tables in a Word document: in which cell of which row a paragraph stands, where tables stand in cells of others."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph, and the id of its style, empty if it has none."""

    words: str
    style: str = ""


class Row(NamedTuple):
    """A row of a table: each cell with its paragraphs, tables inside it included."""

    cells: tuple[tuple[Paragraph, ...], ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Those of all cells, in their order."""
        return tuple(paragraph for cell in self.cells for paragraph in cell)


class Tables:
    """The rows that have begun and not ended, the innermost last.

    A text box may be anchored in a cell; what stands in the box does not stand in the cell.
    """

    def __init__(self) -> None:
        self._rows: list[list[list[Paragraph]]] = []
        self._outside: list[int] = []  # for each box that has begun, how many rows have begun outside it

    def begin_row(self) -> None:
        """A row begins."""
        self._rows.append([])

    def begin_cell(self) -> None:
        """A cell of the innermost row begins."""
        if self._rows:
            self._rows[-1].append([])

    def end_row(self) -> Row:
        """The innermost row ends; it has no cells if none had begun."""
        return Row(tuple(tuple(cell) for cell in self._rows.pop()) if self._rows else ())

    def begin_box(self) -> None:
        """A text box begins."""
        self._outside.append(len(self._rows))

    def end_box(self) -> None:
        """The innermost text box ends."""
        self._outside.pop()

    def put(self, part: Paragraph | Row) -> bool:
        """Put a paragraph, or a row of an inner table, into the cell that has begun; false if it stands in none."""
        outside = self._outside[-1] if self._outside else 0
        if len(self._rows) <= outside or not self._rows[-1]:
            return False
        self._rows[-1][-1].extend((part,) if isinstance(part, Paragraph) else part.paragraphs)
        return True
