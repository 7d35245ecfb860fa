"""A program that is served to others: each way out of it is closed, and says so in one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.desk import Desk as RealDesk
from briefing.library import Library
from tests.benchmarks.built import briefing_of, put
from tests.briefing.inputs.servers import Answer, serving
from tests.conftest import Restrict
from tests.tui.harbour import harbour
from tests.tui.line import Line
from tests.tui.screens import Desk, Face
from tests.tui.test_library import shelf
from tui.lists.library import LibraryListing
from tui.review.review import Review
from tui.session import clipboard, external_editor, path_completion
from tui.session.adding import split
from tui.session.program import Program
from tui.session.queue import review_of
from tui.session.taking_out import Out
from tui.settings import configuration

PROGRAM = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
STORY = "Rain Falls on the Harbour\n\nThe mayor said it would rain again on Friday. Nobody minded.\n"


@pytest.fixture(name="top")
def a_folder_beside_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "news"
    (top / "deep").mkdir(parents=True)
    (top / "story.txt").write_text(STORY)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("The secret said it was one. It was.")
    (top / "out").symlink_to("../outside")
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return top


@pytest.fixture(name="program")
def a_restricted_program(top: Path, restrict: Restrict) -> Program:
    restrict(top)
    library = Library.in_memory()
    return Program(Face(), Desk([harbour()]), library, ["0.txt"], first=review_of(harbour(), library))


def press(program: Program, *keys: str) -> str:
    """What the foot of the screen says after some keys."""
    for key in keys:
        program.press(key)
    return "".join(piece.text for piece in program.frame(100, 24).rows[-1]).strip()


def outside(top: Path) -> list[str]:
    return sorted(path.name for path in (top.parent / "outside").iterdir())


# The screen


@pytest.mark.parametrize("name", ["@/../outside/x.md", "../outside/x.md", "out/x.md", "out/secret.txt", "/tmp/x.md", ".."])
def test_nothing_is_written_outside_the_folder(program: Program, top: Path, name: str) -> None:
    for keys in ([":", *f"w {name}".replace("@", str(top))], ["e", "ctrl+u", *name.replace("@", str(top))]):
        keys = ["space" if key == " " else key for key in keys]
        assert press(program, *keys, "enter").startswith(("Not allowed here: ", ".. does not say its format"))
    assert outside(top) == ["secret.txt"]


def test_what_is_exported_stands_in_the_folder_and_replaces_nothing_unasked(
    program: Program, top: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "deep/../deep/b.md", f"{top}/c.md"):
        assert press(program, ":", "w", "space", *name, "enter").startswith("Written to ")
    assert press(program, ":", *"w", "space", *"a.md", "enter").startswith("Replace a.md, which is there already?")
    assert press(program, "y") == "Written to a.md"
    assert sorted(path.name for path in top.rglob("*.md")) == ["a.md", "b.md", "c.md"]
    assert "Ferrow" in (top / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["~/x.md", "~root/x.md", "none/x.md"])
def test_homes_and_folders_that_are_not_there_are_told_alike(program: Program, name: str) -> None:
    assert press(program, ":", *"w", "space", *name, "enter") == f"{name} was not written: there is no such folder."


def test_a_folder_that_becomes_a_link_after_the_question_leads_nowhere(program: Program, top: Path) -> None:
    (top / "deep" / "secret.txt").write_text("mine")
    assert press(program, ":", "w", "space", *"deep/secret.txt", "enter").startswith("Replace ")
    (top / "deep").rename(top / "before")
    (top / "deep").symlink_to("../outside")
    assert press(program, "y").startswith("Not allowed here: ")
    assert "The secret" in (top.parent / "outside" / "secret.txt").read_text()


def test_what_the_clipboard_does_not_take_is_offered_no_file(
    program: Program, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Not allowed here: a file for what the clipboard does not take."
    with monkeypatch.context() as narrow:
        narrow.setattr(clipboard, "MOST_BYTES", 10)
        assert press(program, "y") == press(program, "Y") == said
    review = Review(harbour())
    Out(review, str, "screen").send_panel()
    assert (review.notice, review.asking) == (said, None)


def test_tmux_is_not_started(top: Path, restrict: Restrict, monkeypatch: pytest.MonkeyPatch) -> None:
    restrict(top)
    started = program_in(top.parent, "tmux", monkeypatch)
    sent: list[str] = []
    Out(Review(harbour()), sent.append, "tmux").send_panel()
    assert len(sent) == 1
    assert not started.exists()


def program_in(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program into the path; what comes back is the file that it makes when it is started."""
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / name).write_text(f"#!/bin/sh\ntouch {folder}/started\n")
    (folder / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return folder / "started"


def test_no_editor_is_started(program: Program, top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = program_in(top.parent, "an-editor", monkeypatch)
    monkeypatch.setenv("EDITOR", "an-editor")
    monkeypatch.setenv("VISUAL", "an-editor")
    assert press(program, "j", "a", *"note", "ctrl+o") == "Not allowed here: another program to edit with."
    assert not started.exists()
    assert press(program, "ctrl+s")
    assert list(program.queue.view.marking.notes.values()) == ["note"]  # type: ignore[union-attr]
    with pytest.raises(Exception, match="Not allowed here"):
        external_editor.edit("x", lambda: pytest.fail("the terminal was lent"))


def test_the_program_is_not_left_for_a_shell(program: Program) -> None:
    assert press(program, "ctrl+z") == "Not allowed here: leaving the program for a shell."


@pytest.mark.parametrize("words", ["/etc/passwd", "../outside/secret.txt", "out/*", "out", "@/../outside"])
def test_nothing_outside_the_folder_is_added(top: Path, restrict: Restrict, words: str) -> None:
    restrict(top)
    face, library = Face(), shelf(1)
    program = Program(face, RealDesk(library), library, [], listing=LibraryListing(library, first=True))
    press(program, "a", *("space" if key == " " else key for key in words.replace("@", str(top))), "enter")
    while "Adding" in (said := press(program)):
        face.heard.get(timeout=20)()
    assert "Not allowed here: " in said
    assert len(library.works()) == 1


def test_no_other_folder_is_listed_while_a_path_is_written(top: Path, restrict: Restrict) -> None:
    restrict(top)
    for path in ("/", "/et", "~", "~roo", "~/", "../", "../o", "out/", "out/s", "ou", f"{top.parent}/", f"{top}/../"):
        assert [*path_completion.of_path(path), *path_completion.of_words(path)] == []
    assert path_completion.of_path("s") == ["story.txt"]
    assert path_completion.of_words(f"{top}/") == [f"{top}/deep/", f"{top}/story.txt"]
    assert split("~/a.txt") == ["~/a.txt"]


# Settings


def test_no_other_configuration_and_no_topics_of_elsewhere_are_read(top: Path, restrict: Restrict) -> None:
    home = top.parent / "home"
    home.mkdir()
    (home / "config.toml").write_text('theme = "nord"\ntopics = "../outside/secret.txt"\n')
    (top / "mine.toml").write_text('theme = "nord"\n')
    restrict(top)
    given = configuration.load(str(top.parent / "outside" / "secret.txt"))
    assert given.settings.theme == "ansi"
    assert given.mistakes[0].startswith("Not allowed here: ")
    assert configuration.load("mine.toml").settings.theme == "nord"
    usual = configuration.load()
    assert usual.settings.theme == "nord"
    assert "Not allowed here: ../outside/secret.txt is outside" in usual.mistakes[0]


# The command line


def run(top: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "--restricted", str(top), *words]
    given = {**os.environ, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env=given, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize("command", [["print"], ["add"], ["forget"], ["--linear"], []])
def test_each_command_refuses_what_is_outside_in_one_sentence(top: Path, command: list[str]) -> None:
    done = run(top, *command, "out/secret.txt")
    said = "Not allowed here: out/secret.txt is outside the folder."
    assert said in (done.stdout if command == ["--linear"] else done.stderr).splitlines()[-1]
    assert "The secret" not in done.stdout
    assert done.returncode == 1


def test_topics_of_elsewhere_are_a_mistake_in_the_words(top: Path) -> None:
    done = run(top, "print", "--topics", "../outside/secret.txt", "story.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("briefing: Not allowed here: ../outside/secret.txt is outside")


def test_private_machines_are_not_asked_whatever_the_words_say(top: Path) -> None:
    with serving({"/": Answer(b"<p>The secret said it was one.</p>")}) as server:
        for words in (["print"], ["print", "--allow-private"], ["--linear", "--allow-private"]):
            done = run(top, *words, server.address())
            assert "Not allowed here: 127.0.0.1 is on a private network." in done.stdout + done.stderr
        assert server.asked == []


def test_no_word_undoes_it(top: Path) -> None:
    for words in (["--restricted", "/"], ["--restricted=/", "print", "/etc/passwd"]):
        done = run(top, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "briefing: --restricted is given twice.\n"
    done = run(top, "list", BRIEFING_RESTRICTED="/nowhere")
    assert (done.returncode, done.stdout) == (2, "")


def test_the_environment_alone_restricts_every_command(top: Path) -> None:
    for words in (["print"], ["add"], ["--linear"]):
        done = subprocess.run(
            [*PROGRAM, *words, "/etc/passwd"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "BRIEFING_RESTRICTED": "1"},
            stdin=subprocess.DEVNULL,
        )
        assert "Not allowed here: /etc/passwd, nor any other file." in done.stdout + done.stderr


def test_the_doctor_tells_what_is_restricted(top: Path) -> None:
    done = run(top, "doctor")
    assert f"restricted              files to {top}, programs, networks\n" in done.stdout


def test_ctrl_z_in_words_is_refused_where_there_is_a_shell_too(top: Path) -> None:
    with Line([*PROGRAM, "--restricted", str(top), "--linear", "--sample"], shell=True) as line:
        line.until(lambda: b"> " in line.written, "the prompt")
        line.send("\x1a")
        line.until(lambda: b"Not allowed here: leaving the program for a shell." in line.written, "the refusal")
        assert not line.stopped()


@pytest.mark.parametrize("words", [[], ["--plain-driver"]], ids=["ours", "stock"])
def test_no_variable_makes_textual_write_load_or_stop(top: Path, words: list[str]) -> None:
    (top.parent / "loaded.py").write_text(f"open({str(top.parent / 'loaded')!r}, 'w')\nclass Driver: pass\n")
    harm = {
        "TEXTUAL_LOG": str(top.parent / "log"),
        "TEXTUAL_DRIVER": "loaded:Driver",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(top.parent),
        "TEXTUAL_PRESS": "q",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(top.parent), os.environ.get("PYTHONPATH", "")))),
    }
    file = put(briefing_of(12), top)
    before = sorted(path.name for path in top.parent.iterdir())
    with Line([*PROGRAM, "--restricted", str(top), *words, str(file)], environment=harm, shell=True) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        line.send("\x1a")
        line.until(lambda: line.shows("Not allowed here: leaving the program for a shell."), "the refusal")
        os.kill(line.pid, signal.SIGTSTP) if not words else None
        line.send("r")
        line.until(lambda: line.shows("1/12 read"), "the mark")
        assert not line.stopped()
        line.send("q")
        line.until(line.ended, "the end")
    assert sorted(path.name for path in top.parent.iterdir()) == sorted({*before, "home"})


# All that a whole session opens and starts

WATCH = """
import os, sys
def tell(line):
    descriptor = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, (line + chr(10)).encode("utf-8", "surrogateescape"))
    os.close(descriptor)
def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)) and os.fsdecode(given[0]) != {log!r}:
        flags = given[2] or 0
        tell(f"{{'write' if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else 'read'}} {{os.fsdecode(given[0])}}")
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "socket.connect", "socket.bind"):
        tell(f"start {{event}} {{given[1] if event == 'subprocess.Popen' else ''}}")
    elif event in ("sqlite3.connect", "os.scandir", "os.listdir", "os.remove", "os.rename"):
        tell(f"{{event}} {{given[0]}}")
if "-m" not in sys.orig_argv:
    sys.addaudithook(watch)
"""


def test_a_whole_session_opens_starts_and_lists_nothing_else(top: Path) -> None:
    (top.parent / "watch").mkdir()
    log = top.parent / "opened"
    (top.parent / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)))
    file = put(briefing_of(12), top)
    path = os.pathsep.join(filter(None, (str(top.parent / "watch"), os.environ.get("PYTHONPATH", ""))))
    command = [*PROGRAM, "--restricted", str(top), "--debug", file.name]
    known = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(top.parent / "someone")}
    with Line(command, environment=known) as line:
        line.until(lambda: line.shows("0/12 read"), "the panels")
        for keys, seen in (
            ("e\x15x.md\r", "Written to x.md"),
            ("e\x15../outside/x.md\r", "Not allowed here"),
            ("y", "sent to the terminal's clipboard"),
            ("\x1a", "Not allowed here"),
            ("jan\x0f", "Not allowed here"),
            ("ote\x13", "ote"),
            ("La/etc/pas\t\r", "Not allowed here"),
            ("a../outside/se\t\r", "Not allowed here"),
            ("astory.t\t\r", "1 work added"),
        ):
            line.send(keys)
            line.until(lambda seen=seen: line.shows(seen), keys)  # type: ignore[misc]
            line.quiet()
        line.send("Q")
        line.until(line.ended, "the end")
    told = {line for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if line}
    worker = f"start subprocess.Popen {[sys.executable, '-P', '-m', 'briefing.worker']}"
    assert sorted(one for one in told if not is_expected(one, top) and one != worker) == []
    assert worker in told
    assert f"write {top.parent / 'home' / 'debug.log'}" in told
    assert outside(top) == ["secret.txt"]


def is_expected(told: str, top: Path) -> bool:
    """Whether what was opened, listed or removed was named, is the program's own, or the system's."""
    what, _, name = told.partition(" ")
    home = str(top.parent / "home")
    if name in ("x.md", "story.txt", "built-12.txt") or (name.startswith(".x.md.") and name.endswith(".part")):
        return True
    if name.startswith((f"{home}/", f"file:{home}/", "/dev/")) or name == home:
        return True
    if what in ("write", "start", "os.remove", "os.rename"):
        return False
    installed = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), str(top.parent / "watch"))
    return name in (str(top), ".", "deep") or name.isdecimal() or name.startswith((*installed, "/proc/self/", "/usr/share/"))
