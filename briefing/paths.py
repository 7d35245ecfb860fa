"""Where the reader's data lives: the XDG folders, or all of it under `BRIEFING_HOME`."""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH111, PTH117, PTH118

from __future__ import annotations

import os

_NAME = "briefing"


def data_folder() -> str:
    """The folder of the library; it need not exist."""
    return _folder("XDG_DATA_HOME", ".local/share")


def config_folder() -> str:
    """The folder of the configuration; it need not exist."""
    return _folder("XDG_CONFIG_HOME", ".config")


def state_folder() -> str:
    """The folder of logs; it need not exist."""
    return _folder("XDG_STATE_HOME", ".local/state")


def _folder(variable: str, beside_home: str) -> str:
    moved = os.environ.get("BRIEFING_HOME")
    if moved:
        return os.path.abspath(os.path.expanduser(moved))
    base = os.environ.get(variable, "")
    # The XDG specification: a path that is not absolute counts as not set.
    return os.path.join(base if os.path.isabs(base) else os.path.expanduser(f"~/{beside_home}"), _NAME)
