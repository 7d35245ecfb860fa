"""Figures of what all of the parser stands on: how much text the models are given at a time, and where sentences are cut.

Those of the other folders stand in their own `parameters`. Where one has a source it is named; the others are bounds, which
keep time and memory in proportion to the text, and were set above what articles hold.
"""

from __future__ import annotations

# embedding

DIMENSIONS = 384
"""Numbers of a vector; all-MiniLM-L6-v2 has so many."""

MOST_PIECES = 128
"""WordPieces of a text that are looked at; all-MiniLM-L6-v2 was trained on texts of so many (its model card)."""

LEAST_PIECES = 32
"""WordPieces of each text that are looked at however many texts there are."""

ENOUGH_PIECES = 24_000
"""WordPieces of all texts together, above which less of each is looked at, but never fewer than `LEAST_PIECES`."""

THREADS = 2
"""Threads of the network that makes the vectors."""

TOGETHER = 8
"""Texts of a like length that go through the network at a time."""

# linguistics

LONGEST_PART = 5_000
"""Characters that are analysed as one: the memory that spaCy takes grows with them, about 5 KB a character."""

LONGEST_WORD = 250
"""Characters of the longest word."""

LONGEST_MARK = 24
"""Marks without a space between them that are a token each; more are one token, for a token takes as long as a word does."""

PARTS_TOGETHER = 16
"""Parts that are analysed together, where they are short."""

# sentences

LONGEST_ATTRIBUTION = 9
"""Tokens after a quotation that can do no more than say who spoke."""

LONGEST_UNMARKED = 60
"""Tokens without a mark that ends a sentence, after which the parser's proposals are taken."""
