"""What the program may reach outside itself: all that opens files, starts programs or asks machines asks here, and only here.

in_force()          the policy of this process
begin(folder)       restrict this process for good, if a folder is named or `BRIEFING_RESTRICTED` is set

Usually nothing is refused. Whoever serves the program to others restricts it: docs/served.md.
"""

from __future__ import annotations

import os

from briefing.policy.policy import (
    CLIPBOARD_FILE,
    EDITOR,
    OTHER_PROGRAM,
    SUSPENDING,
    TEMPORARY_FILE,
    VARIABLE,
    Entry,
    Place,
    Policy,
)

__all__ = [
    "CLIPBOARD_FILE",
    "EDITOR",
    "OTHER_PROGRAM",
    "SUSPENDING",
    "TEMPORARY_FILE",
    "VARIABLE",
    "Entry",
    "Place",
    "Policy",
    "begin",
    "in_force",
]

_in_force: list[Policy] = []


def in_force() -> Policy:
    """The policy of this process; what the environment says of it counts in any case. Raises `UsageError` as `begin` does."""
    if not _in_force:
        begin()
    return _in_force[-1]


def begin(folder: str | None = None) -> None:
    """Restrict this process for good to the files of a folder, if one is named here or by the environment.

    Raises `UsageError` if there is no such folder, if the program itself lives in it, or if the process is restricted
    otherwise already: nothing widens what is restricted.
    """
    said = os.environ.get(VARIABLE)
    if folder is None and said is None:
        if not _in_force:
            _in_force.append(Policy())
        return
    from briefing.policy import restricting  # noqa: PLC0415 - most readers are served by nobody

    before = _in_force[-1] if _in_force else None
    _in_force[:] = [restricting.restricted(folder, said, before)]
