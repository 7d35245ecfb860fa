"""What the terminal is and can, the modes we put it in, and how it gets back what it had. No Textual.

Sizes are (columns, rows). Descriptors 0 and 1 are the terminal; output goes through a description of our own, so that writing
without waiting never changes what the shell and other programs share with us.
"""

from __future__ import annotations

import os
import select
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

# Each mode is set once. No queries, no mouse, no focus reports, no keyboard protocol: a mode outlives a dropped line.
ENTER = "\x1b[?1049h\x1b[?7l\x1b[?2004h"
"""The alternate screen, no wrapping of lines, pasted text in brackets."""

MOUSE_ON, MOUSE_OFF = "\x1b[?1002h\x1b[?1006h", "\x1b[?1006l\x1b[?1002l"
"""Clicks, drags and the wheel."""

_LEAVE = "\x1b[m\x1b[r\x1b[?2004l\x1b[?7h\x1b[?25h"
_ALTERNATE_OFF = "\x1b[?1049l"
_ABORT = "\x18"  # ends a sequence of which only a part was sent
_PATIENCE = 0.05  # seconds that restoring waits for a line that stalls

_UNUSABLE = frozenset(["", "dumb", "unknown", "cons25", "emacs", "network", "su"])
_SIXTEEN, _MANY, _TRUE = 16, 256, 1 << 24


class Terminal(NamedTuple):
    """What is known of a terminal without asking it.

    `colours` is 0 (none, or NO_COLOR), 16, 256 or 2**24; `encoding` names a codec; `inside` is `tmux`, `screen` or empty.
    """

    term: str
    colours: int
    encoding: str
    inside: str

    @property
    def unicode(self) -> bool:
        """Whether any character can be sent, so that glyphs need not be ASCII."""
        return self.encoding == "utf-8"


def know() -> Terminal:
    """The terminal that the environment describes."""
    given = os.environ
    term = given.get("TERM", "")
    inside = "tmux" if given.get("TMUX") or term.startswith("tmux") else "screen" if given.get("STY") else ""
    return Terminal(term, _colours(given, term), _encoding(given), inside)


def _colours(given: Mapping[str, str], term: str) -> int:
    if given.get("NO_COLOR") or term in _UNUSABLE:
        return 0
    if given.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return _TRUE
    if term.endswith("256color"):  # that is what the name means, and to load curses takes longer than all else here
        return _MANY
    told = _told_by_terminfo(term)
    if told is None or 8 <= told < _MANY:
        return _SIXTEEN  # terminals are newer than the terminfo that does not know them, and eight colours have bright ones too
    return 0 if told < 8 else min(told, _TRUE)


def _told_by_terminfo(term: str) -> int | None:
    """The number of colours, below zero where there are none; nothing where the terminal is not known. Once a process."""
    try:
        import curses  # noqa: PLC0415 - see above
    except ImportError:  # Python can be built without it
        return None
    try:
        curses.setupterm(term, 1)
    except (curses.error, ValueError):
        return None
    return curses.tigetnum("colors")


def _encoding(given: Mapping[str, str]) -> str:
    names = [given.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if names[1:2] == ["C.UTF-8"] and not names[0] and names[2] in ("", "C", "POSIX"):
        names[1] = _lc_ctype_of_the_caller()
    chosen = next((name for name in names if name), "")
    _, _, codeset = chosen.partition(".")
    codeset = codeset.partition("@")[0].lower().replace("_", "-")
    if codeset in ("utf-8", "utf8") or chosen.upper() == "UTF-8" or (not chosen and sys.platform == "darwin"):
        return "utf-8"
    known = {"iso-8859-1": "latin-1", "iso8859-1": "latin-1", "iso-8859-15": "iso8859-15", "iso8859-15": "iso8859-15"}
    return known.get(codeset, "ascii")


def _lc_ctype_of_the_caller() -> str:
    # Python itself sets LC_CTYPE where the locale is C (PEP 538).
    try:
        block = os.open("/proc/self/environ", os.O_RDONLY | os.O_CLOEXEC)
        try:
            variables = os.read(block, 1 << 20).split(b"\0")
        finally:
            os.close(block)
    except OSError:
        return "C.UTF-8"
    return next((text[9:].decode("ascii", "replace") for text in variables if text.startswith(b"LC_CTYPE=")), "")


def is_usable(term: str | None = None) -> bool:
    """Whether a screen can be painted: both ends are a terminal that can move its cursor, and we are in its foreground."""
    try:
        return (
            os.isatty(0)
            and os.isatty(1)
            and (os.environ.get("TERM", "") if term is None else term) not in _UNUSABLE
            and os.tcgetpgrp(1) == os.getpgrp()
        )
    except OSError:
        return False


def is_in_background() -> bool:
    """Whether the shell has given the terminal to another job. A terminal that is gone has been given to none."""
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:
        return False


def size() -> tuple[int, int]:
    """Columns and rows, as the terminal itself says; 80 x 24 where it does not know."""
    for descriptor in (1, 0, 2):
        try:
            columns, rows = os.get_terminal_size(descriptor)
        except OSError:
            continue
        if columns > 0 and rows > 0:
            return columns, rows
    return 80, 24


def take_keyboard() -> int | None:
    """Put the keyboard on descriptor 0 where standard input is something else, whose descriptor comes back (not inherited).

    None where standard input is the terminal already, or where there is no terminal to read from: then nothing has changed.
    """
    if os.isatty(0):
        return None
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None
    if keyboard == 0:  # standard input was closed, and the keyboard took its number
        os.set_inheritable(0, True)  # noqa: FBT003 - taken by its place only
        return os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    try:
        given = os.dup(0)
    except OSError:  # closed
        given = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    os.dup2(keyboard, 0)
    os.close(keyboard)
    return given


Attributes = list[int | list[bytes | int]]
"""What `termios.tcgetattr` gives."""


def attributes() -> Attributes | None:
    """The terminal's attributes, to give back later; none where it has none (it is gone)."""
    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None


def make_raw(before: Attributes, *, signals: bool) -> None:
    """Keys one by one and without echo; those typed ahead are kept. With `signals`, `ctrl+c` still interrupts."""
    wanted = before[:]
    wanted[0] = _without(
        wanted[0],
        termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP | termios.BRKINT,
    )
    wanted[1] = _without(wanted[1], termios.OPOST)
    wanted[3] = _without(wanted[3], termios.ECHO | termios.ICANON | termios.IEXTEN | (0 if signals else termios.ISIG))
    characters = wanted[6]
    if isinstance(characters, list):
        characters = characters[:]
        characters[termios.VSUSP] = characters[termios.VQUIT] = _disabled()
        characters[termios.VMIN], characters[termios.VTIME] = 1, 0
        wanted[6] = characters
    set_attributes(wanted)


def _without(flags: int | list[bytes | int], bits: int) -> int:
    return flags & ~bits if isinstance(flags, int) else 0


def _disabled() -> bytes:
    try:
        value = os.fpathconf(0, "PC_VDISABLE")
    except (OSError, ValueError):
        value = 0
    return bytes([value]) if 0 <= value <= 255 else b"\0"


def set_attributes(wanted: Attributes) -> None:
    """Give the terminal attributes at once; a terminal that is gone is left alone."""
    with suppress(termios.error):
        termios.tcsetattr(0, termios.TCSANOW, wanted)


def open_output() -> int:
    """A descriptor that writes to the terminal and never waits, of our own; 1 itself where none can be had."""
    for path in (_name_of_terminal(), "/dev/tty"):
        if path:
            try:
                return os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
            except OSError:
                continue
    return 1


def _name_of_terminal() -> str:
    try:
        return os.ttyname(1)
    except OSError:
        return ""


def can_write(descriptor: int, patience: float = 0.0) -> bool:
    """Whether the terminal takes something within so many seconds."""
    try:
        return bool(select.select([], [descriptor], [], patience)[1])
    except (OSError, ValueError):
        return False


class Outlet:
    """The way out to the terminal: takes bytes and never waits; what the line does not take yet is kept in `pending`.

    `gone` is true once the line is dropped, `silent` between restoring the terminal and taking it again; what is sent then is
    thrown away.
    """

    _SLICE = 512  # bytes; what a shared descriptor can take without waiting, when it says that it takes something

    def __init__(self) -> None:
        self.descriptor = open_output()
        self.pending = b""
        self.gone = self.silent = False

    def send(self, data: bytes) -> bool:
        """Write what can be written now; whether all of it was."""
        if self.silent:
            return True
        self.pending += data
        return self.push()

    def push(self) -> bool:
        """Write what is pending, as far as the line takes it; whether all of it was."""
        while self.pending and not self.gone:
            if self.descriptor == 1 and not can_write(1):
                return False
            try:
                written = os.write(self.descriptor, self.pending[: self._SLICE] if self.descriptor == 1 else self.pending)
            except BlockingIOError:
                return False
            except OSError:
                self.gone = True
            else:
                self.pending = self.pending[written:]
        if self.gone:
            self.pending = b""
        return True

    def restore(self, before: Attributes | None, rows: int, *, mouse: bool = False) -> None:
        """Leave the screen (`rows` high) as it was before, at once, and give back the attributes. Never raises.

        On a line that stalls, what was not yet sent is thrown away, and restoring waits a twentieth of a second at most.
        """
        left = (_ABORT if self.pending else "") + (MOUSE_OFF if mouse else "") + _LEAVE
        # Where there is no alternate screen the shell goes on below what was shown.
        self.pending = f"{left}\x1b[{rows}H{_ALTERNATE_OFF}\r".encode("ascii")
        if not self.push():
            with suppress(termios.error, OSError):
                termios.tcflush(self.descriptor, termios.TCOFLUSH)
            until = time.monotonic() + _PATIENCE
            while not self.push() and (left_over := until - time.monotonic()) > 0:
                can_write(self.descriptor, left_over)
        self.pending = b""
        self.silent = True
        if before is not None:
            set_attributes(before)

    def close(self) -> None:
        """Give back the descriptor."""
        if self.descriptor > 2:
            os.close(self.descriptor)
            self.descriptor = 1
