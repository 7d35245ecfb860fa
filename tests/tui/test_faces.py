"""The program itself, under a face that shows nothing: what keys lead to, what leaving comes back to, what it says."""

from __future__ import annotations

import pytest

from briefing.desk import Desk as RealDesk
from briefing.library import Library
from briefing.model import Briefing
from tests.tui.briefings import build
from tests.tui.harbour import harbour
from tests.tui.screens import Desk, Face
from tests.tui.test_library import shelf
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.lists.help import HelpListing
from tui.lists.library import LibraryListing
from tui.lists.who import WhoListing
from tui.review.draft import Draft
from tui.review.original import Original
from tui.review.review import Review
from tui.screen.view import View
from tui.session.program import Program
from tui.session.queue import review_of
from tui.settings.settings import Settings

OTHER_KEYS = {"mark_panel_read": ("P",), "note": ("N",), "undo": ("U",), "cancel": ("ctrl+x",), "toggle": ("t",)}
NO_KEYS = dict.fromkeys(OTHER_KEYS, ())


def program_of(briefing: Briefing | None = None, settings: Settings | None = None) -> tuple[Program, Face]:
    face, library, settings = Face(), Library.in_memory(), settings or Settings()
    first = review_of(briefing or harbour(), library, keymap=Keymap(COMMANDS, settings.keys))
    return Program(face, Desk([briefing or harbour()]), library, ["0.txt"], settings=settings, first=first), face


def in_library(works: int = 3) -> tuple[Program, Face]:
    face, library = Face(), shelf(works)
    return Program(face, RealDesk(library), library, [], listing=LibraryListing(library, first=True)), face


def press(program: Program, *keys: str) -> View:
    for key in keys:
        program.press(key)
        program.frame(80, 24)
    return program.view


def foot(program: Program) -> str:
    return "".join(piece.text for piece in program.frame(80, 24).rows[-1]).strip()


@pytest.mark.parametrize("leaving", ["q", "escape", "w"])
def test_a_list_is_left_for_the_article_below_it(leaving: str) -> None:
    program, face = program_of()
    article = program.view
    assert isinstance(press(program, "w"), WhoListing)
    assert press(program, leaving) is article
    assert face.status is None


def test_what_is_shown_over_a_list_comes_back_to_the_list() -> None:
    program, _ = program_of()
    below = press(program, "o")
    assert isinstance(below, Original)
    assert isinstance(press(program, "?"), HelpListing)
    assert press(program, "q") is below


def test_q_leaves_what_was_begun_first_and_ends_the_program_last() -> None:
    program, face = program_of()
    press(program, "v", "q")
    press(program, "/", *"tram", "enter", "q")
    press(program, "r", "f", "enter", "q")
    assert face.status is None
    press(program, "q")
    assert face.status == 0


def test_escape_leaves_no_article_and_never_the_program() -> None:
    for program, face in (program_of(), in_library()):
        before = program.view
        assert press(program, "escape", "escape") is before
        assert face.status is None
    program, _ = in_library()
    below = program.view
    article = press(program, "enter")
    assert press(program, "escape") is article
    assert press(program, "q") is below


def test_an_article_of_the_library_is_left_for_the_library_and_the_library_ends_the_program() -> None:
    program, face = in_library()
    library = program.view
    assert isinstance(press(program, "enter"), Review)
    assert press(program, "L") is library
    assert press(program, "L") is library
    press(program, "q")
    assert face.status == 0


def test_the_library_tells_its_keys() -> None:
    program, _ = in_library()
    below = program.view
    assert "? help" in foot(program)
    assert isinstance(press(program, "?"), HelpListing)
    assert press(program, "?") is below


def test_an_empty_library_adds_what_is_named() -> None:
    program, face = in_library(0)
    press(program, "a", *"no.txt", "enter")
    assert foot(program).startswith("Adding")
    while program.view.notice != "There is no file no.txt.":
        face.heard.get(timeout=20)()


def test_works_that_are_opened_in_place_of_others_keep_what_failed() -> None:
    program, face = program_of()
    assert program.queue is not None
    program.queue.entries[0].failed = "There is no file 0.txt."
    kept = shelf(1)
    program.open(list(kept.listed(kept.order()[0]).values()))
    assert (program.queue.has_failed, program.has_failed) == (False, True)
    program.quit()
    assert face.status == 1


def test_what_was_painted_early_is_not_laid_out_anew() -> None:
    library = Library.in_memory()
    first = review_of(harbour(), library, size=(132, 50))
    first.frame(132, 50)
    layout = first.viewport.layout
    program = Program(Face(), Desk([harbour()]), library, ["0.txt"], first=first)
    program.frame(132, 50)
    assert first.viewport.layout is layout


def test_keys_that_mean_nothing_in_a_list_say_so_and_change_nothing_below_it() -> None:
    program, _ = program_of()
    for key in ("m", "r", "A", "M", "v", "u", "ctrl+r", "x", "F", "1", "ctrl+o", "[", "D", "y", "e", "f", "i"):
        press(program, "w", key)
        assert foot(program) == "That key does nothing here", key
        press(program, "q")
    review = program.view
    assert isinstance(review, Review)
    assert not review.read | review.flagged


def test_what_the_desk_says_is_shown_when_the_face_has_its_turn() -> None:
    face, library = Face(), Library.in_memory()
    desk = Desk([harbour()])
    program = Program(face, desk, library, ["0.txt"], first=Draft(desk.briefings[0].articles[0]))
    program.start()
    while not isinstance(program.view, Review):
        face.heard.get(timeout=20)()
    program.stop()
    assert "Ferrow fish market" in "".join(piece.text for row in program.frame(80, 24).rows for piece in row)


def test_ctrl_c_twice_in_a_row_ends_the_program_in_a_list_too() -> None:
    program, face = program_of()
    press(program, "w", "ctrl+c", "j", "ctrl+c")
    assert face.status is None
    press(program, "ctrl+c")
    assert face.status == 0


def said(keys: dict[str, tuple[str, ...]]) -> list[str]:
    """What is said that names keys."""
    keymap, settings = Keymap(COMMANDS, keys), Settings(keys=keys)
    review = Review(harbour(), keymap=keymap)
    review.fold()
    review.toggle_flag()
    draft = Draft(harbour().articles[0], keymap=keymap)
    draft.tell_ready()
    program, _ = program_of(settings=settings)
    program.cancel()
    works = LibraryListing(shelf(1), keymap)
    works.forget()
    works.press("y")
    return [review.notice, draft.notice, program.view.notice, works.notice, works.empty()]


def test_what_is_said_names_the_keys_that_are_configured() -> None:
    assert said(OTHER_KEYS) == [
        "This is a title: P marks its panel read",
        "The panels are ready: t shows them",
        "ctrl+x again ends the program",
        "1 work forgotten; U brings back",
        "The library is empty: N adds files, folders and addresses.",
    ]


def test_where_a_command_has_no_key_none_is_named() -> None:
    assert said(NO_KEYS) == [
        "This is a title",
        "The panels are ready",
        "The same again ends the program",
        "1 work forgotten",
        "The library is empty.",
    ]


def test_a_briefing_of_several_articles_is_reviewed_as_one() -> None:
    one, two = build([["One.", "Two."]], headline="First"), build([["Three."]], headline="Second")
    moved = tuple(sentence._replace(id=2, article=1) for sentence in two.sentences)
    panel = two.panels[0]._replace(sentences=(2,), lead=2)
    both = one._replace(
        articles=(*one.articles, *two.articles),
        sentences=(*one.sentences, *moved),
        panels=(*one.panels, panel),
        attributions=(),
    )
    both = both._replace(sentences=tuple(sentence._replace(attributions=()) for sentence in both.sentences))
    review = Review(both, size=(140, 24))
    shown = ["".join(piece.text for piece in row) for row in review.frame(140, 24).rows]
    assert shown[0].startswith(" 2 articles")
    assert (review.article, review.kept_place) == (both.articles[0], (0, both.sentences[0].span))
    review.leap_to(2)
    assert (review.article, review.kept_place) == (both.articles[1], (1, both.sentences[2].span))
    assert review.unfolded(1) == (both.sentences[2].span,)
    beside = "\n".join("".join(piece.text for piece in row) for row in review.frame(140, 24).rows)
    assert "Second" in beside
    assert "First" not in beside
    original = Original(both, 2, review.top_place)
    assert "Three." in "\n".join("".join(piece.text for piece in row) for row in original.frame(80, 24).rows)
