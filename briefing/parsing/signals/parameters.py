"""Figures of telling what kind of statement a sentence makes: bounds in tokens and in heads of the parse."""

from __future__ import annotations

MOST_TOKENS = 600
"""Tokens of a sentence that are looked at; what is longer is a list or a table."""

MOST_UP = 4
"""Heads that are climbed; what is farther away says nothing about a word."""

MOST_CHILDREN = 24
"""Words that hang on one word and are looked at."""

MOST_BETWEEN = 3
"""Words that `~` stands for in a cue at most."""

WORDS_AFTER = 3
"""Words after a cue by which it is told from the same words in another sense."""

LONGEST_CONDITION = 14
"""Words between a condition's first word and its verb, or its end, at most."""
