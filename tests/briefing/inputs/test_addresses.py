"""How an address is written, and which machines may be asked."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.inputs import addresses
from briefing.sanitise import is_clean


@pytest.mark.parametrize(
    ("word", "canonical"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a?b#c", "https://example.org/a?b"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://user:word@example.org/a@b", "https://example.org/a@b"),
        ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        ("  https://example.org/a ", "https://example.org/a"),
    ],
)
def test_an_address_is_written_in_one_way_only(word: str, canonical: str) -> None:
    assert addresses.parse(word).canonical == canonical
    assert addresses.parse(canonical).canonical == canonical


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_whatever_follows_the_scheme_is_refused_or_an_address_in_safe_characters(rest: str) -> None:
    found = None
    with suppress(InputError):
        found = addresses.parse(f"https://{rest}").canonical
    if found is not None:
        assert found.isascii()
        assert is_clean(found)
        assert addresses.parse(found).canonical == found


@pytest.mark.parametrize(
    "word", ["https://ex\x1bample.org/", "https://example.org/\u202ea", "https://example.org\\@127.0.0.1/"]
)
def test_characters_that_no_address_has_are_refused(word: str) -> None:
    with pytest.raises(InputError):
        addresses.parse(word)


PRIVATE = [
    "127.0.0.1",
    "127.255.0.3",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.2.3",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "2001::1",
    "3fff::1",
    "100::1",
    "64:ff9b:1::1",
    "5f00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2600::5efe:10.0.0.1",
    "2600::200:5efe:127.0.0.1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.167.0.1",
    "223.255.255.255",
    "198.17.0.1",
    "2600::1",
    "2a00:1450::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2600::5efe:8.8.8.8",
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_machine_of_a_home_or_of_nobody_is_not_public(ip: str) -> None:
    assert not addresses.is_public(ip)


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_machine_of_the_internet_is_public(ip: str) -> None:
    assert addresses.is_public(ip)


@given(st.ip_addresses())
@settings(max_examples=200, deadline=None)
def test_what_python_calls_private_is_never_public(ip: object) -> None:
    if addresses.is_public(str(ip)):
        assert ip.is_global or getattr(ip, "sixtofour", None) or getattr(ip, "ipv4_mapped", None)  # type: ignore[attr-defined]
        assert not ip.is_multicast  # type: ignore[attr-defined]
