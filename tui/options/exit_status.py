"""How a command ends: the exit statuses, and the one place that writes to standard error."""

from __future__ import annotations

import sys

from briefing.model import Briefing
from briefing.sanitise import clean_line

DONE, SOME_FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Done; some inputs failed and the others are done; a mistake in the command's words; interrupted."""


def complain(message: str) -> None:
    """Say one clean line on standard error."""
    print(f"briefing: {clean_line(message)}", file=sys.stderr)  # noqa: T201 - the one place that prints there


def failed(briefing: Briefing) -> bool:
    """Whether parsing failed: an article in a language that is not parsed is no failure."""
    return not briefing.parsed and briefing.articles[0].language in (None, "en")
