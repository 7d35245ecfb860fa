"""A briefing and its marks -> plain text, Markdown, HTML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from briefing.codec import encode, plain
from briefing.model import Briefing, Mark
from briefing.rendering.outline import NO_REVIEW, Review

FORMATS = ("text", "markdown", "html", "json")
"""The formats by the names under which the command knows them."""

_MODULES = {"text": "plaintext", "markdown": "markdown", "html": "webpage"}


class Render(Protocol):
    """Turns a briefing, with what a reader did to it, into a text that ends in a newline."""

    def __call__(self, briefing: Briefing, review: Review = NO_REVIEW) -> str:
        """The text."""


def renderer(form: str) -> Render:
    """What turns a briefing into one of `FORMATS`: a text that ends in a newline; JSON is one object on one line."""
    if form == "json":
        return _json
    render: Render = import_module(f"briefing.rendering.{_MODULES[form]}").render
    return render


def with_marks(briefing: Briefing, marks: Sequence[Mark]) -> str:
    """The JSON of a whole briefing and of the events on it that hold, as one object on one line."""
    return json.dumps({**plain(briefing), "marks": plain(tuple(marks))}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json(briefing: Briefing, review: Review = NO_REVIEW) -> str:  # noqa: ARG001 - JSON is always whole
    return encode(briefing) + "\n"
