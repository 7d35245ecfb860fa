"""The pages of the documentation say what is so: keys, commands, links, pictures."""

from __future__ import annotations

import asyncio
import re
import runpy
import shlex
from pathlib import Path

import pytest

from tests.tui.harbour import harbour
from tests.tui.screens import app_of
from tui.command_line import arguments
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`(''|[^`]+)`")
ROW = re.compile(r"^\| (`.*?) \| ", re.MULTILINE)
CALL = re.compile(r"(?:^|\| )(?:uv run )?briefing\b(?! *=)(.*)")


def named_keys(cells: str) -> set[str]:
    """The keys in a table's cells; `1`-`9` are all nine."""
    digits = {str(number) for number in range(1, 10)} if "`1`-`9`" in cells else set()
    return set(CODE.findall(cells)) | digits


def keys_of_commands() -> dict[str, set[str]]:
    keymap = Keymap(COMMANDS)
    return {command.id: set(keymap.keys_of(command.id)) for command in COMMANDS}


def readme_keys() -> set[str]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Keys")[2].partition("\n## ")[0]
    return set().union(*(named_keys(cells) for cells in ROW.findall(section)))


def test_the_readme_names_every_key_of_every_command_and_no_other():
    assert readme_keys() == set().union(*keys_of_commands().values())


def test_the_page_of_keys_is_as_the_commands_are():
    made = runpy.run_path(str(DOCS / "scripts" / "keys.py"))["text"]()
    assert made == (DOCS / "keys.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_lead_to_what_is_there(page: Path):
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_call_of_the_program_is_one_that_it_understands(page: Path):
    shown = [line[4:] for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("    ")]
    for line in shown:
        for words in CALL.findall(line):
            call = re.split(r" {2,}| [|>] | && ", words)[0].replace("text|markdown|html|json", "text")
            assert arguments.parse(shlex.split(call)) is not None


def test_every_page_is_linked_from_the_readme_or_a_page_that_is():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            waiting += [(page.parent / target).resolve() for target in LINK.findall(page.read_text(encoding="utf-8"))]
    assert {page.resolve() for page in PAGES} <= {page.resolve() for page in seen}


def test_each_picture_is_made_by_the_script_and_shown_on_a_page():
    made = set(runpy.run_path(str(DOCS / "scripts" / "pictures.py"))["SCREENS"])
    shown = {
        Path(target).stem for page in PAGES for target in LINK.findall(page.read_text(encoding="utf-8")) if ".svg" in target
    }
    kept = {picture.stem for picture in (DOCS / "pictures").glob("*.svg")}
    assert made == shown == kept


def test_a_picture_made_twice_is_the_same_and_fetches_nothing():
    script = runpy.run_path(str(DOCS / "scripts" / "pictures.py"))
    screen = script["Screen"]("r j / wall", size=(60, 20), theme="nord")
    first, second = (asyncio.run(script["shot"](app_of(harbour(), kind=script["PicturedApp"]), screen)) for _ in range(2))
    assert first == second
    assert "wall" in first
    assert "url(" not in first.replace("url(#", "")
