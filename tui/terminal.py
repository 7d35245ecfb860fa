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
from typing import NamedTuple

# The modes that are set, each once. No queries, no mouse, no focus reports, no keyboard protocol: what is set survives a dropped line.
ENTER = "\x1b[?1049h\x1b[?7l\x1b[?2004h"
"""The alternate screen, no wrapping of lines, pasted text in brackets."""

_LEAVE = "\x1b[m\x1b[?2004l\x1b[?7h\x1b[?25h"
_ALTERNATE_OFF = "\x1b[?1049l"
_ABORT = "\x18"  # ends a sequence of which only a part was sent
_PATIENCE = 0.05  # seconds that restoring waits for a line that stalls

_UNUSABLE = frozenset(["", "dumb", "unknown", "cons25", "emacs", "network", "su"])
_SIXTEEN = (
    "xterm",
    "rxvt",
    "screen",
    "tmux",
    "linux",
    "konsole",
    "putty",
    "cygwin",
    "ansi",
    "eterm",
    "aterm",
    "kterm",
    "mlterm",
)
_MANY = (
    "256color",
    "alacritty",
    "kitty",
    "foot",
    "wezterm",
    "ghostty",
    "contour",
    "rio",
    "st-",
    "mintty",
    "vte",
    "gnome",
    "iterm",
)
_WITHOUT = ("vt", "ansi-m", "xterm-mono", "linux-m", "xterm-old")


class Terminal(NamedTuple):
    """What is known of a terminal without asking it.

    `colours` is 0 (none, or NO_COLOR), 16, 256 or 2**24; `encoding` names a Python codec; `inside` is `tmux`, `screen` or empty.
    """

    term: str
    colours: int
    encoding: str
    inside: str

    @property
    def unicode(self) -> bool:
        """Whether any character can be sent, so that glyphs need not be ASCII."""
        return self.encoding == "utf-8"


def know(environment: Mapping[str, str] | None = None) -> Terminal:
    """The terminal that the environment (else the process's own) describes."""
    given = os.environ if environment is None else environment
    term = given.get("TERM", "")
    inside = "tmux" if given.get("TMUX") or term.startswith("tmux") else "screen" if given.get("STY") else ""
    return Terminal(term, _colours(given, term), _encoding(given), inside)


def _colours(given: Mapping[str, str], term: str) -> int:
    if given.get("NO_COLOR") or term in _UNUSABLE or term.startswith(_WITHOUT):
        return 0
    if given.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return 1 << 24
    if any(part in term for part in _MANY):
        return 256
    return 16


def _encoding(given: Mapping[str, str]) -> str:
    names = [given.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if names[1:2] == ["C.UTF-8"] and not names[0] and names[2] in ("", "C", "POSIX") and given is os.environ:
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
        with open("/proc/self/environ", "rb") as block:
            variables = block.read().split(b"\0")
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
    try:
        given = os.dup(0)
    except OSError:  # closed
        given = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    os.dup2(keyboard, 0)
    os.close(keyboard)
    return given


def attributes() -> list[object] | None:
    """The terminal's attributes, to give back later; none where it has none (it is gone)."""
    try:
        return list(termios.tcgetattr(0))
    except termios.error:
        return None


def make_raw(before: list[object], *, signals: bool) -> None:
    """Keys one by one and without echo; those typed ahead are kept. With `signals`, `ctrl+c` still interrupts."""
    i_flag, o_flag, c_flag, l_flag, i_speed, o_speed, characters = before
    assert isinstance(i_flag, int)
    assert isinstance(o_flag, int)
    assert isinstance(l_flag, int)
    assert isinstance(characters, list)
    i_flag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP | termios.BRKINT)
    o_flag &= ~termios.OPOST
    l_flag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    if signals:
        l_flag |= termios.ISIG
    characters = list(characters)
    off = _disabled()
    for key in (termios.VSUSP, termios.VQUIT):
        characters[key] = off
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    set_attributes([i_flag, o_flag, c_flag, l_flag, i_speed, o_speed, characters])


def _disabled() -> bytes:
    try:
        value = os.fpathconf(0, "PC_VDISABLE")
    except (OSError, ValueError):
        value = 0
    return bytes([value]) if 0 <= value <= 255 else b"\0"


def set_attributes(wanted: list[object]) -> None:
    """Give the terminal attributes at once; a terminal that is gone is left alone."""
    try:
        termios.tcsetattr(0, termios.TCSANOW, wanted)  # type: ignore[arg-type]
    except termios.error:
        pass


def open_output() -> int:
    """A descriptor that writes to the terminal without ever waiting, apart from the one that is shared with others; else 1 itself."""
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


def restore(descriptor: int, before: list[object] | None, *, rows: int, midway: bool, mouse: bool = False) -> None:
    """Leave the screen as it was before, at once: on a line that stalls, what was not yet sent is thrown away. Never raises.

    `midway` says that a sequence may have been sent in part; `rows` is the height of the screen.
    """
    text = (_ABORT if midway else "") + ("\x1b[?1006l\x1b[?1002l" if mouse else "") + _LEAVE
    # Where there is no alternate screen the shell goes on below what was shown.
    left = f"{text}\x1b[{rows}H{_ALTERNATE_OFF}\r".encode("ascii")
    until = time.monotonic() + _PATIENCE
    try:
        if not can_write(descriptor):
            termios.tcflush(descriptor, termios.TCOFLUSH)
        while left and time.monotonic() < until:
            if can_write(descriptor, max(0.0, until - time.monotonic())):
                try:
                    left = left[os.write(descriptor, left) :]
                except BlockingIOError:
                    termios.tcflush(descriptor, termios.TCOFLUSH)
    except (OSError, termios.error):
        pass
    if before is not None:
        set_attributes(before)
