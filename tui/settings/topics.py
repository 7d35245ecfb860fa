"""The reader's file of watched topics."""

from __future__ import annotations

import os
import stat
from typing import Any

from briefing import policy
from briefing.errors import SettingsError
from briefing.model import Topic
from briefing.sanitise import clean_line

MOST_BYTES = 100_000
"""Most bytes of a topics file."""


def read(path: str) -> tuple[Topic, ...]:
    """The topics of a TOML file, `[[topic]]` tables with a `name` and `terms`.

    Raises `SettingsError`, which says what is wrong, and `NotAllowedError`.
    """
    import tomllib  # noqa: PLC0415 - most readers watch no topics, and the first frame waits for every import

    try:
        table = tomllib.loads(_bytes(path).decode())
    except OSError as error:
        raise SettingsError(f"The topics file {path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The topics file {path} is not TOML: {error}.") from None
    return of_rows(table.get("topic", []), path)


def _bytes(path: str) -> bytes:
    """The bytes of a topics file; a pipe or a device, which may give nothing or never end, is not read from."""
    with policy.in_force().reading(path) as place:
        descriptor = place.open(os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with open(descriptor, "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise SettingsError(f"The topics file {path} is not a regular file.")
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SettingsError(f"The topics file {path} is larger than {MOST_BYTES} bytes.")
    return data


def of_rows(rows: object, path: str) -> tuple[Topic, ...]:
    """The topics of `[[topic]]` tables; `SettingsError` says what is wrong, and in which file."""
    if not isinstance(rows, list):
        raise SettingsError(f"The topics file {path} writes a topic as [topic]; it must be [[topic]].")
    return tuple(_topic(row, number, path) for number, row in enumerate(rows, 1))


def _topic(row: Any, number: int, path: str) -> Topic:  # `Any`: whatever the reader wrote
    name, terms = (row.get("name"), row.get("terms")) if isinstance(row, dict) else (None, None)
    if not (isinstance(name, str) and clean_line(name)):
        raise SettingsError(f"Topic {number} in {path} has no name.")
    if not (isinstance(terms, list) and terms and all(isinstance(term, str) and clean_line(term) for term in terms)):
        raise SettingsError(f"The topic “{name}” in {path} needs terms, a list of one or more strings.")
    return Topic(clean_line(name), tuple(clean_line(term) for term in terms))
