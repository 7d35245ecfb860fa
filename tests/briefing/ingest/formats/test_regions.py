"""The names of an element say what stands in it, by lists whose examples are run."""

from __future__ import annotations

import pytest

from briefing.ingest.web import regions


@pytest.mark.parametrize(
    ("names", "reason"), [(name, table["reason"]) for table in regions.tables() for name in table["examples"]]
)
def test_an_example_is_told(names: str, reason: str) -> None:
    assert regions.told(names) == reason


@pytest.mark.parametrize("names", [name for table in regions.tables() for name in table["kept"]])
def test_a_name_that_only_looks_like_one_is_not(names: str) -> None:
    assert regions.told(names) is None


@pytest.mark.parametrize(
    "names", ["", "article-body", "entry-content clearfix", "story", "col-md-8", "paragraph", "StoryBody_text"]
)
def test_the_usual_names_of_a_text_say_nothing(names: str) -> None:
    assert regions.told(names) is None
