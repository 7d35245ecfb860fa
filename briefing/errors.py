"""Everything that can go wrong on purpose, as one small tree.

    BriefingError
    ├── InputError            what was named cannot be had
    │   ├── NotFoundError     no such file, nothing behind a glob
    │   ├── ForbiddenError    no permission, or an address that is not asked for
    │   │   └── NotAllowedError   whoever runs the program does not allow it
    │   ├── NotRegularError   a device, a FIFO, a loop of links
    │   └── TooLargeError     over the size limit
    ├── UnreadableError       the bytes are not an article: empty, binary, damaged
    ├── ParsingError          parsing failed; the article stays readable
    ├── WorkerError           the worker died, hung, or ran out of memory or time
    ├── LibraryError          the library cannot be read or written
    │   └── NewerLibraryError a later version of the program wrote it
    ├── DamagedError          a JSON object does not have the form of the model
    ├── OutputError           a file cannot be written
    ├── SettingsError         a mistake in a configuration or topics file
    └── UsageError            the words of the command name what cannot be used

Each message is one sentence for a reader of news: what, where, what now. It is sanitised like any foreign string.
"""

from __future__ import annotations

from briefing.sanitise import clean_line

DECODER_ERRORS = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError),
    *(OSError, RuntimeError, TypeError, ValueError),
)
"""What a decoder raises, beside errors of its own, at bytes that its authors did not think of; `MemoryError` is none."""


class BriefingError(Exception):
    """The root of the tree; its message is one sentence that can be shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message))


class InputError(BriefingError):
    """What was named cannot be had."""


class NotFoundError(InputError):
    """No such file or folder, or nothing matches."""


class ForbiddenError(InputError):
    """Not permitted."""


class NotAllowedError(ForbiddenError):
    """Whoever runs the program does not allow `what`."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Not allowed here: {what}.")


class NotRegularError(InputError):
    """Neither a regular file nor a stream that was asked for."""


class TooLargeError(InputError):
    """Over the size limit."""


class UnreadableError(BriefingError):
    """The bytes are not an article."""


class ParsingError(BriefingError):
    """The article could not be parsed; it stays readable."""


class WorkerError(BriefingError):
    """The worker died, hung, or ran out of memory or time."""


class LibraryError(BriefingError):
    """The library cannot be read or written."""


class NewerLibraryError(LibraryError):
    """The library was written by a later version of the program, and is left untouched."""


class DamagedError(BriefingError):
    """A JSON object does not have the form of the model."""


class OutputError(BriefingError):
    """A file cannot be written."""


class SettingsError(BriefingError):
    """A mistake in a configuration or topics file."""


class UsageError(BriefingError):
    """The words of the command name what cannot be used."""
