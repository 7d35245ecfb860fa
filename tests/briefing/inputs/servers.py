"""A server on this machine, for tests of addresses: what it answers to a path is given, and what it was asked is kept."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """What a server answers: a status, its fields, and a body, or a function that writes all of it."""

    status: int = 200
    fields: Mapping[str, str] = {}
    body: bytes = b""
    writes: Callable[[BaseHTTPRequestHandler], None] | None = None


class Server(ThreadingHTTPServer):
    """`answers` by path; `asked` are the fields of each request, its path and method among them."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def address(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.server_port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away, or trusts nobody, is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append({**{name.lower(): value for name, value in self.headers.items()}, "path": self.path})
        answer = self.server.answers.get(self.path, Answer(404))
        if answer.writes is not None:
            answer.writes(self)
            return
        self.send_response(answer.status)
        fields = {"Content-Length": str(len(answer.body)), **answer.fields}
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)


@contextmanager
def serving(answers: dict[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Server]:
    with Server(answers) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
