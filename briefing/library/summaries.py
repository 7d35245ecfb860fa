"""A row for each work as a list shows it, made with its newest version, and noted as stale by whatever changes its counts.

All of this is called within a transaction: that which makes the version, or the change.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.library.database import Database
from briefing.model import SAMPLE_WORK, Article, Briefing

_LONGEST = 300
"""Characters of a headline that a list keeps."""


def put(database: Database, seq: int, work: str, given: str, article: Article, briefing: Briefing | None) -> None:
    """Make the row of a work whose newest version this is. Without a briefing, or where there may be marks, it is stale."""
    if work == SAMPLE_WORK:
        return
    marked = database.rows(
        "SELECT 1 FROM version WHERE work = ?1 AND seq <> ?2 UNION SELECT 1 FROM version WHERE article = ?3 AND seq <> ?2"
        " UNION SELECT 1 FROM mark WHERE article = ?3 LIMIT 1",
        work,
        seq,
        article.id,
    )
    counts = (len(briefing.panels), len(briefing.sentences)) if briefing else (0, 0)
    database.run(
        "INSERT INTO summary (seq, work, headline, site, published, panels, sentences, stale)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (work) DO UPDATE SET seq = excluded.seq, headline = excluded.headline, site = excluded.site,"
        " published = excluded.published, panels = excluded.panels, sentences = excluded.sentences, stale = 1, done = 0",
        (seq, work, *head(article, given), *counts, int(bool(marked) or briefing is None)),
    )


def note_marks(database: Database, articles: Iterable[str]) -> None:
    """Note that marks came to articles: the works that have them, and those that share an article with such a work."""
    database.run_many(
        "UPDATE summary SET stale = 1 WHERE work IN (SELECT work FROM version WHERE article IN (SELECT article FROM version"
        " WHERE work IN (SELECT work FROM version WHERE article = ?)))",
        [(article,) for article in dict.fromkeys(articles)],
    )


def note_works(database: Database, works: Iterable[str]) -> None:
    """Note that works have other versions than they had."""
    database.run_many(
        "UPDATE summary SET stale = 1, seq = (SELECT seq FROM version WHERE version.work = summary.work"
        " ORDER BY version DESC LIMIT 1) WHERE work = ?",
        [(work,) for work in works],
    )


def note_briefing(database: Database, readings: Iterable[str]) -> None:
    """Note that readings have another briefing."""
    database.run_many(
        "UPDATE summary SET stale = 1 WHERE seq IN (SELECT seq FROM version WHERE article IN"
        " (SELECT id FROM article WHERE reading = ?1) AND reading = ?1)",
        [(reading,) for reading in readings],
    )


def head(article: Article, given: str) -> tuple[str, str, str]:
    """Headline, else the beginning, else the input's name; site; the day of publishing."""
    span = article.headline or next(iter(article.paragraphs), None)
    words = " ".join(article.words(span)[: _LONGEST * 2].split()) if span else given
    return words[:_LONGEST] or given, article.site or "", article.published.value[:10] if article.published else ""
