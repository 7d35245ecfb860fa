"""Where the reader was in a work, by the words that stood there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.codec import encode
from briefing.library.anchors import around, find
from briefing.library.database import Database, decoded
from briefing.model import Article, Span


class Bookmark(NamedTuple):
    """Where a reader was: the sentence at a span of an article, by its quote, and the first sentences of the open panels."""

    article: str
    span: Span
    quote: str = ""
    before: str = ""
    after: str = ""
    unfolded: tuple[Span, ...] = ()


def keep(database: Database, work: str, article: Article, span: Span, unfolded: Sequence[Span] = ()) -> None:
    """Keep where the reader is in a work: the sentence under the cursor, and the first sentence of each open panel.

    Of a work that was forgotten while it was open nothing is kept.
    """
    bookmark = Bookmark(article.id, span, *around(article.text, span), tuple(unfolded))
    with database.writing():
        if not database.rows("SELECT 1 FROM version WHERE work = ? LIMIT 1", work):
            return
        values = _strand_of(database, work, article), encode(bookmark)
        database.run("INSERT OR REPLACE INTO place (work, body) VALUES (?, ?)", values)


def of(database: Database, work: str, article: Article) -> Bookmark | None:
    """Where the reader was in a work, as a place in this article; none if it was never open or the place is gone."""
    row = database.row("SELECT body FROM place WHERE work = ?", _strand_of(database, work, article))
    bookmark = decoded(Bookmark, row[0]) if row else None
    if bookmark is None or bookmark.article == article.id:
        return bookmark
    span = find(article.text, bookmark.span, bookmark.quote, bookmark.before, bookmark.after, loosely=True)
    return bookmark._replace(article=article.id, span=span, unfolded=()) if span else None


def _strand_of(database: Database, work: str, article: Article) -> str:
    """What a place is kept under: a work, and for another article that took its name, the strand, on a line of its own."""
    row = database.row(
        "SELECT CAST(strand AS INTEGER) FROM version WHERE work = ? AND article = ? ORDER BY version DESC LIMIT 1",
        work,
        article.id,
    )
    return work if row is None or row[0] <= 1 else f"{work}\n{row[0]}"
