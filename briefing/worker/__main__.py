"""Starts the worker: `python -P -m briefing.worker`."""

from briefing.worker.server import main

main()
