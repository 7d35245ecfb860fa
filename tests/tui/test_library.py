"""The library's screen: every key, pressed in the application on a real library."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import digest
from briefing.desk import Desk, Kept
from briefing.library import Library, make
from briefing.limits import Limits
from briefing.model import Briefing
from tests.tui.briefings import build
from tests.tui.test_app import rows
from tests.tui.test_pictures import SIZES
from tui.app.application import BriefingApp
from tui.lists.library import LibraryListing
from tui.screen.widths import width
from tui.session.adding import split
from tui.session.queue import review_of

TITLES = ["Ferry strike ends", "Bridge closes for repair", "Harbour budget passes", "東京の防潮堤 " * 12, "Old mill burns"]


def put(library: Library, briefing: Briefing, name: str) -> None:
    """Put a briefing into a library under the name of a file that is nowhere."""
    (article,) = briefing.articles
    briefing = briefing._replace(parser=digest.parser_version())
    (reading,) = library.keep_readings(digest.of_bytes(article.text.encode()), [article])
    limits = Limits()
    key = digest.of_briefing([reading.name], (limits.characters, limits.paragraphs), digest.parser_version())
    library.keep_briefing(key, [reading.name], briefing)
    library.keep_version(f"/gone/{name}", article, reading.name, name, f"/gone/{name}", briefing)


def of(title: str, lines: int = 4) -> Briefing:
    made = build([[f"{title} is line {n} of it." for n in range(lines)]], headline=title)
    return made._replace(articles=(made.articles[0]._replace(language="en"),))


def shelf(count: int = len(TITLES)) -> Library:
    library = Library.in_memory()
    for at in range(count):
        put(library, of(TITLES[at % len(TITLES)] + (f" {at}" if at >= len(TITLES) else "")), f"{at}.txt")
    return library


def listing_of(library: Library) -> LibraryListing:
    return LibraryListing(library)


def first_screen(library: Library) -> BriefingApp:
    """The application as it begins where no input was named."""
    return BriefingApp(Desk(library), library, [], listing=listing_of(library))


def after(app: BriefingApp, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """What the screen shows after some keys."""

    async def main() -> list[str]:
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            return rows(app) if app.is_running and app.return_value is None else []

    return asyncio.run(main())


def text(listing: LibraryListing, columns: int = 80, height: int = 24) -> list[str]:
    return ["".join(piece.text for piece in row) for row in listing.frame(columns, height).rows]


def headlines(listing: LibraryListing) -> list[str]:
    return [listing.words(at) for at in range(len(listing))]


@pytest.mark.parametrize("columns", [80, 40, 24])
def test_an_empty_library_says_what_to_do_however_narrow_the_terminal(columns: int):
    shown = text(listing_of(Library.in_memory()), columns)
    assert "adds files, folders and addresses" in " ".join(" ".join(shown).split())
    assert all(width(row) <= columns for row in shown)


def test_works_with_unread_lines_come_first_and_of_each_the_newest():
    library = shelf(3)
    read = of(TITLES[2])
    library.add_marks([make(read.articles[0], line.span, "read") for line in read.sentences])
    assert text(listing_of(library))[2].lstrip("▌ ").startswith("Ferry strike ends") is False
    listing = listing_of(library)
    assert headlines(listing) == [TITLES[1], TITLES[0], TITLES[2]]
    shown = text(listing)
    assert "✓" in shown[4]
    assert "4/4 read" in shown[4]
    assert "2 unread · 3 works" in shown[0]


def test_a_row_tells_day_panels_read_lines_flags_and_notes():
    library = shelf(1)
    (article,) = of(TITLES[0]).articles
    lines = of(TITLES[0]).sentences
    library.add_marks([make(article, lines[0].span, "read"), make(article, lines[1].span, "flag")])
    library.add_marks([make(article, lines[2].span, "note", "ask them")])
    row = text(listing_of(library))[2]
    assert "1 panel" in row
    assert "1/4 read" in row
    assert row.endswith("⚑1✎1")


def test_on_a_narrow_screen_a_work_has_two_rows_and_its_counts_come_first():
    shown = text(listing_of(shelf(2)), 40)
    assert shown[2].startswith("▌   0/4 read")
    assert TITLES[1] in shown[3]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["line_down", "line_up", "page_down", "page_up", "half_down", "go_to_bottom", "select", "refresh"])
    ),
    st.integers(40, 200),
    st.integers(6, 40),
)
def test_the_cursor_stays_on_the_page_and_rows_within_the_screen(moves, columns, height):
    listing = listing_of(BIG)
    listing.frame(columns, height)
    for move in moves:
        getattr(listing, move)()
        frame = listing.frame(columns, height)
        assert len(frame.rows) == height
        assert all(width("".join(piece.text for piece in row)) <= columns for row in frame.rows)
        assert [y for y, row in enumerate(frame.rows) if row and row[0].text == "▌"] == [frame.cursor[1]]


BIG = shelf(120)


def test_without_works_it_says_how_to_add_some():
    assert "The library is empty: a adds" in text(listing_of(Library.in_memory()))[2]
    app = first_screen(Library.in_memory())
    assert "The library is empty" in after(app, "enter", "v", "D", "u", "n", "j")[2]


def test_enter_opens_the_work_without_its_file_and_q_goes_back_with_its_counts_renewed():
    library = shelf(3)
    app = first_screen(library)
    shown = after(app, "j", "enter", "r")
    assert TITLES[1] in shown[0]
    app = first_screen(library)
    shown = after(app, "j", "enter", "m", "q")
    assert shown[0].startswith(" Library")
    assert shown[3].startswith("▌")
    assert "1/4 read" in shown[3]
    assert shown[3].endswith("⚑1")


def test_what_is_read_stays_where_it_is_while_one_looks():
    app = first_screen(shelf(3))
    shown = after(app, "enter", "A", "q")
    assert TITLES[2] in shown[2]
    assert "4/4 read" in shown[2]
    assert "2 unread" in shown[0]


def test_selected_works_open_as_a_queue_that_brackets_go_through():
    app = first_screen(shelf(3))
    shown = after(app, "v", "v", "enter")
    assert "1 of 2" in shown[0]
    app = first_screen(shelf(3))
    assert "2 of 2" in after(app, "v", "v", "enter", "]")[0]
    app = first_screen(shelf(3))
    assert "1 of 2" in after(app, "v", "v", "enter", "]", "[")[0]


def test_escape_and_q_leave_a_selection_first():
    for key in ("escape", "q"):
        app = first_screen(shelf(3))
        assert "selected" not in after(app, "v", key)[0]


def test_q_ends_the_program_from_the_first_screen_and_escape_and_capital_l_do_not():
    app = first_screen(shelf(2))
    after(app, "escape", "L")
    assert app.return_value is None
    after(app := first_screen(shelf(2)), "q")
    assert app.return_value == 0
    after(app := first_screen(shelf(2)), "enter", "Q")
    assert app.return_value == 0


def test_capital_l_shows_the_library_above_an_article_with_the_cursor_on_it_and_again_goes_back():
    for leaving in ("L", "q", "escape"):
        app = first_screen(shelf(3))
        shown = after(app, "j", "enter", "L")
        assert shown[3].startswith("▌")
        assert shown[0].startswith(" Library")
        library = shelf(2)
        kept = Desk(library)
        (briefing,) = kept.recall(Kept("0.txt", "/gone/0.txt")) or ()
        app = BriefingApp(kept, library, [Kept("0.txt", "/gone/0.txt")], first=review_of(briefing, library))
        assert after(app, "L")[3].startswith("▌")
        app = BriefingApp(kept, library, [Kept("0.txt", "/gone/0.txt")], first=review_of(briefing, library))
        assert TITLES[0] in after(app, "L", leaving)[0]
        app = BriefingApp(kept, library, [Kept("0.txt", "/gone/0.txt")], first=review_of(briefing, library))
        assert TITLES[0] in after(app, "L", "k", "enter", "q", "q")[0]


def test_the_headlines_are_searched_while_the_words_are_written():
    app = first_screen(shelf(5))
    shown = after(app, "/", *"b", *"ridge")
    assert next(row for row in shown if row.startswith("▌")).find(TITLES[1]) > 0
    assert "1 found" in shown[-1]
    app = first_screen(shelf(5))
    shown = after(app, "/", *"e", "enter", "n", "N")
    assert shown[0].startswith(" Library")


def test_capital_d_forgets_at_once_after_asking():
    library = shelf(3)
    app = first_screen(library)
    assert "Forget Harbour budget passes" in after(app, "D")[-1]
    assert TITLES[2] in after(first_screen(library), "D", "n")[2]
    app = first_screen(library)
    shown = after(app, "D", "y")
    assert TITLES[2] not in "\n".join(shown)
    assert "2 unread · 2 works" in shown[0]
    assert len(library.works()) == 2


def test_several_are_forgotten_and_brought_back_with_their_places_and_marks():
    library = shelf(4)
    (article,) = of(TITLES[3]).articles
    library.add_marks([make(article, of(TITLES[3]).sentences[0].span, "flag")])
    before = after(first_screen(library))
    app = first_screen(library)
    shown = after(app, "v", "v", "D", "y", "u", "j", "k")
    assert shown[:-1] == before[:-1]
    assert len(library.works()) == 4


def test_a_adds_what_is_named_and_the_list_shows_it(tmp_path: Path):
    library = shelf(1)
    missing = tmp_path / "nothing.txt"
    app = first_screen(library)

    async def main() -> list[str]:
        async with app.run_test() as pilot:
            await pilot.press("a", *str(missing), "enter")
            for _ in range(200):
                await pilot.pause(0.02)
                if not app.program._works.is_adding and "Adding" not in rows(app)[-1]:
                    break
            return rows(app)

    assert "There is no file" in asyncio.run(main())[-1]


def test_words_are_parted_as_by_a_shell_but_a_path_that_is_there_is_one_word(tmp_path: Path):
    there = tmp_path / "two words.txt"
    there.write_text("One.")
    assert split(str(there)) == [str(there)]
    assert split("a.txt 'b c.txt' https://x.test/1") == ["a.txt", "b c.txt", "https://x.test/1"]
    assert split("it's") == ["it's"]


def test_words_are_found_in_what_is_listed_now_as_letters_come_and_go_and_works_are_forgotten():
    listing = listing_of(shelf(5))

    def said(*keys: str) -> str:
        for key in keys:
            listing.press(key)
        return "".join(piece.text for piece in listing.frame(80, 24).rows[-1])

    listing.begin_search()
    assert "2 found" in said(*"ge")
    assert "1 found" in said(*"t")
    assert "0 found" in said("x")
    assert "2 found" in said("backspace", "backspace")
    said("escape")
    listing.go_to_bottom()
    while "Harbour" not in listing.words(listing.cursor):
        listing.line_up()
    listing.forget()
    said("y")
    listing.begin_search()
    assert "1 found" in said(*"ge")
    said("escape")
    listing.undo()
    listing.begin_search()
    assert "2 found" in said(*"ge")


def test_what_is_new_comes_before_the_others_and_moves_no_row_under_the_cursor():
    library = shelf(3)
    listing = listing_of(library)
    listing.frame(80, 6)
    listing.line_down()
    before = text(listing, 80, 6)
    put(library, of("Ice on the river"), "ice.txt")
    listing.refresh()
    assert text(listing, 80, 6)[1:] == before[1:]
    assert headlines(listing)[0] == "Ice on the river"


def test_rows_of_the_library_that_hold_escape_sequences_are_not_shown():
    library = shelf(2)
    library._database.connection.execute("UPDATE summary SET headline = 'red' || char(27) || '[31m' WHERE number = 2")
    shown = text(listing_of(library))
    assert not any("\x1b" in row for row in shown)
    assert "cannot be read any more" in shown[2]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_library_as_a_picture(snap_compare, size):
    library = shelf(5)
    library._database.connection.execute("UPDATE version SET made = '2024-05-01T00:00:00Z'")
    assert snap_compare(first_screen(library), press=["j", "v"], terminal_size=size)
