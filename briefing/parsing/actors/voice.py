"""Somebody who can be spoken of while an article is read: a named actor, or people who are described."""

from __future__ import annotations

from briefing.model import Actor, Place
from briefing.parsing.actors import pronouns
from briefing.parsing.actors.descriptions import Description
from briefing.parsing.actors.gazetteer import Sex


class Voice:
    """Somebody who can be spoken of: a named actor, or people who are described. `number` is the actor's id once it is one."""

    def __init__(self, key: int, number: pronouns.Number, sex: Sex | None) -> None:
        self.key = key
        self.number = number
        self.sex = sex
        self.actor: Actor | None = None
        self.description: Description | None = None
        self.phrases: list[str] = []
        self.places: list[Place] = []
        self.is_source = False
        self.home = -1
        self.seen = False
