"""What arrives from the keyboard, cut into whole keys: a key sent as several characters may come in parts on a slow line."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

REST_OF_ESCAPE = 0.5
"""Seconds after which ESC alone is the key of that name."""
REST_OF_KEY = 5.0
"""Seconds that the rest of a key, or one that comes after its ESC was taken for the key of that name, is waited for."""

_GOES_ON = ("", "\x1b", "[", "O")
"""With what the rest of a key begins, or with what an escape is known anyway."""

_whole = re.compile(
    r"[^\x1b]+"
    r"|\x1b\[\[[A-E]"  # the Linux console's F1 to F5
    r"|\x1b\[M[\s\S]{3}"
    r"|\x1b\[(?![\[M])[0-?]*[ -/]*[@-~]"
    r"|\x1bO[0-9;]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)"
    r"|\x1b[^\x1b\[O\]PX^_]"
)
_broken = re.compile(r"\x1b\[M?[0-?]*[ -/]*[^ -~\x1b]|\x1b[\]PX^_][^\x07\x1b]{0,4096}[^\x07\x1b]|\x1bO[^0-9;@-~\x1b]")
_late = re.compile(r"\[[0-9;]*[A-HPQRSZ~]|O[A-DFHP-S]")


class Keys:
    """Cuts what arrives into runs of plain characters and whole escape sequences."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._held = ""
        self._escape_given_at = -REST_OF_KEY

    def feed(self, text: str) -> list[str]:
        """The whole keys after some more text has come; what may be a part of one is held."""
        if _late.fullmatch(text) and not self._held and self._clock() - self._escape_given_at < REST_OF_KEY:
            text = "\x1b" + text
        self._escape_given_at = -REST_OF_KEY
        keys: list[str] = []
        if self._held == "\x1b" and text[:1] not in _GOES_ON:  # two keys, one soon after the other: no terminal parts alt+key
            keys.append(self._held)
            self._held = ""
        text, self._held, at = self._held + text, "", 0
        while at < len(text):
            match = _whole.match(text, at)
            if match:
                keys.append(match[0])
                at = match.end()
            elif text.startswith("\x1b\x1b", at):
                keys.append("\x1b")
                at += 1
            elif broken := _broken.match(text, at):
                at = broken.end()
            elif (following := text.find("\x1b", at + 1)) > 0:
                at = following  # a key that was cut short; what comes is another
            else:
                self._held = text[at:]
                break
        return keys

    @property
    def patience(self) -> float | None:
        """Seconds to wait for the rest of what is held; none where nothing is."""
        return None if not self._held else REST_OF_ESCAPE if self._held == "\x1b" else REST_OF_KEY

    def give_up(self) -> list[str]:
        """The keys, now that nothing more has come: ESC is the key of that name, a part of another key is none."""
        held, self._held = self._held, ""
        if held != "\x1b":
            return []
        self._escape_given_at = self._clock()
        return [held]
