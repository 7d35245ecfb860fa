"""The marks that are kept: events appended, and found again in any version of the article that they were made on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefing.codec import encode
from briefing.library import readings, summaries
from briefing.library.anchors import around, find
from briefing.library.database import Database, decoded
from briefing.library.marks import Placed, standing_elsewhere
from briefing.model import Article, Mark, Span


def add(database: Database, marks: Sequence[Mark]) -> None:
    """Append events, all or none. When this returns they are on the disk; an event that is there already stays as it is."""
    with database.writing():
        database.run_many(
            "INSERT INTO mark (id, article, body) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
            [(mark.id, mark.article, encode(mark)) for mark in marks],
        )
        summaries.note_marks(database, (mark.article for mark in marks))


def on(database: Database, article: Article) -> Placed:
    """The events on an article and on the other versions of its works, in their order, as far as they find their place.

    A note or flag goes where most of its words stand. A line stays read only if its words are the same.
    """
    rows = database.rows(
        "SELECT body FROM mark WHERE article = ?1 OR article IN (SELECT other.article FROM version AS this"
        " JOIN version AS other ON this.work = other.work AND this.strand = other.strand WHERE this.article = ?1)"
        " ORDER BY seq",
        article.id,
    )
    found: list[Mark] = []
    lost: list[Mark] = []
    for mark in filter(None, (decoded(Mark, row[0]) for row in rows)):
        span = _place(article, mark)
        if span:
            found.append(mark._replace(article=article.id, span=span))
        else:
            lost.append(mark)
    return Placed(tuple(found), tuple(lost))


def lost(database: Database) -> dict[str, int]:
    """How many marks on earlier versions found no place in the newest, for each work that has such."""
    rows = database.rows(
        "SELECT this.work, this.reading FROM version AS this JOIN"
        " (SELECT work, max(version) AS version FROM version GROUP BY work HAVING count(*) > 1) AS newest"
        " ON this.work = newest.work AND this.version = newest.version"
        " WHERE EXISTS (SELECT 1 FROM version AS old JOIN mark ON mark.article = old.article"
        " WHERE old.work = this.work AND old.strand = this.strand AND old.article <> this.article)"
    )
    found: dict[str, int] = {}
    for work, reading in rows:
        article = readings.article(database, reading)
        if article and (count := len(standing_elsewhere(on(database, article).lost))):
            found[str(work)] = count
    return found


def _place(article: Article, mark: Mark) -> Span | None:
    if mark.article == article.id and around(article.text, mark.span)[0] == mark.quote:
        return mark.span
    return _find(article.text, mark.span, mark.quote, mark.before, mark.after, loosely=mark.what != "read")


@lru_cache(maxsize=1024)
def _find(text: str, span: Span, quote: str, before: str, after: str, *, loosely: bool) -> Span | None:
    """Undoing, redoing and marking again give events with the same quote."""
    return find(text, span, quote, before, after, loosely=loosely)
