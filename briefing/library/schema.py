"""The tables of the library, and how those of an earlier version become those of this one."""

from __future__ import annotations

from briefing.model import SAMPLE_WORK

VERSION = 2
"""Kept in the file's `user_version`."""

SUMMARY = """
CREATE TABLE summary (
    number INTEGER PRIMARY KEY, seq INTEGER NOT NULL, work TEXT NOT NULL UNIQUE, headline TEXT NOT NULL,
    site TEXT NOT NULL DEFAULT '', published TEXT NOT NULL DEFAULT '', panels INTEGER NOT NULL DEFAULT 0,
    sentences INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0, flags INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX summary_in_order ON summary (done, seq);
CREATE INDEX summary_by_version ON summary (seq);
CREATE INDEX summary_stale ON summary (number) WHERE stale = 1;
"""
"""What a list of works shows, a row each: of the version `seq`, its newest; `done` if no line is unread, `stale` if to be
reckoned anew. All of it can be."""

FILL = f"""
INSERT OR IGNORE INTO summary (seq, work, headline)
    SELECT max(seq), work, given FROM version WHERE work <> '{SAMPLE_WORK}' GROUP BY work;
"""  # noqa: S608 - a name of our own
"""Makes a row for each work that has none."""

TABLES = (
    """
-- An article as it was read, under the digest of the reading; `id` is the sha256 of its text.
CREATE TABLE article (reading TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX article_by_id ON article (id);
-- Which readings were made of which bytes, and the names that their articles give their works (empty where they give none),
-- as JSON lists in the order of the articles; the newest row holds.
CREATE TABLE bytes (
    seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, readings TEXT NOT NULL, made TEXT NOT NULL, works TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX bytes_by_sha256 ON bytes (sha256);
-- Which bytes an address gave, and the address after all redirects; the newest row holds.
CREATE TABLE fetched (
    seq INTEGER PRIMARY KEY, address TEXT NOT NULL, final TEXT NOT NULL, sha256 TEXT NOT NULL, made TEXT NOT NULL
);
CREATE INDEX fetched_by_address ON fetched (address);
-- Briefings under the digest of readings, topics, options and parser.
CREATE TABLE briefing (key TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE briefing_of (reading TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (reading, key)) WITHOUT ROWID;
-- The versions of works. A version that shares too little with those before begins a new strand: another article. `input`
-- is the absolute path or the address that it was opened from, empty where there is none.
CREATE TABLE version (
    seq INTEGER PRIMARY KEY, work TEXT NOT NULL, version INTEGER NOT NULL, strand INTEGER NOT NULL,
    article TEXT NOT NULL, reading TEXT NOT NULL, given TEXT NOT NULL, made TEXT NOT NULL,
    input TEXT NOT NULL DEFAULT '', UNIQUE (work, version)
);
CREATE INDEX version_by_article ON version (article);
-- What readers did, as events in their order.
CREATE TABLE mark (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX mark_by_article ON mark (article);
-- Where the reader was in a work; in a later strand of it, under the work, a newline and the strand's number.
CREATE TABLE place (work TEXT PRIMARY KEY, body TEXT NOT NULL);
"""
    + SUMMARY
)

_FROM_1 = """
    ALTER TABLE bytes ADD COLUMN works TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE version ADD COLUMN input TEXT NOT NULL DEFAULT '';
    UPDATE version SET input = work WHERE work LIKE '/%';
    CREATE TABLE fetched (
        seq INTEGER PRIMARY KEY, address TEXT NOT NULL, final TEXT NOT NULL, sha256 TEXT NOT NULL, made TEXT NOT NULL
    );
    CREATE INDEX fetched_by_address ON fetched (address);
"""

MIGRATIONS: dict[int, str] = {1: _FROM_1 + SUMMARY + FILL}
"""For each earlier version, the statements that make the next one of it."""
