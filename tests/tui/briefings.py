"""Briefings built for tests of the screen: of given sentences, or random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from hypothesis import strategies as st

from briefing.model import Actor, Article, Attribution, Block, Briefing, Panel, Sentence, SetAside, Signal, Span

LONG = "supercalifragilisticexpialidocious" * 5
WORDS = [
    "harbour",
    "council",
    "vote",
    "a",
    "of",
    "“new”",
    "rain’s",
    "São-Paulo",
    "東京湾の防潮堤",
    "e\u0301te\u0301",
    "🚋",
    LONG,
]


NONE: Mapping[int, str] = {}


def build(
    panels: Sequence[Sequence[str]],
    *,
    aside: Sequence[str] = (),
    headline: str = "A headline",
    spoken: int = 3,
    headings: Mapping[int, str] = NONE,
) -> Briefing:
    """A briefing whose panels hold the given sentences, under `headings` by their number; every `spoken`th has a speaker."""
    text, at = headline + "\n\n", []
    paragraphs: list[tuple[Span, Block]] = []
    inside: list[int] = []
    for number, sentence in enumerate(sentence for panel in panels for sentence in panel):
        if heading := headings.get(number):
            text += "\n"
            paragraphs.append((Span(len(text), len(text) + len(heading)), Block("heading", 2)))
            text += f"{heading}\n"
        at.append(Span(len(text), len(text) + len(sentence)))
        if inside and inside[-1] == len(paragraphs) - 1:
            paragraphs[-1] = (Span(paragraphs[-1][0].start, at[-1].end), Block())
        else:
            paragraphs.append((at[-1], Block()))
        inside.append(len(paragraphs) - 1)
        text += sentence + " "
    parts = []
    for words in aside:
        parts.append(SetAside(Span(len(text), len(text) + len(words)), "repeated headline"))
        text += words + "\n"
    article = Article(
        id=sha256(text.encode()).hexdigest(),
        kind="text",
        text=text,
        paragraphs=tuple(span for span, _ in paragraphs),
        headline=Span(0, len(headline)),
        set_aside=tuple(parts),
        origin="article.txt",
        blocks=tuple(block for _, block in paragraphs),
    )
    sentences, said, number = [], [], 0
    groups = []
    for order, panel in enumerate(panels, 1):
        ids = tuple(range(number, number + len(panel)))
        groups.append(Panel(f"Topic {order}", tags=("first tag", "second tag"), lead=ids[0], sentences=ids))
        for place in ids:
            spoken_here = place % spoken == 0
            if spoken_here:
                said.append(Attribution(len(said), 0, (), (), (at[place],), speaker=len(said) % 2, speaker_by="name"))
            sentences.append(
                Sentence(
                    place,
                    0,
                    at[place],
                    inside[place],
                    signals=(Signal("plan", at[place]),) if spoken_here else (),
                    attributions=(len(said) - 1,) if spoken_here else (),
                )
            )
        number += len(panel)
    people = (Actor(0, "Lena Ortiz", "person"), Actor(1, "harbour official", "unnamed"))
    return Briefing(
        parser="test",
        articles=(article,),
        sentences=tuple(sentences),
        attributions=tuple(said),
        actors=people if said else (),
        panels=tuple(groups),
    )


def of_size(sentences: int, panels: int) -> Briefing:
    """A briefing with so many sentences of some length in so many panels."""
    lines = [
        f"Sentence {n} says that the harbour council will vote on the {n}th budget " + "and the next one " * (n % 4) + "today."
        for n in range(sentences)
    ]
    each = -(-sentences // panels)
    return build([lines[start : start + each] for start in range(0, sentences, each)], aside=["Post a comment"])


_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)
_sentence = st.builds(lambda words, joint: joint.join(words), _words, st.sampled_from([" ", "\n", "  "]))
briefings = st.builds(
    build,
    st.lists(st.lists(_sentence, min_size=1, max_size=5), min_size=0, max_size=5),
    aside=st.lists(st.just("Post a comment"), max_size=2),
    headline=st.sampled_from(["A headline", "東京 " * 40, "A long headline that goes on and on " * 5]),
    headings=st.dictionaries(st.integers(0, 24), st.sampled_from(["The quay", "東京湾の防潮堤 " * 9, LONG]), max_size=4),
)
"""Random briefings, from none to 25 sentences, with wide, combining and very long words."""

sizes = st.tuples(st.integers(40, 200), st.integers(10, 50))
"""Sizes of a terminal: columns and rows."""
