"""A library as the first version of the program kept it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from briefing import digest
from briefing.codec import encode
from briefing.library import make
from tests.briefing.library.articles import article, sentences

TABLES = """
CREATE TABLE article (reading TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX article_by_id ON article (id);
CREATE TABLE bytes (seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, readings TEXT NOT NULL, made TEXT NOT NULL);
CREATE INDEX bytes_by_sha256 ON bytes (sha256);
CREATE TABLE briefing (key TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE briefing_of (reading TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (reading, key)) WITHOUT ROWID;
CREATE TABLE version (
    seq INTEGER PRIMARY KEY, work TEXT NOT NULL, version INTEGER NOT NULL, strand INTEGER NOT NULL,
    article TEXT NOT NULL, reading TEXT NOT NULL, given TEXT NOT NULL, made TEXT NOT NULL, UNIQUE (work, version)
);
CREATE INDEX version_by_article ON version (article);
CREATE TABLE mark (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX mark_by_article ON mark (article);
CREATE TABLE place (work TEXT PRIMARY KEY, body TEXT NOT NULL);
"""
EARLIER = 1
TEXT = "The ferry left at noon. Nobody was hurt. The council met in the evening."
ONE = article(TEXT)


def write_earlier(path: Path, marks: int) -> None:
    """Write a library of version 1 with one article, and some flags on its first sentence."""
    path.parent.mkdir(parents=True, exist_ok=True)
    reading = digest.of_reading(ONE)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {EARLIER}; COMMIT")
        raw.execute("BEGIN")
        raw.execute("INSERT INTO article VALUES (?, ?, ?)", (reading, ONE.id, encode(ONE)))
        raw.execute("INSERT INTO bytes (sha256, readings, made) VALUES (?, ?, ?)", ("f00d", encode((reading,)), "2024-01-01"))
        raw.execute(
            "INSERT INTO version (work, version, strand, article, reading, given, made) VALUES (?, 1, 1, ?, ?, ?, ?)",
            ("/a.txt", ONE.id, reading, "a.txt", "2024-01-01T00:00:00Z"),
        )
        for _ in range(marks):
            mark = make(ONE, sentences(TEXT)[0], "flag")
            raw.execute("INSERT INTO mark (id, article, body) VALUES (?, ?, ?)", (mark.id, ONE.id, encode(mark)))
        raw.execute("COMMIT")
