"""A briefing as one HTML file that folds with `<details>`: no script, nothing fetched, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.model import Briefing
from briefing.rendering.outline import NO_REVIEW, Review, Section, outline

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """
:root { color-scheme: light dark; --own: #5a6472; --rule: #d5d9df; }
@media (prefers-color-scheme: dark) { :root { --own: #9aa5b4; --rule: #3a414b; } }
body { font: 1.05rem/1.55 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h3 { font-size: 1.05rem; margin: 1rem 0 .4rem; }
details { border-top: 1px solid var(--rule); padding: .6rem 0; }
summary { cursor: pointer; font-weight: bold; }
.own { color: var(--own); font: .85rem/1.4 system-ui, sans-serif; font-weight: normal; }
.status { border: 1px solid; padding: .3rem .6rem; font: bold .95rem/1.4 system-ui, sans-serif; }
blockquote { margin: .8rem 0; }
.note { border-left: 3px solid var(--own); padding-left: .6rem; font: .95rem/1.4 system-ui, sans-serif; }
a { color: inherit; }
:target { background: color-mix(in srgb, currentColor 12%, transparent); }
blockquote p { margin: 0; }
"""


def render(briefing: Briefing, review: Review = NO_REVIEW) -> str:
    """The briefing as an HTML document, ending in a newline."""
    return "\n".join(_lines(briefing, review)) + "\n"


def _lines(briefing: Briefing, review: Review) -> Iterator[str]:
    shown = outline(briefing, review)
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
    if shown.hidden:
        yield f'<p class="own">{escape(shown.hidden)}</p>'
    if shown.gist:
        yield '<p class="own">In brief</p>'
        yield from (f"<blockquote><p>{escape(words)}</p></blockquote>" for words in shown.gist)
    for section in shown.sections:
        yield from _details(section, linked=review.original)
    if shown.aside:
        yield "<details>"
        yield f'<summary><span class="own">{escape(shown.aside)}</span></summary>'
        for reason, words in shown.set_aside:
            yield f'<blockquote><p>{escape(words)}</p><p class="own">{escape(reason)}</p></blockquote>'
        yield "</details>"
    if review.original:
        yield from _original(briefing)
    yield "</body>"
    yield "</html>"


def _details(section: Section, *, linked: bool) -> Iterator[str]:
    own = " · ".join((*section.counts, *section.tags))
    yield "<details open>"
    yield f'<summary>{escape(section.title)} <span class="own">{escape(own)}</span></summary>'
    for entry in section.entries:
        article, paragraph = entry.place
        own = escape(" · ".join((*entry.remarks, *entry.marks)))
        link = f'<a href="#original-{article}-{paragraph}">original</a>' if linked else ""
        yield from (f"<h3>{escape(heading)}</h3>" for heading in entry.headings)
        yield f"<blockquote><p>{escape(entry.words)}</p>"
        if own or link:
            yield f'<p class="own">{" ".join(filter(None, (own, link)))}</p>'
        yield from (f'<p class="note">Note: {escape(line)}</p>' for line in entry.note.split("\n") if line)
        yield "</blockquote>"
    yield "</details>"


def _original(briefing: Briefing) -> Iterator[str]:
    """The paragraphs of the articles in their order, to which the lines lead."""
    yield "<details>"
    yield '<summary><span class="own">The original</span></summary>'
    for number, article in enumerate(briefing.articles):
        for paragraph, span in enumerate(article.paragraphs):
            element = "h3" if article.is_heading(paragraph) else "p"
            yield f'<{element} id="original-{number}-{paragraph}">{escape(article.words(span))}</{element}>'
    yield "</details>"
