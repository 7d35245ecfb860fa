"""Python imports this at its start where it is on the path: from then on no socket leads out of the machine.

Each process writes to the file that `BRIEFING_SOCKETS` names: that it is watched, and what it tried all the same.
"""

from __future__ import annotations

import os
import sys

_ASKED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_LOCAL = 1
"""AF_UNIX; `socket` itself is not imported for it."""


def _tell(line: str) -> None:
    with open(os.environ["BRIEFING_SOCKETS"], "a", encoding="utf-8") as file:  # noqa: PTH123 - imported at every start
        file.write(f"{line}\n")


def _asker() -> str:
    """The file of the code that asks Python's own modules for a socket."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename.endswith(("/socket.py", "/sitecustomize.py")):
        frame = frame.f_back
    return "/".join(frame.f_code.co_filename.rsplit("/", 3)[-3:])


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    local = event not in _NAMES
    if event == "socket.__new__":
        local = arguments[1] in (_LOCAL, -1)
    elif event in _ASKED:
        local = getattr(arguments[0], "family", None) == _LOCAL
    if not local and event.startswith("socket."):
        _tell(f"tried {event} in {_asker()}")
        raise PermissionError(f"no sockets: {event}")


if "BRIEFING_SOCKETS" in os.environ:
    sys.addaudithook(_watch)
    _tell(f"watched {' '.join(sys.orig_argv)}")
