"""What is said when the program itself is at fault. No value of a variable is shown, and no message: both can be foreign."""

from __future__ import annotations

import os
from types import TracebackType

_HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - nothing slow while things go wrong


def message(error: Exception) -> str:
    """One sentence: that something went wrong, in which line of ours, and what now."""
    place = _place(error.__traceback__)
    where = f"{type(error).__name__} in {place}" if place else type(error).__name__
    return f"The program made a mistake ({where}) and has ended; marks and notes are kept, and the same command opens it again."


def _place(trace: TracebackType | None) -> str:
    """The last place in our own code that led there."""
    place = ""
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.startswith(_HERE + os.sep) and f"{os.sep}site-packages{os.sep}" not in path[len(_HERE) :]:
            place = f"{path[len(_HERE) + 1 :]}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
