"""Adding to the library while one looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from time import monotonic, sleep

from briefing.desk import Event, Gone, Kept, Ready
from briefing.inputs import Named
from briefing.model import Briefing
from tests.tui.harbour import harbour
from tests.tui.screens import with_input
from tui.session.adding import Added, Adder


class Desk:
    """A desk that has parsed everything already; it waits before each input until `go_on` is set."""

    def __init__(self, *, gone: bool = False) -> None:
        self.go_on = Flag()
        self.asked: list[str] = []
        self.gone = gone

    def open(self, given: Named | Kept | str, *, number: int = 0) -> Iterator[Event]:
        assert isinstance(given, Named)
        self.asked.append(given.given)
        self.go_on.wait(10)
        if self.gone:
            yield Gone(given.given, ("/gone",))
        yield Ready(given.given, 0, with_input(harbour(), "a.txt"), known=False)

    def recall(self, given: Named | Kept | str) -> tuple[Briefing, ...] | None:
        return None

    def cancel(self) -> None:
        self.go_on.set()


class Adding:
    """An adder, and what it tells."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[Added] = []
        self.adder = Adder(desk, self.told.append)

    def cancel(self) -> None:
        """What the application does."""
        self.adder.stop()
        self.desk.cancel()

    def messages(self) -> list[str]:
        """What came of all that was added."""
        end = monotonic() + 10
        while self.adder.is_busy and monotonic() < end:
            sleep(0.005)
        return [added.message() for added in self.told if added.ended]


def test_what_is_added_after_a_cancelled_parse_is_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    adding = Adding(Desk())
    adding.cancel()  # an article was being parsed, nothing was being added
    adding.adder.add(str(tmp_path / "a.txt"))
    assert adding.messages() == ["1 work added"]


def test_cancelling_ends_what_is_being_added_and_not_what_is_added_next(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("One.")
    adding = Adding(Desk())
    adding.adder.add(f"{tmp_path}/a.txt {tmp_path}/b.txt")
    while not adding.desk.asked:
        sleep(0.005)
    adding.adder.stop()
    adding.adder.add(f"{tmp_path}/b.txt")
    adding.desk.cancel()
    assert adding.messages() == ["1 work added", "1 work added"]
    assert sorted(adding.desk.asked) == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"]


def test_a_file_that_is_gone_was_not_added(tmp_path: Path) -> None:
    adding = Adding(Desk(gone=True))
    adding.desk.go_on.set()
    adding.adder.add(f"{tmp_path}/gone.txt")
    assert adding.messages() == [f"The file is gone, the library's copy was opened: {tmp_path}/gone.txt"]
