"""What words ask for that only open inputs on the screen: read without a library, which the first frame would wait for."""

from __future__ import annotations

from collections.abc import Sequence

from tui.options.options import COMMANDS, OPEN, OPTIONS, Options


def read(words: Sequence[str]) -> Options | None:
    """What the words ask for, if they are inputs and options of the screen; none if it takes more to read them."""
    options = {option.name: option for option in OPTIONS if OPEN in option.commands and option.field}
    inputs: list[str] = []
    given: dict[str, str | bool] = {}
    left = iter(words)
    for word in left:
        if word == "--":
            inputs += left
        elif not word.startswith("-") or word == "-":
            if not inputs and word in COMMANDS:
                return None
            inputs.append(word)
        elif word not in options or (options[word].once and options[word].field in given):
            return None
        elif options[word].takes:
            value = next(left, "-")
            if value.startswith("-"):
                return None
            given[options[word].field] = value
        else:
            given[options[word].field] = True
    return Options(**{**Options._field_defaults, **given, "inputs": tuple(inputs)})
