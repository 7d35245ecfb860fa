"""What `help` tells in `--linear`."""

from __future__ import annotations

HELP = """\
enter, or read: mark the line as read, and tell the next one that is not
7: go to line 7            panel 2: go to panel 2         list: the lines of this panel; list all: of every panel
next, previous: the next, previous match of a search, else line that is not read      down, up: the next, previous line
search WORDS, or /WORDS: the lines with these words       leave: leave the search or the filter
mark: mark the line as read or unread      flag: flag it or not      note WORDS: a note on it; no note: takes it away
undo, redo: take marks back, set them again               next flag: the next line with a flag or a note
who: who says what      when: what happens when           original: the line in its paragraph    about: the article
filter: what lines can be narrowed to      filter unread, WORDS: show only those      all: show all lines again
panels: the titles      aside: what is in no panel        again: tell the line again      text: the whole text
articles: those that are open      article 2: go to it    library: all that are kept      open 3: open the third of these
quit: end
What is not here: the clipboard and files (briefing print --as markdown, html or json), and adding or forgetting what is \
kept (briefing add, briefing forget)."""
