"""The reader's own editor, in which a text is changed outside the program."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from briefing import policy
from briefing.errors import SettingsError
from briefing.sanitise import clean

LONGEST = 100_000
"""Bytes of a text that are read back."""


def edit(text: str, lend_terminal: Callable[[], AbstractContextManager[None]]) -> str:
    """What `$VISUAL`, else `$EDITOR`, else `vi` makes of a text, sanitised, on the terminal that is lent to it meanwhile.

    The file that it edits is the reader's alone, and gone afterwards. Raises `SettingsError` if there is no such program, or if
    it fails: then the text is as it was. Raises `NotAllowedError`.
    """
    policy.in_force().require(policy.EDITOR)
    with lend_terminal():
        return _edited(text)


def _edited(text: str) -> str:
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        command = shlex.split(given)
    except ValueError:
        command = []
    if not command:
        raise SettingsError("$EDITOR does not name a program.")
    descriptor, name = tempfile.mkstemp(prefix="note-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        ended = subprocess.run([*command, name], check=False)  # noqa: S603 - what the reader's environment names
        if ended.returncode != 0:
            raise SettingsError(f"{command[0]} ended with status {ended.returncode}; the note is as it was.")
        return clean(path.read_bytes()[:LONGEST].decode("utf-8", "replace")).text.rstrip()
    except OSError as error:
        raise SettingsError(f"{command[0]} could not be used: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            path.unlink()
