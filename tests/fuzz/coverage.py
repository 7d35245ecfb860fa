"""Bytes through every reader, led by which lines they reach (atheris, which is no dependency of the project):

    uv run --with atheris python -m tests.fuzz.coverage -max_total_time=600 [FOLDER FOR WHAT IS FOUND]

Takes the options of libFuzzer. The valid inputs of `tests.fuzz.seeds` are where it starts.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found] # no dependency

with atheris.instrument_imports(include=["briefing"]):
    from briefing.ingest.detection import formats
    from tests.fuzz import readers, seeds


def main() -> None:
    """Run as a program."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, builders in seeds.BUILT.items():
            for number, build in enumerate(builders):
                (Path(folder) / f"{kind}-{number}").write_bytes(build())
        with atheris.instrument_imports(include=["briefing"]):
            for path in sorted(Path(folder).iterdir()):  # a format is imported when it is met
                readers.read(path.read_bytes())
        assert set(seeds.BUILT) == {"text", *formats.READ}
        atheris.Setup([sys.argv[0], "-max_len=20000", "-timeout=20", "-rss_limit_mb=4096", *sys.argv[1:], folder], readers.read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
