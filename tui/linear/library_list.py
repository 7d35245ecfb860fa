"""The library in words: its works told with numbers, by which one is opened."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import BriefingError
from briefing.library import Library, Work

_MOST = 40
"""Works that are told at once."""


class LibraryList:
    """The works of a library in rows, and which of them has which number there."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbered: list[Work] = []

    def rows(self) -> Iterator[str]:
        """The works in the order of the library's list, those with unread lines first."""
        try:
            numbers, unread = self._library.order()
            listed = self._library.listed(numbers[:_MOST])
        except BriefingError as error:
            yield str(error)
            return
        self._numbered = [listed[number] for number in numbers[:_MOST] if number in listed]
        yield f"{len(numbers)} articles in the library, {unread} of them not all read."
        for place, work in enumerate(self._numbered, 1):
            about = ", ".join(filter(None, (work.site, work.published, f"{work.read} of {work.sentences} read")))
            yield f"{place}. {work.headline} [{about}]"
        if len(numbers) > len(self._numbered):
            yield f"{len(numbers) - len(self._numbered)} more: briefing list lists them all."
        if self._numbered:
            yield "open and a number opens one."

    def work(self, words: str) -> Work | None:
        """The work with a number of the rows that were told last; none if words are no such number."""
        if words.isdecimal() and 1 <= int(words[:9]) <= len(self._numbered):
            return self._numbered[int(words[:9]) - 1]
        return None
