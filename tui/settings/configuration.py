"""The reader's configuration file: TOML, one table a subject. A mistake in it costs one sentence, and only what it is in.

glyphs = "ascii"    # or "unicode"; "auto" goes by the terminal

[keys]
line_down = ["j", "down", "ctrl+n"]     # by the ids of commands

[limits]
seconds = 60        # for parsing an article; every limit is in docs/limits.md

All of it is told in docs/configuration.md.
"""

# Pathlib and tomllib would delay the first frame, and most readers have no such file.
# ruff: noqa: PTH118, PTH123

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import NamedTuple

from briefing import policy
from briefing.errors import NotAllowedError, SettingsError
from briefing.limits import Limits
from briefing.paths import config_folder
from briefing.sanitise import clean_line
from tui.settings.settings import Settings

MOST_BYTES = 100_000
"""Most bytes of a configuration file."""

NAME = "config.toml"

_LONGEST_NAME = 80
"""Characters of a reader's name."""

_RANGES = {
    "characters": (1_000, 5_000_000),
    "paragraphs": (10, 100_000),
    "seconds": (1, 3_600),
    "mebibytes": (1_024, 65_536),
    "size": (1_000, 50_000_000),
    "documents": (1_000, 200_000_000),
    "reading": (1, 600),
    "reading_mebibytes": (128, 16_384),
    "starting": (1, 600),
}
"""Between which numbers each limit can be set: below them nothing could be read or parsed."""

# Compiled where there is a mistake: most readers make none, and the first frame need not wait.
_HEADER = r"\s*\[{1,2}\s*([\w.-]{1,80})\s*\]"
_KEY = r"\s*([\w.-]{1,80})\s*="
_WHERE = r"\(at line (\d{1,9}), column \d{1,9}\)"


class Configuration(NamedTuple):
    """The settings, and a sentence for each mistake that was found."""

    settings: Settings
    mistakes: tuple[str, ...] = ()


def load(path: str | None = None) -> Configuration:
    """What a file sets, by default the one in the folder of the configuration, which need not exist. Raises nothing."""
    where = path or os.path.join(config_folder(), NAME)
    rules, file = policy.in_force(), _File(where)
    try:
        with rules.reading(where) if path else rules.own(where) as place:
            descriptor = place.open(os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as opened:
            data = opened.read(MOST_BYTES + 1) or b""
    except NotAllowedError as error:
        return Configuration(Settings(), (str(error),))
    except OSError as error:
        if path or not isinstance(error, FileNotFoundError | NotADirectoryError):
            file.complain(f"cannot be read: {error.strerror}; the usual settings are in force")
        return Configuration(Settings(), tuple(file.mistakes))
    return Configuration(file.settings(data), tuple(file.mistakes))


class _File:
    """A configuration file while it is read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._text = ""
        self.mistakes: list[str] = []

    def settings(self, data: bytes) -> Settings:
        """What the file sets; a table or a value with a mistake leaves the usual one."""
        import tomllib  # noqa: PLC0415

        if len(data) > MOST_BYTES:
            self.complain(f"is larger than {MOST_BYTES} bytes; the usual settings are in force")
            return Settings()
        try:
            self._text = data.decode("utf-8-sig")
            found = tomllib.loads(self._text)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.complain("is not UTF-8; the usual settings are in force", line)
            return Settings()
        except (ValueError, RecursionError) as error:
            place = re.search(_WHERE, str(error))
            why = re.sub(_WHERE, "", str(error)).strip() or "it is nested too deeply"
            self.complain(f"is not TOML ({why}); the usual settings are in force", int(place[1]) if place else 0)
            return Settings()
        settings = Settings()
        for name, table in found.items():
            take = _TABLES.get(name)
            if take is None:
                self.complain(f"has a setting that there is not: {name}", self.line(name))
            else:
                settings = take(settings, table, self)
        return settings

    def line(self, table: str, key: str = "") -> int:
        """The line in which a table begins, or a key of it stands; 0 if it is not found."""
        inside = ""
        for number, line in enumerate(self._text.splitlines(), 1):
            if header := re.match(_HEADER, line):
                inside = header[1]
                if inside == table and not key:
                    return number
            elif (written := re.match(_KEY, line)) and f"{inside}.{written[1]}".strip(".") in (
                f"{table}.{key}".strip("."),
                table,
            ):
                return number
        return 0

    def complain(self, what: str, line: int = 0) -> None:
        """Note a mistake as a sentence."""
        place = f", line {line}," if line else ""
        self.mistakes.append(clean_line(f"The configuration {self._path}{place} {what}."))


def _limits(settings: Settings, table: object, file: _File) -> Settings:
    limits = settings.limits
    if not isinstance(table, dict):
        file.complain("needs a table [limits]", file.line("", "limits"))
        return settings
    for name, value in table.items():
        if name not in _RANGES:
            file.complain(f"has a limit that there is not: {name}", file.line("limits", name))
            continue
        least, most = _RANGES[name]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            limits = limits._replace(**{name: value})
        else:
            what = f"sets limits.{name} to something else than a whole number from {least} to {most}"
            file.complain(f"{what}; it stays {getattr(Limits(), name)}", file.line("limits", name))
    return settings._replace(limits=limits)


def _keys(settings: Settings, table: object, file: _File) -> Settings:
    from tui.settings.bindings import bind  # noqa: PLC0415 - what prints has no keys, and most readers keep the usual ones

    if not isinstance(table, dict):
        file.complain("needs a table [keys]", file.line("", "keys"))
        return settings
    bindings = bind(table)
    for command, what in bindings.mistakes:
        file.complain(what, file.line("keys", command))
    return settings._replace(keys=bindings.keys)


def _glyphs(settings: Settings, value: object, file: _File) -> Settings:
    if value in ("auto", "unicode", "ascii"):
        return settings._replace(glyph_set=str(value))
    file.complain('sets glyphs to something else than "auto", "unicode" or "ascii"; they stay "auto"', file.line("", "glyphs"))
    return settings


def _theme(settings: Settings, value: object, file: _File) -> Settings:
    from tui.settings import themes  # noqa: PLC0415 - most readers have the terminal's own colours

    if isinstance(value, str) and value in themes.names():
        return settings._replace(theme=value)
    file.complain(f"names a theme that there is not; there are {', '.join(themes.names())}", file.line("", "theme"))
    return settings


def _reader(settings: Settings, value: object, file: _File) -> Settings:
    if isinstance(value, str) and len(value) <= _LONGEST_NAME and clean_line(value) == value:
        return settings._replace(reader=value)
    file.complain(f"needs a name of at most {_LONGEST_NAME} letters as reader", file.line("", "reader"))
    return settings


def _topics(settings: Settings, value: object, file: _File) -> Settings:
    from tui.settings import topics  # noqa: PLC0415 - most readers watch none

    try:
        text = isinstance(value, str)
        where = policy.in_force().with_home(str(value))
        found = topics.read(where) if text else topics.of_rows(value, "the configuration")
    except (SettingsError, NotAllowedError) as error:
        line = file.line("", "topics") if isinstance(value, str) else file.line("topic")
        file.complain(f"watches no topics: {str(error).rstrip('.')}", line)
        return settings
    return settings._replace(topics=(*settings.topics, *found))


_TABLES: dict[str, Callable[[Settings, object, _File], Settings]] = {
    "glyphs": _glyphs,
    "keys": _keys,
    "limits": _limits,
    "reader": _reader,
    "theme": _theme,
    "topic": _topics,
    "topics": _topics,
}
"""What takes each table or value of the file into the settings."""
