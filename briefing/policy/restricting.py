"""How a process is restricted for good: by whom, to which folder, and what of its environment it goes on with."""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH117, PTH118, PTH120

from __future__ import annotations

import os
import sys
from contextlib import suppress
from resource import RLIMIT_CORE, setrlimit

from briefing import paths
from briefing.errors import UsageError
from briefing.policy.beneath import Folder, shortened
from briefing.policy.policy import VARIABLE, Policy
from briefing.policy.restricted import Restricted

OPTION = "--restricted"

NO_FOLDER = ("", "1")
"""What the environment says where no file may be used; an empty value is a slip, which must not open anything."""

KEPT = frozenset(
    (
        *("BRIEFING_HOME", VARIABLE, "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"),
        *("HOME", "LOGNAME", "PATH", "SHELL", "USER", "VIRTUAL_ENV"),
        *("COLORTERM", "COLUMNS", "ESCDELAY", "LANG", "LANGUAGE", "LINES", "NO_COLOR", "STY", "TERM", "TMUX", "TZ"),
        *("SSH_CONNECTION", "SSH_TTY"),
    )
)
"""The environment variables that a restricted program keeps: those that it reads itself, none of which reaches out of it.

Others name files and machines to libraries: `TEXTUAL_LOG` a file that Textual writes to, `TEXTUAL_DRIVER` code that it loads,
`SSLKEYLOGFILE` a file for the keys of connections, `SSL_CERT_FILE` whom to trust.
"""

KEPT_BEGINNINGS = ("LC_", "PYTHON", "LD_", "DYLD_")
"""How other names begin that are kept: by when this is read the interpreter has gone by them, and the worker needs the same."""


def restricted(named: str | None, said: str | None, before: Policy | None) -> Restricted:
    """The policy of a process from now on: `named` is a folder by the command line, `said` by the environment.

    `before` is the policy in force, which is only narrowed. Raises `UsageError`.
    """
    if isinstance(before, Restricted):
        if named is not None and not _is_of(before, named):
            raise UsageError(f"What may be used is restricted already: leave out {OPTION}.")
        return before
    if said is None:
        made = Restricted(_folder(named or "", OPTION), own_folders())
    elif said in NO_FOLDER:
        made = Restricted(None, own_folders())
    elif not os.path.isabs(said):
        raise UsageError(f"{VARIABLE} names no folder by its absolute path, and is not 1.")
    else:
        made = Restricted(_folder(said, VARIABLE), own_folders())
    if said is not None and named is not None and not _is_of(made, named):
        raise UsageError(f"{VARIABLE} says already what may be used: leave out {OPTION}.")
    _give_up(made)
    return made


def _folder(path: str, by: str) -> Folder:
    try:
        folder = Folder(path)
    except (OSError, ValueError):
        raise UsageError(f"{by} names no folder that can be used: {shortened(path) or 'it is empty'}.") from None
    for own in own_folders():
        if os.path.join(os.path.realpath(own), "").startswith(os.path.join(folder.path, "")):
            raise UsageError(f"{by} names a folder in which the program itself keeps files, {own}: name another, or move them.")
    return folder


def _is_of(policy: Restricted, named: str) -> bool:
    return policy.folder is not None and os.path.realpath(named) == policy.folder.path


def own_folders() -> tuple[str, ...]:
    """The folders of the program's own files: the reader's data, and what is installed."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return paths.data_folder(), paths.config_folder(), paths.state_folder(), package, os.path.abspath(sys.prefix)


def _give_up(policy: Restricted) -> None:
    """Give up for good what could be used against the policy: other environment variables, and core files."""
    os.environ[VARIABLE] = policy.folder.path if policy.folder else NO_FOLDER[-1]
    for name in tuple(os.environ):
        if name not in KEPT and not name.startswith(KEPT_BEGINNINGS):
            del os.environ[name]
    with suppress(ValueError, OSError):
        setrlimit(RLIMIT_CORE, (0, 0))
