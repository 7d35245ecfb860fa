"""What the words of a command line name: files, folders, globs, standard input, addresses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefing import policy
from briefing.errors import ForbiddenError, InputError, NotAllowedError, NotFoundError, TooLargeError
from briefing.inputs import addresses
from briefing.inputs.waiting import apart
from briefing.sanitise import clean_line, is_clean

STANDARD_INPUT = "-"
"""What names the standard input."""

MOST = 100_000
"""Most inputs that one word names."""

_GLOB = frozenset("*?[")
_WORDS_OF_ERROR = 80


class Named(NamedTuple):
    """One input that can be fetched, or why it cannot.

    `given` is its name as it is shown, sanitised and without a password. `path` holds the raw bytes of its
    path, `address` the address of the web, neither for the standard input. `work` is what stays when the article is updated:
    its absolute path or its address, empty for the standard input, where the text's id takes its place. `credentials` are
    `user:password` for the address, if they were given.
    """

    given: str
    path: bytes | None = None
    work: str = ""
    error: InputError | None = None
    address: str = ""
    credentials: str = ""


def expand(given: Sequence[str | os.PathLike[str]], *, recursive: bool = False) -> list[Named]:
    """The inputs that words name, in their order; a folder's files and a glob's matches are sorted by their bytes.

    A folder is read one level deep, with all its folders if `recursive`; links to folders are not followed and names that
    begin with a dot are left out. What names nothing is in the list with its error; nothing is raised.
    """
    words = [os.fspath(word) for word in given]
    if not words:
        return []
    # A file system may hang, and the reader must be able to interrupt it.
    return apart(lambda: [named for word in words for named in _bounded(word, recursive=recursive)], "what was named")


def name(given: str | os.PathLike[str]) -> Named:
    """The one input that a word names, taken literally: neither a folder's files nor a glob's matches."""
    word = os.fspath(given)
    if word == STANDARD_INPUT:
        return Named(STANDARD_INPUT)
    if addresses.is_address(word):
        return _address(word)
    if not word or "\0" in word:
        return _failed(word, NotFoundError("A file's name is empty or holds a NUL character."))
    return _file(os.fsencode(word))


def _bounded(word: str, *, recursive: bool) -> Iterator[Named]:
    for count, named in enumerate(_expand(word, recursive=recursive)):
        if count == MOST:
            yield _failed(word, TooLargeError(f"{_short(word)} names more than {MOST:,} files; the rest of them is left out."))
            return
        yield named


def _expand(word: str, *, recursive: bool) -> Iterator[Named]:
    one = name(word)
    if one.path is None:
        yield one
        return
    try:
        if policy.in_force().is_folder(word):
            yield from _folder(word, recursive=recursive)
        elif not _GLOB.isdisjoint(word) and not policy.in_force().is_taken(word):
            yield from _matches(word, recursive=recursive)
        else:
            yield one
    except NotAllowedError as error:
        yield _failed(word, error)


def _address(word: str) -> Named:
    try:
        address = addresses.parse(word)
    except InputError as error:
        return Named(clean_line(word.rpartition("@")[2]), error=error)
    given = clean_line(address.shown)
    return Named(given, work=address.canonical, address=address.canonical, credentials=address.credentials)


def _matches(word: str, *, recursive: bool) -> Iterator[Named]:
    paths = sorted(map(os.fsencode, islice(policy.in_force().matches(word), MOST + 1)))
    if not paths:
        yield _failed(word, NotFoundError(f"Nothing matches {_short(word)}."))
    for path in paths:
        if policy.in_force().is_folder(os.fsdecode(path)):
            yield from _folder(os.fsdecode(path), recursive=recursive)
        else:
            yield _file(path)


def _folder(folder: str, *, recursive: bool) -> Iterator[Named]:
    found, waiting = 0, [folder]
    while waiting:
        here = waiting.pop()
        try:
            folders, files = _seen(here)
        except PermissionError:
            yield _failed(here, ForbiddenError(f"The folder {_short(here)} may not be read."))
            found += 1
            continue
        except OSError as error:
            yield _failed(here, InputError(f"The folder {_short(here)} cannot be read: {error.strerror}."))
            found += 1
            continue
        yield from map(_file, files)
        found += len(files)
        if recursive:
            waiting += map(os.fsdecode, reversed(folders))
    if not found:
        deeper = "" if recursive else " (its folders are read with --recursive)"
        yield _failed(folder, NotFoundError(f"The folder {_short(folder)} holds no files{deeper}."))


def _seen(folder: str) -> tuple[list[bytes], list[bytes]]:
    """The folders and the files of a folder, sorted; of each not many more than are opened."""
    folders: list[bytes] = []
    files: list[bytes] = []
    for entry in policy.in_force().entries(folder):
        if entry.name.startswith("."):
            continue
        path = os.fsencode(f"{folder.rstrip('/')}/{entry.name}")
        if not entry.is_folder:
            files.append(path)
        elif not entry.is_link:
            folders.append(path)
        if max(len(folders), len(files)) > MOST:
            break
    return sorted(folders), sorted(files)


def _file(path: bytes) -> Named:
    return Named(clean_line(os.fsdecode(path)), path, _work(path))


def _work(path: bytes) -> str:
    """The absolute path as a sanitised string that no other path has."""
    whole = policy.in_force().absolute(os.fsdecode(path))
    if is_clean(whole) and "\n" not in whole:
        return whole
    return "".join(c if is_clean(c) and c != "\n" else "".join(f"%{byte:02X}" for byte in os.fsencode(c)) for c in whole)


def _failed(word: str, error: InputError) -> Named:
    return Named(clean_line(word), error=error)


def _short(word: str) -> str:
    word = clean_line(word)
    return word if len(word) <= _WORDS_OF_ERROR else f"…{word[-_WORDS_OF_ERROR:]}"
