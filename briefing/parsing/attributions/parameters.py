"""Figures of finding who says what: bounds in tokens and in heads of the parse, so that no sentence takes long."""

from __future__ import annotations

MOST_UP = 8
"""Heads that are climbed from a word to its verb or that verb's subject."""

FARTHEST_CLAUSE = 30
"""Tokens after a verb in which what it tells is looked for, where that hangs on another word; after a noun twice as many."""

LONGEST_TITLE = 30
"""Tokens of a first paragraph that is read as a headline is."""

LONGEST_LABEL = 9
"""Tokens before a colon that name who speaks in a headline; two fewer in a paragraph."""

LONGEST_TELLING = 28
"""Tokens beside a quotation in which who speaks is looked for, where the parse shows nobody."""
