"""What the desk is asked to open, and what it tells of it."""

from __future__ import annotations

import os
from typing import NamedTuple

from briefing.errors import BriefingError
from briefing.inputs import Named
from briefing.model import Article, Briefing


class Kept(NamedTuple):
    """A work of the library, opened as it is there, without its file or the network; `given` is what it was opened as."""

    given: str
    work: str


Given = Named | Kept | str | os.PathLike[str]
"""What the desk is asked to open: a word that names one input, one of what `inputs.expand` gives, or a work of the library."""


class Gone(NamedTuple):
    """A file is gone from the disk; what follows is what the library has of it, under `works`."""

    given: str
    works: tuple[str, ...]

    @property
    def message(self) -> str:
        """That, in one sentence."""
        return f"The file is gone, the library's copy was opened: {self.given}"


class Opened(NamedTuple):
    """An article was read; `part` is its place in the input."""

    given: str
    part: int
    article: Article


class Progressed(NamedTuple):
    """The step that parsing is at, and how many steps of how many are done."""

    given: str
    part: int
    step: str
    done: int
    of: int


class Ready(NamedTuple):
    """The briefing of an article; `known` if it came from the library."""

    given: str
    part: int
    briefing: Briefing
    known: bool


class Failed(NamedTuple):
    """What gave no article: the whole input if `part` is none; the error's message is one sentence to be shown."""

    given: str
    part: int | None
    error: BriefingError


Event = Gone | Opened | Progressed | Ready | Failed
