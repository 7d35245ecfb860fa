"""The signals that a terminal and its shell send: to end, to stop and go on, and that the size has changed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial

_LEAVING = (signal.SIGTERM, signal.SIGHUP)


class Signals:
    """Calls what each signal asks for, from `catch` until `release`. One to end that is ignored stays so."""

    def __init__(
        self,
        leave: Callable[[int], None],
        fit: Callable[[], None],
        stop: Callable[[], None],
        go_on: Callable[[], None],
    ) -> None:
        self._leave = leave
        self._others = {signal.SIGWINCH: fit, signal.SIGTSTP: stop, signal.SIGCONT: go_on}
        self._before: dict[int, signal._HANDLER] = {}

    def catch(self) -> None:
        """Be told of them."""
        leaving = [number for number in _LEAVING if signal.getsignal(number) is not signal.SIG_IGN]
        calls = {number: partial(self._leave, number) for number in (*leaving, signal.SIGINT)}
        for number, call in (calls | self._others).items():
            before = signal.signal(number, lambda *_, call=call: call())
            self._before.setdefault(number, before)

    def release(self) -> None:
        """Give them back to whoever had them."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
