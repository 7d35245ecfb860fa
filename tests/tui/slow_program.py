"""The program with a worker that misbehaves: `python -m tests.tui.slow_program MODE LOG WORD…`."""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.desk import desk
from briefing.worker import client
from tui.cli import main

FAKE = Path(__file__).parents[1] / "briefing" / "fake_worker.py"

mode, log, *words = sys.argv[1:]
command = (sys.executable, "-P", str(FAKE), mode, log)
desk.Client = lambda _=(), **options: client.Client(command, **options)  # type: ignore[misc, assignment]
sys.exit(main(words))
