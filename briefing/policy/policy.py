"""What may be reached where nothing is refused, and what else there is to ask for."""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH111, PTH112, PTH118, PTH120, PTH207

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType

from briefing.errors import ForbiddenError

VARIABLE = "BRIEFING_RESTRICTED"
"""The environment variable that restricts the program: to a folder, by its absolute path, or as `1` to no file at all."""

EDITOR = "another program to edit with"
SUSPENDING = "leaving the program for a shell"
OTHER_PROGRAM = "starting another program"
CLIPBOARD_FILE = "a file for what the clipboard does not take"
TEMPORARY_FILE = "a file for the time being"

# Plain classes: the first frame would wait longer for named tuples.


class Place:
    """Where a file is: its path; or its name in a folder that is held open, where it is used without following a link.

    Used as a context, which lets go of the folder.
    """

    def __init__(self, name: str, folder: int | None = None) -> None:
        self.name = name
        self._folder = folder
        self._no_link = 0 if folder is None else os.O_NOFOLLOW

    def open(self, flags: int, mode: int = 0o666) -> int:
        """A descriptor of the file, which no other program inherits. Raises `OSError`."""
        return os.open(self.name, flags | self._no_link | os.O_CLOEXEC, mode, dir_fd=self._folder)

    def status(self) -> os.stat_result:
        """What the system knows of the file. Raises `OSError`."""
        return os.stat(self.name, dir_fd=self._folder, follow_symlinks=self._folder is None)

    def is_taken(self) -> bool:
        """Whether there is anything of that name, a broken link too."""
        try:
            os.lstat(self.name, dir_fd=self._folder)
        except (OSError, ValueError):
            return False
        return True

    def beside(self, name: str) -> Place:
        """Another name in the same folder, for as long as this one is held."""
        return Place(os.path.join(os.path.dirname(self.name), name), self._folder)

    def link(self, to: Place) -> None:
        """Give the file a second name, that of a place beside it, unless that is taken. Raises `OSError`."""
        os.link(self.name, to.name, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def move(self, to: Place) -> None:
        """Give the file another name, that of a place beside it, whatever was there. Raises `OSError`."""
        os.replace(self.name, to.name, src_dir_fd=self._folder, dst_dir_fd=self._folder)

    def remove(self) -> None:
        """Take the file's name away. Raises `OSError`."""
        os.unlink(self.name, dir_fd=self._folder)

    def __enter__(self) -> Place:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._folder is not None:
            os.close(self._folder)
            self._folder = -1


class Entry:
    """A name in a folder: whether a folder is behind it, and whether it is a link."""

    __slots__ = ("is_folder", "is_link", "name")

    def __init__(self, name: str, *, is_folder: bool, is_link: bool) -> None:
        self.name = name
        self.is_folder = is_folder
        self.is_link = is_link


class Policy:
    """Refuses nothing. What is asked for and refused elsewhere raises `NotAllowedError`."""

    @property
    def about(self) -> str:
        """What is restricted, in a few words."""
        return "nothing"

    def allows(self, what: str) -> bool:  # noqa: ARG002 - see `Restricted`
        """Whether one of the things is allowed that have a name here."""
        return True

    def require(self, what: str) -> None:
        """Raise `NotAllowedError` if it is not allowed."""

    # The files that the reader names

    def with_home(self, path: str) -> str:
        """A path as the reader wrote it, with homes in place of `~`."""
        return os.path.expanduser(path)

    def absolute(self, path: str) -> str:
        """The absolute path that a path means."""
        return os.path.abspath(path)

    def is_folder(self, path: str) -> bool:
        """Whether a folder is behind a path."""
        return os.path.isdir(path)

    def is_taken(self, path: str) -> bool:
        """Whether there is anything at a path, a broken link too."""
        return os.path.lexists(path)

    def entries(self, folder: str) -> Iterator[Entry]:
        """What is in a folder, in no order. Raises `OSError` once it is asked for the first."""
        with os.scandir(folder) as found:
            for one in found:
                yield Entry(one.name, is_folder=one.is_dir(), is_link=one.is_symlink())

    def matches(self, pattern: str) -> Iterator[str]:
        """The paths that a pattern of the shell matches, `**` for any folders among them."""
        from glob import iglob  # noqa: PLC0415 - most command lines hold no pattern that the shell has left

        return iglob(pattern, recursive=True)

    def reading(self, path: str) -> Place:
        """Where the file is that is to be read from a path. Raises `OSError`."""
        return Place(path)

    def writing(self, path: str) -> Place:
        """Where the file is that is to be written to a path: where a link leads, which stays one. Raises `OSError`."""
        return Place(os.path.realpath(path))

    # The program's own files, and machines

    def own(self, path: str) -> Place:
        """Where a file is that the program comes with or keeps: the library, the configuration, a log."""
        return Place(path)

    def asks_private_machines(self, *, wanted: bool) -> bool:
        """Whether machines of private networks are asked, if the reader wants that."""
        return wanted

    def no_private_machine(self, name: str, host: str) -> ForbiddenError:
        """What is said where one is not asked: under which `name` the reader asked for it, and which it is."""
        why = f"{host} is a machine of a private network; open it with --allow-private if it is yours."
        return ForbiddenError(f"{name} is not read: {why}")
