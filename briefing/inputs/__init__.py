"""What was named -> bytes: paths, folders, globs, standard input, addresses of the web.

expand(["news/", "-"])    what there is to open, in the order given, each with its name or its failure
fetch(named)              the bytes of one of them
"""

from __future__ import annotations

from briefing.inputs.expanding import STANDARD_INPUT, Named, expand, name
from briefing.inputs.fetching import Source, fetch
from briefing.inputs.sample import sample
from briefing.inputs.waiting import Stop

__all__ = ["STANDARD_INPUT", "Named", "Source", "Stop", "expand", "fetch", "name", "sample"]
