"""Briefings of any length, built and not parsed, and put where the program looks for what it knows."""

from __future__ import annotations

import random
from pathlib import Path

from briefing import digest
from briefing.library import Library
from briefing.limits import Limits
from briefing.model import Actor, Article, Attribution, Briefing, Panel, Sentence, Signal, Span

CONTENT = """council harbour vote evening ferry budget captain union strike offer bridge engineer report storm repair island
minister letter court appeal school teacher hospital nurse market price wheat farmer river flood dam company merger
shareholder plan factory worker contract talks deadline agreement protest square police statement witness"""
WORDS = CONTENT.split()
FUNCTION = "the of and in to after before over with without under against near said that its their a new last next first"
SMALL = FUNCTION.split()
NAMES = ["Ada Lund", "Tomas Rye", "Ines Okafor", "Paul Verhaag", "Mira Solano", "the harbour office"]
PANELS = 6


def briefing_of(sentences: int, seed: int = 7) -> Briefing:
    """A briefing of so many sentences in six panels, with speakers and signals now and then."""
    chance = random.Random(seed)
    text, spans, paragraphs, start = "", [], [], 0
    pieces: list[str] = ["A long day at the harbour and what came of it\n\n"]
    at = len(pieces[0])
    for number in range(sentences):
        words = [chance.choice(WORDS if place % 2 else SMALL) for place in range(chance.randint(10, 28))]
        line = " ".join(words).capitalize() + "."
        spans.append(Span(at, at + len(line)))
        last = number % 4 == 3 or number == sentences - 1
        if last:
            paragraphs.append(Span(start if number > 3 else len(pieces[0]), at + len(line)))
        pieces.append(line + ("\n\n" if last else " "))
        at += len(pieces[-1])
        if last:
            start = at
    text = "".join(pieces)
    article = Article(
        digest.of_bytes(text.encode()), "text", text, tuple(paragraphs), headline=Span(0, len(pieces[0]) - 2), language="en"
    )
    actors = tuple(Actor(number, name, "person", "officer" if number % 2 else None) for number, name in enumerate(NAMES))
    attributions, listed = [], []
    for number, span in enumerate(spans):
        signals: tuple[Signal, ...] = (Signal("plan", Span(span.start, span.start + 3)),) if number % 5 == 0 else ()
        spoken: tuple[int, ...] = ()
        if number % 3 == 0:
            spoken = (len(attributions),)
            source, content = Span(span.start, span.start + 4), Span(span.start + 5, span.end)
            speaker = number % len(NAMES)
            attributions.append(
                Attribution(len(attributions), 0, (source,), (), (content,), speaker=speaker, speaker_by="name")
            )
        listed.append(Sentence(number, 0, span, number // 4, signals, spoken))
    size = -(-sentences // PANELS)
    panels = tuple(
        Panel(
            f"{WORDS[number * 3]} {WORDS[number * 3 + 1]}",
            (),
            (WORDS[number], WORDS[-number - 1]),
            first,
            tuple(range(first, min(first + size, sentences))),
        )
        for number, first in enumerate(range(0, sentences, size))
    )
    return Briefing(
        parser=digest.parser_version(),
        articles=(article,),
        sentences=tuple(listed),
        attributions=tuple(attributions),
        actors=actors,
        panels=panels,
    )


def put(briefing: Briefing, folder: Path) -> Path:
    """The file of a briefing's article; the library that the environment names knows the rest."""
    (article,) = briefing.articles
    path = folder / f"built-{len(briefing.sentences)}.txt"
    path.write_text(article.text, encoding="utf-8")
    library = Library.open()
    readings = [reading.name for reading in library.keep_readings(digest.of_bytes(path.read_bytes()), [article])]
    limits = Limits()
    key = digest.of_briefing(readings, (limits.characters, limits.paragraphs), digest.parser_version())
    library.keep_briefing(key, readings, briefing)
    library.close()
    return path
