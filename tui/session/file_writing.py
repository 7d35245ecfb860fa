"""Writing a briefing to a file: in the format that its name ends with, whole or not at all, and over no file unasked."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EACCES, EDQUOT, EEXIST, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from briefing import policy
from briefing.errors import OutputError
from briefing.policy import Place
from briefing.sanitise import clean_line

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "text",
}
"""The formats by how a file's name ends."""

_WHY = {
    ENOENT: "there is no such folder",
    ENOTDIR: "there is no such folder",
    EACCES: "permission is missing",
    EPERM: "permission is missing",
    EROFS: "nothing can be written there",
    ENOSPC: "the disk is full",
    EDQUOT: "your share of the disk is full",
    ENAMETOOLONG: "its name is too long",
    EISDIR: "it is a folder",
    ELOOP: "it is no file",
}


def form_of(name: str) -> str:
    """The format that a file's name ends with. Raises `OutputError` if it is none of `FORMATS`."""
    form = FORMATS.get(Path(name).suffix.lower())
    if form is None:
        raise OutputError(f"{_short(name)} does not say its format: let it end in .md, .html, .json or .txt.")
    return form


def path_of(name: str) -> Path:
    """The path that a reader wrote, with `~` as their home. Raises `OutputError` if it names none."""
    if not name.strip() or "\0" in name:
        raise OutputError("A file's name is needed.")
    return Path(policy.in_force().with_home(name.strip()))


def is_file(path: Path) -> bool:
    """Whether there is something at a path already that would be replaced: a broken link too, but no folder.

    Raises `NotAllowedError`.
    """
    rules, name = policy.in_force(), str(path)
    return rules.is_taken(name) and not rules.is_folder(name)


def write(path: Path, text: str, *, over: bool = False) -> None:
    """Write a text to a file, which has all of it or stays as it was; only `over` replaces one that is there.

    Raises `OutputError`, which says in a sentence why nothing was written, and `NotAllowedError`.
    """
    try:
        with policy.in_force().writing(str(path)) as place:
            _must_be_file(place)
            part = place.beside(f".{path.name[:60]}.{os.urandom(6).hex()}.part")
            descriptor = part.open(os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                if over:
                    part.move(place)
                else:
                    _put(part, place)
            finally:
                with suppress(FileNotFoundError):
                    part.remove()
    except OSError as error:
        why = "there is a file of that name" if error.errno == EEXIST else _WHY.get(error.errno or 0, error.strerror)
        raise OutputError(f"{_short(str(path))} was not written: {why}.") from None


def _must_be_file(place: Place) -> None:
    """Raise `OSError` if something is there that is no file."""
    with suppress(FileNotFoundError):
        mode = place.status().st_mode
        if not S_ISREG(mode):
            raise OSError(EISDIR if S_ISDIR(mode) else ELOOP, "no file")


def _put(part: Place, place: Place) -> None:
    """Give a file its name, unless there is one of that name by now."""
    try:
        part.link(place)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.is_taken():
            raise FileExistsError(EEXIST, "there") from None
        part.move(place)


def shown(path: Path) -> str:
    """A path as it can be shown."""
    return _short(str(path))


def _short(name: str) -> str:
    name = clean_line(name)
    return name if len(name) <= 60 else f"…{name[-60:]}"
