"""The sample article that the program comes with."""

# Pathlib takes longer to import than all of this.
# ruff: noqa: PTH100, PTH112, PTH118, PTH120, PTH208

from __future__ import annotations

import os

from briefing.errors import NotFoundError
from briefing.inputs.expanding import Named
from briefing.model import SAMPLE_WORK


def sample() -> Named:
    """The sample as an input, from the installed package or from the checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (os.path.join(package, "_seeds"), os.path.join(os.path.dirname(package), "seeds")):
        if os.path.isdir(folder):
            for name in sorted(os.listdir(folder)):
                return Named("the sample article", os.fsencode(os.path.join(folder, name)), SAMPLE_WORK)
    return Named("the sample article", error=NotFoundError("The sample article was not installed; install the program anew."))
