"""What arrives from the keyboard, cut into whole keys: a key sent as several characters may come in parts on a slow line.

What the terminal says by itself is no key, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

from tui.terminal import replies

REST_OF_ESCAPE = 0.5
"""Seconds after which ESC alone is the key of that name."""
REST_OF_KEY = 5.0
"""Seconds that the rest of a key, or one that comes after its ESC was taken for the key of that name, is waited for."""

PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
MOST_PASTED = 200_000
"""Characters of a paste that are kept."""

_GOES_ON = ("", "\x1b", "[", "O")
"""With what the rest of a key begins, or with what an escape is known anyway."""

_whole = re.compile(
    r"[^\x1b]+"
    r"|\x1b\[\[[A-E]"  # the Linux console's F1 to F5
    r"|\x1b\[M[\s\S]{3}"
    r"|\x1b\[(?![\[M])[0-?]*[ -/]*[@-~]"
    r"|\x1bO[0-9;]*[@-~]"
    r"|\x1b[^\x1b\[O\]PX^_]"
)
_broken = re.compile(rf"\x1b\[M?[0-?]*[ -/]*[^ -~\x1b]|{replies.STRING}|\x1bO[^0-9;@-~\x1b]")
_late = re.compile(r"\[[0-9;]*[A-HPQRSZ~]|O[A-DFHP-S]")


def _goes_on(text: str) -> bool:
    """Whether a text can be the rest of what an escape began; one character more often is a key of its own."""
    whole = "\x1b" + text
    return text[:1] in _GOES_ON or replies.begins(whole, 0) or (len(text) > 1 and replies.may_begin(whole, 0))


class Keys:
    """Cuts what arrives into runs of plain characters, whole escape sequences, and pastes, which begin with `PASTE_START`.

    Nothing within a paste is a key, whatever it looks like.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._held = ""
        self._escape_given_at = -REST_OF_KEY
        self._reply_began_at: float | None = None
        self._pasted: list[str] | None = None
        self._room = 0

    def feed(self, text: str) -> list[str]:
        """The whole keys after some more text has come; what may be a part of one is held."""
        keys: list[str] = []
        while text:
            if self._pasted is not None:
                text = self._paste(text, keys)
                continue
            if self._reply_began_at is not None:
                text = self._leave_out_reply(text)
                continue
            start = (self._held + text).find(PASTE_START)
            if start < 0:
                keys += self._feed(text)
                break
            end = start + len(PASTE_START) - len(self._held)
            keys += self._feed(text[: max(0, start - len(self._held))])
            if self._held == "\x1b" and start > 0:
                keys.append(self._held)
            self._held, self._pasted, self._room, text = "", [], MOST_PASTED, text[end:]
            self._reply_began_at = None
        return keys

    def _paste(self, text: str, keys: list[str]) -> str:
        """Take in pasted text; what comes after its end is given back."""
        pasted = self._pasted or []
        text, self._held = self._held + text, ""
        inside, end, rest = text.partition(PASTE_END)
        if not end:
            kept = next((size for size in range(min(5, len(text)), 0, -1) if PASTE_END.startswith(text[-size:])), 0)
            inside, self._held = text[: len(text) - kept], text[len(text) - kept :]
        pasted.append(inside[: self._room])
        self._room -= len(pasted[-1])
        self._pasted = pasted
        if end:
            keys.append(self._end_paste())
        return rest

    def _leave_out_reply(self, text: str) -> str:
        """Leave out what belongs to a reply that has begun; what comes after its end is given back."""
        if self._reply_began_at is None or self._clock() - self._reply_began_at >= REST_OF_KEY:  # its end was lost
            self._reply_began_at = None
            return text
        text, self._held = self._held + text, ""
        end = replies.end_of_rest(text)
        if end is None:
            return ""
        if text[end:] == "\x1b":  # perhaps the first half of its end
            self._held = "\x1b"
            return ""
        self._reply_began_at = None
        return text[end:]

    def _end_paste(self) -> str:
        whole, self._pasted = PASTE_START + "".join(self._pasted or ()), None
        return whole

    def _feed(self, text: str) -> list[str]:
        if _late.fullmatch(text) and not self._held and self._clock() - self._escape_given_at < REST_OF_KEY:
            text = "\x1b" + text
        self._escape_given_at = -REST_OF_KEY
        keys: list[str] = []
        if self._held == "\x1b" and not _goes_on(text):  # two keys, one soon after the other: no terminal parts alt+key
            keys.append(self._held)
            self._held = ""
        text, self._held, at = self._held + text, "", 0
        while at < len(text):
            match = _whole.match(text, at)
            if match:
                keys += [] if replies.is_report(match[0]) else [match[0]]
                at = match.end()
            elif replies.begins(text, at):
                self._reply_began_at = self._clock()
                text, at = self._leave_out_reply(text[at + 1 :]), 0
            elif replies.may_begin(text, at):
                self._held = text[at:]
                break
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
        if self._pasted is not None or self._reply_began_at is not None:
            return REST_OF_KEY
        return None if not self._held else REST_OF_ESCAPE if self._held == "\x1b" else REST_OF_KEY

    def give_up(self) -> list[str]:
        """The keys, now that nothing more has come: ESC is the key of that name, a part of another key is none."""
        held, self._held = self._held, ""
        if self._pasted is not None:  # its end was lost
            return [self._end_paste()]
        in_reply, self._reply_began_at = self._reply_began_at is not None, None
        if held != "\x1b" or in_reply:
            return []
        self._escape_given_at = self._clock()
        return [held]
