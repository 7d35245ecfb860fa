"""Which names are places or seats of governments, which country an adjective or a capital belongs to, who is a he or a she.

The facts and their sources stand in `gazetteer.toml`, `gazetteer_seats.toml` and `gazetteer_given_names.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Sex = Literal["he", "she"]


class Gazetteer(NamedTuple):
    """Lookups by the form that a text uses, case kept: a form of a place -> its canonical name, and so on."""

    places: dict[str, str]
    countries: frozenset[str]
    states: frozenset[str]
    capitals: dict[str, str]
    demonyms: dict[str, str]
    doubtful: frozenset[str]
    given: dict[str, Sex]


@cache
def load() -> Gazetteer:
    """The gazetteer, read once a process."""
    here = files("briefing.parsing.actors")
    data = tomllib.loads((here / "gazetteer.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((here / "gazetteer_given_names.toml").read_text(encoding="utf-8"))
    places = {name: name for name in (*data["cities"], *data["regions"])}
    capitals: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for state, *others in data["states"]:
        places |= dict.fromkeys((state, *(form for form in others if form.endswith(".") or len(form) > 2)), state)
    for country, others, towns, adjectives in data["countries"]:
        places |= dict.fromkeys((country, *others), country)
        for town in towns:
            places.setdefault(town, towns[0])
            capitals.setdefault(town, country)
        for adjective in adjectives:
            demonyms.setdefault(adjective, country)
    given: dict[str, Sex] = dict.fromkeys(names["he"], "he") | dict.fromkeys(names["she"], "she")
    return Gazetteer(
        places=places,
        countries=frozenset(entry[0] for entry in data["countries"]),
        states=frozenset(form for entry in data["states"] for form in entry),
        capitals=capitals,
        demonyms=demonyms,
        doubtful=frozenset(data["doubtful"]),
        given=given,
    )


@cache
def seats() -> frozenset[str]:
    """Names of their own of governments and parliaments, in lower case: `white house`, `bundestag`."""
    data = tomllib.loads((files("briefing.parsing.actors") / "gazetteer_seats.toml").read_text(encoding="utf-8"))
    return frozenset(name.lower() for _, *lists in data["seats"] for names in lists for name in names)


def place(form: str) -> str | None:
    """The canonical name of a place, or none: `Mo.` -> `Missouri`. A capital is a place of its own."""
    return load().places.get(form)


def country(word: str) -> str | None:
    """The country that a country's name or a demonym speaks of: `Peruvian` -> `Peru`. None for all other words."""
    known = load()
    name = known.places.get(word)
    return name if name in known.countries else known.demonyms.get(word)
