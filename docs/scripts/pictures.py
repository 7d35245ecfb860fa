"""Make the pictures of the documentation from the program itself: SVG of its real screens, after keys that are really pressed.

python docs/scripts/pictures.py            write docs/pictures anew
python docs/scripts/pictures.py who note   write only some of them
python docs/scripts/pictures.py --check    say which pictures are not as the program would make them, with status 1
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme

from briefing.desk import Desk
from briefing.inputs import expand, sample
from briefing.library import Library
from tui.app.application import BriefingApp
from tui.lists.library import LibraryListing
from tui.session.queue import review_of
from tui.settings import themes
from tui.settings.settings import Settings

DOCS = Path(__file__).parents[1]
PICTURES = DOCS / "pictures"
ARTICLES = DOCS / "articles"
"""Made-up articles, so that readers can press the keys of the pictures too."""

SAMPLE = ""
"""In place of the name of an article: the sample."""

_ALL_COLOURS = 1 << 24
_PLACEHOLDERS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)  # the pictures fetch nothing


class Screen(NamedTuple):
    """A screen: the keys that lead to it, the size of its terminal, and what it begins with.

    In `keys`, a word of several letters that is no key's name is typed letter by letter.
    """

    keys: str
    size: tuple[int, int] = (80, 24)
    article: str = "ferrow.txt"
    """Empty for the sample, `library` for the library."""
    theme: str = "ansi"
    light: bool = False


SCREENS: Mapping[str, Screen] = {
    "panels": Screen("r j r j m j", size=(80, 40), article=SAMPLE),
    "opened": Screen(""),
    "reading": Screen("space"),
    "folded": Screen("z M J"),
    "pending": Screen("z"),
    "light": Screen("r j m j", light=True),
    "dark": Screen("r j m j"),
    "narrow": Screen("r j", size=(40, 20)),
    "nord": Screen("r j m j", theme="nord"),
    "search": Screen("/ wall"),
    "filters": Screen("f", size=(80, 36)),
    "filtered": Screen("f space J space enter"),
    "who": Screen("w", size=(80, 30)),
    "when": Screen("d"),
    "original": Screen("J enter j j o", size=(100, 24)),
    "beside": Screen("j j j", size=(130, 30)),
    "note": Screen("j a Ask·the·builder·about·the·roof."),
    "marked": Screen("r j m a Ask·the·builder·about·the·roof. ctrl+s j j v j"),
    "help": Screen("?", size=(80, 30)),
    "palette": Screen(": flag"),
    "library": Screen("j j enter m space space q k", article="library"),
}
"""Each picture by its name; the library is the last, since articles that are opened from it keep their marks there."""

_NAMES = frozenset({"space", "enter", "tab", "escape", "up", "down", "left", "right", "home", "end"})


def pressed(keys: str) -> Iterator[str]:
    """The keys of a screen one by one, as the pilot presses them; a dot in the middle is a space that is typed."""
    for word in keys.split():
        if word in _NAMES or "+" in word[1:]:
            yield word
        else:
            yield from ("space" if letter == "·" else letter for letter in word)


def ground_of(screen: Screen) -> TerminalTheme:
    """The colours of the terminal in the picture."""
    usual = DEFAULT_TERMINAL_THEME if screen.light else SVG_EXPORT_THEME
    ground = themes.looks(screen.theme, _ALL_COLOURS)["text"].ground
    if not ground:
        return usual
    found = TerminalTheme(tuple(bytes.fromhex(ground[1:])), usual.foreground_color, [(0, 0, 0)] * 8)  # type: ignore[arg-type]
    found.ansi_colors = usual.ansi_colors
    return found


class PicturedApp(BriefingApp):
    """The application, on a terminal whose colours are known."""

    ground: TerminalTheme = SVG_EXPORT_THEME

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG."""
        width, height = self.size
        console = Console(
            width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
        )
        console.print(self.screen._compositor.render_update(full=True, simplify=simplify))  # noqa: SLF001 - as Textual does
        return console.export_svg(title=title or self.title, theme=self.ground)


async def shot(app: PicturedApp, screen: Screen) -> str:
    """The SVG of an application's screen after its keys."""
    app.ground = ground_of(screen)
    async with app.run_test(size=screen.size) as pilot:
        await pilot.pause()
        for key in pressed(screen.keys):
            await pilot.press(key)
        await pilot.pause()
        return _PLACEHOLDERS.sub("", app.export_screenshot(title="briefing")).rstrip() + "\n"


def picture(screen: Screen, desk: Desk, library: Library) -> str:
    """The SVG of a screen, with the desk of a library; what is marked in an article is kept nowhere."""
    looks = themes.looks(screen.theme, _ALL_COLOURS)
    settings = Settings(theme=screen.theme, looks=looks)
    if screen.article == "library":
        listing = LibraryListing(library, glyphs=settings.glyphs, first=True)
        return asyncio.run(shot(PicturedApp(desk, library, [], settings=settings, listing=listing), screen))
    named = expand([screen.article])[0] if screen.article else sample()
    for _ in desk.open(named):
        pass
    (briefing,) = desk.recall(named) or ()
    library = Library.in_memory()
    first = review_of(briefing, library, size=screen.size, settings=settings)
    return asyncio.run(shot(PicturedApp(desk, library, [named], settings=settings, first=first), screen))


def pictures(names: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The pictures with some names, else all of them."""
    with _in_folder(ARTICLES):
        kept = Library.in_memory()
        desk = Desk(kept)
        try:
            for article in ("ferry.txt", "lantern.txt", "ferrow.txt"):  # the library lists the last one first
                for _ in desk.open(expand([article])[0]):
                    pass
            for name in names or SCREENS:
                yield name, picture(SCREENS[name], desk, kept)
        finally:
            desk.close()
            kept.close()


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    """Work in a folder, so that names of articles are shown without the path to this checkout."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def main(words: Sequence[str]) -> int:
    """Write all pictures, or check them."""
    PICTURES.mkdir(exist_ok=True)
    status = 0
    for name, made in pictures([word for word in words if word in SCREENS]):
        file = PICTURES / f"{name}.svg"
        if "--check" not in words:
            file.write_text(made, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != made:
            print(f"{file.name} is not as the program would make it")  # noqa: T201 - a program of its own
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
