"""The bytes behind an address of the web, within limits of time, size and redirects, and only from machines that may be asked.

Whether a machine may be asked is told by the numeric address that is connected to, after its name was looked up and at each
redirect; so it does not matter how the name is written, or what it is looked up as the next time.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from errno import ECONNREFUSED, EHOSTUNREACH, ENETUNREACH
from typing import NamedTuple, NoReturn

import httpcore
import httpx

from briefing.errors import DECODER_ERRORS, BriefingError, ForbiddenError, InputError, NotFoundError, TooLargeError
from briefing.inputs import addresses
from briefing.inputs.network import Network, trusted
from briefing.inputs.waiting import Stop, apart
from briefing.limits import Limits
from briefing.version import __version__

MOST_REDIRECTS = 5
"""Redirects that are followed."""


class Patience(NamedTuple):
    """Seconds that are waited: for a machine to take a connection, for its next bytes, and for all of it."""

    connecting: float = 10.0
    reading: float = 10.0
    total: float = 30.0


class Page(NamedTuple):
    """What an address gave: its bytes, the address after all redirects, and the charset that the server named, if it did."""

    data: bytes
    address: str
    charset: str


_HEADERS = {
    "User-Agent": f"briefing/{__version__} (reads articles in a terminal)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_CLOSED = (401, 402, 403, 407, 451)
_BUSY = (429, 503)
_CHARSET = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+")
_LONGEST_CHARSET = 40
_FAULTS = (
    *(
        httpx.HTTPError,
        httpx.StreamError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        httpcore.ConnectionNotAvailable,
    ),
    *(*DECODER_ERRORS, zlib.error),
)
"""What else an answer makes the libraries raise that read it."""

_CHUNK = 1 << 16
_START = 8


def get(
    address: str,
    name: str,
    *,
    limits: Limits,
    private: bool = False,
    credentials: str = "",
    stop: Stop | None = None,
    patience: Patience = Patience(),  # noqa: B008 - a named tuple cannot be changed
) -> Page:
    """What an address gives, as many bytes as `limits` let once unpacked. `name` is what the reader called it.

    Without `private` only machines of the whole internet are asked. `user:password` go to the first host only. Raises the
    `InputError` that says in a sentence what is wrong, also once `stop` is set.
    """
    ended = Stop()
    if stop is not None:
        stop.then(ended.set)
    fetching = _Fetching(name, limits, credentials, patience, ended, private=private)
    try:
        return apart(lambda: fetching.page(address), name, ended, patience.total)
    except TimeoutError:
        raise _slow(name, patience.total) from None
    finally:
        ended.set()  # also if it is the reader's interrupt that ends it


class _Fetching:
    """One fetch, from an address to the end of its redirects."""

    def __init__(self, name: str, limits: Limits, credentials: str, patience: Patience, ended: Stop, *, private: bool) -> None:
        self._name = name
        self._limits = limits
        self._size = max(limits.size, limits.documents)
        """Most bytes of what comes, as far as its beginning is known."""
        self._credentials = credentials
        self._patience = patience
        self._network = Network(name, patience.total, ended, private=private)

    def page(self, address: str) -> Page:
        """What the address gives; every error is told in a sentence."""
        timeout = httpx.Timeout(self._patience.reading, connect=self._patience.connecting)
        transport = _Transport(httpcore.ConnectionPool(ssl_context=trusted(), network_backend=self._network))
        try:
            first = httpx.URL(address)
            with httpx.Client(transport=transport, trust_env=False, headers=_HEADERS, timeout=timeout) as client:
                for _ in range(MOST_REDIRECTS + 1):
                    request = client.build_request("GET", address)
                    auth = self._auth if _origin(request.url) == _origin(first) else None
                    with closing(client.send(request, auth=auth, stream=True, follow_redirects=False)) as response:
                        if response.status_code not in _REDIRECTS:
                            return self._taken(response, address)
                        address = self._next(response, address)
                    client.cookies.clear()
        except BriefingError:
            raise
        except (httpcore.TimeoutException, TimeoutError):
            raise _slow(self._name, self._patience.reading) from None
        except (httpcore.ConnectError, ssl.SSLError) as error:
            self._not_connected(error)
        except httpx.InvalidURL:
            raise InputError(f"{self._name} cannot be read: there is no such host as its address names.") from None
        except (httpcore.NetworkError, OSError):
            raise InputError(f"{self._name} cannot be read: the connection broke off.") from None
        except _FAULTS:
            raise InputError(
                f"{self._name} cannot be read: its server breaks off, or does not answer as one of the web."
            ) from None
        raise InputError(f"{self._name} leads from one address to the next, more than {MOST_REDIRECTS} times.")

    @property
    def _auth(self) -> httpx.BasicAuth | None:
        from urllib.parse import unquote  # noqa: PLC0415

        user, _, password = self._credentials.partition(":")
        return httpx.BasicAuth(unquote(user), unquote(password)) if self._credentials else None

    def _next(self, response: httpx.Response, address: str) -> str:
        """Where a redirect leads."""
        try:
            there = addresses.parse(str(response.url.join(response.headers.get("location", "")))).canonical
        except (InputError, httpx.InvalidURL, ValueError):
            raise InputError(f"{self._name} leads to something that is no address of the web.") from None
        if address.startswith("https:") and there.startswith("http:"):
            raise ForbiddenError(f"{self._name} leads to {there}, which is not encrypted; open that if you trust it.")
        return there

    def _taken(self, response: httpx.Response, address: str) -> Page:
        """The bytes of an answer."""
        self._must_be_found(response.status_code)
        if int(response.headers.get("content-length") or 0) > self._size:
            raise self._too_large()
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding in ("", "identity"):
            chunks: Iterable[bytes] = response.iter_raw(_CHUNK)
        elif encoding in ("gzip", "x-gzip", "deflate"):
            chunks = self._unpacked(response.iter_raw(_CHUNK))
        else:
            raise InputError(f"{self._name} cannot be read: it is packed in a way that was not asked for.")
        data = bytearray()
        for chunk in chunks:
            data += chunk
            self._size = self._limits.most(bytes(data[:_START]))
            if len(data) > self._size:
                raise self._too_large()
        return Page(bytes(data), address, _charset(response.headers.get("content-type", "")))

    def _unpacked(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Unpacked pieces, each of them small, whatever they were packed from."""
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        taken = 0
        try:
            for chunk in chunks:
                taken += len(chunk)
                if taken > self._size:  # what is packed may unpack to nothing, without end
                    raise self._too_large()
                rest = chunk
                while rest:
                    if unpacker.eof:  # one member after another
                        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
                    yield unpacker.decompress(rest, _CHUNK)
                    rest = unpacker.unconsumed_tail or unpacker.unused_data
                while not unpacker.eof and (more := unpacker.decompress(b"", _CHUNK)):
                    yield more
        except zlib.error:
            raise InputError(f"{self._name} cannot be read: what its server packed cannot be unpacked.") from None
        if not unpacker.eof:
            raise InputError(f"{self._name} cannot be read: its server breaks off in the middle.")

    def _must_be_found(self, status: int) -> None:
        if status in (200, 203):
            return
        if status in _GONE:
            raise NotFoundError(f"There is nothing at {self._name}: its server does not know it ({status}).")
        if status in _CLOSED:
            raise ForbiddenError(f"{self._name} may not be read: its server asks for rights or a subscription ({status}).")
        if status in _BUSY:
            raise InputError(f"{self._name} cannot be read now: its server has too much to do ({status}), try again later.")
        if status >= 500:
            raise InputError(f"{self._name} cannot be read: its server fails ({status}), try again later.")
        raise InputError(f"{self._name} cannot be read: its server answers with status {status} and no article.")

    def _not_connected(self, error: Exception) -> NoReturn:
        cause = error.__context__ if isinstance(error.__context__, OSError) else error  # httpcore takes the cause away
        if isinstance(cause, ssl.SSLCertVerificationError):
            told = cause.verify_message or "its certificate is not trusted"
            raise InputError(f"{self._name} is not read: its server cannot show that it is who it says ({told}).") from None
        if isinstance(cause, ssl.SSLError):
            raise InputError(f"{self._name} cannot be read: no encrypted connection to its server comes about.") from None
        code = cause.errno if isinstance(cause, OSError) else None
        if code == ECONNREFUSED:
            raise InputError(f"{self._name} cannot be read: its machine takes no connection there.") from None
        if code in (ENETUNREACH, EHOSTUNREACH):
            raise InputError(f"{self._name} cannot be read: there is no way to its machine; is the network up?") from None
        raise InputError(f"{self._name} cannot be read: no connection to its machine comes about.") from None

    def _too_large(self) -> TooLargeError:
        return TooLargeError(f"{self._name} is larger than {self._size / 1e6:g} MB, the most that is opened.")


class _Transport(httpx.BaseTransport):
    """What carries the requests of a client over connections that are made as we say."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _charset(content_type: str) -> str:
    """The charset that a `Content-Type` names, as its server wrote it; empty if that cannot be a name."""
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        value = value.strip().strip("\"'")
        if key.strip().lower() == "charset":
            return value if len(value) <= _LONGEST_CHARSET and _CHARSET.issuperset(value) else ""
    return ""


def _slow(name: str, seconds: float) -> InputError:
    return InputError(f"{name} cannot be read: its server does not answer within {seconds:g} seconds.")
