"""JSON through its decoders: `python -m tests.fuzz.answers --cases 100000 --seed 1`.

Briefings, marks and messages are encoded, then flipped, cut and spliced, in their bytes or in their values. What decodes keeps
the promises of the model: clean strings, spans in their texts, each sentence in one panel. All else raises `DamagedError`.
"""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any

from briefing.codec import check, decode, decode_briefing, encode
from briefing.errors import DamagedError
from briefing.library import make
from briefing.model import Article, Mark, Span
from briefing.sanitise import is_clean
from briefing.worker.messages import Done, Failed, Job, Opened, Parsed, Progress, from_line, to_line
from tests.fuzz import mutations, running
from tests.tui.harbour import harbour

BRIEFING = harbour()
MARK = make(BRIEFING.articles[0], Span(0, 20), "note", "When?")._replace(id="0" * 32, when="2024-01-01T00:00:00Z")
MESSAGES = (
    Job(1, "a.txt", b"Words."),
    Job(2, "a.txt", articles=BRIEFING.articles),
    Opened(1, 0, BRIEFING.articles[0], "https://post.example/wall"),
    Progress(1, 0, "panels", 3, 9),
    Parsed(1, 0, BRIEFING),
    Failed(1, None, "UnreadableError", "It cannot be read."),
    Done(1, 1),
)
SEEDS: dict[str, tuple[bytes, ...]] = {
    "briefing": (encode(BRIEFING).encode(),),
    "article": (encode(BRIEFING.articles[0]).encode(),),
    "mark": (encode(MARK).encode(),),
    "message": tuple(map(to_line, MESSAGES)),
}
VALUES: tuple[Any, ...] = (  # `Any` is what JSON holds
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**63,
        -(2**63),
        10**30,
        0.5,
        1e308,
        float("nan"),
        float("inf"),
        "",
        "a",
        "\x1b[2J",
        "\ud800",
    ),
    *(
        "a\u202eb",
        [],
        [0],
        [0, 1],
        [1, 0],
        [-1, 5],
        [0, 10**9],
        [True, False],
        [0, 0.5],
        ["0", "1"],
        {},
        {"id": 0},
        [[0, 1]] * 3,
    ),
    *("read", "flag", "person", "plan", "Job", "Done", "YQ==", "YQ", "=" * 9),
)


def mutated(chance: Random, kind: str) -> bytes:
    """An encoded object of a kind, changed in its bytes or in its values."""
    data = chance.choice(SEEDS[kind])
    if chance.random() < 0.4:
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5))):
            mutations.change(chance, changed)
        return bytes(changed)
    value = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change(chance, value)
    return json.dumps(value).encode()


def _change(chance: Random, value: Any) -> None:
    """Change one thing somewhere in a JSON value."""
    parent, key = value, None
    while True:
        keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
        if not keys:
            break
        key = chance.choice(keys)
        if not isinstance(parent[key], dict | list) or not parent[key] or chance.random() < 0.15:
            break
        parent = parent[key]
    if key is None:
        return
    match chance.randrange(5):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, list):
            parent.insert(key, deepcopy(parent[chance.randrange(len(parent))]))
        case 2 if isinstance(parent[key], int):
            parent[key] += chance.choice((-1, 1, 7, -100, 10_000))
        case _:
            parent[key] = deepcopy(chance.choice(VALUES))


def run(data: bytes) -> None:
    """Decode some bytes in every way."""
    for decoder in (decode_briefing, lambda text: decode(Article, text), lambda text: decode(Mark, text), from_line):
        try:
            found = decoder(data)
        except DamagedError as error:
            assert is_clean(str(error))  # noqa: PT017 - what is said of damage is shown
            continue
        again = encode(found)
        assert is_clean(again), "a string is not clean"
        if decoder is decode_briefing:
            check(found)
            assert decode_briefing(again) == found
        elif decoder is from_line:
            assert from_line(to_line(found)) == found


def main() -> None:
    """Run as a program."""
    asked = running.options("JSON through its decoders.").parse_args()
    running.main(running.Suite("decoders", tuple(SEEDS), mutated, run), asked)


if __name__ == "__main__":
    main()
