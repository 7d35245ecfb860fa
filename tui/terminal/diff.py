"""What travels to the terminal: the fewest bytes that lead from one grid to another.

Every sequence used is one that each of xterm, VTE, tmux, screen, the Linux console and macOS Terminal knows: cursor moves,
SGR, `ESC[K`, `ESC[J`, and the scrolling region, which is set and taken back in one breath. A newline must reach the terminal as
it is (OPOST off), and lines must not wrap.
"""

from __future__ import annotations

from functools import lru_cache

from tui.screen.widths import is_steady
from tui.terminal.grid import PLAIN, Grid, change, shows_on_blanks

_MOVES_TRIED = 3
_WORTH_MOVING = 30  # bytes that moving rows must save at least
_WORTH_CLEARING = 24  # bytes: below, a row is not tried another way
_SHORT_GAP = 6  # cells: a cursor move costs no more than this

CLEAR = "\x1b[m\x1b[H\x1b[J"
"""Leaves an empty screen and the pen at its first cell, in plain style."""


class Pen:
    """Where the terminal's cursor stands, and in which style it writes; `x` is none where terminals disagree."""

    __slots__ = ("style", "x", "y")

    def __init__(self, x: int | None = 0, y: int = 0, style: int = PLAIN) -> None:
        self.x, self.y, self.style = x, y, style

    def copy(self) -> Pen:
        """An equal pen that moves by itself."""
        return Pen(self.x, self.y, self.style)

    def follow(self, other: Pen) -> None:
        """Stand where another pen stands."""
        self.x, self.y, self.style = other.x, other.y, other.style


def afresh(new: Grid, pen: Pen) -> str:
    """What paints a grid on a screen of unknown content. The pen follows."""
    pen.follow(Pen())
    return CLEAR + difference(Grid(new.columns, new.rows), new, pen)


def difference(old: Grid, new: Grid, pen: Pen) -> str:
    """What turns the old grid, as it stands on the screen, into the new one of the same size. The pen follows."""
    changed = _changed_rows(old, new)
    moved = _moved(old, new, pen) if len(changed) > 1 else None
    if moved is None or _length(moved[0]) > _estimate(old, new, changed):
        plain = _rows(old, new, pen, changed)
        if moved is None or _length(plain[0]) <= _length(moved[0]):
            moved = plain
    text, after = moved
    pen.follow(after)
    return text


def _moved(old: Grid, new: Grid, pen: Pen) -> tuple[str, Pen] | None:
    # The shortest way that moves rows; none if no rows are likely to have moved.
    best: tuple[str, Pen] | None = None
    stage, hand, prefix = old, pen, ""
    for _ in range(_MOVES_TRIED):
        shift = _likely_shift(stage, new)
        if shift is None:
            break
        stage, hand = stage.copy(), hand.copy()
        prefix += _move(stage, hand, *shift)
        rest, after = _rows(stage, new, hand, _changed_rows(stage, new))
        if best is None or len(prefix) + _length(rest) < _length(best[0]):
            best = prefix + rest, after
    return best


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def _estimate(old: Grid, new: Grid, rows: list[int]) -> int:
    # Bytes that it costs at least to write the changed rows where they are: blanks may come for nothing.
    return sum(sum(a != b != " " for a, b in zip(old.text[y], new.text[y], strict=True)) for y in rows)


def _changed_rows(old: Grid, new: Grid) -> list[int]:
    return [y for y in range(new.rows) if old.text[y] != new.text[y] or old.style[y] != new.style[y]]


def _rows(old: Grid, new: Grid, pen: Pen, changed: list[int]) -> tuple[str, Pen]:
    pen = pen.copy()
    out: list[str] = []
    blank_text, blank_style = [" "] * new.columns, [PLAIN] * new.columns
    for y in changed:
        had_text, had_style = old.text[y], old.style[y]
        spans, after = _spans(new, pen, y, had_text, had_style)
        # Perhaps it is shorter to clear the row from the first change on, and write what is not blank.
        if len(spans) > _WORTH_MOVING and (had_text != blank_text or had_style != blank_style):
            first = next(x for x in range(new.columns) if had_text[x] != new.text[y][x] or had_style[x] != new.style[y][x])
            first -= new.text[y][first] == ""
            hand = pen.copy()
            start = _go(new, hand, first, y) + change(hand.style, PLAIN) + "\x1b[K"
            hand.style = PLAIN
            blanks = new.columns - first
            rest, hand = _spans(new, hand, y, had_text[:first] + [" "] * blanks, had_style[:first] + [PLAIN] * blanks)
            if len(start) + len(rest) < len(spans):
                spans, after = start + rest, hand
        out.append(spans)
        pen = after
    out.append(_go(new, pen, *new.cursor))
    return "".join(out), pen


def _spans(new: Grid, pen: Pen, y: int, had_text: list[str], had_style: list[int]) -> tuple[str, Pen]:
    # The cells of one row that differ from what it had, and the blanks behind them.
    text, style, columns = new.text[y], new.style[y], new.columns
    pen = pen.copy()
    changed = [x for x in range(columns) if text[x] != had_text[x] or style[x] != had_style[x]]
    if not changed:
        return "", pen
    narrow = "".join(text).isascii() and "".join(had_text).isascii()
    steady = narrow or all(map(_is_steady, {*text, *had_text}))
    if not steady:
        # Some terminals draw such characters wider or narrower than they were measured: all behind them is written again.
        changed = list(range(changed[0], columns))
    end = columns
    while end and text[end - 1] == " " and style[end - 1] == PLAIN:
        end -= 1
    tail = next((x for x in changed if x >= end), columns)
    clear = tail < columns and changed[-1] - tail >= 3
    out: list[str] = []
    done = 0
    for x in changed:
        if x < done:
            continue
        if clear and x >= end:
            break
        at = x - 1 if text[x] == "" else x
        if pen.x != at or pen.y != y:
            out.append(_go(new, pen, at, y))
        character, look = text[at], style[at]
        if look != pen.style and (character != " " or look != PLAIN or shows_on_blanks(pen.style)):
            out.append(change(pen.style, look))
            pen.style = look
        out.append(character)
        done = at + 1 if narrow or at + 1 >= columns or text[at + 1] != "" else at + 2
        pen.x = done if done < columns and (steady or _is_steady(character)) else None
    if clear:
        out += (_go(new, pen, tail, y), change(pen.style, PLAIN), "\x1b[K")
        pen.style = PLAIN
    return "".join(out), pen


@lru_cache(maxsize=4096)
def _is_steady(cluster: str) -> bool:
    return cluster == "" or is_steady(cluster)


def _go(new: Grid, pen: Pen, x: int, y: int) -> str:
    # The shortest way to a cell: a cursor move, or writing again what stands between.
    way = _way(pen.x, pen.y, x, y)
    if pen.y == y and pen.x is not None and 0 < x - pen.x <= _SHORT_GAP:
        text, style = new.text[y], new.style[y]
        between = range(pen.x, x)
        if all(
            text[at] != "" and _is_steady(text[at]) and (style[at] == pen.style or (text[at] == " " and style[at] == PLAIN))
            for at in between
        ) and not (shows_on_blanks(pen.style) and any(style[at] != pen.style for at in between)):
            again = "".join(text[at] for at in between)
            if text[x] != "" and len(again.encode(errors="replace")) < len(way):
                way = again
    pen.x, pen.y = x, y
    return way


@lru_cache(maxsize=8192)
def _way(from_x: int | None, from_y: int, x: int, y: int) -> str:
    if (from_x, from_y) == (x, y):
        return ""
    straight = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
    down = y - from_y
    vertical = (
        min("\n" * down, _counted(down, "B"), key=len) if down >= 0 else min("\x1bM" * -down, _counted(-down, "A"), key=len)
    )
    across = ["\r" + _counted(x, "C"), f"\x1b[{x + 1}G"]
    if from_x is not None:
        right = x - from_x
        across.append(_counted(right, "C") if right >= 0 else _counted(-right, "D"))
    return min(straight, vertical + min(across, key=len), key=len)


def _counted(number: int, final: str) -> str:
    return "" if number == 0 else f"\x1b[{final}" if number == 1 else f"\x1b[{number}{final}"


def _move(grid: Grid, pen: Pen, top: int, bottom: int, count: int) -> str:
    # Moves the rows from top to bottom (half open) up by count, or down where it is negative, on the screen and in the grid.
    whole = top == 0 and bottom == grid.rows
    out = change(pen.style, PLAIN) + ("" if whole else f"\x1b[{top + 1};{bottom}r")
    hand = Pen(pen.x, pen.y) if whole else Pen()  # setting the region moves the cursor to the first cell
    edge = bottom - 1 if count > 0 else top
    out += _way(hand.x, hand.y, 0, edge) + ("\n" if count > 0 else "\x1bM") * abs(count)
    if whole:
        pen.follow(Pen(0, edge))
    else:
        out += "\x1b[r\x1b[H"  # not every terminal moves the cursor when the region is taken back
        pen.follow(Pen())
    grid.move_rows(top, count, within=bottom)
    return out


def _likely_shift(old: Grid, new: Grid) -> tuple[int, int, int] | None:
    # (top, bottom, rows to move up) of the stretch of rows that most likely moved.
    before = ["".join(row).rstrip() for row in old.text]
    after = ["".join(row).rstrip() for row in new.text]
    places: dict[str, list[int]] = {}
    for y, text in enumerate(before):
        if text:
            places.setdefault(text, []).append(y)
    votes: dict[int, int] = {}
    for y, text in enumerate(after):
        if text and text != before[y]:
            for origin in places.get(text, ())[:4]:
                votes[origin - y] = votes.get(origin - y, 0) + len(text)
    if not votes:
        return None
    count = max(votes, key=lambda shift: votes[shift])
    best, best_sum, start, total = None, _WORTH_MOVING, 0, 0
    for y in range(max(0, -count), min(new.rows, new.rows - count)):
        if total <= 0:
            start, total = y, 0
        total += _likeness(after[y], before[y + count]) - _likeness(after[y], before[y])
        if total > best_sum:
            best, best_sum = (start, y + 1), total
    if best is None:
        return None
    return min(best[0], best[0] + count), max(best[1], best[1] + count), count


def _likeness(one: str, other: str) -> int:
    # How many characters stand at the same place in both.
    return len(one) if one == other else sum(a == b != " " for a, b in zip(one, other, strict=False))
