"""Files beneath one folder, found from its descriptor name by name, so that no link and no `..` leads out of it.

The system is never given a path of several names: each is looked up in the folder that is held open before it, and no link is
followed; what one says is looked up likewise. So nothing that changes between two steps leads elsewhere. What `openat2` does
with `RESOLVE_BENEATH` is the same, but only Linux has it, and Python does not.
"""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH118

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import ELOOP
from stat import S_ISDIR

from briefing.errors import NotAllowedError
from briefing.policy.policy import Entry, Place
from briefing.sanitise import clean_line

_HELD = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_MOST_LINKS = 40
"""Links in one path, as many as Linux follows."""
_LONGEST = 32


class Folder:
    """A folder and what lies beneath it. A path that is not absolute begins in it. Raises `OSError` if there is none."""

    def __init__(self, path: str) -> None:
        if not path:
            raise FileNotFoundError
        self._given = os.path.abspath(path)
        self.path = os.path.realpath(path)
        self._descriptor = os.open(self.path, _HELD)

    def absolute(self, path: str) -> str:
        """The absolute path that a path means."""
        rest = self._beneath(path)
        return os.path.abspath(path) if rest is None else os.path.normpath(f"{self.path}/{rest}")

    def rest(self, path: str) -> str:
        """What of a path follows the folder, a slash first if the path is absolute. Raises `NotAllowedError`."""
        rest = self._beneath(path)
        if rest is None:
            raise _outside(path)
        return rest

    def place(self, path: str) -> Place:
        """Where a path leads, all links followed; the file need not exist. Raises `NotAllowedError` and `OSError`."""
        held = [os.dup(self._descriptor)]
        try:
            name = self._walked(path, held)
            return Place(name, held.pop())
        finally:
            for descriptor in held:
                os.close(descriptor)

    def is_folder(self, path: str) -> bool:
        """Whether a folder is behind a path. Raises `NotAllowedError`."""
        with suppress(OSError), self.place(path) as place:
            return S_ISDIR(place.status().st_mode)
        return False

    def entries(self, path: str) -> Iterator[Entry]:
        """What is in a folder, in no order; links that lead out count as not there. Raises as `place`."""
        with self.place(path) as place:
            descriptor = place.open(os.O_RDONLY | os.O_DIRECTORY)
        try:
            with os.scandir(descriptor) as found:
                for one in found:
                    if not one.is_symlink():
                        yield Entry(one.name, is_folder=one.is_dir(follow_symlinks=False), is_link=False)
                        continue
                    with suppress(NotAllowedError):
                        yield Entry(one.name, is_folder=self.is_folder(os.path.join(path, one.name)), is_link=True)
        finally:
            os.close(descriptor)

    def _walked(self, path: str, held: list[int]) -> str:
        """The name that a path ends with, in the last of the folders that are held then."""
        waiting, links = self._parts(path, path), 0
        while waiting:
            name = waiting.pop()
            if name == "..":
                if len(held) == 1:
                    raise _outside(path)
                os.close(held.pop())
                continue
            target = _link(name, held[-1])
            if target is not None:
                links += 1
                if links > _MOST_LINKS:
                    raise OSError(ELOOP, os.strerror(ELOOP))
                waiting += self._parts(target, path)
                if target.startswith("/"):
                    while len(held) > 1:
                        os.close(held.pop())
            elif waiting:
                held.append(os.open(name, _HELD, dir_fd=held[-1]))
            else:
                return name
        return "."

    def _parts(self, path: str, asked: str) -> list[str]:
        """The names in a path, the last one first. Raises `NotAllowedError` if it begins elsewhere."""
        rest = self._beneath(path)
        if rest is None:
            raise _outside(asked)
        return [name for name in reversed(rest.split("/")) if name not in ("", ".")]

    def _beneath(self, path: str) -> str | None:
        """What of a path follows the folder; none if it is absolute and begins elsewhere."""
        if not path.startswith("/"):
            return path
        for folder in (self.path, self._given):
            if f"{path}/".startswith(os.path.join(folder, "")):
                return path[len(folder.rstrip("/")) :]
        return None


def shortened(path: str) -> str:
    """A path as it can be told in a sentence."""
    path = clean_line(path)
    return path if len(path) <= _LONGEST else f"…{path[-_LONGEST:]}"


def _link(name: str, folder: int) -> str | None:
    """What a link in a folder says; none where there is no link of that name."""
    try:
        return os.readlink(name, dir_fd=folder)
    except (OSError, ValueError):
        return None


def _outside(path: str) -> NotAllowedError:
    return NotAllowedError(f"{shortened(path)} is outside the folder")
