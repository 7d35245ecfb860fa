"""A screen in memory: cells, and what a frame writes into them. No Textual here.

A frame of Textual's is text, SGR, absolute cursor moves and newlines; whatever else may command a terminal is left out here, so
nothing of it reaches the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from tui.screen.looks import LOOKS, Look
from tui.screen.rows import Frame, Row
from tui.screen.widths import clusters, is_narrow

_ATTRIBUTES = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 6: 16, 7: 32, 8: 64, 9: 128, 21: 256, 53: 512}
_OFF = {22: 1 | 2, 23: 4, 24: 8 | 256, 25: 16, 27: 32, 28: 64, 29: 128, 55: 512}
_SEEN_ON_BLANKS = 8 | 32 | 128 | 256 | 512

Style = tuple[int, str, str]
"""Attribute bits, SGR parameters of the colour, SGR parameters of the background."""

PLAIN = 0
"""The id of the terminal's own style."""

_styles: list[Style] = [(0, "", "")]
_ids: dict[Style, int] = {(0, "", ""): PLAIN}
_shows: list[bool] = [False]
_by_parameters: dict[tuple[int, str, bool], int] = {}
_changes: dict[tuple[int, int], str] = {}


@cache
def _token() -> re.Pattern[str]:
    # Compiled when Textual is there: the first frame needs neither this nor the next.
    return re.compile(
        r"\x1b\[(?P<private>[<=>?]?)(?P<parameters>[0-9:;]*)[ -/]*(?P<final>[@-~])"
        r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"
        r"|\x1b.?"
        r"|(?P<newline>\n)"
        r"|(?P<text>[^\x1b\n]+)",
        re.DOTALL,
    )


@cache
def _control() -> re.Pattern[str]:
    # What commands a terminal, or reorders and hides text: sanitising keeps it out of the model, this fence out of the line.
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]+"
    )


def style_of(parameters: str, base: int = PLAIN, *, colours: bool = True) -> int:
    """The id of the style that SGR `parameters` make of `base`; without `colours`, its attributes alone."""
    key = (base, parameters, colours)
    known = _by_parameters.get(key)
    if known is None:
        bits, ink, ground = _styles[base]
        codes = iter(parameters.replace(":", ";").split(";"))
        for text in codes:
            code = int(text or 0)
            if code == 0:
                bits, ink, ground = 0, "", ""
            elif code in _ATTRIBUTES:
                bits |= _ATTRIBUTES[code]
            elif code in _OFF:
                bits &= ~_OFF[code]
            elif code in (38, 48):
                colour = _extended(code, codes)
                ink, ground = (colour, ground) if code == 38 else (ink, colour)
            elif 30 <= code <= 37 or 90 <= code <= 97:
                ink = str(code)
            elif 40 <= code <= 47 or 100 <= code <= 107:
                ground = str(code)
            elif code == 39:
                ink = ""
            elif code == 49:
                ground = ""
        known = _by_parameters[key] = _id_of((bits, ink, ground) if colours else (bits, "", ""))
    return known


def _extended(code: int, codes: Iterator[str]) -> str:
    kind = next(codes, "")
    count = {"5": 1, "2": 3}.get(kind, 0)
    values = [next(codes, "") or "0" for _ in range(count)]
    return ";".join([str(code), kind, *values]) if count else ""


def _id_of(style: Style) -> int:
    known = _ids.get(style)
    if known is None:
        known = _ids[style] = len(_styles)
        _styles.append(style)
        _shows.append(bool(style[0] & _SEEN_ON_BLANKS or style[2]))
    return known


def style_of_look(look: Look, *, colours: bool = True) -> int:
    """The id of the style of a role; the same as that of the cell which Textual draws with these attributes."""
    bits = look.bold | look.dim << 1 | look.italic << 2 | look.underline << 3 | look.reverse << 5
    colour = look.colour if colours else None
    ink = "" if colour is None else str(30 + colour if colour < 8 else 82 + colour)
    if look.ink and colours:
        return _id_of((bits, _true("38", look.ink), _true("48", look.ground)))
    return _id_of((bits, ink, ""))


def _true(kind: str, colour: str) -> str:
    """The SGR parameters of a colour as `#rrggbb`, or as `color(n)`."""
    if colour.startswith("color("):
        return f"{kind};5;{colour[6:-1]}"
    return f"{kind};2;{int(colour[1:3], 16)};{int(colour[3:5], 16)};{int(colour[5:7], 16)}"


def shows_on_blanks(style: int) -> bool:
    """Whether a space in this style looks otherwise than in the terminal's own."""
    return _shows[style]


def change(before: int, after: int) -> str:
    """The shortest SGR sequence that leads from one style to another."""
    if before == after:
        return ""
    known = _changes.get((before, after))
    if known is None:
        if after == PLAIN:
            known = "\x1b[m"
        else:
            afresh = f"\x1b[{';'.join(['', *_switches((0, '', ''), _styles[after])])}m"
            onward = f"\x1b[{';'.join(_switches(_styles[before], _styles[after]))}m"
            known = min(onward, afresh, key=len)
        _changes[before, after] = known
    return known


def _switches(before: Style, after: Style) -> list[str]:
    gone, codes, have = before[0] & ~after[0], [], before[0]
    for code, bits in _OFF.items():
        if gone & bits:
            codes.append(str(code))
            have &= ~bits
            gone &= ~bits
    wanted = after[0] & ~have
    codes += [str(code) for code, bit in _ATTRIBUTES.items() if wanted & bit and code != 6]
    for old, new, none in ((before[1], after[1], "39"), (before[2], after[2], "49")):
        if old != new:
            codes.append(new or none)
    return codes


class Grid:
    """The cells of a screen.

    `text[y][x]` is what stands in a cell, empty for the second half of a wide character; `style[y][x]` is the id of its style;
    `cursor` is the (column, row) where the terminal's cursor shall stand.
    """

    __slots__ = ("columns", "cursor", "rows", "style", "text")

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.text: list[list[str]] = [[" "] * columns for _ in range(rows)]
        self.style: list[list[int]] = [[PLAIN] * columns for _ in range(rows)]
        self.cursor = (0, 0)

    def copy(self) -> Grid:
        """An equal grid that changes by itself."""
        twin = Grid(0, 0)
        twin.columns, twin.rows, twin.cursor = self.columns, self.rows, self.cursor
        twin.text = [row[:] for row in self.text]
        twin.style = [row[:] for row in self.style]
        return twin

    def is_blank(self) -> bool:
        """Whether there is nothing to see."""
        return not any(map(any, self.style)) and all(not "".join(row).strip(" ") for row in self.text)

    def display(self) -> list[str]:
        """The text of each row."""
        return ["".join(row) for row in self.text]

    def put(self, x: int, y: int, text: str, style: int = PLAIN) -> int:
        """Write text from a cell on, as a terminal without wrapping would; the column after it comes back."""
        if not text or not 0 <= y < self.rows or x >= self.columns:
            return x
        cells = self.text[y]
        if is_narrow(text):
            text = text[: self.columns - x]
            end = x + len(text)
            self._part(y, x, end)
            cells[x:end] = text
        else:
            pieces: list[str] = []
            end = x
            for cluster, width in clusters(_control().sub("", text)):
                if width == 0:
                    if pieces:
                        pieces[-1 if pieces[-1] else -2] += cluster
                    elif x:
                        cells[x - 1 if cells[x - 1] else max(0, x - 2)] += cluster
                    continue
                if end + width > self.columns:
                    break
                pieces.append(cluster)
                if width == 2:
                    pieces.append("")
                end += width
            self._part(y, x, end)
            cells[x:end] = pieces
        styles = self.style[y]
        styles[x:end] = [style] * (end - x)
        if style and not _shows[style]:
            for at in range(x, end):
                if cells[at] == " ":
                    styles[at] = PLAIN
        return end

    def _part(self, y: int, start: int, end: int) -> None:
        # A wide character that loses one half shows a blank in the other.
        cells = self.text[y]
        if start > 0 and start < self.columns and cells[start] == "":
            cells[start - 1] = " "
        if 0 < end < self.columns and cells[end] == "":
            cells[end] = " "
            if not _shows[self.style[y][end]]:
                self.style[y][end] = PLAIN

    def draw(self, frame: Frame, looks: Mapping[str, Look] = LOOKS, *, colours: bool = True) -> None:
        """Put a whole frame of pieces in the place of what stands here."""
        text = looks.get("text", Look())
        ground = style_of_look(text, colours=colours) if text.ground else PLAIN
        for y in range(self.rows):
            self.text[y] = [" "] * self.columns
            self.style[y] = [ground] * self.columns
        for y, row in enumerate(frame.rows[: self.rows]):
            self._draw_row(y, row, looks, colours=colours)
        self.cursor = (min(max(frame.cursor[0], 0), self.columns - 1), min(max(frame.cursor[1], 0), self.rows - 1))

    def _draw_row(self, y: int, row: Row, looks: Mapping[str, Look], *, colours: bool) -> None:
        x = 0
        for text, role in row:
            x = self.put(x, y, text, style_of_look(looks[role], colours=colours))

    def feed(self, data: str, *, colours: bool = True) -> set[int]:
        """Take in what Textual writes for one frame, from whatever it starts with; the rows that it touched come back."""
        x, y = self.cursor
        style = PLAIN
        touched: set[int] = set()
        for match in _token().finditer(data):
            kind = match.lastgroup
            if kind == "text":
                x = self.put(x, y, match[0], style)
                touched.add(y)
            elif kind == "final":
                final, parameters = match["final"], match["parameters"]
                if match["private"]:
                    continue
                if final == "m":
                    style = style_of(parameters, style, colours=colours)
                elif final in "Hf":
                    row, _, column = parameters.partition(";")
                    x, y = int(column or 1) - 1, int(row or 1) - 1
            elif kind == "newline":
                x, y = 0, min(y + 1, self.rows - 1)
        self.cursor = (min(x, self.columns - 1), min(y, self.rows - 1))
        return touched

    def move_rows(self, top: int, count: int, *, within: int | None = None) -> None:
        """Delete (`count` > 0) or insert (`count` < 0) rows at `top`; rows from `within` on stay where they are."""
        bottom = self.rows if within is None else within
        number = min(abs(count), bottom - top)
        for plane, blank in ((self.text, " "), (self.style, PLAIN)):
            _shift(plane, top, bottom, number if count > 0 else -number, blank, self.columns)  # type: ignore[arg-type]


def _shift(plane: list[list[object]], top: int, bottom: int, count: int, blank: object, columns: int) -> None:
    fresh: Iterable[list[object]] = ([blank] * columns for _ in range(abs(count)))
    kept: Sequence[list[object]]
    if count > 0:
        kept = plane[top + count : bottom]
        plane[top:bottom] = [*kept, *fresh]
    else:
        kept = plane[top : bottom + count]
        plane[top:bottom] = [*fresh, *kept]
