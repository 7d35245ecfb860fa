"""Who says what: the speakers and actors of an article, with their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefing.model import Actor, Briefing
from briefing.voices import voices
from briefing.wording import counted
from tui.commands.hints import list_hints
from tui.commands.keymap import Keymap
from tui.commands.registry import USUAL
from tui.lists.list_view import Listing
from tui.review.filters import by_actor
from tui.screen.glyphs import UNICODE, Glyphs
from tui.screen.rows import Piece, Row, cut, on_one_line
from tui.screen.status_line import Hint
from tui.screen.widths import width

Show = Callable[[frozenset[int], str], object]
"""Shows only some sentences, which are those of what some words say."""
Go = Callable[[int], object]
"""Goes to a sentence."""


class Who(NamedTuple):
    """A speaker or an actor: role or kind, the lines that give their words, and all their lines."""

    name: str
    about: str
    spoken: frozenset[int]
    lines: tuple[int, ...]


class WhoListing(Listing):
    """Speakers first, then who is only named: each with role and counts, above its lines. `enter` narrows to one."""

    chooses = True

    def __init__(self, briefing: Briefing, show: Show, go: Go, keymap: Keymap = USUAL, glyphs: Glyphs = UNICODE) -> None:
        super().__init__("Who says what", keymap, glyphs)
        self._briefing = briefing
        self._show = show
        self._go = go
        self._people = people(briefing)
        self._items = [(who, line) for who, one in enumerate(self._people) for line in (None, *one.lines)]

    @property
    def hints(self) -> Sequence[Hint]:
        """What keys do."""
        return list_hints(self._keymap, "only theirs, or go there")

    def __len__(self) -> int:
        """How many people and lines there are."""
        return len(self._items)

    @property
    def stops(self) -> Sequence[int]:
        """The people."""
        return [at for at, (_, line) in enumerate(self._items) if line is None]

    def item(self, number: int, columns: int, *, here: bool) -> Sequence[Row]:
        """A person with role and counts, or the beginning of one of their lines."""
        who, line = self._items[number]
        one = self._people[who]
        bar = Piece(self.glyphs.bar, "bar") if here else Piece(" ")
        if line is None:
            return (self._person(one, bar, columns),)
        says = Piece(" says  " if line in one.spoken else " named ", "own")
        words = on_one_line(self._briefing.words(self._briefing.sentences[line]))
        return ((bar, Piece("  "), says, Piece(cut(words, columns - 11, self.glyphs.more))),)

    def _person(self, one: Who, bar: Piece, columns: int) -> Row:
        named = len(one.lines) - len(one.spoken)
        parts = [f"{len(one.spoken)} said" if one.spoken else "", f"{named} named" if named else ""]
        counts = f" {self.glyphs.dot} ".join(filter(None, parts))
        room = columns - 5 - width(counts)
        name = cut(one.name, room, self.glyphs.more)
        about = cut(one.about, room - width(name) - 2, self.glyphs.more) if room - width(name) > 8 else ""
        gap = columns - 3 - width(name) - width(counts) - (width(about) + 2 if about else 0)
        role = [Piece(f"  {about}", "own")] if about else []
        return (bar, Piece(" "), Piece(name, "title"), *role, Piece(" " * max(1, gap)), Piece(counts, "own"))

    def words(self, number: int) -> str:
        """The name, or the line."""
        who, line = self._items[number]
        if line is None:
            return f"{self._people[who].name} {self._people[who].about}"
        return on_one_line(self._briefing.words(self._briefing.sentences[line]))

    def counts(self) -> tuple[str, ...]:
        """How many speakers there are."""
        speakers = sum(bool(one.spoken) for one in self._people)
        return (f"{counted(speakers, 'voice')} {self.glyphs.dot} {len(self._people) - speakers} named", str(len(self._people)))

    def empty(self) -> str:
        """What is said where nobody is named."""
        return "Nobody is named here."

    def choose(self) -> None:
        """On a person, show only their lines; on a line, go there."""
        if not self._items:
            return
        who, line = self._items[self.cursor]
        if line is None:
            self._show(frozenset(self._people[who].lines), self._people[who].name)
        else:
            self._go(line)


def people(briefing: Briefing) -> list[Who]:
    """Who is in a briefing: speakers first, those with most lines before the others."""
    spoken: dict[str, set[int]] = {}
    for sentence in briefing.sentences:
        for voice in voices(briefing, sentence):
            spoken.setdefault(voice.name, set()).add(sentence.id)
    found = [
        Who(actor.name, _about(actor), frozenset(spoken.get(actor.name, ())), tuple(sorted(by_actor(briefing, actor.id))))
        for actor in briefing.actors
    ]
    names = {actor.name for actor in briefing.actors}
    found += [Who(name, "", frozenset(lines), tuple(sorted(lines))) for name, lines in spoken.items() if name not in names]
    return sorted((one for one in found if one.lines), key=lambda one: (-len(one.spoken), -len(one.lines)))


def _about(actor: Actor) -> str:
    """The role of an actor, else its kind."""
    return actor.role or (actor.kind if actor.kind != "person" else "")
