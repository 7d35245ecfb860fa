"""The bytes behind an address: from a server on this machine, or from none."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import httpcore
import pytest

from briefing.errors import BriefingError, ForbiddenError, InputError, NotFoundError, TooLargeError
from briefing.inputs import Stop, fetch, network, web
from briefing.inputs.waiting import StoppedError
from briefing.inputs.web import Page, Patience
from briefing.limits import Limits
from tests.briefing.inputs.servers import Answer, Server, free_port, serving

QUICK = Patience(connecting=0.5, reading=0.4, total=0.8)


@pytest.fixture(name="server")
def a_server() -> Iterator[Server]:
    with serving({}) as server:
        yield server


def get(address: str, *, size: int = 100_000, private: bool = True, credentials: str = "", stop: Stop | None = None) -> Page:
    return web.get(
        address, "The page", limits=Limits(size=size), private=private, credentials=credentials, stop=stop, patience=QUICK
    )


def told(kind: type[BriefingError], act: Callable[[], object]) -> str:
    """What the error says, which is one sentence."""
    with pytest.raises(kind) as error:
        act()
    words = str(error.value)
    assert words.endswith(".")
    assert "\n" not in words
    return words


def test_a_page_comes_with_the_address_and_the_charset_that_its_server_named(server: Server) -> None:
    server.answers["/a?b"] = Answer(fields={"Content-Type": 'text/html; charset="Windows-1251"'}, body=b"<p>\xcf</p>")
    source = fetch(server.address("/a?b#c"), private=True)
    assert (source.data, source.charset) == (b"<p>\xcf</p>", "Windows-1251")
    assert source.given == server.address("/a?b#c")
    assert source.work == source.address == server.address("/a?b")


@pytest.mark.parametrize("named", ["", "text/html", "text/html; charset=", "text/html; charset=a\tb", "x; charset=" + "y" * 99])
def test_a_charset_that_cannot_be_one_is_none(server: Server, named: str) -> None:
    server.answers["/"] = Answer(fields={"Content-Type": named})
    assert get(server.address()).charset == ""


def test_the_program_says_who_it_is_and_nothing_of_the_reader(server: Server) -> None:
    server.answers["/"] = Answer(fields={"Set-Cookie": "a=b"})
    for _ in range(2):
        get(server.address())
    for asked in server.asked:
        assert asked["user-agent"].startswith("briefing/")
        assert not {"cookie", "authorization", "referer", "from"} & set(asked)


def test_a_proxy_of_the_environment_is_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    server.answers["/"] = Answer(body=b"directly")
    assert get(server.address()).data == b"directly"


def test_redirects_are_followed_and_the_last_address_is_told(server: Server) -> None:
    server.answers["/a"] = Answer(301, {"Location": "b?c#d", "Set-Cookie": "a=b"})
    server.answers["/b?c"] = Answer(307, {"Location": server.address("/e")})
    server.answers["/e"] = Answer(body=b"here")
    assert get(server.address("/a")) == Page(b"here", server.address("/e"), "")
    assert not any("cookie" in asked for asked in server.asked)


def test_redirects_without_an_end_are_given_up(server: Server) -> None:
    server.answers["/"] = Answer(302, {"Location": "/"})
    assert "more than 5 times" in told(InputError, lambda: get(server.address()))
    assert len(server.asked) == 6


@pytest.mark.parametrize("there", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "", "http://", "data:,x"])
def test_a_redirect_to_what_is_no_address_of_the_web_is_not_followed(server: Server, there: str) -> None:
    server.answers["/a"] = Answer(302, {"Location": there} if there else {})
    told(InputError, lambda: get(server.address("/a")))


def test_a_redirect_to_a_private_machine_is_refused_though_the_first_was_not(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.addresses, "is_public", lambda ip: ip == "127.0.0.1")
    server.answers["/"] = Answer(302, {"Location": server.address("/secret", "127.0.0.2")})
    assert "127.0.0.2 is a machine of a private network" in told(ForbiddenError, lambda: get(server.address(), private=False))
    assert [asked["path"] for asked in server.asked] == ["/"]


def test_a_password_goes_to_the_host_that_it_was_given_for_and_to_no_other(server: Server) -> None:
    with serving({"/": Answer(body=b"other")}) as other:
        server.answers["/"] = Answer(302, {"Location": "/b"})
        server.answers["/b"] = Answer(302, {"Location": other.address()})
        assert get(server.address(), credentials="anne:se%40cret").data == b"other"
        assert [asked.get("authorization") for asked in server.asked] == ["Basic YW5uZTpzZUBjcmV0"] * 2
        assert "authorization" not in other.asked[0]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "[::1]",
        "[::ffff:7f00:1]",
    ],
)
def test_this_machine_is_not_asked_however_it_is_called(server: Server, host: str) -> None:
    told(InputError, lambda: fetch(server.address(host=host)))
    assert server.asked == []


def resolver(*answers: list[str]) -> Callable[..., list[object]]:
    """A resolver that says another thing each time that it is asked."""
    waiting = list(answers)

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        if host.replace(".", "").isdigit():
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        found = waiting.pop(0)
        return [(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    return look_up


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.7", "64:ff9b::7f00:1"])
def test_a_name_that_is_looked_up_as_a_private_machine_is_not_asked(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver([ip]))
    words = told(ForbiddenError, lambda: get("http://news.example/", private=False))
    assert "--allow-private" in words


def test_what_is_connected_to_is_what_was_checked_whatever_the_name_is_looked_up_as_next(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []

    def connect(self: object, host: str, port: int, *_: object) -> httpcore.NetworkStream:
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(socket, "getaddrinfo", resolver(["93.184.215.14", "10.0.0.1"], ["127.0.0.1"], ["127.0.0.1"]))
    monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", connect)
    told(InputError, lambda: get("http://news.example/", private=False))
    assert connected == ["93.184.215.14"]


def test_a_host_without_a_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    assert "there is no machine called news.example" in told(NotFoundError, lambda: get("http://news.example/"))


def test_a_machine_that_takes_no_connection_is_told() -> None:
    assert "takes no connection" in told(InputError, lambda: get(f"http://127.0.0.1:{free_port()}/"))


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (404, NotFoundError, "does not know it"),
        (410, NotFoundError, "does not know it"),
        (401, ForbiddenError, "rights"),
        (403, ForbiddenError, "rights"),
        (429, InputError, "try again later"),
        (500, InputError, "fails (500)"),
        (503, InputError, "try again later"),
        (418, InputError, "status 418"),
        (204, InputError, "status 204"),
        (304, InputError, "status 304"),
    ],
)
def test_an_answer_without_a_page_is_told_in_one_sentence(
    server: Server, status: int, kind: type[InputError], words: str
) -> None:
    server.answers["/"] = Answer(status)
    assert words in told(kind, lambda: get(server.address()))


def test_a_page_over_the_limit_is_refused_by_what_its_server_says_of_it(server: Server) -> None:
    server.answers["/"] = Answer(body=bytes(100_001))
    assert "larger than 0.1 MB" in told(TooLargeError, lambda: get(server.address()))
    server.answers["/"] = Answer(body=bytes(100_000))
    assert len(get(server.address()).data) == 100_000


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(bytes(10_000))


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"a")
        time.sleep(0.05)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nA: ")
    while True:
        handler.wfile.write(b"a")
        time.sleep(0.05)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def breaking_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")


def babbling(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP \x1b[2J\r\n" * 10)


def boasting(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000 + b"\r\n")


def nothing_without_end(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    while True:
        handler.wfile.write(gzip.compress(b"") * 1_000)


def test_a_page_without_an_end_is_read_no_further_than_the_limit(server: Server) -> None:
    server.answers["/"] = Answer(writes=endless)
    told(TooLargeError, lambda: get(server.address()))


@pytest.mark.parametrize("writes", [dripping, dripping_head, silent])
def test_a_server_that_takes_its_time_is_given_up(server: Server, writes: Callable[[BaseHTTPRequestHandler], None]) -> None:
    server.answers["/"] = Answer(writes=writes)
    begin = time.monotonic()
    assert "does not answer within" in told(InputError, lambda: get(server.address()))
    assert time.monotonic() - begin < 1.5


@pytest.mark.parametrize("writes", [breaking_off, babbling, boasting])
def test_a_server_that_does_not_keep_to_the_protocol_is_told(
    server: Server, writes: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    server.answers["/"] = Answer(writes=writes)
    told(InputError, lambda: get(server.address()))


def packed(data: bytes, name: str = "gzip") -> Answer:
    return Answer(fields={"Content-Encoding": name}, body=data)


def test_a_packed_page_is_unpacked(server: Server) -> None:
    words = b"Words and more. " * 5000
    for answer in (
        packed(gzip.compress(words)),
        packed(zlib.compress(words), "deflate"),
        packed(gzip.compress(words[:7]) + gzip.compress(words[7:])),
    ):
        server.answers["/"] = answer
        assert get(server.address()).data == words


def test_what_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked(server: Server) -> None:
    pump = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(pump.compress(bytes(1 << 20)) for _ in range(16)) + pump.flush()
    assert len(bomb) < 100_000
    server.answers["/"] = packed(bomb)
    told(TooLargeError, lambda: get(server.address()))


def test_what_is_packed_and_holds_nothing_ends_at_the_limit_too(server: Server) -> None:
    server.answers["/"] = Answer(writes=nothing_without_end)
    told(TooLargeError, lambda: get(server.address()))


@pytest.mark.parametrize(
    "answer", [packed(b"not packed"), packed(gzip.compress(b"words" * 99)[:-9]), packed(b"x", "br"), packed(b"x", "gzip, gzip")]
)
def test_what_cannot_be_unpacked_is_told(server: Server, answer: Answer) -> None:
    server.answers["/"] = answer
    told(InputError, lambda: get(server.address()))


def wait_for(holds: Callable[[], object]) -> None:
    until = time.monotonic() + 5
    while not holds() and time.monotonic() < until:
        time.sleep(0.005)
    assert holds()


def test_giving_up_ends_a_fetch_at_once_and_its_connection_too(server: Server) -> None:
    cut: list[bool] = []

    def waits(handler: BaseHTTPRequestHandler) -> None:
        cut.append(handler.rfile.read(1) == b"")

    server.answers["/"] = Answer(writes=waits)
    stop = Stop()
    begun: list[float] = []

    def give_up() -> None:
        wait_for(lambda: server.asked)
        begun.append(time.monotonic())
        stop.set()

    Thread(target=give_up).start()
    told(StoppedError, lambda: get(server.address(), stop=stop))
    assert time.monotonic() - begun[0] < 0.2
    wait_for(lambda: cut)
    assert cut == [True]


def test_what_was_given_up_before_it_began_asks_nobody(server: Server) -> None:
    stop = Stop()
    stop.set()
    told(StoppedError, lambda: get(server.address(), stop=stop))


def test_a_resolver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1.5) or [])
    begin = time.monotonic()
    told(InputError, lambda: get("http://news.example/"))
    assert time.monotonic() - begin < 1


# Encrypted


CERTIFICATE = Path(__file__).with_name("certificate.pem")
"""Of `news.example`, signed by itself; its key is of use for nothing else."""


@pytest.fixture(name="secured")
def a_secured_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that shows the certificate of `news.example`; every name is looked up as this machine."""

    def here(host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serving({"/": Answer(body=b"secret")}, context) as server:
        yield server


@pytest.fixture(name="trusted")
def a_trusted_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "trusted", lambda: ssl.create_default_context(cafile=str(CERTIFICATE)))


def test_a_server_that_nobody_vouches_for_is_not_read(secured: Server) -> None:
    words = told(InputError, lambda: get(secured.address(host="news.example", scheme="https")))
    assert "cannot show that it is who it says" in words
    assert secured.asked == []


@pytest.mark.usefixtures("trusted")
def test_the_certificate_must_be_that_of_the_name_whatever_machine_is_connected_to(secured: Server) -> None:
    assert get(secured.address(host="news.example", scheme="https")).data == b"secret"
    assert fetch(secured.address(host="News.Example.", scheme="https"), private=True).data == b"secret"
    told(InputError, lambda: get(secured.address(host="other.example", scheme="https")))
    told(InputError, lambda: get(secured.address(host="127.0.0.1", scheme="https")))
    assert len(secured.asked) == 2


@pytest.mark.usefixtures("trusted")
def test_what_was_encrypted_is_not_asked_for_in_the_clear(secured: Server) -> None:
    with serving({"/": Answer(body=b"clear")}) as clear:
        secured.answers["/"] = Answer(302, {"Location": clear.address()})
        words = told(ForbiddenError, lambda: get(secured.address(host="news.example", scheme="https")))
        assert f"leads to {clear.address()}, which is not encrypted" in words
        assert clear.asked == []


def test_a_server_that_does_not_encrypt_where_it_should_is_told(server: Server) -> None:
    assert "no encrypted connection" in told(InputError, lambda: get(server.address(scheme="https")))
