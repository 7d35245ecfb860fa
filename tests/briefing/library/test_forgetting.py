"""What is forgotten leaves nothing, and what is brought back is as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import LibraryError
from briefing.library import Library, make, undo
from briefing.library.forgetting import Forgotten
from briefing.model import Mark
from tests.briefing.library.articles import article, briefing, sentences

TEXTS = (
    "The ferry left at noon. Nobody was hurt. The council met in the evening.",
    "The ferry left at noon. Two people were hurt. The council met in the evening.",
    "Rain is expected on all coasts. The wind turns to the west. It stays cold.",
)
WORKS = ("/a.txt", "/b.txt", "/c.txt", "/d.txt")
TABLES = ("article", "briefing", "briefing_of", "bytes", "fetched", "mark", "place", "summary", "version")

Deed = Callable[[Library], None]


def keeping(work: str, text: str) -> Deed:
    """Open a file again, as it is now."""
    one = article(text)

    def deed(library: Library) -> None:
        (reading,) = library.keep_readings(text, [one])
        library.keep_briefing(text, [reading.name], briefing(text))
        library.keep_fetched(f"https://example.org{work}", f"https://example.org{work}", text)
        library.keep_version(work, one, reading.name, work, work, briefing(text))

    return deed


def marking(text: str, number: int, back: int | None, made: list[Mark]) -> Deed:
    """Mark a line, or take back an earlier mark."""
    line = sentences(text)[number]
    mark = undo(made[back % len(made)]) if back is not None and made else make(article(text), line, "note", f"{number}")
    made.append(mark)
    return lambda library: library.add_marks([mark])


def placing(work: str, text: str, number: int) -> Deed:
    """Leave off at a line."""
    return lambda library: library.keep_place(work, article(text), sentences(text)[number])


@st.composite
def deeds(draw: st.DrawFn, made: list[Mark]) -> list[Deed]:
    kinds = st.sampled_from(["keep", "keep", "mark", "mark", "undo", "place"])
    done: list[Deed] = []
    for kind in draw(st.lists(kinds, max_size=8)):
        work, text = draw(st.sampled_from(WORKS)), draw(st.sampled_from(TEXTS))
        if kind == "keep":
            done.append(keeping(work, text))
        elif kind == "place":
            done.append(placing(work, text, draw(st.integers(0, 2))))
        else:
            done.append(marking(text, draw(st.integers(0, 2)), draw(st.integers(0, 9)) if kind == "undo" else None, made))
    return done


def dump(library: Library) -> dict[str, list[sqlite3.Row]]:
    """All rows, once no counts are to be reckoned anew."""
    library.listed(library.order()[0])
    return {table: sorted(library._database.rows(f"SELECT * FROM {table}")) for table in TABLES}


def seen(library: Library, *, place: bool) -> tuple[object, ...]:
    """All that the library says."""
    numbers, unread = library.order()
    listed = library.listed(numbers)
    articles = [article(text) for text in TEXTS]
    return (
        [listed[number]._replace(number=0, when="") for number in numbers],
        unread,
        [[version._replace(when="") for version in library.versions(work)] for work in WORKS],
        [library.newest(work) for work in WORKS],
        [library.marks(one) for one in articles],
        [[one._replace(when="") for one in library.inputs(each.id)] for each in articles],
        [library.readings(text) for text in TEXTS],
        [library.briefing(text) for text in TEXTS],
        [bool(library.fetched(f"https://example.org{work}")) for work in WORKS],
        [library.place(work, one) for work in WORKS for one in articles] if place else [],
    )


@settings(max_examples=80, deadline=None)
@given(st.data(), st.lists(st.sampled_from(WORKS), min_size=1, max_size=4))
def test_what_is_brought_back_at_once_is_row_for_row_what_was_forgotten(data: st.DataObject, works: list[str]) -> None:
    library = Library.in_memory()
    for deed in data.draw(deeds([])):
        deed(library)
    before = dump(library)
    forgotten = library.forget(*works)
    assert not {version.work for version in library.works()} & set(works)
    library.bring_back(forgotten)
    assert dump(library) == before
    library.close()


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_what_came_meanwhile_comes_after_what_is_brought_back(data: st.DataObject) -> None:
    library, other = Library.in_memory(), Library.in_memory()
    made: list[Mark] = []
    gone: list[Forgotten] = []
    moved = False
    for works in [(), *data.draw(st.lists(st.lists(st.sampled_from(WORKS), min_size=1, max_size=2), max_size=3))]:
        if works:
            gone.append(library.forget(*works))
        done = data.draw(deeds(made))
        for deed in done:
            deed(library)
            deed(other)
        moved = moved or bool(works and done)
    for forgotten in reversed(gone):
        library.bring_back(forgotten)
    # Of a work that was begun anew the newer place stays, which may be in another of its strands.
    assert seen(library, place=not moved) == seen(other, place=not moved)
    library.close()
    other.close()


def test_nothing_is_left_of_a_library_whose_works_are_all_forgotten() -> None:
    library = Library.in_memory()
    for at, work in enumerate(WORKS):
        keeping(work, TEXTS[at % 3])(library)
        marking(TEXTS[at % 3], at % 3, None, [])(library)
        placing(work, TEXTS[at % 3], 0)(library)
    library.forget(*WORKS)
    assert [library._database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES] == [0] * len(TABLES)
    library.close()


def test_the_place_in_a_work_that_was_forgotten_while_it_was_open_is_not_kept() -> None:
    library = Library.in_memory()
    keeping("/a.txt", TEXTS[0])(library)
    library.forget("/a.txt")
    placing("/a.txt", TEXTS[0], 1)(library)
    assert library._database.rows("SELECT * FROM place") == []
    library.close()


@pytest.mark.parametrize("moment", ["mark", "version", "summary", "article"])
def test_where_it_fails_half_way_nothing_is_forgotten_or_brought_back(moment: str) -> None:
    library = Library.in_memory()
    for at, work in enumerate(WORKS):
        keeping(work, TEXTS[at % 3])(library)
        marking(TEXTS[at % 3], at % 3, None, [])(library)
    before = dump(library)
    connection = library._database.connection

    def refuse(event: str) -> None:
        connection.execute(f"CREATE TEMP TRIGGER refusing BEFORE {event} ON {moment} BEGIN SELECT RAISE(ABORT, 'no'); END")

    refuse("DELETE")
    with pytest.raises(LibraryError):
        library.forget(*WORKS)
    connection.execute("DROP TRIGGER refusing")
    assert dump(library) == before
    forgotten = library.forget(*WORKS)
    refuse("INSERT")
    with pytest.raises(LibraryError):
        library.bring_back(forgotten)
    connection.execute("DROP TRIGGER refusing")
    assert library.works() == ()
    library.bring_back(forgotten)
    assert dump(library) == before
    with suppress(LibraryError):
        library.close()
