"""The bytes of one input: of a regular file, opened without waiting, of an address of the web, or of the standard input."""

from __future__ import annotations

import os
import stat
from _thread import allocate_lock  # `threading` takes longer to import, and gives the same
from errno import EACCES, EBADF, EISDIR, ELOOP, ENAMETOOLONG, ENODEV, ENOENT, ENOTDIR, ENXIO, EPERM
from io import BytesIO
from typing import BinaryIO, NamedTuple

from briefing import policy
from briefing.errors import ForbiddenError, InputError, NotFoundError, NotRegularError, TooLargeError
from briefing.inputs.expanding import Named, name
from briefing.inputs.waiting import Stop, apart
from briefing.limits import Limits
from briefing.model import SAMPLE_WORK

_CHUNK = 1 << 20
_START = 8
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Source(NamedTuple):
    """An input with its bytes: its name as shown, its work (empty: the text's id), the raw path, and the `data`.

    `address` is where the bytes of an address came from after all redirects, `charset` what its server said they are in.
    """

    given: str
    work: str
    path: bytes | None
    data: bytes
    address: str = ""
    charset: str = ""


_USUAL = Limits()


def fetch(
    given: Named | str | os.PathLike[str], limits: Limits = _USUAL, *, private: bool = False, stop: Stop | None = None
) -> Source:
    """The bytes of one input.

    Never waits for a pipe or a device, and reads no more than `limits` let. The standard input is read once, into a private
    file without a name, so that it can be fetched again. `private`: addresses may be those of a private network.
    Raises the `InputError` that says what is wrong, also once `stop` is set.
    """
    named = given if isinstance(given, Named) else name(given)
    if named.error:
        raise named.error
    if named.address:
        from briefing.inputs import web  # noqa: PLC0415 - what reads no address needs no network

        page = web.get(named.address, named.given, limits=limits, private=private, credentials=named.credentials, stop=stop)
        return Source(named.given, page.address, None, page.data, page.address, page.charset)
    if named.path is None:
        return Source(named.given, named.work, None, _standard_input(limits))
    data = apart(lambda: _file(named, limits), named.given, stop)  # a file system may hang
    return Source(named.given, named.work, named.path, data)


def _file(named: Named, limits: Limits) -> bytes:
    given, path = named.given, os.fsdecode(named.path or b"")
    rules = policy.in_force()
    try:
        with rules.own(path) if named.work == SAMPLE_WORK else rules.reading(path) as place:
            _must_be_regular(place.status(), given, limits)  # a device may do something when it is opened
            descriptor = place.open(os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            _must_be_regular(os.fstat(descriptor), given, limits)
            return _read(descriptor, given, limits)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _told(error, given) from None


def _must_be_regular(status: os.stat_result, given: str, limits: Limits) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = next((words for is_kind, words in _KINDS if is_kind(status.st_mode)), "something else")
        raise NotRegularError(f"{given} is {kind}, not a file.")
    if status.st_size > max(limits.size, limits.documents):
        raise _too_large(given, limits.size)


def _read(descriptor: int, given: str, limits: Limits) -> bytes:
    data = bytearray()
    most = limits.size
    while chunk := os.read(descriptor, min(_CHUNK, most + 1 - len(data))):
        data += chunk
        most = limits.most(bytes(data[:_START]))
        if len(data) > most:
            raise _too_large(given, most)
    return bytes(data)


def _too_large(given: str, most: int) -> TooLargeError:
    return TooLargeError(f"{given} is larger than {most / 1e6:g} MB, the most that is opened.")


def _told(error: OSError, given: str) -> InputError:
    code = error.errno
    if code in (ENOENT, ENOTDIR):
        return NotFoundError(f"There is no file {given}.")
    if code == ENAMETOOLONG:
        return NotFoundError(f"There is no file {given[:60]}…: the name is too long.")
    if code in (EACCES, EPERM):
        return ForbiddenError(f"{given} may not be read: permission is missing.")
    if code == ELOOP:
        return NotRegularError(f"{given} is a link that leads back to itself.")
    if code in (ENXIO, ENODEV, EISDIR):
        return NotRegularError(f"{given} is not a file.")
    return InputError(f"{given} cannot be read: {error.strerror or 'the system gives no reason'}.")


_spooled: list[BinaryIO | InputError] = []
"""The standard input once it was read, or why it could not be."""

_spooling = allocate_lock()


def _standard_input(limits: Limits) -> bytes:
    with _spooling:
        if not _spooled:
            _spooled.append(_read_standard_input(limits))
        kept = _spooled[0]
        if isinstance(kept, InputError):
            raise kept
        kept.seek(0)
        return kept.read()


def _read_standard_input(limits: Limits) -> BinaryIO | InputError:
    try:
        return _spool(_read(0, "Standard input", limits))
    except InputError as error:
        return error
    except OSError as error:
        why = "it is closed" if error.errno == EBADF else error.strerror or "the system gives no reason"
        return InputError(f"Standard input cannot be read: {why}.")


def _spool(data: bytes) -> BinaryIO:
    from tempfile import TemporaryFile  # noqa: PLC0415 - most readers name files

    if not policy.in_force().allows(policy.TEMPORARY_FILE):
        return BytesIO(data)
    try:
        kept: BinaryIO = TemporaryFile()  # noqa: SIM115 - kept as long as the program runs
        kept.write(data)
    except OSError:
        return BytesIO(data)
    return kept
