"""One module a format: `read(received, limits)` gives the drafts of the articles that some bytes hold. Imported when met."""
