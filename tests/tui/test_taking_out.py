"""What leaves the program: lines for the clipboard, briefings for a file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from briefing.codec import decode_briefing
from briefing.errors import OutputError
from briefing.library import Library
from tests.tui.harbour import harbour
from tests.tui.screens import app_of, with_input
from tests.tui.test_app import press
from tui.review.review import Review
from tui.session import clipboard, file_writing
from tui.session.taking_out import Out

FIRST = "Ferrow's town council voted on Tuesday to move the fish market from the old pier to the west quay."


def out_of(review: Review, inside: str = "") -> tuple[Out, list[str]]:
    sent: list[str] = []
    return Out(review, sent.append, inside), sent


def keys(review: Review, *pressed: str) -> None:
    for key in pressed:
        review.press(key)


def test_a_line_is_sent_verbatim_with_who_says_it_and_where_it_is_from():
    review = Review(harbour())
    out, sent = out_of(review)
    review.viewport.line_down()
    out.send_lines()
    assert sent[0].startswith("“We will open the new hall in May, if the roof is done,” said Mayor Ilse Brandt.\n— Ilse Brandt")
    assert "Ferrow votes to move its fish market" in sent[0]
    assert review.notice == "1 line sent to the terminal's clipboard"


def test_a_panel_and_selected_lines_are_sent_whole():
    review = Review(harbour())
    out, sent = out_of(review)
    out.send_panel()
    assert sent[0].startswith("Ferrow fish market\n\n" + FIRST)
    assert "Some traders said they would not go." in sent[0]
    review.select()
    review.viewport.line_down()
    out.send_lines()
    assert sent[1].count("\n— ") == 1
    assert review.anchor is None


def test_what_a_terminal_would_cut_is_offered_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clipboard, "MOST_BYTES", 100)
    review = Review(harbour())
    out, sent = out_of(review)
    out.send_panel()
    assert sent == []
    keys(review, "enter")
    (file,) = tmp_path.iterdir()
    assert file.suffix == ".txt"
    assert FIRST in file.read_text()


def test_inside_tmux_its_own_buffer_takes_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tmux = tmp_path / "tmux"
    tmux.write_text('#!/bin/sh\necho "$@" > "$OUT.args"\ncat > "$OUT"\n')
    tmux.chmod(tmux.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("OUT", str(tmp_path / "buffer"))
    review = Review(harbour())
    out, sent = out_of(review, "tmux")
    out.send_lines()
    assert sent == []
    assert (tmp_path / "buffer").read_text().startswith(FIRST)
    assert (tmp_path / "buffer.args").read_text() == "load-buffer -w -\n"
    tmux.write_text("#!/bin/sh\nexit 1\n")
    out.send_lines()
    assert sent[0].startswith(FIRST)


def test_titles_of_what_is_set_aside_are_not_sent():
    review = Review(harbour())
    out, sent = out_of(review)
    review.show_aside()
    out.send_panel()
    assert (sent, review.notice) == ([], "This is no panel to send")


def test_e_writes_what_is_shown_and_json_always_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    library = Library.in_memory()
    app = press(app_of(harbour(), library=library), "r", "m", "a", "h", "i", "ctrl+s", "f", "J", "enter")
    review = app.program.queue.view
    out = Out(review, str)
    review.notice = ""
    for ending in ("md", "html", "txt", "json"):
        out.export(f"out.{ending}")
        assert review.notice.startswith("Written to out.")
        review.notice = ""
    for ending in ("md", "html", "txt"):
        text = (tmp_path / f"out.{ending}").read_text(encoding="utf-8")
        assert "of 10 lines" in text
    whole = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sorted(mark["what"] for mark in whole["marks"]) == ["flag", "note", "read"]
    assert len(decode_briefing(json.dumps(whole)).sentences) == 10


def test_the_keys_ask_for_a_name_made_from_the_headline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    press(app_of(with_input(harbour(), "a.txt")), "e", "enter", "y", "Y")
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("Ferrow-votes-to-move-its-fish-market")
    assert file.suffix == ".md"
    assert FIRST.split("'")[1][:20] in file.read_text(encoding="utf-8").replace("\\", "")


def test_colon_w_writes_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    press(app_of(harbour()), ":", *"w", "space", *"a.txt", "enter")
    assert FIRST in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_no_file_is_replaced_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("mine")
    review = Review(harbour())
    out, _ = out_of(review)
    out.export("a.md")
    keys(review, "n")
    assert (tmp_path / "a.md").read_text() == "mine"
    out.export("a.md")
    keys(review, "y")
    assert "fish market" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.md", "folder", "no/such/a.md", "a/b.md", f"{'x' * 300}.md"])
def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing_behind(name: str, tmp_path: Path):
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "a").write_text("mine")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError):
        file_writing.write(tmp_path / name, "text")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.md", "folder"]
    assert (tmp_path / "a.md").read_text() == "mine"


def test_a_disk_that_fills_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.md").write_text("mine")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(file_writing.os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        file_writing.write(tmp_path / "a.md", "text", over=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "mine")]


@pytest.mark.parametrize("name", ["a", "a.doc", "", "md"])
def test_a_name_that_says_no_format_is_refused(name: str):
    with pytest.raises(OutputError):
        file_writing.form_of(name)


def test_a_link_stays_a_link_and_what_is_no_file_is_not_written(tmp_path: Path):
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    file_writing.write(tmp_path / "link.md", "new", over=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(OutputError):
        file_writing.write(tmp_path / "pipe.md", "new", over=True)


def test_on_a_title_there_is_no_line_to_send():
    review = Review(harbour())
    out, sent = out_of(review)
    review.viewport.fold()
    out.send_lines()
    assert (sent, review.notice) == ([], "This is no line to send")


def test_what_a_speaker_was_narrowed_to_is_said_in_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    press(app_of(harbour()), "w", "enter", "e", *["backspace"] * 3, *".md", "enter")
    (file,) = tmp_path.iterdir()
    assert "of 10 lines" in file.read_text(encoding="utf-8")
    assert "Brandt" in file.read_text(encoding="utf-8")
