"""Make the pictures of the documentation from the program itself: SVG of the real screens, drawn by Textual.

uv run python docs/scripts/pictures.py
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from briefing.desk import Desk
from briefing.inputs import sample
from briefing.library import Library
from tui.app import BriefingApp
from tui.queue import Queue, review_of

PICTURES = Path(__file__).parent.parent / "pictures"

SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "panels": ((80, 24), ("r", "j", "j", "j")),
    "folded": ((80, 24), ("z", "M", "J")),
    "help": ((80, 24), ("question_mark",)),
    "narrow": ((40, 20), ("j",)),
}
"""Each picture: its name, the terminal's columns and rows, and the keys that lead to it."""

FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)  # the pictures fetch nothing


async def picture(size: tuple[int, int], keys: Sequence[str]) -> str:
    """The SVG of the sample's screen after keys."""
    library = Library.in_memory()
    desk = Desk(library)
    named = sample()
    try:
        for _ in desk.open(named):  # so that the library has it
            pass
        (briefing,) = desk.recall(named) or ()
        queue = Queue([named.given], library, size=size, first=review_of(briefing, library, size=size))
        app = BriefingApp(queue, desk, [named])
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            return FONTS.sub("", app.export_screenshot(title="briefing"))
    finally:
        desk.close()
        library.close()


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name, (size, keys) in SCREENS.items():
        (PICTURES / f"{name}.svg").write_text(asyncio.run(picture(size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main()
