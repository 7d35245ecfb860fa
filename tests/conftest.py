"""What tests of several folders share."""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from briefing import policy
from briefing.model import Briefing
from briefing.policy import restricting
from briefing.policy.beneath import Folder
from briefing.policy.restricted import Restricted

SEEDS = Path(__file__).parent.parent / "seeds"
NOBODY = 65534
SAMPLE = SEEDS / "japan-north-korea-summit.txt"

# Who runs the tests in the background of a shell has interrupts ignored, which the programs that tests start would inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)


@cache
def parsed(text: str) -> Briefing:
    """The briefing of a plain text; the models are loaded once a process."""
    from briefing import ingest  # noqa: PLC0415 - most tests need no models
    from briefing.parsing import pipeline  # noqa: PLC0415

    return pipeline.parse(tuple(one.article for one in ingest.read(ingest.Received(text.encode(), "article.txt"))))


Restrict = Callable[[Path | None], Restricted]


@pytest.fixture(name="restrict")
def restricted_until_the_test_ends(monkeypatch: pytest.MonkeyPatch) -> Restrict:
    """Restricts this process to the files of a folder, or to none, as `--restricted` does for good."""

    def restrict(folder: Path | None) -> Restricted:
        made = Restricted(Folder(str(folder)) if folder else None, restricting.own_folders())
        monkeypatch.setattr(policy, "_in_force", [made])
        return made

    return restrict


@pytest.fixture(scope="session", name="parse")
def parse_a_text() -> Callable[[str], Briefing]:
    """How a test turns a plain text into a briefing."""
    return parsed


@pytest.fixture(scope="session", name="sample_text")
def the_text_of_the_sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="session", name="sample")
def the_briefing_of_the_sample(sample_text: str) -> Briefing:
    return parsed(sample_text)


@pytest.fixture(name="ordinary")
def a_folder_of_a_user_who_may_not_everything(tmp_path: Path) -> Iterator[Path]:
    """A folder, and until the test ends the rights of its owner: of nobody, where tests run as the superuser."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as folder:  # the one of pytest is closed to others
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


def calls(work: Callable[[], object]) -> int:
    """How many functions some work calls: what it takes, the same on every machine."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def words(briefing: Briefing, number: int) -> str:
    """A sentence of a briefing with its white space folded."""
    return re.sub(r"\s+", " ", briefing.words(briefing.sentences[number]))
