"""A briefing written for pictures and tests of the screen: a made-up article about a harbour town."""

from __future__ import annotations

from hashlib import sha256

from briefing.model import Actor, Article, Attribution, Briefing, Panel, Sentence, SetAside, Signal, SignalKind, Span

HEADLINE = "Ferrow votes to move its fish market across the harbour, and to build a sea wall before the next winter storms"
PANELS: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str, SignalKind | None], ...]], ...] = (
    (
        "Ferrow fish market",
        ("market hall", "west quay"),
        (
            ("Ferrow's town council voted on Tuesday to move the fish market from the old pier to the west quay.", "", None),
            ("“We will open the new hall in May, if the roof is done,” said Mayor Ilse Brandt.", "Ilse Brandt", "condition"),
            ("She said that the 42 traders had been promised their stalls.", "she>Ilse Brandt", None),
            ("Some traders said they would not go.", "traders", "opposition"),
        ),
    ),
    (
        "harbour sea wall",
        ("winter storms",),
        (
            ("The council also approved a sea wall of 1.2 kilometres, to be built before the winter.", "", "plan"),
            (
                "An engineer who asked not to be named warned that the wall could push the water towards Old Ferrow.",
                "engineer!",
                "concern",
            ),
            ("The port’s director, Tomás Núñez, denied this.", "Tomás Núñez", "denial"),
            ("A study by the university is expected in the spring.", "", "forecast"),
        ),
    ),
    (
        "tram line",
        (),
        (
            ("A tram line to the west quay has been put off until 2027.", "", None),
            ("Councillor Ade Okafor called the delay “a pity, and a mistake”.", "Ade Okafor", "opposition"),
        ),
    ),
)


def harbour() -> Briefing:
    """The briefing."""
    text = f"{HEADLINE}\n\n"
    actors: list[Actor] = []
    said: list[Attribution] = []
    sentences: list[Sentence] = []
    panels: list[Panel] = []
    paragraphs: list[Span] = []
    for title, tags, lines in PANELS:
        first, start = len(sentences), len(text)
        for words, who, signal in lines:
            span = Span(len(text), len(text) + len(words))
            text += f"{words} "
            mine = ()
            if who:
                pronoun, _, name = who.rpartition(">")
                unnamed = name.endswith("!")
                name = name.removesuffix("!")
                actor = next((actor for actor in actors if actor.name == name), None)
                if actor is None:
                    actor = Actor(len(actors), name, "unnamed" if unnamed else "person")
                    actors.append(actor)
                source = (Span(span.start, span.start + len(pronoun)),) if pronoun else ()
                by = "pronoun" if pronoun else "name"
                mine = (len(said),)
                said.append(Attribution(len(said), 0, source, (), (span,), anonymous=unnamed, speaker=actor.id, speaker_by=by))
            marks = (Signal(signal, span),) if signal else ()
            sentences.append(Sentence(len(sentences), 0, span, len(paragraphs), signals=marks, attributions=mine))
        paragraphs.append(Span(start, len(text) - 1))
        text = f"{text[:-1]}\n\n"
        ids = tuple(range(first, len(sentences)))
        panels.append(Panel(title, tags=tags, lead=first, sentences=ids))
    aside = "Sign up for our morning letter"
    start = len(text)
    text += aside
    article = Article(
        sha256(text.encode()).hexdigest(),
        "text",
        text,
        tuple(paragraphs),
        headline=Span(0, len(HEADLINE)),
        set_aside=(SetAside(Span(start, len(text)), "invitation"),),
        origin="harbour.txt",
    )
    return Briefing(
        parser="test",
        articles=(article,),
        sentences=tuple(sentences),
        attributions=tuple(said),
        actors=tuple(actors),
        panels=tuple(panels),
    )
