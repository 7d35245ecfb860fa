"""Connections to machines that may be asked: a name is looked up, its numeric addresses are checked, and one of those is used.

What a name is looked up as the next time does not matter, since nothing looks it up again; the certificate is checked for the
name all the same.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from time import monotonic
from typing import Any

import httpcore

from briefing import policy
from briefing.errors import InputError, NotFoundError
from briefing.inputs import addresses
from briefing.inputs.waiting import Stop, StoppedError

MOST_TRIED = 4
"""Numeric addresses of one host that are tried."""


class Network(httpcore.NetworkBackend):
    """Looks names up, and connects to those of their numeric addresses that may be asked.

    `name` is what the reader called the input. All of it has so many `seconds`, and is cut once `ended` is set.
    """

    def __init__(self, name: str, seconds: float, ended: Stop, *, private: bool) -> None:
        self._name = name
        self._private = policy.in_force().asks_private_machines(wanted=private)
        self._end = monotonic() + seconds
        self._ended = ended

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first numeric address of a host that takes one. Raises `ForbiddenError` if none may be asked."""
        found = list(dict.fromkeys(look_up(host, port, self._name)))
        allowed = [ip for ip in found if self._private or addresses.is_public(ip)]
        if not allowed:
            raise policy.in_force().no_private_machine(self._name, host)
        failed: Exception | None = None
        for ip in allowed[:MOST_TRIED]:
            try:
                stream = httpcore.SyncBackend().connect_tcp(ip, port, self.left(timeout), local_address, socket_options)
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = failed or error
        raise failed or httpcore.ConnectError()

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take. Raises `TimeoutError` or `StoppedError` if there are none."""
        if self._ended:
            raise StoppedError(f"Opening {self._name} was cancelled.")
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left if timeout is None else min(left, timeout)

    def on_end(self, call: Callable[[], object]) -> None:
        """Have something called when nobody waits any more."""
        self._ended.then(call)


class _Stream(httpcore.NetworkStream):
    """A connection that is cut when nobody waits for it any more, and takes no longer than is left."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network
        network.on_end(self._cut)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout)), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _cut(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def look_up(host: str, port: int, name: str) -> list[str]:
    """The numeric addresses of a host. Raises `InputError` if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise InputError(f"{name} cannot be read: no name can be looked up; is the network up?") from None
        raise NotFoundError(f"{name} cannot be read: there is no machine called {host}.") from None
    return [str(sockaddr[0]) for *_, sockaddr in found]


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that the program comes with, and the system's own, which a company may have added to."""
    import certifi  # noqa: PLC0415

    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context
