"""Reading without a screen, on a line and through a pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.library import Library
from tests.benchmarks.built import briefing_of, put
from tests.tui.briefings import build
from tests.tui.harbour import harbour
from tests.tui.line import ROOT, UNWANTED, Line
from tests.tui.screens import Desk, Face
from tui.commands.registry import COMMANDS
from tui.linear.interpreter import Interpreter
from tui.review.draft import Draft
from tui.session.program import Program
from tui.session.queue import review_of

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())", "--linear"]


class Conversation:
    """A session about the harbour, in a library of its own."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = library or Library.in_memory()
        self.told: list[str] = []
        self.face = Face()
        first = review_of(harbour(), self.library)
        program = Program(self.face, Desk([harbour()]), self.library, ["harbour.txt"], first=first)
        self.session = Interpreter(program, self.library, self.told.append)
        self.session.look()

    def says(self, *typed: str) -> str:
        """What is told after the last of some rows."""
        for row in typed:
            self.told.clear()
            self.session.do(row)
        return "\n".join(self.told)


def test_enter_alone_reads_every_line_in_order_and_then_all_is_read() -> None:
    talk = Conversation()
    heard = [talk.says("") for _ in range(11)]
    lines = [row.partition(".")[0] for told in heard for row in told.splitlines() if row[0].isdigit()]
    assert lines == [str(number) for number in range(1, 11)]
    assert heard[-1] == "All read."
    assert len(talk.session.view.read) == 10


def test_a_line_is_marked_read_when_the_reader_reads_on_and_not_before() -> None:
    talk = Conversation()
    talk.says("")
    assert not talk.session.view.read
    talk.says("read")
    assert talk.session.view.read == {0}


def test_a_line_tells_its_number_its_speaker_and_its_signals_in_words() -> None:
    told = Conversation().says("3")
    assert "3. She said that the 42 traders had been promised their stalls. [she, who is Ilse Brandt]" in told
    assert "[engineer, unnamed; concern]" in Conversation().says("6")


def test_a_panels_title_is_told_before_its_first_line() -> None:
    talk = Conversation()
    assert talk.says("5").startswith("Panel 2: harbour sea wall. 4 sentences, 2 voices.")
    assert "Panel" not in talk.says("6")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("panel 2",), "Panel 2: harbour sea wall"),
        (("2", "flag"), "flagged]"),
        (("2", "m"), "flagged]"),
        (("2", "mark"), "read]"),
        (("2", "note ask again"), "Note written."),
        (("2", "note ask again", "note"), "ask again"),
        (("2", "note ask again", "no note", "2"), "[Ilse Brandt; condition]"),
        (("2", "flag", "undo"), "Undone: 1 line flagged."),
        (("2", "flag", "undo", "redo"), "Done again: 1 line flagged."),
        (("2", "flag", "9", "next flag"), "2. “We"),
        (("search sea wall",), "line has sea wall."),
        (("/council", "next"), "5. The council also"),
        (("/nothing like it",), "No line has nothing like it."),
        (("who",), "Ilse Brandt: says lines 2, 3"),
        (("when",), "No time is named here."),
        (("3", "original"), "Speaker: she, who is Ilse Brandt"),
        (("filter",), "Signal: opposition, 2 lines"),
        (("filter opposition", "3"), "Line 3 is hidden by the filter"),
        (("filter speaker ilse",), "Only Ilse Brandt: 2 of 10 lines."),
        (("filter unread, opposition",), "Only unread, opposition: 2 of 10 lines."),
        (("filter no such thing",), "No line is, or has, no such thing"),
        (("filter opposition", "all"), "All lines are shown again."),
        (("filter opposition", "leave"), "All lines are shown again."),
        (("list all",), "10. Councillor Ade Okafor"),
        (("list",), "4. Some traders said they would not go."),
        (("panels",), "Panel 3: tram line"),
        (("aside",), "Sign up for our morning letter"),
        (("help",), "quit: end"),
        (("help",), "What is not here: the clipboard and files"),
        (("text",), "The council also approved a sea wall"),
        (("?",), "quit: end"),
        (("about",), "harbour"),
        (("articles",), "1. Ferrow votes"),
        (("article 7",), "This is article 1 of 1."),
        (("library",), "0 articles in the library"),
        (("open 3",), "open is followed by a number"),
        (("77",), "There is no line 77; there are 10."),
        (("dance",), "dance is no command here; help lists them."),
        (("redraw",), "redraw needs the screen"),
        (("5", "down"), "6. An engineer"),
        (("5", "k"), "Panel 2"),
        (("5", "2", "back"), "5. The council"),
    ],
)
def test_words_do_what_keys_do_on_the_screen(typed: tuple[str, ...], told: str) -> None:
    assert told in Conversation().says(*typed)


@pytest.mark.parametrize("word", ["quit", "exit", "q", "Q", "QUIT", "leave"])
def test_the_reader_ends_it(word: str) -> None:
    talk = Conversation()
    talk.says(word)
    assert talk.face.status is not None


def test_marks_are_those_of_the_screen() -> None:
    library = Library.in_memory()
    Conversation(library).says("2", "flag", "mark")
    review = review_of(harbour(), library)
    assert (review.read, review.flagged) == ({1}, {1})


def test_no_word_whatever_fails() -> None:
    ids = [command.id for command in COMMANDS]
    for row in [
        *ids,
        *(f"{word} x" for word in ids),
        "\x1b[2J",
        "note \x1b]0;x\x07",
        "9" * 500,
        "²",
        "/",
        "/" * 5000,
        "filter ,",
    ]:
        talk = Conversation()
        talk.says("2", row)
        assert not any("\x1b" in told for told in talk.told)


def environment(home: Path, **more: str) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return {**given, "BRIEFING_HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **more}


def typed(rows: str, file: Path, home: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, str(file)],
        input=rows.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env=environment(home, **more),
    )


@pytest.fixture(name="file")
def a_known_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the library has the briefing of, so that no model is loaded."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return put(briefing_of(12), tmp_path)


def test_through_a_pipe_commands_are_answered_until_its_end(file: Path, tmp_path: Path) -> None:
    done = typed("\n\n\nflag\n", file, tmp_path)
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\n3. " in done.stdout
    assert done.stdout.rstrip().endswith(b"flagged]")
    again = typed("list all\n", file, tmp_path)
    assert again.stdout.count(b"read]") + again.stdout.count(b"read; ") == 2
    assert again.stdout.count(b"flagged]") == 1


def test_nothing_but_text_is_written(file: Path, tmp_path: Path) -> None:
    done = typed("\n\nwho\nwhen\nhelp\nlist all\noriginal\nabout\n\x1b[A\nquit\n", file, tmp_path)
    assert not set(done.stdout) & (set(range(32)) - {10} | {127})


def test_a_terminal_that_is_not_utf_8_gets_ascii(file: Path, tmp_path: Path) -> None:
    assert typed("list all\nwhen\n", file, tmp_path, LC_ALL="C").stdout.isascii()


def test_what_cannot_be_opened_is_one_sentence_and_status_1(tmp_path: Path) -> None:
    done = typed("", tmp_path / "nothing.txt", tmp_path)
    assert done.returncode == 1
    assert b"nothing.txt" in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("term", ["xterm-256color", "dumb", "vt100"])
def test_on_a_terminal_nothing_moves_the_cursor_and_no_attribute_is_changed(file: Path, tmp_path: Path, term: str) -> None:
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path), "TERM": term}) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        assert line.attributes() == line.before
        line.send("\n")
        line.until(lambda: b"\n1. " in line.written, "the first line")
        line.send("quit\n")
        line.until(line.ended, "the end")
        line.quiet(0.1)
        assert line.status == 0
        assert b"\x1b" not in line.written
        assert b"\x07" not in line.written
        assert line.attributes() == line.before


def test_ctrl_c_twice_ends_it_and_once_does_not(file: Path, tmp_path: Path) -> None:
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path)}) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        line.send("\x03")
        line.until(lambda: b"ctrl+c again" in line.written, "the answer")
        line.send("2\n")
        line.until(lambda: b"\n2. " in line.written, "the second line")
        line.send("\x03")
        line.until(lambda: line.written.count(b"ctrl+c again") == 2, "the answer")
        line.send("\x03")
        line.until(line.ended, "the end")
        assert line.status == 130


def test_where_there_is_no_shell_to_go_back_to_ctrl_z_says_so_and_stops_nothing(file: Path, tmp_path: Path) -> None:
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path)}) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        line.send("\x1a")
        line.until(lambda: b"There is no shell to go back to." in line.written, "the sentence")
        line.send("2\n")
        line.until(lambda: b"\n2. " in line.written, "the second line")
        assert not line.stopped()


def test_ctrl_z_goes_back_to_the_shell_that_there_is(file: Path, tmp_path: Path) -> None:
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path)}, shell=True) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        line.send("\x1a")
        line.until(line.stopped, "the stop")
        os.kill(line.pid, signal.SIGCONT)
        line.send("2\n")
        line.until(lambda: b"\n2. " in line.written, "the second line")


@pytest.mark.parametrize("way", ["hang up", signal.SIGTERM])
def test_a_dropped_line_ends_it_and_marks_are_kept(file: Path, tmp_path: Path, way: str | signal.Signals) -> None:
    with Line([*PROGRAM, str(file)], environment={"BRIEFING_HOME": str(tmp_path)}) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        line.send("2\nflag\n")
        line.until(lambda: b"flagged" in line.written, "the flag")
        if isinstance(way, signal.Signals):
            os.kill(line.pid, way)
        else:
            line.hang_up()
        line.until(line.ended, "the end")
    assert typed("2\n", file, tmp_path).stdout.rstrip().endswith(b"flagged]")


def test_a_hostile_article_tells_no_more_than_text() -> None:
    library = Library.in_memory()
    told: list[str] = []
    briefing = build([["[@click=app.quit]press[/] [sic] [/x]", "Second [bold]line[/bold]."]])
    program = Program(Face(), Desk([briefing]), library, ["x"], first=review_of(briefing, library))
    session = Interpreter(program, library, told.append)
    session.do("list all")
    assert any("[@click=app.quit]press[/] [sic] [/x]" in row for row in told)


def test_an_article_that_is_still_being_parsed_can_be_read() -> None:
    library = Library.in_memory()
    told: list[str] = []
    program = Program(Face(), Desk([harbour()]), library, ["x"], first=Draft(harbour().articles[0]))
    session = Interpreter(program, library, told.append)
    session.look()
    assert "text tells its text" in told[-1]
    session.do("text")
    assert len(told) == 2 + len(harbour().articles[0].paragraphs)
    assert told[-1].startswith("A tram line to the west quay")
    session.do("")
    assert told[-1].startswith("The panels are still being made")


def test_the_session_in_the_documentation_is_a_real_one() -> None:
    page = (ROOT / "docs" / "terminals.md").read_text(encoding="utf-8")
    session = page.partition("$ briefing --linear ferrow.txt\n")[2].partition("> quit")[0]
    talk = Conversation()
    told = list(talk.told)
    for command in ("search sea wall", "flag", "who"):
        told += [f"> {command}", *talk.says(command).splitlines()]
    assert session.splitlines() == told


def test_without_an_article_the_library_is_told_and_nothing_else_is_said_to_be_open(file: Path, tmp_path: Path) -> None:
    assert typed("quit\n", file, tmp_path).returncode == 0
    given = environment(tmp_path)
    done = subprocess.run(PROGRAM, input=b"\nquit\n", capture_output=True, check=False, timeout=60, env=given)
    assert done.stdout.decode().splitlines()[-3:] == [
        "open and a number opens one.",
        "Nothing is open",
        "There is nothing to read.",
    ]


def test_a_heading_is_told_above_its_line() -> None:
    told: list[str] = []
    briefing = build([["One is here.", "Two is here."]], headings={1: "The old quay"})
    library = Library.in_memory()
    program = Program(Face(), Desk([briefing]), library, ["x"], first=review_of(briefing, library))
    Interpreter(program, library, told.append).do("list all")
    at = told.index("Heading: The old quay")
    assert told[at + 1].startswith("2. Two is here.")
