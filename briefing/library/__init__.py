"""SQLite: articles, briefings, marks, where the reader was."""
