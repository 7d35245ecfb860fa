"""Keys and pastes through the screen: `python -m tests.fuzz.screen --cases 1000 --seed 1`.

`keys` presses keys, pastes hostile text and changes the size of the terminal in the application itself; after each step the
frame must be full, clean and within its columns. `bytes` feeds what a line could send to what makes keys of it.
"""

from __future__ import annotations

import asyncio
import json
import os
from random import Random

from textual import events

from briefing.library import Library
from briefing.sanitise import is_clean
from tests.fuzz import mutations, running
from tests.tui.briefings import LONG, WORDS, build
from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tui.app.keyboard import Keys
from tui.app.screen import ProgramScreen
from tui.screen.widths import width

LETTERS = "abdefghijklmnoprstuvwxyzAFGIJKLMNQRYZ0123456789/?:[]'\"\\ .,;-+*<>=~!@#$%^&(){}|_é漢🚋\u0301🇳🇴"
NAMED = (
    *("space", "enter", "escape", "tab", "shift+tab", "backspace", "delete", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "f1", "ctrl+d", "ctrl+u", "ctrl+r", "ctrl+o", "ctrl+s", "ctrl+p", "ctrl+l", "ctrl+w", "ctrl+k"),
    *("ctrl+a", "ctrl+e", "ctrl+g", "ctrl+home", "ctrl+left", "shift+left", "f5", "insert", "ctrl+h"),
    *("ctrl+right", "ctrl+b", "ctrl+f", "ctrl+y", "ctrl+underscore", "alt+d"),
)
"""Keys that lead somewhere and some that do not; not those that end or suspend the program, which are pressed last."""

SEQUENCES = (
    *(
        "\x1b",
        "\x1b[",
        "\x1b[A",
        "\x1bOP",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[<0;3;4M",
        "\x1b[1;5C",
        "\x1b]0;x\x07",
        "\x1bP",
        "\x1b\\",
    ),
    *(
        "\x1b[?1;2c",
        "\x1b[12;40R",
        "\x1b[999999999999;1~",
        "\x9b",
        "\x00",
        "\x7f",
        "\r",
        "\n",
        "j",
        " ",
        "é",
        "\ud800",
        "\u202e",
    ),
)
WIDTHS, HEIGHTS = (1, 2, 5, 20, 40, 80, 132, 300), (1, 2, 3, 5, 24, 60)
NARROWEST = 40
_BLANK = "harbour council vote"


def made(chance: Random, kind: str) -> bytes:
    """The steps of a case, as JSON."""
    if kind == "bytes":
        text = "".join(chance.choice(SEQUENCES) for _ in range(chance.randrange(60)))
        return json.dumps([text[at : at + 7] for at in range(0, len(text), 7)]).encode()
    steps: list[tuple[str, object]] = [("seed", chance.randrange(1_000))]
    for _ in range(chance.choice((5, 20, 40))):
        match chance.randrange(12):
            case 0:
                pieces = chance.choices((*mutations.PIECES, LONG.encode(), b"council"), k=chance.choice((1, 2, 9)))
                steps.append(("paste", b" ".join(pieces).decode("utf-8", "replace")))
            case 1:
                steps.append(("size", (chance.choice(WIDTHS), chance.choice(HEIGHTS))))
            case 2 | 3 | 4:
                steps.append(("keys", [chance.choice(NAMED)]))
            case _:
                steps.append(("keys", chance.choices(LETTERS, k=chance.choice((1, 1, 3)))))
    return json.dumps(steps).encode()


def run(data: bytes) -> None:
    """Do the steps of a case."""
    steps = json.loads(data)
    if steps and isinstance(steps[0], str):
        feed(steps)
    elif steps:
        asyncio.run(_pressed(steps))


def feed(parts: list[str]) -> None:
    """Give what a line sends to what makes keys of it; nothing is lost that is no escape sequence."""
    keys = Keys()
    got = [key for part in parts for key in keys.feed(part)]
    keys.give_up()
    assert all(isinstance(key, str) and key for key in got)


async def _pressed(steps: list[tuple[str, object]]) -> None:
    chance = Random(steps[0][1])  # type: ignore[arg-type] # a number, by `made`
    panels = [[" ".join(chance.choices(WORDS, k=chance.choice((1, 3, 12)))) for _ in range(3)] for _ in range(3)]
    library = Library.in_memory()
    app = app_of(harbour(), build(panels, aside=[_BLANK]), library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        for what, value in steps[1:]:
            if what == "keys":
                await pilot.press(*value)  # type: ignore[misc] # names of keys
            elif what == "paste":
                app.post_message(events.Paste(str(value)))
                await pilot.pause()
            else:
                await pilot.resize_terminal(*value)  # type: ignore[misc] # columns and rows
            if app._exit or not app.is_running:
                break
            _look(app)
    for article in (app.program.queue.entries[0].article, app.program.queue.entries[1].article):
        if article is not None:
            for mark in library.marks(article).found:
                assert is_clean(mark.value), f"not clean: {mark.value!r}"


def _look(app: object) -> None:
    """What holds of each frame."""
    screen = app.screen  # type: ignore[attr-defined] # the application
    if not isinstance(screen, ProgramScreen):
        return
    columns, rows = app.size  # type: ignore[attr-defined]
    frame = screen._program.frame(columns, rows)
    assert len(frame.rows) == rows, f"{len(frame.rows)} rows of {rows}"
    for row in frame.rows:
        text = "".join(piece.text for piece in row)
        assert is_clean(text), f"not clean: {text!r}"
        assert "\n" not in text
        if columns >= NARROWEST:  # what is wider than a narrower terminal is cut
            assert width(text) <= columns, f"{width(text)} columns of {columns}: {text!r}"


def main() -> None:
    """Run as a program."""
    os.environ.update(EDITOR="true", VISUAL="true", TEXTUAL_ANIMATIONS="none")
    asked = running.options("Keys and pastes through the screen.").parse_args()
    running.main(running.Suite("screen", ("keys", "bytes"), made, run), asked)


if __name__ == "__main__":
    main()
