"""What of some bytes, written to a terminal, commands it, hides or reorders text; a screen may colour and move, and no more."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[PX^_][^\x1b]*(?:\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]+[0-~]|\x1b[0-~]|\x1b"
    rb"|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xd8\x9c|\xef\xbb\xbf|\xf3\xa0[\x80-\xbf][\x80-\xbf]"
    rb"|[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]|\x08"
)
_SCREEN = re.compile(
    rb"\x1b\[(?:[0-9;:]*m|[0-9;]*[ABCDGHJKLMPSTXdfr@]|\?(?:7|12|25|1049|2004)[hl]|[0-9]* q|\?u|[<>=][0-9]*u)"
    rb"|\x1b[78=>M]|\x1b\(B|\x08"
)


def forbidden(written: bytes, *, screen: bool) -> list[bytes]:
    """What must not have been written: by a screen, or by a command whose output is plain text."""
    return [one for one in _SEQUENCE.findall(written) if not (screen and _SCREEN.fullmatch(one))]
