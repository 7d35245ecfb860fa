"""The reader's file of watched topics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefing.errors import SettingsError
from briefing.model import Topic
from briefing.sanitise import clean_line

MOST_BYTES = 100_000
"""Most bytes of a topics file."""


def read(path: str) -> tuple[Topic, ...]:
    """The topics of a TOML file, `[[topic]]` tables with a `name` and `terms`; `SettingsError` says what is wrong."""
    import tomllib  # noqa: PLC0415 - most readers watch no topics, and the first frame waits for every import

    try:
        data = Path(path).read_bytes()
        if len(data) > MOST_BYTES:
            raise SettingsError(f"The topics file {path} is larger than {MOST_BYTES} bytes.")
        table = tomllib.loads(data.decode())
    except OSError as error:
        raise SettingsError(f"The topics file {path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"The topics file {path} is not TOML: {error}.") from None
    return of_rows(table.get("topic", []), path)


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
