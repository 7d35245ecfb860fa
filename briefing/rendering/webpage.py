"""A briefing as one HTML file that folds with `<details>`: no script, nothing fetched, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.model import Briefing
from briefing.rendering.outline import Section, outline

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
:root { color-scheme: light dark; --own: #5a6472; --rule: #d5d9df; }
@media (prefers-color-scheme: dark) { :root { --own: #9aa5b4; --rule: #3a414b; } }
body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
details { border-top: 1px solid var(--rule); padding: .6rem 0; }
summary { cursor: pointer; font-weight: bold; }
.own { color: var(--own); font: .85rem/1.4 system-ui, sans-serif; font-weight: normal; }
.status { border: 1px solid; padding: .3rem .6rem; font: bold .95rem/1.4 system-ui, sans-serif; }
blockquote { margin: .8rem 0; }
blockquote p { margin: 0; }
"""


def render(briefing: Briefing) -> str:
    """The briefing as an HTML document, ending in a newline."""
    return "\n".join(_lines(briefing)) + "\n"


def _lines(briefing: Briefing) -> Iterator[str]:
    shown = outline(briefing)
    language = briefing.articles[0].language or "en"
    yield "<!doctype html>"
    yield f'<html lang="{escape(language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(shown.headline)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<h1>{escape(shown.headline)}</h1>"
    for status in shown.status:
        yield f'<p class="status">{escape(status)}</p>'
    for line in shown.head:
        yield f"<p>{escape(line)}</p>"
    if shown.why:
        yield f'<p class="own">{escape(shown.why)}</p>'
    for section in shown.sections:
        yield from _details(section)
    if shown.aside:
        yield "<details>"
        yield f'<summary><span class="own">{escape(shown.aside)}</span></summary>'
        for reason, words in shown.set_aside:
            yield f'<blockquote><p>{escape(words)}</p><p class="own">{escape(reason)}</p></blockquote>'
        yield "</details>"
    yield "</body>"
    yield "</html>"


def _details(section: Section) -> Iterator[str]:
    own = " · ".join((*section.counts, *section.tags))
    yield "<details open>"
    yield f'<summary>{escape(section.title)} <span class="own">{escape(own)}</span></summary>'
    for entry in section.entries:
        yield f"<blockquote><p>{escape(entry.words)}</p>"
        if entry.remarks:
            yield f'<p class="own">{escape(" · ".join(entry.remarks))}</p>'
        yield "</blockquote>"
    yield "</details>"
