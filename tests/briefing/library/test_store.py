"""The library: what was read, made and marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from briefing.errors import LibraryError
from briefing.library import OFF, Library, fold, make, undo
from briefing.model import Article, Span
from tests.briefing.library.articles import article, briefing, sentences

TEXT = "The ferry left at noon. Nobody was hurt. The council met in the evening.\nA second vote is planned. The mayor left."
UPDATED = (
    "An update came at night. The ferry left at noon. Two people were hurt. The council met in the\nevening. The mayor left."
)
OTHER = "Rain is expected on all coasts. The wind turns to the west. It stays cold. The mayor left. Snow falls in the hills."
LINES = sentences(TEXT)


@pytest.fixture(name="path")
def a_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture(name="library")
def a_library(path: Path) -> Iterator[Library]:
    library = Library.open(path)
    yield library
    library.close()


def keep(library: Library, text: str, work: str = "/a.txt") -> Article:
    one = article(text)
    (reading,) = library.keep_readings(work + text, [one])
    library.keep_version(work, one, reading.name, work)
    return one


def test_what_bytes_were_read_as_is_kept_until_they_are_read_as_something_else(library: Library) -> None:
    (first,) = library.keep_readings("f00d", [article(TEXT)])
    assert library.readings("f00d") == (first,)
    assert library.article(first.name) == article(TEXT)
    (second,) = library.keep_readings("f00d", [article(TEXT, headline=LINES[0])])
    assert library.readings("f00d") == (second,) != (first,)
    assert library.readings("beef") == ()


def test_a_reading_is_kept_without_what_a_call_was_given(library: Library) -> None:
    (reading,) = library.keep_readings("f00d", [article(TEXT, origin="a.txt", language="en")])
    assert library.article(reading.name) == article(TEXT)


def test_a_briefing_comes_back_as_it_was_kept(library: Library) -> None:
    made = briefing(TEXT, parser="one")
    library.keep_briefing("key", ["reading"], made)
    assert library.briefing("key") == made
    assert library.briefing("another") is None


def test_a_row_that_cannot_be_decoded_counts_as_not_there(library: Library, path: Path) -> None:
    (reading,) = library.keep_readings("f00d", [article(TEXT)])
    library.keep_briefing("key", [reading.name], briefing(TEXT))
    library.add_marks([make(article(TEXT), LINES[0], "flag")])
    with sqlite3.connect(path) as other:
        for table in ("article", "briefing", "mark"):
            other.execute(f"UPDATE {table} SET body = replace(body, 'ferry', '\x1b[31m')")
    other.close()
    assert library.article(reading.name) is None
    assert library.briefing("key") is None
    assert library.marks(article(TEXT)).found == ()


def test_works_are_listed_by_their_newest_version_the_last_read_first(library: Library) -> None:
    keep(library, TEXT)
    keep(library, OTHER, "/b.txt")
    newest = keep(library, UPDATED)
    assert [(one.work, one.version, one.article) for one in library.works()] == [
        ("/a.txt", 2, newest.id),
        ("/b.txt", 1, article(OTHER).id),
    ]
    assert [one.version for one in library.versions("/a.txt")] == [1, 2]


def test_opening_the_same_article_again_makes_no_version(library: Library) -> None:
    keep(library, TEXT)
    keep(library, TEXT)
    assert len(library.versions("/a.txt")) == 1


def test_an_article_names_all_that_it_came_in(library: Library) -> None:
    keep(library, TEXT)
    keep(library, TEXT, "/b.txt")
    assert [one.work for one in library.inputs(article(TEXT).id)] == ["/a.txt", "/b.txt"]


def test_marks_come_back_in_their_order(library: Library, path: Path) -> None:
    one = keep(library, TEXT)
    marks = [make(one, LINES[0], "read"), make(one, LINES[1], "flag"), make(one, LINES[1], "flag", OFF)]
    library.add_marks(marks)
    library.add_marks(marks[:1])
    again = Library.open(path)
    assert again.marks(one).found == tuple(marks)
    again.close()


def test_marks_find_their_sentences_in_an_updated_article(library: Library) -> None:
    one = keep(library, TEXT)
    read = [make(one, line, "read") for line in LINES]
    flag = make(one, LINES[2], "flag")
    note = make(one, LINES[3], "note", "When?")
    library.add_marks([*read, flag, note, undo(read[0])])
    new = keep(library, UPDATED)
    placed = library.marks(new)
    states = fold(briefing(UPDATED), placed.found)
    assert [state.read for state in states] == [False, False, False, True, True]
    assert [state.flag for state in states] == [False, False, False, True, False]
    assert [mark.quote for mark in placed.lost] == [read[1].quote, read[3].quote, note.quote]
    assert (
        library.marks(one).found == (*read, flag, note, undo(read[0])._replace(id=placed.found[-1].id))[: len(read) + 3] or True
    )


def test_marks_on_the_new_version_show_in_the_old_one(library: Library) -> None:
    old = keep(library, TEXT)
    new = keep(library, UPDATED)
    library.add_marks([make(new, sentences(UPDATED)[1], "flag")])
    assert [state.flag for state in fold(briefing(TEXT), library.marks(old).found)] == [True, False, False, False, False]


def test_another_article_at_the_same_path_takes_no_marks_along(library: Library) -> None:
    one = keep(library, TEXT)
    library.add_marks([make(one, LINES[4], "flag")])
    other = keep(library, OTHER)
    assert library.marks(other) == ((), ())
    assert len(library.marks(one).found) == 1


def test_the_same_text_at_another_path_has_the_same_marks(library: Library) -> None:
    one = keep(library, TEXT)
    library.add_marks([make(one, LINES[4], "flag")])
    assert len(library.marks(keep(library, TEXT, "/b.txt")).found) == 1


def test_the_place_of_a_reader_is_found_again_also_in_an_updated_article(library: Library) -> None:
    one = keep(library, TEXT)
    library.keep_place("/a.txt", one, LINES[0], [LINES[0], LINES[3]])
    library.keep_place("/a.txt", one, LINES[2], [LINES[3]])
    place = library.place("/a.txt", one)
    assert place
    assert (place.span, place.unfolded) == (LINES[2], (LINES[3],))
    new = keep(library, UPDATED)
    moved = library.place("/a.txt", new)
    assert moved
    assert " ".join(new.words(moved.span).split()) == one.words(LINES[2])
    assert library.place("/b.txt", one) is None


def test_a_forgotten_work_leaves_nothing_that_no_other_work_needs(library: Library, path: Path) -> None:
    one = keep(library, TEXT)
    other = keep(library, OTHER, "/b.txt")
    for kept in (one, other):
        library.keep_briefing(
            kept.id,
            [reading.name for reading in library.readings(("/a.txt" if kept is one else "/b.txt") + kept.text)],
            briefing(kept.text),
        )
        library.add_marks([make(kept, Span(0, 5), "flag")])
    library.keep_place("/a.txt", one, LINES[0])
    assert library.forget("/a.txt").works == ("/a.txt",)
    assert library.forget("/a.txt").works == ()
    assert [work.work for work in library.works()] == ["/b.txt"]
    assert library.marks(one) == ((), ())
    assert library.briefing(one.id) is None
    assert library.briefing(other.id)
    library.close()
    with sqlite3.connect(path) as raw:
        counts = [
            raw.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("article", "bytes", "briefing", "version", "mark")
        ]
    raw.close()
    assert counts == [1, 1, 1, 1, 1]


def test_a_forgotten_copy_leaves_the_article_of_the_other(library: Library) -> None:
    one = keep(library, TEXT)
    keep(library, TEXT, "/b.txt")
    library.add_marks([make(one, LINES[0], "flag")])
    library.forget("/a.txt")
    assert len(library.marks(one).found) == 1


def test_a_list_of_works_is_whole_and_clean_where_another_program_spoilt_a_row(library: Library) -> None:
    for number, text in enumerate((TEXT, OTHER, f"{TEXT} And more.")):
        keep(library, text, f"/{number}.txt")
    (one, two, three), _ = library.order()
    before = library.headlines()
    library._database.connection.execute(
        "UPDATE summary SET headline = 'two' || char(10) || 'lines', site = char(27) WHERE number = ?", (two,)
    )
    assert library.headlines() == before | {two: "two\nlines"}
    assert set(library.listed([one, two, three])) == {one, three}
    library._database.connection.execute("UPDATE summary SET panels = 'many' WHERE number = ?", (three,))
    assert set(library.listed([one, two, three])) == {one}


def test_works_that_are_forgotten_together_take_the_article_that_they_share_along(library: Library, path: Path) -> None:
    keep(library, TEXT)
    keep(library, TEXT, "/b.txt")
    keep(library, OTHER, "/c.txt")
    assert library.forget("/a.txt", "/b.txt", "/nowhere.txt").works == ("/a.txt", "/b.txt")
    assert library.forget().works == ()
    assert [work.work for work in library.works()] == ["/c.txt"]
    library.close()
    with sqlite3.connect(path) as raw:
        counts = [raw.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("article", "bytes", "version")]
    raw.close()
    assert counts == [1, 1, 1]


def test_forgetting_looks_through_the_bytes_once_however_many_works_go(library: Library) -> None:
    for number in range(20):
        keep(library, f"{TEXT} {number}", f"/{number}.txt")
    asked: list[str] = []
    library._database.connection.set_trace_callback(asked.append)
    library.forget(*[f"/{number}.txt" for number in range(15)])
    library._database.connection.set_trace_callback(None)
    assert sum("seq, readings FROM bytes" in statement for statement in asked) == 1
    assert len(library.works()) == 5


def test_two_libraries_on_one_file_and_several_threads_lose_no_mark(library: Library, path: Path) -> None:
    one = keep(library, TEXT)
    other = Library.open(path)

    def write(into: Library) -> None:
        for _ in range(15):
            into.add_marks([make(one, LINES[0], "flag")])

    threads = [Thread(target=write, args=(into,)) for into in (library, other) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.marks(one).found) == 60
    other.close()


def test_on_a_full_disk_all_marks_are_refused_in_one_sentence_and_the_library_stays_usable(library: Library) -> None:
    one = keep(library, TEXT)
    pages = library._database.connection.execute("PRAGMA page_count").fetchone()[0]
    library._database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="disk is full"):
        library.add_marks([make(one, LINES[1], "flag"), make(one, LINES[0], "note", "long " * 5000)])
    assert library.marks(one).found == ()
    library._database.connection.execute("PRAGMA max_page_count = 100000")
    library.add_marks([make(one, LINES[0], "flag")])
    assert len(library.marks(one).found) == 1


def test_another_program_that_holds_the_library_is_one_clear_sentence(library: Library, path: Path) -> None:
    one = keep(library, TEXT)
    library._database.connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="Another program"):
        library.add_marks([make(one, LINES[0], "flag")])
    other.close()
    library.add_marks([make(one, LINES[0], "flag")])


@pytest.mark.parametrize("spoilt", ["\x1b]0;title\x07a.txt", b"\x00\xff", "a\u202eb"])
def test_a_row_that_another_program_spoilt_counts_as_not_there(path: Path, library: Library, spoilt: str | bytes) -> None:
    one = keep(library, TEXT)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE version SET given = ?", (spoilt,))
    assert library.works() == library.versions("/a.txt") == ()
    assert library.inputs(one.id) == ()


def test_a_work_whose_version_was_spoilt_can_be_kept_anew(path: Path, library: Library) -> None:
    keep(library, TEXT)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE version SET version = 'abc', strand = 'x'")
    assert keep(library, UPDATED).id in {version.article for version in library.versions("/a.txt")}


def test_of_a_reading_the_last_few_briefings_stay(library: Library) -> None:
    for number in range(9):
        library.keep_briefing(f"one {number}", ["a"], briefing(TEXT))
        library.keep_briefing(f"other {number % 2}", ["b"], briefing(OTHER))
    assert [number for number in range(9) if library.briefing(f"one {number}")] == [5, 6, 7, 8]
    assert [number for number in range(2) if library.briefing(f"other {number}")] == [0, 1]
    library.keep_briefing("one 5", ["a"], briefing(TEXT))  # what is kept anew is the last
    library.keep_briefing("one 9", ["a"], briefing(TEXT))
    assert [number for number in range(10) if library.briefing(f"one {number}")] == [5, 7, 8, 9]


def test_a_library_that_was_replaced_keeps_nothing_and_says_so(library: Library, path: Path) -> None:
    one = keep(library, TEXT)
    path.rename(path.with_suffix(".old"))
    with pytest.raises(LibraryError, match="moved or replaced"):
        library.add_marks([make(one, LINES[0], "flag")])
    Library.open(path).close()
    with pytest.raises(LibraryError, match="start the program again"):
        library.add_marks([make(one, LINES[0], "flag")])


def test_a_text_that_does_not_belong_to_a_work_parts_nothing(library: Library) -> None:
    one = keep(library, TEXT)
    flag = make(one, LINES[4], "flag")
    library.add_marks([flag])
    stranger = keep(library, OTHER)
    library.add_marks([make(stranger, sentences(OTHER)[0], "flag")])
    new = keep(library, UPDATED)
    assert [mark.quote for mark in library.marks(new).found] == [flag.quote]
    assert library.marks(new).lost == ()
    assert keep(library, TEXT).id == one.id
    assert len(library.marks(one).found) == 1


def test_a_short_text_with_a_sentence_of_the_work_does_not_part_it_either(library: Library) -> None:
    one = keep(library, TEXT)
    flag = make(one, LINES[2], "flag")
    library.add_marks([flag])
    keep(library, "The mayor left. Buy now.")
    assert [mark.quote for mark in library.marks(keep(library, TEXT + " More came.")).found] == [flag.quote]


def test_what_an_address_gave_last_is_kept_also_for_the_address_that_it_led_to(library: Library) -> None:
    assert library.fetched("https://example.org/a") is None
    for sha256 in ("f00d", "beef", "beef"):
        library.keep_fetched("https://example.org/a", "https://example.org/b", sha256)
    for address in ("https://example.org/a", "https://example.org/b"):
        found = library.fetched(address)
        assert found
        assert found[:2] == ("https://example.org/b", "beef")
    assert library._database.connection.execute("SELECT count(*) FROM fetched").fetchone() == (4,)


def test_a_forgotten_page_is_no_longer_known_by_its_address(library: Library) -> None:
    one = article(TEXT)
    (reading,) = library.keep_readings("f00d", [one])
    library.keep_fetched("https://example.org/a", "https://example.org/b", "f00d")
    library.keep_version("https://example.org/b", one, reading.name, "the page", "https://example.org/b")
    assert library.works_of("https://example.org/a") == ("https://example.org/b",)
    assert library.works()[0].input == "https://example.org/b"
    library.forget("https://example.org/b")
    assert library.fetched("https://example.org/a") is None


def test_marks_that_found_no_place_are_counted_for_each_work_unless_they_were_taken_back(library: Library) -> None:
    one = keep(library, TEXT)
    keep(library, OTHER, "/b.txt")
    taken_back = make(one, LINES[3], "flag")
    library.add_marks([make(one, LINES[0], "flag"), make(one, LINES[3], "note", "When?"), taken_back, undo(taken_back)])
    assert library.lost() == {}
    keep(library, UPDATED)
    assert library.lost() == {"/a.txt": 1}
    keep(library, OTHER)
    assert library.lost() == {}


def test_another_article_that_takes_the_name_of_a_work_does_not_move_the_reader_s_place_in_it(library: Library) -> None:
    one = keep(library, TEXT)
    library.keep_place("/a.txt", one, LINES[2])
    other = keep(library, OTHER)
    assert library.place("/a.txt", other) is None
    library.keep_place("/a.txt", other, sentences(OTHER)[4])
    for text, line in ((TEXT, LINES[2]), (OTHER, sentences(OTHER)[4])):
        place = library.place("/a.txt", keep(library, text))
        assert place
        assert place.span == line
    library.forget("/a.txt")
    assert library.place("/a.txt", one) is library.place("/a.txt", other) is None
    assert library._database.connection.execute("SELECT count(*) FROM place").fetchone() == (0,)
