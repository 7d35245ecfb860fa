"""What stands on the screen of one article, from top to bottom: panels, and what is set aside; or its paragraphs."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing.model import Article, Briefing, Span
from briefing.voices import remarks, voices
from tui.rows import UNICODE, on_one_line

Spot = tuple[int, int]
"""Where the cursor can stop: the index of a section, and of a line in it; the section's title is line -1."""

TITLE = -1
NOTHING = "There is nothing here but a headline."


class Section(NamedTuple):
    """A title and the lines under it. A `text`, the article's, and a `note`, the program's, have no title and no marks.

    `number` is the panel's, from 1; `sentences` are the ids of a panel's lines, `passages` the places of lines that are not
    sentences, with a remark on each, `notes` the program's own sentences. `voices` counts the panel's speakers, `lead` is the
    id of its lead sentence.
    """

    kind: Literal["panel", "aside", "text", "note"]
    title: str = ""
    number: int = 0
    tags: tuple[str, ...] = ()
    lead: int | None = None
    sentences: tuple[int, ...] = ()
    voices: int = 0
    passages: tuple[tuple[int, Span, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many lines it has."""
        return len(self.sentences) or len(self.passages) or len(self.notes)

    @property
    def titled(self) -> bool:
        """Whether it has a title, which the cursor can stop on."""
        return self.kind in ("panel", "aside")


class Line(NamedTuple):
    """A line as it is shown: its words with white space folded, and what the program remarks on it."""

    words: str
    remark: str


def of_briefing(briefing: Briefing) -> tuple[Section, ...]:
    """The panels of a briefing, then what is set aside; never nothing."""
    sections = [
        Section(
            "panel",
            panel.title,
            number,
            panel.tags,
            panel.lead,
            panel.sentences,
            len({voice.name for sentence in panel.sentences for voice in voices(briefing, briefing.sentences[sentence])}),
        )
        for number, panel in enumerate(briefing.panels, 1)
    ]
    aside = tuple(
        (number, part.span, part.reason) for number, article in enumerate(briefing.articles) for part in article.set_aside
    )
    if not sections:
        sections.append(Section("note", notes=(NOTHING,)))
    if aside:
        sections.append(Section("aside", "Set aside", passages=aside))
    return tuple(sections)


def of_text(article: Article) -> tuple[Section, ...]:
    """The paragraphs of an article that is being parsed; never nothing."""
    if not article.paragraphs:
        return (Section("note", notes=(NOTHING,)),)
    return (Section("text", "", passages=tuple((0, span, "") for span in article.paragraphs)),)


def line(briefing: Briefing, section: Section, number: int) -> Line:
    """A line of a section."""
    if section.sentences:
        sentence = briefing.sentences[section.sentences[number]]
        return Line(on_one_line(briefing.words(sentence)), f" {UNICODE.dot} ".join(remarks(briefing, sentence)))
    if section.notes:
        return Line(section.notes[number], "")
    article, span, remark = section.passages[number]
    return Line(on_one_line(briefing.articles[article].words(span)), remark)
