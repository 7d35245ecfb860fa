"""Bytes through every reader: `python -m tests.fuzz.readers --cases 100000 --seed 1 [--parse] [--kinds html,mail]`.

Valid inputs of each kind are flipped, cut, spliced and doubled. What comes out must keep every promise of
`tests.fuzz.promises`, within six seconds of processor time; what is refused, is refused in one clean sentence. With `--parse`
each article is parsed too, which takes some fifty times as long. `--only NUMBER` runs one case again, with its traceback.
"""

from __future__ import annotations

from briefing.limits import Limits
from tests.fuzz import mutations, promises, running, seeds

LIMITS = Limits(characters=20_000, paragraphs=200)
PARSED = Limits(characters=2_500, paragraphs=40)
"""Limits under which a case is short; what lies past them is set aside, which is fuzzed thereby."""


def read(data: bytes) -> None:
    """Read some bytes."""
    promises.articles(data, LIMITS)


def parse(data: bytes) -> None:
    """Read some bytes and parse the articles in them."""
    from briefing.parsing import pipeline  # noqa: PLC0415 - takes two seconds

    for article in promises.articles(data, PARSED)[:2]:
        if article.paragraphs:
            promises.of_briefing(pipeline.parse((article,)))


def main() -> None:
    """Run as a program."""
    parser = running.options("Bytes through every reader.")
    parser.add_argument("--parse", action="store_true", help="parse the articles too")
    asked = parser.parse_args()
    work = parse if asked.parse else read
    about = "readers and parsing" if asked.parse else "readers"
    running.main(running.Suite(about, seeds.readable(), mutations.mutated, work), asked)


if __name__ == "__main__":
    main()
