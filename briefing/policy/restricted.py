"""The policy of a program that is served to others: the files of one folder, no other program, no private network."""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH118

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from briefing.errors import ForbiddenError, NotAllowedError
from briefing.policy.beneath import Folder, shortened
from briefing.policy.policy import Entry, Place, Policy

_GLOB = frozenset("*?[")
_ANY_FOLDERS = "**"


class Restricted(Policy):
    """Refuses whatever is no file of a `folder`, of which there may be none, or of the program's `own` folders."""

    def __init__(self, folder: Folder | None, own: Sequence[str] = ()) -> None:
        self.folder = folder
        self._own = tuple(own)

    @property
    def about(self) -> str:
        """To which folder the files are restricted."""
        return f"files to {self.folder.path}, programs, networks" if self.folder else "files, programs, networks"

    def allows(self, what: str) -> bool:  # noqa: ARG002 - see above
        """False: nothing that has a name."""
        return False

    def require(self, what: str) -> None:
        """Raise `NotAllowedError`."""
        raise NotAllowedError(what)

    def with_home(self, path: str) -> str:
        """The path as it is: nobody is told whose homes there are."""
        return path

    def absolute(self, path: str) -> str:
        """The absolute path that a path means, which begins in the folder."""
        return self.folder.absolute(path) if self.folder else super().absolute(path)

    def is_folder(self, path: str) -> bool:
        """Whether a folder is behind a path. Raises `NotAllowedError`."""
        return self._folder(path).is_folder(path)

    def is_taken(self, path: str) -> bool:
        """Whether there is anything at a path, a broken link too. Raises `NotAllowedError`."""
        try:
            with self._folder(path).place(path) as place:
                return place.is_taken()
        except OSError:
            return False

    def entries(self, folder: str) -> Iterator[Entry]:
        """What is in a folder, but for links that lead out."""
        yield from self._folder(folder).entries(folder)

    def matches(self, pattern: str) -> Iterator[str]:
        """The paths that a pattern matches, of no other folder. Raises `NotAllowedError`."""
        rest = self._folder(pattern).rest(pattern)
        base = f"{pattern[: len(pattern) - len(rest)]}/" if rest.startswith("/") else ""
        return self._matches(base, [part for part in rest.split("/") if part])

    def reading(self, path: str) -> Place:
        """Where the file is, in its folder that is held. Raises `NotAllowedError`, and `OSError`."""
        return self._folder(path).place(path)

    def writing(self, path: str) -> Place:
        """Where the file is, in its folder that is held. Raises `NotAllowedError`, and `OSError`."""
        return self._folder(path).place(path)

    def own(self, path: str) -> Place:
        """Where a file of the program's own is. Raises `NotAllowedError` if it lies elsewhere."""
        whole = os.path.abspath(path)
        if not any(whole.startswith(os.path.join(folder, "")) for folder in self._own):
            raise NotAllowedError(f"{shortened(path)} is none of the program's own files")
        return Place(path)

    def asks_private_machines(self, *, wanted: bool) -> bool:  # noqa: ARG002 - see below
        """False, whatever the reader wants."""
        return False

    def no_private_machine(self, name: str, host: str) -> ForbiddenError:  # noqa: ARG002 - see below
        """What is said where one is not asked: which it is."""
        return NotAllowedError(f"{shortened(host)} is on a private network")

    def _folder(self, path: str) -> Folder:
        if self.folder is None:
            raise NotAllowedError(f"{shortened(path)}, nor any other file")
        return self.folder

    def _matches(self, base: str, parts: Sequence[str]) -> Iterator[str]:
        """The paths below a base, which ends with a slash if it is not empty, that some parts of a pattern match."""
        if not parts:
            yield base.rstrip("/")
            return
        first, rest = parts[0], parts[1:]
        if _GLOB.isdisjoint(first):
            if self.is_taken(f"{base}{first}"):
                yield from self._matches(f"{base}{first}/", rest)
            return
        if first == _ANY_FOLDERS:
            yield from self._matches(base, rest or ("*",))
        try:
            entries = list(self.entries(base or "."))
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith(".") and not first.startswith("."):
                continue
            if first == _ANY_FOLDERS:
                if entry.is_folder and not entry.is_link:
                    yield from self._matches(f"{base}{entry.name}/", parts)
            elif fnmatchcase(entry.name, first) and (entry.is_folder or not rest):
                yield from self._matches(f"{base}{entry.name}/", rest)
