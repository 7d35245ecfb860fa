"""About an article: all that is known of it and of how it was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model import Article, Briefing, Span
from briefing.voices import voice
from briefing.wording import counted
from tui.commands.hints import list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.lists.list_view import Listing
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import BLANK, Piece, Row, on_one_line, wrap
from tui.screen.status_line import Hint

_LABEL = 12
"""Columns of what a row tells."""

_MOST_INPUTS = 20


class AboutListing(Listing):
    """What is known about an article; its items are rows."""

    def __init__(self, briefing: Briefing, keymap: Keymap = USUAL, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("About the article", keymap, glyphs)
        self._told = list(_about(briefing))
        self._rows: list[Row] = []
        self._columns = 0

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return list_hints(self._keymap, "")

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def height(self, columns: int) -> int:
        """One row."""
        if columns != self._columns:
            self._columns = columns
            self._rows = list(self._lay_out(columns))
        return 1

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:  # noqa: ARG002 - laid out at this width before
        """One row."""
        return (self._rows[number],)

    def words(self, number: int) -> str:
        """A row as it is shown."""
        return "".join(piece.text for piece in self._rows[number])

    def _lay_out(self, columns: int) -> Iterator[Row]:
        for label, words, role in self._told:
            if not label and not words:
                yield BLANK
                continue
            rows = wrap(words, max(8, columns - _LABEL - 3)) or [(0, 0)]
            for number, (start, end) in enumerate(rows):
                shown = label if number == 0 else ""
                yield (Piece(f"  {shown:<{_LABEL}}", "own"), Piece(words[start:end], role))


def _about(briefing: Briefing) -> Iterator[tuple[str, str, str]]:
    """What each row tells, its words, and their role: `text` for the article's own."""
    for article in briefing.articles:
        yield from _head(briefing, article)
        yield "", "", ""
        yield from _inputs(article)
        yield "", "", ""
        yield from _reading(briefing, article)


def _head(briefing: Briefing, article: Article) -> Iterator[tuple[str, str, str]]:
    if article.status:
        yield "Status", article.status, "status"
    parts: tuple[tuple[str, Span | None, str], ...] = (
        ("Headline", article.headline, "headline"),
        ("Deck", article.deck, "text"),
        ("Byline", article.byline, "text"),
        ("Dateline", article.dateline, "text"),
    )
    for label, span, role in parts:
        if span:
            yield label, on_one_line(article.words(span)), role
    for shown in _shown_in_head(briefing, article):
        yield "Said there", shown, "own"
    if article.published:
        yield "Published", article.published.value, "own" if article.published.span is None else "text"
    if article.site:
        yield "Site", article.site, "text"
    if article.language:
        yield "Language", article.language, "own"


def _shown_in_head(briefing: Briefing, article: Article) -> Iterator[str]:
    """Who says what in headline and deck."""
    head = [span for span in (article.headline, article.deck) if span]
    for attribution in briefing.attributions:
        content = [span for span in attribution.content if any(a <= span.start and span.end <= b for a, b in head)]
        who = voice(briefing, attribution)
        if content and who and briefing.articles[attribution.article] is article:
            yield f"{who}: {' … '.join(on_one_line(article.words(span)) for span in content)}"


def _inputs(article: Article) -> Iterator[tuple[str, str, str]]:
    for number, given in enumerate(article.inputs[-_MOST_INPUTS:]):
        yield ("Came in" if number == 0 else ""), f"{given.given}  ({given.when})", "own"
    works = list(dict.fromkeys(given.work for given in article.inputs if given.work != given.given))
    for number, work in enumerate(works[:_MOST_INPUTS]):
        yield ("Known as" if number == 0 else ""), work, "own"
    yield "Kind", article.kind, "own"


def _reading(briefing: Briefing, article: Article) -> Iterator[tuple[str, str, str]]:
    panels = counted(len(briefing.panels), "panel")
    yield "Shown as", f"{counted(len(briefing.sentences), 'sentence' if briefing.parsed else 'paragraph')} in {panels}", "own"
    if briefing.why:
        yield "Not parsed", briefing.why, "own"
    if article.set_aside:
        reasons: dict[str, int] = {}
        for part in article.set_aside:
            reasons[part.reason] = reasons.get(part.reason, 0) + 1
        yield "Set aside", ", ".join(f"{reason} ({number})" for reason, number in reasons.items()), "own"
    if article.left_out:
        yield "Left out", f"{counted(article.left_out, 'word')} of the page around the article", "own"
    removed = counted(article.removed, "character")
    if article.removed:
        yield "Taken out", f"{removed} that command a terminal, hide text or turn it round", "own"
    yield "Parser", briefing.parser, "own"
    yield "Text", f"sha256 {article.id}", "own"
