"""What a path that is being written in a prompt could become."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

from briefing import policy
from briefing.errors import NotAllowedError
from briefing.inputs.waiting import apart
from briefing.sanitise import is_clean

_MOST_OFFERED = 500
_MOST_SPACES = 8
"""How many words back a name may begin that has spaces, of which nobody said that they are of it."""
_PATIENCE = 0.5
"""Seconds that folders have to say what is in them: the file system behind a path may hang."""


def of_path(path: str) -> Sequence[str]:
    """The paths that begin as one does, folders with a slash; none where the disk is slow."""
    return _in_time(lambda: _paths(path))


def of_words(words: str) -> Sequence[str]:
    """What words could become whose last is a path, quoted as in a shell so that it is one word; none where the disk is slow.

    A name with spaces is found without quotes too: the longest end of the words that begins a path is taken for it.
    """
    return _in_time(lambda: _quoted_paths(words))


def _in_time(find: Callable[[], list[str]]) -> Sequence[str]:
    try:
        return apart(find, "a folder", seconds=_PATIENCE)[:_MOST_OFFERED]
    except TimeoutError:
        return ()


def _quoted_paths(words: str) -> list[str]:
    starts, last, quote = _parted(words)
    for start in starts[-_MOST_SPACES:]:
        found = _paths(words[start:])
        if found:
            return [words[:start] + _quoted(path) for path in found]
    return [words[: starts[-1]] + _quoted(path, quote) for path in _paths(last)]


def _paths(path: str) -> list[str]:
    folder, beginning = os.path.split(path)
    if not folder and _is_home(path):
        return [f"{path}/"]
    rules = policy.in_force()
    try:
        names = [
            f"{entry.name}/" if entry.is_folder else entry.name
            for entry in rules.entries(rules.with_home(folder) or ".")
            if entry.name.startswith(beginning) and (beginning.startswith(".") or not entry.name.startswith("."))
        ]
    except (OSError, NotAllowedError):
        return []
    stem = path[: len(path) - len(beginning)]
    return [_literal(stem + name) for name in sorted(names) if is_clean(name) and "\n" not in name]


def _is_home(path: str) -> bool:
    rules = policy.in_force()
    home = rules.with_home(path)
    return path.startswith("~") and home != path and rules.is_folder(home)


def _literal(path: str) -> str:
    """A path that names a file here, and neither the standard input nor a home."""
    return f"./{path}" if path == "-" or ("/" not in path[:-1] and _is_home(path)) else path


def _parted(words: str) -> tuple[list[int], str, str]:
    """Where words begin as a shell parts them, the last of them without its quotes, and the mark that is open in it."""
    starts: list[int] = []
    word, quote, is_inside, is_escaped = "", "", False, False
    for at, character in enumerate(words):
        if character == " " and not quote and not is_escaped:
            word, is_inside = "", False
            continue
        if not is_inside:
            starts.append(at)
            is_inside = True
        if is_escaped:
            word += character if quote != '"' or character in '"\\' else f"\\{character}"
            is_escaped = False
        elif character == "\\" and quote != "'":
            is_escaped = True
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        else:
            word += character
    return starts if is_inside else [*starts, len(words)], word, quote


def _quoted(path: str, quote: str = "") -> str:
    """A path as one word of a shell, between these quotation marks if there are some."""
    if quote == "'":
        return "'" + path.replace("'", "'\\''") + "'"
    if quote:
        return '"' + re.sub(r'(["\\])', r"\\\1", path) + '"'
    return re.sub(r"([ '\"\\])", r"\\\1", path)
