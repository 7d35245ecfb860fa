"""Files beneath one folder: no link, no `..` and no change between two steps leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import NotAllowedError
from briefing.policy import beneath
from briefing.policy.beneath import Folder

NAMES = ("a", "b", "c")
TARGETS = ("a", "b/c", "..", "../..", "../outside", "a/../b", ".", "/", "@", "@/a", "@/../outside/secret", "c/c/c")
SEGMENTS = (*NAMES, "..", ".", "", "@", "secret", "outside")


@pytest.fixture(name="top")
def a_folder_beside_a_secret(tmp_path: Path) -> Path:
    top = tmp_path / "news"
    (top / "deep").mkdir(parents=True)
    (top / "story.txt").write_text("story")
    (top / "deep" / "other.txt").write_text("other")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text("secret")
    return top


def read(folder: Folder, path: str) -> str:
    with folder.place(path) as place:
        descriptor = place.open(os.O_RDONLY)
    with os.fdopen(descriptor) as file:
        return file.read()


@pytest.mark.parametrize(
    "path", ["story.txt", "./story.txt", "deep/../story.txt", "deep//..//story.txt", "@/story.txt", "@//deep/../story.txt"]
)
def test_a_file_is_found_however_its_path_is_written(top: Path, path: str) -> None:
    assert read(Folder(str(top)), path.replace("@", str(top))) == "story"


@pytest.mark.parametrize(
    "path", ["..", "../outside/secret", "deep/../../outside/secret", "/", "/etc/passwd", "@/../outside/secret", "@x/secret"]
)
def test_what_is_outside_is_not_allowed_whether_it_is_there_or_not(top: Path, path: str) -> None:
    for end in ("", "/none"):
        with pytest.raises(NotAllowedError, match=r"^Not allowed here: .* is outside the folder\.$"):
            Folder(str(top)).place(path.replace("@", str(top)) + end)


@pytest.mark.parametrize("target", ["../outside/secret", "@/../outside/secret", "deep/../../outside/secret", "/etc/passwd"])
def test_a_link_that_leads_out_is_not_followed(top: Path, target: str) -> None:
    (top / "link").symlink_to(target.replace("@", str(top)))
    (top / "chain").symlink_to("link")
    for name in ("link", "chain"):
        with pytest.raises(NotAllowedError):
            Folder(str(top)).place(name)


def test_links_within_the_folder_are_followed(top: Path) -> None:
    (top / "deep" / "up").symlink_to("../story.txt")
    (top / "whole").symlink_to(top / "deep")
    assert read(Folder(str(top)), "deep/up") == "story"
    assert read(Folder(str(top)), "whole/other.txt") == "other"
    assert read(Folder(str(top)), "whole/../story.txt") == "story"


def test_a_folder_that_is_named_by_a_link_is_the_one_behind_it(top: Path) -> None:
    (top.parent / "link").symlink_to(top)
    folder = Folder(str(top.parent / "link"))
    for path in ("story.txt", f"{top}/story.txt", f"{top.parent}/link/story.txt"):
        assert read(folder, path) == "story"
        assert folder.absolute(path) == f"{top}/story.txt"


def test_a_loop_of_links_ends(top: Path) -> None:
    (top / "one").symlink_to("two")
    (top / "two").symlink_to("one")
    with pytest.raises(OSError, match="symbolic links"):
        Folder(str(top)).place("one")


def test_another_folder_under_the_same_path_is_not_the_one_that_was_named(top: Path) -> None:
    folder = Folder(str(top))
    top.rename(top.parent / "moved")
    top.symlink_to("outside")
    with pytest.raises(FileNotFoundError):
        read(folder, "secret")
    assert read(folder, "story.txt") == "story"


@pytest.mark.parametrize("step", range(2))
def test_what_becomes_a_link_after_it_was_looked_at_is_not_followed(
    top: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (top / "deep" / "secret").write_text("story")
    looked, link = 0, beneath._link

    def swap(name: str, folder: int) -> str | None:
        nonlocal looked
        found = link(name, folder)
        if looked == step:
            there = top / "deep" if step == 0 else top / "deep" / "secret"
            there.rename(top / "before")
            there.symlink_to(top.parent / "outside" if step == 0 else top.parent / "outside" / "secret")
        looked += 1
        return found

    monkeypatch.setattr(beneath, "_link", swap)
    with pytest.raises(OSError, match=r"Not a directory|symbolic links"):
        read(Folder(str(top)), "deep/secret")
    assert looked == step + 1


def test_what_a_folder_holds_is_listed_without_links_that_lead_out(top: Path) -> None:
    (top / "in").symlink_to("deep")
    (top / "out").symlink_to("../outside")
    (top / "secret").symlink_to("../outside/secret")
    (top / "broken").symlink_to("none")
    found = {entry.name: (entry.is_folder, entry.is_link) for entry in Folder(str(top)).entries(".")}
    assert found == {"deep": (True, False), "story.txt": (False, False), "in": (True, True), "broken": (False, True)}
    with pytest.raises(NotAllowedError):
        list(Folder(str(top)).entries("out"))


def test_no_descriptor_is_left_open(top: Path) -> None:
    folder = Folder(str(top))
    (top / "loop").symlink_to("loop")
    (top / "out").symlink_to("..")
    before = len(list(Path("/dev/fd").iterdir()))
    for path in ("story.txt", "deep/other.txt", "deep/none/x", "..", "deep/../..", "loop", "deep/../out/x", "."):
        try:
            with folder.place(path):
                pass
        except (OSError, NotAllowedError):
            pass
        folder.is_folder(path) if path not in ("..", "deep/../..", "deep/../out/x") else None
    list(folder.entries("."))
    assert len(list(Path("/dev/fd").iterdir())) == before


@contextmanager
def tree(links: dict[str, str]) -> Iterator[Path]:
    """A folder with folders, files, and links."""
    with TemporaryDirectory() as made:
        top = Path(os.path.realpath(made)) / "top"
        for name in NAMES:
            (top / name).mkdir(parents=True)
            (top / name / "file").write_text("in")
        (top.parent / "outside").mkdir()
        (top.parent / "outside" / "secret").write_text("out")
        for path, target in links.items():
            if not (top / path).is_symlink() and (top / path).parent.is_dir() and not (top / path).exists():
                (top / path).symlink_to(target.replace("@", str(top)))
        yield top


PATHS = st.lists(st.sampled_from((*SEGMENTS, "file")), min_size=1, max_size=6).map("/".join)
LINKS = st.dictionaries(
    st.tuples(st.sampled_from((*NAMES, ".")), st.sampled_from((*NAMES, "d", "e"))).map("/".join),
    st.sampled_from(TARGETS),
    max_size=5,
)


@given(LINKS, PATHS)
@settings(deadline=None, max_examples=300)
def test_whatever_links_there_are_a_path_leads_where_the_system_leads_or_nowhere(links: dict[str, str], path: str) -> None:
    with tree(links) as top:
        path = path.replace("@", str(top), 1) if path.startswith("@") else path
        there = Path(os.path.realpath(top / path))
        try:
            with Folder(str(top)).place(path) as place:
                found = place.status()
        except NotAllowedError:
            assert path.startswith("/") or ".." in path or links
        except OSError:
            assert not there.exists() or not there.is_relative_to(top) or links or ".." in path
        else:
            assert there.is_relative_to(top)
            assert os.path.samestat(found, there.lstat())
