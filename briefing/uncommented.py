"""Source files without what does nothing: comments, docstrings, empty rows, spaces at the ends of rows."""

from __future__ import annotations

import re

_DOUBLE = rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_LONG_DOUBLE = rb'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
_PYTHON = (
    rb"(?P<string>"
    + _LONG_DOUBLE
    + rb"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''|"
    + _DOUBLE
    + rb"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')"
)
# In single quotation marks a backslash is itself, and the last two quotation marks of a long string may be its own.
_TOML = rb"(?P<string>" + _LONG_DOUBLE + rb'"{0,2}' + rb"|'''.*?''''{0,2}|" + _DOUBLE + rb"|'[^'\n]*')"
_OTHERS = rb"|(?P<comment>\#[^\n]*)|(?P<joined>\\\r?\n)|(?P<end>\n)"
_OPEN, _CLOSED = (b"(", b"[", b"{"), (b")", b"]", b"}")
_PREFIXES = frozenset((b"", b"r", b"u"))
"""What stands before the quotation marks of a string that does nothing where it stands alone."""


def python(source: bytes) -> bytes:
    """What a file of Python 3.11 does; there no string holds the quotation marks that it stands in."""
    return b"\n".join(_rows(source, _PYTHON + _OTHERS, docstrings=True))


def toml(source: bytes) -> bytes:
    """What a TOML file says."""
    return b"\n".join(_rows(source, _TOML + _OTHERS, docstrings=False))


def _rows(source: bytes, tokens: bytes, *, docstrings: bool) -> list[bytes]:
    """The rows of a source that hold more than comments, and more than `docstrings` if there are such."""
    rows: list[bytes] = []
    first = 0  # of the rows of the statement that is read
    row: list[bytes] = []
    at = depth = 0
    has_string, is_bare = False, True  # as far as it was read, the statement has a string, and nothing but strings
    for found in re.finditer(tokens, source + b"\n", re.DOTALL):
        code, kind = source[at : found.start()], found.lastgroup
        at = found.end()
        if code:
            row.append(code)
            bare = code.strip()
            if bare:
                is_bare = is_bare and bare.lower() in _PREFIXES
                depth += sum(map(bare.count, _OPEN)) - sum(map(bare.count, _CLOSED))
        if kind == "end":
            text = b"".join(row).rstrip()
            row.clear()
            if text:
                rows.append(text)
            if depth == 0:
                if docstrings and is_bare and has_string:
                    del rows[first:]
                first, has_string, is_bare = len(rows), False, True
        elif kind != "comment":
            row.append(found[0])
            has_string = has_string or kind == "string"
            is_bare = is_bare and kind == "string"
    return rows
