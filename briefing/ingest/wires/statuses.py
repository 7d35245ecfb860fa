"""What a wire says of the state of a story, in plain words: embargoed, corrected, withdrawn, killed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefing.ingest.article.word_lists import entries, load

_ALARMS = re.compile(
    r"[\W_]{0,8}(?:(?:attention|note to|to|all)?\s{0,3}(?:news |all )?(?:editors|clients|subscribers|eds)\b[\W_]{0,8}){0,1}"
)
_SPACE = re.compile(r"\s+")
_LONGEST = 300
"""Characters of a note that are looked at."""


class _Status(NamedTuple):
    says: str
    codes: frozenset[str]
    opens: tuple[str, ...]
    heads: tuple[str, ...]


def tell(codes: tuple[str, ...] = (), notes: tuple[str, ...] = (), headline: str = "") -> str:
    """The gravest state, by `statuses.toml`, of codes and of how notes to editors and a headline begin; empty for none."""
    values = {code.rpartition(":")[2].strip().casefold() for code in codes}
    lines = [_opening(note) for note in notes]
    return next(
        (
            status.says
            for status in _known()
            if values & status.codes
            or any(_begins(line, words) for line in lines for words in status.opens)
            or any(_begins(headline.casefold(), words) for words in status.heads)
        ),
        "",
    )


def until(status: str, release: str) -> str:
    """A state with the time that an embargo ends; a story that is withdrawn or killed stays that."""
    if status in ("killed", "withdrawn"):
        return status
    embargo = f"embargoed until {release}" if release else "embargoed"
    return f"{embargo}, {status}" if status in ("correction", "update") else embargo


def _opening(note: str) -> str:
    """A note from its first word on, in lower case, without the editors that it speaks to."""
    line = _SPACE.sub(" ", note[:_LONGEST]).casefold()
    found = _ALARMS.match(line)
    return line[found.end() :] if found else line


def _begins(line: str, words: str) -> bool:
    return line.startswith(words) and not (words[-1].isalnum() and line[len(words) : len(words) + 1].isalnum())


@cache
def _known() -> tuple[_Status, ...]:
    return tuple(
        _Status(
            one["says"], frozenset(entries(one["codes"])), *(tuple(entries(one.get(key, ""))) for key in ("opens", "heads"))
        )
        for one in load(__file__)["status"]
    )
