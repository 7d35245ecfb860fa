"""A terminal in memory that measures characters as Rich does, and mends what pyte gets wrong."""

from __future__ import annotations

import pyte
from pyte.screens import Char

from tui.screen.widths import clusters

BLANKS_DIFFER = ("underscore", "strikethrough", "reverse")


class Glass(pyte.Screen):
    """A screen to feed with bytes and to look at."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows)
        self.stream = pyte.ByteStream(self)

    def feed(self, data: bytes) -> None:
        self.stream.feed(data)

    def draw(self, data: str) -> None:
        for cluster, width in clusters(data):
            if width == 0:
                self._join(cluster)
                continue
            x = min(self.cursor.x, self.columns - 1)
            if x + width > self.columns:
                continue
            line = self.buffer[self.cursor.y]
            self._part(line, x)
            self._part(line, x + width)
            line[x] = self.cursor.attrs._replace(data=cluster)
            if width == 2:
                line[x + 1] = self.cursor.attrs._replace(data="")
            self.dirty.add(self.cursor.y)
            self.cursor.x = min(x + width, self.columns)

    def delete_lines(self, count: int | None = None) -> None:
        # pyte's own leaves a row as it was where a row that was never written should move in.
        for y in range(self.lines):
            self.buffer[y]
        super().delete_lines(count)

    def _join(self, cluster: str) -> None:
        line, x = self.buffer[self.cursor.y], self.cursor.x - 1
        while x > 0 and line[x].data == "":
            x -= 1
        if x >= 0:
            line[x] = line[x]._replace(data=line[x].data + cluster)

    def _part(self, line: dict[int, Char], x: int) -> None:
        if 0 < x < self.columns and line[x].data == "":
            line[x - 1] = line[x - 1]._replace(data=" ")
            line[x] = line[x]._replace(data=" ")

    @property
    def display(self) -> list[str]:
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]

    def cells(self) -> list[list[tuple[object, ...]]]:
        """What an eye sees of each cell: a blank has no colour of its own."""
        rows = []
        for y in range(self.lines):
            line = self.buffer[y]
            row: list[tuple[object, ...]] = []
            for x in range(self.columns):
                cell = line[x]
                plain = cell.data == " " and not (cell.bg != "default" or any(getattr(cell, name) for name in BLANKS_DIFFER))
                row.append((" ",) if plain else tuple(cell))
            rows.append(row)
        return rows

    def place(self) -> tuple[int, int]:
        return min(self.cursor.x, self.columns - 1), self.cursor.y
