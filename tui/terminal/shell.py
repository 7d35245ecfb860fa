"""The shell that the program was started from: whether one can go back to it for a while, and going there."""

from __future__ import annotations

import os
import signal

from briefing import policy
from briefing.errors import NotAllowedError


def why_not() -> str:
    """Why the program cannot be left for the shell, as a sentence; empty if it can."""
    try:
        policy.in_force().require(policy.SUSPENDING)
    except NotAllowedError as error:
        return str(error)
    # A shell that can continue what is stopped gives each job a group of its own; who leads a session has none above it.
    return "There is no shell to go back to" if os.getpgrp() == os.getsid(0) else ""


def stop() -> None:
    """Stop this process until the shell continues it. It must not be called where one cannot go there: nobody would."""
    os.kill(os.getpid(), signal.SIGSTOP)
