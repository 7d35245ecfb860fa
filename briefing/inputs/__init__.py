"""What was named -> bytes: paths, folders, globs, standard input; addresses are refused for now.

expand(["news/", "-"])    what there is to open, in the order given, each with its name or its failure
fetch(named)              the bytes of one of them
"""

from __future__ import annotations

from briefing.inputs.fetching import MOST_BYTES, Source, fetch
from briefing.inputs.naming import STANDARD_INPUT, Named, expand, name
from briefing.inputs.sample import sample

__all__ = ["MOST_BYTES", "STANDARD_INPUT", "Named", "Source", "expand", "fetch", "name", "sample"]
