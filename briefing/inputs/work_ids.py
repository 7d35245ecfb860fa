"""The works of the articles of one input: what stays the same when an article is updated.

An article that names its work is believed as far as it can know: a page and a feed of the web about their own site, a file
about any address, mail by its message id. Any other name counts beside the input that it stands in, so that one feed's
item 7 is not another's. Whatever is claimed, marks go along only where the words are those that were marked.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.inputs import addresses
from briefing.model import SAMPLE_WORK
from briefing.sanitise import clean_line

LONGEST = 1_000
"""Most characters of a name that an article gives its work."""

_SCHEMES = ("mid:", "nitf:", "tag:", "urn:")
"""What names begin with that are given once in the world (RFC 2392, 4151, 8141), and those of wire stories."""
_SIDES = ("www.", "m.", "mobile.", "amp.")


def works(base: str, address: str, named: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """The works of the articles of one input, no two of them the same.

    `base` is the input's own work, empty for the standard input, `address` where it came from, if it came from the web. `named`
    are the works that its articles name, empty where they name none, and `ids` their ids.
    """
    found: dict[str, None] = {}
    for part, (name, id_) in enumerate(zip(named, ids, strict=True)):
        work = _own(base, address, name) or (base or id_ if len(ids) == 1 else f"{base or id_}#{part + 1}")
        while work in found:
            work = f"{work}#{part + 1}"
        found[work] = None
    return tuple(found)


def _own(base: str, address: str, name: str) -> str:
    """The work that an article names, empty if it is not believed."""
    if base == SAMPLE_WORK or not name or len(name) > LONGEST or clean_line(name) != name:
        return ""
    if name.lower().startswith(("http://", "https://")):
        canonical = _canonical(name)
        if canonical and not address:
            return canonical if _says_which(canonical) else ""
        if canonical and _is_same_site(canonical, address):
            return canonical if canonical == address or _says_which(canonical) else ""
    elif _is_unique(name):
        return name
    return f"{base}#{name}" if base else ""


def _canonical(name: str) -> str:
    from briefing.errors import InputError  # noqa: PLC0415

    try:
        return addresses.parse(name).canonical
    except InputError:
        return ""


def _says_which(address: str) -> bool:
    """Whether an address names more than a site: many sites call each of their pages by that of the first."""
    return address.partition("://")[2].partition("/")[2] != ""


def _is_unique(name: str) -> bool:
    """Whether a name says of itself that there is no other like it."""
    if name.startswith(_SCHEMES):
        return True
    left, at, right = name.strip("<>").partition("@")
    return bool(left and at and "." in right) and " " not in name and "/" not in name


def _is_same_site(one: str, other: str) -> bool:
    a, b = _site(one), _site(other)
    return bool(a and b) and (a == b or ("." in b and a.endswith(f".{b}")) or ("." in a and b.endswith(f".{a}")))


def _site(address: str) -> str:
    host = addresses.host_of(address)
    return next((host.removeprefix(side) for side in _SIDES if host.startswith(side)), host)
