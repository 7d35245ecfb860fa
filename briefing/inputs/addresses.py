"""Addresses of the web: how one is written, so that it names one thing, and which machines may be asked for it."""

from __future__ import annotations

from typing import NamedTuple

from briefing.errors import InputError
from briefing.sanitise import is_clean

LONGEST = 2_000
"""Most characters of an address; browsers and servers take little more."""

_PORTS = {"http": 80, "https": 443}
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+.-")
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
"""Characters of a path and query that stand for themselves (RFC 3986); what is escaped already stays so."""

_SPECIAL_4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",  # between a provider and its customers
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)
_SPECIAL_6 = (
    "2001::/23",  # protocols, Teredo among them
    "2001:db8::/32",
    "3fff::/20",
)
_GLOBAL_6 = "2000::/3"
_CARRIES_4 = (  # a prefix, and how many bits stand behind the address of version 4 in it
    ("::ffff:0:0/96", 0),
    ("64:ff9b::/96", 0),  # translated by a router (RFC 6052)
    ("2002::/16", 80),  # 6to4
)
_ISATAP = (0x00005EFE, 0x02005EFE)


class Address(NamedTuple):
    """An address: `canonical` as it is written in one way, `shown` as it was given, and `user:password` apart from both."""

    canonical: str
    shown: str
    credentials: str = ""


def is_address(word: str) -> bool:
    """Whether a word is an address of any scheme, and no path."""
    scheme, separator, _ = word.partition("://")
    return bool(separator) and len(scheme) > 1 and _SCHEME.issuperset(scheme.lower())


def parse(word: str) -> Address:
    """The address that a word is: scheme and host in lower case, no usual port, no fragment, what is no ASCII escaped.

    Raises `InputError` if it is none of the web's.
    """
    from urllib.parse import quote, urlsplit, urlunsplit  # noqa: PLC0415 - most readers name files

    scheme, _, rest = word.strip().partition("://")
    end = min((rest.index(mark) for mark in "/?#" if mark in rest), default=len(rest))
    credentials, _, authority = rest[:end].rpartition("@")
    shown = f"{scheme}://{authority}{rest[end:]}"
    if scheme.lower() not in _PORTS:
        raise InputError(f"{_short(shown)} is no address that can be opened: only http and https are.")
    if not is_clean(word) or "\n" in word or "\\" in word:
        raise InputError(f"{_short(shown)} is no address: it holds characters that none has.")
    if len(word) > LONGEST:
        raise InputError(f"{_short(shown)} is no address: it is longer than {LONGEST} characters.")
    try:
        parts = urlsplit(f"{scheme.lower()}://{authority}{rest[end:]}")
        port, host = parts.port, _host(parts.hostname or "")
    except ValueError:
        raise InputError(f"{_short(shown)} is no address: its host cannot be understood.") from None
    where = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        where = f"{where}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    return Address(urlunsplit((parts.scheme, where, path, quote(parts.query, safe=_SAFE), "")), shown, credentials)


def host_of(address: str) -> str:
    """The host of an address of the web, empty if it has none or is something else."""
    try:
        canonical = parse(address).canonical
    except InputError:
        return ""
    authority = canonical.partition("://")[2].partition("/")[0]
    return authority.partition("]")[0].lstrip("[") if authority.startswith("[") else authority.partition(":")[0]


def is_public(ip: str) -> bool:
    """Whether a numeric address is one of the whole internet: not of a home, this machine, a group, or nobody.

    Source: the special-purpose registries of IANA (RFC 6890 and later). What carries an address of version 4 inside one of
    version 6 (mapped, translated, 6to4, ISATAP) is judged by both.
    """
    from ipaddress import IPv4Address, ip_address, ip_network  # noqa: PLC0415 - files have none

    found = ip_address(ip.partition("%")[0])
    if isinstance(found, IPv4Address):
        return not any(found in ip_network(special) for special in _SPECIAL_4)
    bits = int(found)
    for prefix, behind in _CARRIES_4:
        if found in ip_network(prefix):
            return is_public(str(IPv4Address(bits >> behind & 0xFFFFFFFF)))
    if bits >> 32 & 0xFFFFFFFF in _ISATAP and not is_public(str(IPv4Address(bits & 0xFFFFFFFF))):
        return False
    return found in ip_network(_GLOBAL_6) and not any(found in ip_network(special) for special in _SPECIAL_6)


def _host(name: str) -> str:
    """A host's name in lower case and ASCII. Raises `ValueError` if it is none."""
    if not name.isascii():
        import idna  # noqa: PLC0415 - few hosts have other letters

        name = idna.encode(name, uts46=True).decode("ascii")  # its errors are those of Unicode, which are of values
    name = name.lower().removesuffix(".")
    if not name or name.startswith(".") or ".." in name or not set(name).isdisjoint(" \"<>^`{|}%'"):
        raise ValueError
    return name


def _short(word: str) -> str:
    return word if len(word) <= 80 else f"{word[:80]}…"
