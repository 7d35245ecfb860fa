"""The bytes of one input."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import ForbiddenError, InputError, NotFoundError, NotRegularError, TooLargeError
from briefing.inputs import fetch, fetching
from briefing.inputs.waiting import Stop, StoppedError, apart
from briefing.limits import Limits
from briefing.sanitise import is_clean

MOST_BYTES = Limits().size


@pytest.fixture(autouse=True)
def _the_standard_input_was_not_read() -> Iterator[None]:
    fetching._spooled.clear()
    yield
    for kept in fetching._spooled:
        if not isinstance(kept, InputError):
            kept.close()
    fetching._spooled.clear()


def test_a_file_comes_as_its_bytes_with_its_raw_path(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\x00 bytes")
    source = fetch(file)
    assert source.data == b"\xff\x00 bytes"
    assert source.path == os.fsencode(file)
    assert source.work == str(file)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


def make_nothing(path: Path) -> None:
    pass


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (make_folder, NotRegularError),
        (make_loop, NotRegularError),
        (make_socket, NotRegularError),
        (lambda path: os.mkfifo(path), NotRegularError),
        (lambda path: path.symlink_to("/dev/zero"), NotRegularError),
        (make_nothing, NotFoundError),
        (lambda path: path.symlink_to("nowhere"), NotFoundError),
        (make_large, TooLargeError),
    ],
)
def test_what_is_no_file_within_the_limit_is_refused_at_once(make: object, error: type[InputError], tmp_path: Path) -> None:
    make(tmp_path / "a")  # type: ignore[operator]
    with pytest.raises(error) as told:
        fetch(tmp_path / "a")
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_a_file_that_may_not_be_read_says_so(ordinary: Path) -> None:
    file = ordinary / "a"
    file.touch(mode=0)
    with pytest.raises(ForbiddenError):
        fetch(file)


def test_a_name_that_is_too_long_is_not_found() -> None:
    with pytest.raises(NotFoundError) as told:
        fetch("a" * 5000)
    assert len(str(told.value)) < 200


def test_a_pipe_that_took_a_file_s_place_meanwhile_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("Words.")
    os.mkfifo(tmp_path / "pipe")
    stat = os.stat

    def swapped(path: str, **more: object) -> os.stat_result:
        found = stat(path, **more)  # type: ignore[arg-type]
        (tmp_path / "pipe").replace(tmp_path / "a")
        return found

    monkeypatch.setattr(fetching.os, "stat", swapped)
    with pytest.raises(NotRegularError, match="is a pipe"):
        fetch(tmp_path / "a")


def test_a_file_that_vanished_meanwhile_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("Words.")
    stat = os.stat
    monkeypatch.setattr(fetching.os, "stat", lambda path, **_: (stat(path), (tmp_path / "a").unlink())[0])
    with pytest.raises(NotFoundError):
        fetch(tmp_path / "a")


def test_a_file_that_is_cut_while_it_is_read_gives_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(bytes(3_000_000))
    read = os.read

    def cutting(descriptor: int, size: int) -> bytes:
        found = read(descriptor, size)
        os.truncate(tmp_path / "a", 5)
        return found

    monkeypatch.setattr(fetching.os, "read", cutting)
    assert 5 <= len(fetch(tmp_path / "a").data) < 3_000_000


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no such thing")
def test_what_only_looks_like_a_file_is_one_sentence() -> None:
    with pytest.raises(InputError) as told:
        fetch("/proc/self/mem")
    assert str(told.value) == "/proc/self/mem cannot be read: Input/output error."


@pytest.mark.parametrize("tail", [b"a\nb", b"\xff\xfe", b"a\x1b[31m\x07b", "a\u202eb".encode()])
def test_a_name_that_is_no_text_is_told_in_one_safe_sentence_and_opened_all_the_same(tmp_path: Path, tail: bytes) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + tail)
    with pytest.raises(NotFoundError) as told:
        fetch(path)
    assert is_clean(str(told.value))
    assert "\n" not in str(told.value)
    Path(path).write_text("Words.")
    source = fetch(path)
    assert source.data == b"Words."
    assert is_clean(source.given)
    assert "\n" not in source.given


def test_the_limit_is_the_reader_s(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(1_001))
    with pytest.raises(TooLargeError, match=r"larger than 0\.001 MB"):
        fetch(tmp_path / "a", Limits(size=1_000))
    assert len(fetch(tmp_path / "a", Limits(size=1_001)).data) == 1_001


def test_a_file_system_that_hangs_can_be_interrupted(tmp_path: Path) -> None:
    """In a program of its own, since it is the main thread that a signal reaches."""
    code = f"""
import os, sys, time
from briefing.inputs import fetch, fetching
def hangs(path, **more):
    print("begun", flush=True)
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass
fetching.os.stat = hangs
try:
    fetch({str(tmp_path / "a")!r})
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        assert process.wait(5) == 0


def test_a_file_of_the_greatest_size_is_read_whole(tmp_path: Path) -> None:
    make_large(tmp_path / "a")
    os.truncate(tmp_path / "a", MOST_BYTES)
    assert len(fetch(tmp_path / "a").data) == MOST_BYTES


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching.os, "read", lambda _, size: b"x" * size)
    with pytest.raises(TooLargeError):
        fetching._read(-1, "a", Limits(size=MOST_BYTES))


def standard_input(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(data)
    monkeypatch.setattr(fetching.os, "read", lambda _, size: stream.read(size))


def test_the_standard_input_can_be_fetched_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(b"once", monkeypatch)
    assert fetch("-").data == b"once"
    assert fetch("-").data == b"once"


def test_the_standard_input_has_no_work_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(b"words", monkeypatch)
    assert fetch("-").work == ""


def test_a_standard_input_over_the_limit_is_refused_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(bytes(MOST_BYTES + 1), monkeypatch)
    for _ in range(2):
        with pytest.raises(TooLargeError):
            fetch("-")


@pytest.mark.parametrize(
    ("start", "fits"), [(b"%PDF-1.7\n", True), (b"PK\x03\x04", True), (b"<html>", False), (b"A text. ", False)]
)
def test_documents_may_be_larger_than_texts(start: bytes, fits: bool, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(start + bytes(2_000))
    limits = Limits(size=1_000, documents=3_000)
    if fits:
        assert fetch(tmp_path / "a", limits).data.startswith(start)
        (tmp_path / "a").write_bytes(start + bytes(3_000))
    with pytest.raises(TooLargeError):
        fetch(tmp_path / "a", limits)


def test_what_fails_because_it_was_given_up_counts_as_given_up() -> None:
    stop = Stop()

    def cut() -> None:
        stop.set()
        raise InputError("The connection broke off.")

    with pytest.raises(StoppedError):
        apart(cut, "a.txt", stop)
