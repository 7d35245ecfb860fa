"""A text that is being written, by characters as a reader takes them."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from briefing.sanitise import clean, clean_line, is_clean
from tui.screen.editing import Editing
from tui.screen.widths import width

LONGEST = 60
FLAG, ACCENT, SYLLABLE, HAND = "🇩🇪", "e\u0301", "क्षि", "👍🏽"
TYPED = (
    "a",
    "B",
    "7",
    ".",
    "漢",
    "é",
    "e",
    "\u0301",
    "\u0308",
    "🇩",
    "🇪",
    "क",
    "्",
    "ष",
    "ि",
    "👍",
    "🏽",
    "한",
    "ᄒ",
    "ᅡ",
    "space",
)
KEYS = (
    *("left", "right", "ctrl+b", "ctrl+f", "alt+b", "alt+f", "ctrl+left", "ctrl+right", "home", "end", "ctrl+a", "ctrl+e"),
    *("backspace", "delete", "ctrl+h", "ctrl+d", "ctrl+w", "alt+d", "ctrl+u", "ctrl+k", "ctrl+y", "ctrl+underscore", "ctrl+r"),
)
ALL = st.one_of(
    st.sampled_from(TYPED),
    st.sampled_from(KEYS),
    st.sampled_from(("enter", "up", "down")),
    st.text(max_size=9).map(lambda words: "paste " + words),
)


def edges(text: str) -> list[int]:
    """Where a cursor can stand."""
    return [0, *accumulate(map(len, iter_graphemes(text)))]


def do(editing: Editing, *keys: str) -> Editing:
    for key in keys:
        if key.startswith("paste "):
            editing.insert(key[6:])
        elif key == "enter":
            editing.new_line()
        elif key in ("up", "down"):
            editing.move_rows(-1 if key == "up" else 1, 8)
        elif key.isascii():
            editing.press(key)
        else:
            for character in key:  # a terminal sends one code point after another
                editing.press(character)
    return editing


def written(*keys: str, text: str = "", lines: bool = True) -> Editing:
    return do(Editing(text, longest=LONGEST, lines=lines), *keys)


@given(st.lists(ALL, max_size=40), st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_cursor_never_stands_within_a_character_and_the_text_is_safe(keys: list[str], lines: bool) -> None:
    editing = Editing("", longest=LONGEST, lines=lines)
    for key in keys:
        if lines or key not in ("enter", "up", "down"):
            do(editing, key)
        assert editing.cursor in edges(editing.text)
        assert is_clean(editing.text)
        assert lines or "\n" not in editing.text
        assert len(editing.text) <= LONGEST


class Model:
    """What keys do, said over the list of all the places where a cursor can stand."""

    def __init__(self) -> None:
        self.text, self.cursor, self.killed, self.joins = "", 0, "", False

    def put(self, start: int, end: int, words: str) -> None:
        words = words[: max(0, LONGEST - len(self.text) + end - start)]
        self.text = clean(self.text[:start] + words + self.text[end:]).text
        self.cursor = next(edge for edge in edges(self.text) if edge >= min(start + len(words), len(self.text)))

    def kill(self, start: int, end: int) -> None:
        if start < end:
            words, before = self.text[start:end], self.killed if self.joins else ""
            self.killed = before + words if start == self.cursor else words + before
            self.put(start, end, "")

    def words(self) -> list[tuple[int, int]]:
        """The words of letters and digits."""
        places = edges(self.text)
        inside = [start for start in places[:-1] if self.text[start].isalnum()]
        ends = dict(pairwise(places))
        begins = [start for start in inside if all(ends[other] != start for other in inside)]
        found = []
        for start in begins:
            end = ends[start]
            while end in inside:
                end = ends[end]
            found.append((start, end))
        return found

    def press(self, key: str) -> None:
        places, cursor = edges(self.text), self.cursor
        before = max([place for place in places if place < cursor], default=0)
        after = min([place for place in places if place > cursor], default=len(self.text))
        word_start = max([start for start, _ in self.words() if start < cursor], default=0)
        word_end = min([end for _, end in self.words() if end > cursor], default=len(self.text))
        line_start = max([at + 1 for at in range(cursor) if self.text[at] == "\n"], default=0)
        line_end = min([at for at in range(cursor, len(self.text)) if self.text[at] == "\n"], default=len(self.text))
        goes = {
            **dict.fromkeys(("left", "ctrl+b"), before),
            **dict.fromkeys(("right", "ctrl+f"), after),
            **dict.fromkeys(("alt+b", "ctrl+left"), word_start),
            **dict.fromkeys(("alt+f", "ctrl+right"), word_end),
            **dict.fromkeys(("home", "ctrl+a"), line_start),
            **dict.fromkeys(("end", "ctrl+e"), line_end),
        }
        spaced = self.text[:cursor].rstrip()
        space = max(spaced.rfind(" "), spaced.rfind("\n")) + 1
        kills = {
            "ctrl+w": (next(place for place in places if place >= space), cursor),
            "alt+d": (cursor, word_end),
            "ctrl+u": (line_start, cursor),
            "ctrl+k": (cursor, line_end),
        }
        if key in goes:
            self.cursor = goes[key]
        elif key in kills:
            self.kill(*kills[key])
        elif key in ("backspace", "ctrl+h"):
            self.put(before, cursor, "")
        elif key in ("delete", "ctrl+d"):
            self.put(cursor, after, "")
        elif key == "ctrl+y":
            self.put(cursor, cursor, self.killed)
        elif key == "enter":
            self.put(cursor, cursor, "\n")
        elif key.startswith("paste "):
            self.put(cursor, cursor, clean(key[6:]).text)
        else:
            self.put(cursor, cursor, " " if key == "space" else key)
        self.joins = key in kills


MODELLED = st.one_of(
    st.sampled_from(TYPED),
    st.sampled_from([key for key in KEYS if key not in ("ctrl+underscore", "ctrl+r")]),
    st.just("enter"),
    st.text("ab .漢\u0301🇩🇪\n", max_size=9).map(lambda words: "paste " + words),
)


@given(st.lists(MODELLED, max_size=40))
@settings(max_examples=300, deadline=None)
def test_keys_do_what_the_model_says(keys: list[str]) -> None:
    editing, model = written(), Model()
    for key in keys:
        do(editing, key)
        model.press(key)
        assert (editing.text, editing.cursor) == (model.text, model.cursor), key


@given(st.lists(ALL, max_size=40), st.sampled_from(("", "a b\nc", f"{FLAG} {ACCENT}\n{SYLLABLE}")))
@settings(max_examples=200, deadline=None)
def test_undoing_all_gives_the_start_and_redoing_all_the_end(keys: list[str], text: str) -> None:
    editing = written(*keys, text=text)
    end = editing.text
    do(editing, *["ctrl+r"] * 100)  # what was undone among the keys
    last = editing.text
    assert last == end or "ctrl+underscore" in keys
    do(editing, *["ctrl+underscore"] * 100)
    assert editing.text == text
    do(editing, *["ctrl+r"] * 100)
    assert editing.text == last


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("a b space c d ctrl+underscore", "ab "),
        ("a b space c d ctrl+underscore ctrl+underscore", ""),
        ("a b left c ctrl+underscore", "ab"),
        ("a b backspace ctrl+underscore", "ab"),
        ("a space b ctrl+w ctrl+w ctrl+underscore", "a "),
        ("a b ctrl+underscore ctrl+r", "ab"),
        ("a b ctrl+underscore c ctrl+r", "c"),
        ("a space b space c ctrl+w ctrl+w home ctrl+y", "b ca "),
        ("a space b home ctrl+k ctrl+y ctrl+y", "a ba b"),
        ("a . b space c home alt+d alt+d ctrl+y", "a.b c"),
        ("a b alt+b ctrl+d", "b"),
        (f"a {FLAG} ctrl+b x", f"ax{FLAG}"),
        (f"{FLAG} {SYLLABLE} {HAND} {ACCENT} backspace backspace", FLAG + SYLLABLE),
        (f"{ACCENT} t {ACCENT} space x alt+b alt+b ctrl+k", ""),
        ("ctrl+underscore ctrl+r ctrl+y ctrl+w alt+d ctrl+k left backspace", ""),
    ],
)
def test_a_text_is_written_as_in_a_shell(keys: str, text: str) -> None:
    assert written(*keys.split()).text == text


@pytest.mark.parametrize("character", [FLAG, ACCENT, SYLLABLE, HAND, "é", "漢"])
def test_one_key_takes_one_character(character: str) -> None:
    text = character * 2
    assert written("backspace", text=text).text == character
    assert written("home", "delete", text=text).text == character
    assert written("left", "x", text=text).text == f"{character}x{character}"


def test_an_accent_that_is_typed_joins_the_letter_before_it_and_a_letter_that_of_an_accent_after_it() -> None:
    assert written("e", "\u0301").cursor == 2
    editing = written("e", text="\u0301")
    assert written("home", "e", text="\u0301").cursor == 2
    assert editing.text == "\u0301e"


def test_marks_are_not_piled_up_by_joining_letters() -> None:
    editing = written("right", "right", "right", "right", text="a" + "\u0301" * 4 + "\n" + "\u0301" * 4)
    do(editing, "home", "backspace")
    assert is_clean(editing.text)
    do(editing, "ctrl+underscore")
    assert editing.text == "a" + "\u0301" * 4 + "\n" + "\u0301" * 4


@given(
    st.text(st.sampled_from("ab \n漢🇩🇪e\u0301"), max_size=LONGEST),
    st.integers(2, 12),
    st.lists(st.sampled_from(("up", "down"))),
)
def test_rows_hold_all_words_and_the_cursor_goes_by_one_row(text: str, cells: int, keys: list[str]) -> None:
    editing = written(text=text)
    rows = editing.rows(cells)
    assert "".join(text[start:end] for start, end in rows).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(width(text[start:end]) <= cells for start, end in rows)
    for key in keys:
        before, _ = editing.row_and_column(rows)
        editing.move_rows(-1 if key == "up" else 1, cells)
        after, column = editing.row_and_column(rows)
        assert abs(after - before) <= 1
        assert column <= cells + 1  # after the space that a row ends at
        assert editing.cursor in edges(text)


@given(st.text(st.sampled_from("ab 漢🇩🇪e\u0301"), max_size=LONGEST), st.integers(4, 20), st.integers(0, 30))
def test_the_cursor_of_a_long_line_is_shown(text: str, cells: int, lefts: int) -> None:
    editing = written(*["left"] * lefts, text=text)
    start = editing.first_shown(cells)
    assert start in edges(text)
    assert width(text[start : editing.cursor]) < cells


def test_nothing_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys\nimport tui.screen.prompt\nassert 'tui.screen.editing' not in sys.modules\n"
        "from tui.screen.editing import Editing\n"
        "text = Editing('', longest=99, lines=True)\n"
        "for key in 'é ж “ a space b left alt+b ctrl+w delete ctrl+underscore'.split(): text.press(key)\n"
        "text.move_rows(1, 9)\n"
        "print([name for name in ('wcwidth', 'rich') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_is_pasted_into_one_line_is_one_line() -> None:
    assert written("paste a\n\tb", lines=False).text == clean_line("a\n\tb")
    assert written("paste a\n\tb").text == "a\n b"
