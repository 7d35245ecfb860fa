"""What arrives from the keyboard while the application runs, as events of Textual's; the end of the line too."""

from __future__ import annotations

import asyncio
import os
from codecs import getincrementaldecoder
from collections.abc import Callable

from textual import events
from textual.message import Message

from tui.app import textual_private
from tui.app.keyboard import PASTE_START, Keys


class KeyEvents:
    """Reads descriptor 0 when there is something, never waiting, and gives each event to `give`.

    `dropped` is called once the line is gone. `guarded` wraps what the loop calls.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        give: Callable[[Message], None],
        dropped: Callable[[], None],
        guarded: Callable[[Callable[[], None]], Callable[[], None]],
    ) -> None:
        self._loop = loop
        self._give = give
        self._dropped = dropped
        self._guarded = guarded
        self._keys = Keys()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._waiting: asyncio.TimerHandle | None = None
        self._reading = False

    def start(self) -> None:
        """Begin to read, or go on."""
        self._loop.add_reader(0, self._guarded(self._read))
        self._reading = True

    def stop(self) -> None:
        """Read no more; what is typed from now on is left to others."""
        if self._reading:
            self._loop.remove_reader(0)
            self._reading = False
        if self._waiting:
            self._waiting.cancel()

    def _read(self) -> None:
        try:
            data = os.read(0, 4096)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._take(self._keys.feed(self._decode(data)))
        else:
            self._dropped()

    def _take(self, keys: list[str]) -> None:
        for key in keys:
            self._take_one(key)
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
        patience = self._keys.patience
        if patience is not None:
            self._waiting = self._loop.call_later(patience, self._guarded(lambda: self._take(self._keys.give_up())))

    def _take_one(self, key: str) -> None:
        if key.startswith(PASTE_START):
            self._give(events.Paste(key[len(PASTE_START) :].replace("\x00", "")))
        elif key == "\x1b":
            self._give(events.Key("escape", key))
        else:
            for message in textual_private.parsed(key):
                self._give(message)
