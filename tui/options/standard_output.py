"""The one place that writes to standard output, but for screens and `--linear`, whose bytes are their own."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from briefing.errors import OutputError


def write(text: str) -> None:
    """Write a text at once. Raises `OutputError` if that cannot be, `BrokenPipeError` if nobody reads on."""
    check()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        discard()
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from None


def check() -> None:
    """Raise `OutputError` if standard output was closed before the program began."""
    if not sys.stdout:
        raise OutputError("Standard output is closed.")


def encode(encoding: str | None = None) -> None:
    """Write in an encoding from now on, if none is named in the one that is set; what it has not is told by its number."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def discard() -> None:
    """Let nothing of what is still to be written fail on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
