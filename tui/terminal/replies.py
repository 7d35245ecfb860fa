"""What a terminal says that is no key: its answers to questions, and reports of its state.

The program asks nothing, but what ran before it may have: over a slow line the answer comes when the program has the keyboard.

Sources: ECMA-48 (control strings, control sequences), xterm's "Control Sequences" and kitty's graphics protocol (answers).
"""

from __future__ import annotations

import re

STRING = r"\x1b[\]PX^_](?:[^\x07\x1b]+(?:\x07|\x1b\\)?|\x07|\x1b\\)"
"""A pattern of a control string of any kind, as far as it is there."""

_report = re.compile(
    r"\x1b\[[?>=][0-?]*[ -/]*[@-~]"  # device attributes, modes, the keyboard protocol: no key sends these
    r"|\x1b\[[0-9]+n|\x1b\[[0-9]+;[0-9]+R"  # status, place of the cursor
    r"|\x1b\[(?:[0-9]+;){2,}[0-9]+[tx]|\x1b\[[0-9;]*\$[uyz]"  # sizes and settings; with fewer numbers some are keys
    r"|\x1b\[[IO]"  # the focus
)
_begun = re.compile(r"\x1b(?:\][0-9]{1,5};|P[0-9!$+>|]|_G)")
_begun_perhaps = re.compile(r"\x1b(?:\][0-9]{0,5}|[P_])\Z")
_end = re.compile(r"\x07|\x1b\\|(?=\x1b[^\\])|(?=\x1b\Z)")


def is_report(sequence: str) -> bool:
    """Whether a whole control sequence is something that the terminal says, and no key."""
    return _report.fullmatch(sequence) is not None


def begins(text: str, at: int) -> bool:
    """Whether a control string begins at a place that only a terminal sends: colours, names, capabilities."""
    return _begun.match(text, at) is not None


def may_begin(text: str, at: int) -> bool:
    """Whether so little of a control string stands at the end of a text that it may be one, or `alt` and a key."""
    return _begun_perhaps.match(text, at) is not None


def end_of_rest(text: str) -> int | None:
    """Where a control string ends that began before this text, none if it goes on. The escape of something else ends it too."""
    match = _end.search(text)
    return match.end() if match else None
