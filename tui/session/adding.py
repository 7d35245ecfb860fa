"""Adding to the library while one looks at it: what was named is read and parsed in a thread, and told in between."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import NamedTuple

from briefing import policy
from briefing.desk import Failed, Gone, Ready
from briefing.errors import BriefingError, NotAllowedError
from briefing.inputs import Stop, expand
from briefing.wording import counted
from tui.session.loader import Opener


class Added(NamedTuple):
    """How far adding is: inputs that are done of those named, works that came of them, the failures; `ended` if it is over."""

    done: int = 0
    of: int = 0
    works: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    ended: bool = False

    def message(self) -> str:
        """What came of it, in one sentence."""
        if self.failures and len(self.failures) + len(self.works) == 1:
            return self.failures[0]
        failed = f", {len(self.failures)} failed: {self.failures[0]}" if self.failures else ""
        return f"{counted(len(self.works), 'work')} added{failed}"


class Adder:
    """Opens what words name, one after another, in a thread; `tell` is told there of each step."""

    def __init__(self, desk: Opener, tell: Callable[[Added], object]) -> None:
        self._desk = desk
        self._tell = tell
        self._running: set[Stop] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is being added."""
        return bool(self._running)

    def add(self, words: str) -> None:
        """Begin to add what words name."""
        stop = Stop()
        self._running.add(stop)
        Thread(target=self._run, args=(words, stop), name="adder", daemon=True).start()

    def stop(self) -> None:
        """Begin with no other input of what is being added; what is being parsed is given up by the desk."""
        for stop in tuple(self._running):
            stop.set()

    def _run(self, words: str, stop: Stop) -> None:
        told = Added()
        try:
            inputs = expand(split(words))
            told = told._replace(of=len(inputs))
            for at, named in enumerate(inputs, 1):
                if stop:
                    break
                is_gone = False
                for event in self._desk.open(named, number=-at):
                    if isinstance(event, Gone):
                        is_gone = True
                        told = told._replace(failures=(*told.failures, event.message))
                    elif isinstance(event, Ready) and not is_gone:
                        works = tuple(one.work for one in event.briefing.articles[0].inputs[-1:])
                        told = told._replace(works=told.works + works)
                    elif isinstance(event, Failed):
                        told = told._replace(failures=(*told.failures, str(event.error)))
                told = told._replace(done=at)
                self._tell(told)
        except BriefingError as error:
            told = told._replace(failures=(*told.failures, str(error)))
        finally:
            self._running.discard(stop)
            self._tell(told._replace(ended=True))


def split(words: str) -> list[str]:
    """The words as a shell parts them; a path that is there is one word, whatever spaces are in it."""
    rules = policy.in_force()
    whole = rules.with_home(words.strip())
    with suppress(NotAllowedError):  # which is told of what the words are parted into
        if rules.is_taken(whole):
            return [whole]
    try:
        parts = shlex.split(words)
    except ValueError:  # a quotation mark that is open
        parts = words.split()
    return [rules.with_home(part) for part in parts]
