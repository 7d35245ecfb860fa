"""What desk and worker say to each other, one JSON object a line.

The desk sends a `Job`. Where it has bytes to read, the worker answers `Begun` as it begins to, `Opened` for each article that
they hold, and `AllOpened` after the last; then for each article in turn any number of `Progress`, and `Parsed` or `Failed`;
`Done` ends the job. A `Failed` without a part means that the bytes gave no article, or none beyond those that were opened.
Parts count the articles of the bytes, or of the job.
Each line is `{"says": "Job", …}` with the fields of the message beside it.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from briefing.codec import build, plain
from briefing.errors import DamagedError
from briefing.limits import Limits
from briefing.model import Article, Briefing

OUT_OF_MEMORY = 70
"""Exit status of a worker that took more memory than it may, where the system does not keep it from doing so."""


class Job(NamedTuple):
    """Bytes to read, or articles that were read before, to parse. `name` is what the reader called the input.

    `address` is the URL that the bytes came from, `charset` the encoding that its server named; both empty for a file.
    """

    number: int
    name: str
    data: bytes = b""
    address: str = ""
    charset: str = ""
    articles: tuple[Article, ...] = ()
    limits: Limits = Limits()


class Begun(NamedTuple):
    """What reads the job's bytes is imported, and begins: from here on the time for reading counts."""

    job: int


class Opened(NamedTuple):
    """An article was read: its text can be shown. `work` is what the article calls itself in every version, if it does."""

    job: int
    part: int
    article: Article
    work: str = ""


class AllOpened(NamedTuple):
    """Every article of the bytes was opened, so many: from here on the time for parsing counts."""

    job: int
    articles: int


class Progress(NamedTuple):
    """The step that parsing is at, and how many steps of how many are done."""

    job: int
    part: int
    step: str
    done: int
    of: int


class Parsed(NamedTuple):
    """An article was parsed, alone, as a briefing."""

    job: int
    part: int
    briefing: Briefing


class Failed(NamedTuple):
    """Something went wrong: the name of the error's class in `errors`, and its sentence."""

    job: int
    part: int | None
    error: str
    message: str


class Done(NamedTuple):
    """The job is over; `articles` were found in its bytes."""

    job: int
    articles: int


Message = Job | Begun | Opened | AllOpened | Progress | Parsed | Failed | Done
Answer = Begun | Opened | AllOpened | Progress | Parsed | Failed | Done

_KINDS: dict[str, type[Message]] = {
    kind.__name__: kind for kind in (Job, Begun, Opened, AllOpened, Progress, Parsed, Failed, Done)
}


def to_line(message: Message) -> bytes:
    """A message as one line of JSON, newline included."""
    record = {"says": type(message).__name__, **plain(message)}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def from_line(line: bytes) -> Message:
    """The message that a line says; `DamagedError` if it says none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"The worker said something that is not JSON: {error}") from None
    says = record.get("says") if isinstance(record, dict) else None
    kind = _KINDS.get(says) if isinstance(says, str) else None
    if kind is None:
        raise DamagedError("The worker said something that is not a message.")
    return build(kind, record)
