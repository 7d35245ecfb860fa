"""A briefing and its marks -> plain text, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from briefing.codec import encode
from briefing.model import Briefing

FORMATS = ("text", "markdown", "html", "json")
"""The formats by the names under which the command knows them."""

_MODULES = {"text": "plaintext", "markdown": "markdown", "html": "webpage"}


def renderer(form: str) -> Callable[[Briefing], str]:
    """What turns a briefing into one of `FORMATS`: a text that ends in a newline; JSON is one object on one line."""
    if form == "json":
        return lambda briefing: encode(briefing) + "\n"
    render: Callable[[Briefing], str] = import_module(f"briefing.rendering.{_MODULES[form]}").render
    return render
